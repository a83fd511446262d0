/* Retrains of a service, those of the policy and forced ones. */
#include "tests/unit/support.h"

/* 7 by policy and 2 forced in 18 months: 9 * 12 / 18 a year, 2 months each. */
static void counts_are_per_year_of_service(void **state)
{
    assert_close(FORMULA_AT(training_retrains_per_year, 0, 7, 2, 18), 6, 1e-15);
    assert_close(FORMULA_AT(training_months_between, 0, 7, 2, 18), 2, 1e-15);
}

static void without_a_retrain_the_time_between_is_the_service(void **state)
{
    assert_near(FORMULA_AT(training_retrains_per_year, 0, 0, 0, 18), 0, 0);
    assert_close(FORMULA_AT(training_months_between, 0, 0, 0, 18), 18, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_per_year_of_service),
        cmocka_unit_test(without_a_retrain_the_time_between_is_the_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
