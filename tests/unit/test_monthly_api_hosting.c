/* The hosting fee of a tuned model, against a published month. */
#include "tests/unit/support.h"

/* An Azure month of a tuned model: 1.70 USD/h for 24 * 30 hours is $1,224, with tokens for
 * $22 and $176 $1,422. */
static void a_hosted_tuned_model_is_billed_by_the_hour(void **state)
{
    assert_close(FORMULA_AT(monthly_api_hosting, 1, 1.7, 720), 1224, 1e-14);
    assert_close(FORMULA_AT(monthly_api_hosting, 1, 1.7, 720) + 22 + 176, 1422, 1e-14);
    assert_int_equal(monthly_api_hosting.part, PART_API | PART_TUNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hosted_tuned_model_is_billed_by_the_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
