/* What a request leaves of the context window. */
#include "tests/unit/support.h"

/* 121,000 tokens in and 6,500 out of a window of 128,000 leave 500; 501 more are too many. */
static void a_request_must_fit_with_its_answer(void **state)
{
    const Quantity *const rooms[] = { &api_context_room, &model_context_room };

    for (size_t k = 0; k < COUNT_OF(rooms); k++) {
        assert_close(FORMULA_AT(*rooms[k], 0, 121e3, 6500, 128e3), 500, 0);
        assert_close(FORMULA_AT(*rooms[k], 0, 121501, 6500, 128e3), -1, 0);
        assert_close(rooms[k]->least, 0, 0);
        assert_non_null(rooms[k]->otherwise);
    }
    assert_int_equal(api_context_room.part, PART_API);
    assert_int_equal(model_context_room.part, PART_HOSTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_must_fit_with_its_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
