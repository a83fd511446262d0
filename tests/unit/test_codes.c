/* The codes of messages are in order, each once, and explained. */
#include "tests/unit/support.h"

#include <string.h>

#include "sim/scenario/codes.h"

static void codes_are_in_order_and_explained(void **state)
{
    for (size_t i = 0; i < error_code_count; i++) {
        if (i > 0)
            assert_true(strcmp(error_codes[i - 1].code, error_codes[i].code) < 0);
        assert_int_equal(strlen(error_codes[i].code), 4);
        assert_true(strlen(error_codes[i].title) > 0);
        assert_true(strlen(error_codes[i].help) > 0);
    }
}

static void a_code_is_found_by_its_name(void **state)
{
    assert_non_null(strstr(error_code_help("E009"), "both lines"));
    assert_null(error_code_help("E000"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_in_order_and_explained),
        cmocka_unit_test(a_code_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
