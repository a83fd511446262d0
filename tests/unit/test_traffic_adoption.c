/* How users join month by month. */
#include "tests/unit/support.h"

/* From a quarter in month 1 to all in month 7: an eighth more each month. */
static void users_join_in_equal_steps(void **state)
{
    assert_close(FORMULA_AT(traffic_adoption, 1, 0.25, 6), 0.25, 0);
    assert_close(FORMULA_AT(traffic_adoption, 4, 0.25, 6), 0.625, 1e-15);
    assert_close(FORMULA_AT(traffic_adoption, 7, 0.25, 6), 1, 0);
    assert_close(FORMULA_AT(traffic_adoption, 31, 0.25, 6), 1, 0);
}

static void where_it_takes_no_time_only_the_first_month_is_short(void **state)
{
    assert_close(FORMULA_AT(traffic_adoption, 1, 0.4, 0), 0.4, 0);
    assert_close(FORMULA_AT(traffic_adoption, 2, 0.4, 0), 1, 0);
}

static void a_launch_for_everybody_changes_nothing_to_the_bit(void **state)
{
    for (int month = 1; month <= 240; month++)
        assert_true(FORMULA_AT(traffic_adoption, month, 1, 6) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(users_join_in_equal_steps),
        cmocka_unit_test(where_it_takes_no_time_only_the_first_month_is_short),
        cmocka_unit_test(a_launch_for_everybody_changes_nothing_to_the_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
