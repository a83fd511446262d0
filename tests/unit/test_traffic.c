/* Traffic: growth from the first month on, months of 30.4375 days, peaks. */
#include "tests/unit/level.h"
#include "tests/unit/support.h"

/* Requests a day, month after month. */
static double daily_requests(int month, double at_start, double growth)
{
    const Quantity *level = source_named(&traffic_daily_requests, "traffic.level");

    return FORMULA_AT(traffic_daily_requests, month, at_start, level_at(level, month, growth),
                      1, 1);
}

/* 730 a day growing 7% a month: 730 * 1.07^3 = 730 * 1.225043 in month 4 */
static void growth_starts_after_the_first_month(void **state)
{
    assert_close(daily_requests(1, 730, 0.07), 730, 0);
    assert_close(daily_requests(4, 730, 0.07), 894.28139, 1e-14);
}

static void traffic_can_shrink(void **state)
{
    assert_close(daily_requests(3, 1600, -0.25), 900, 1e-15);
}

/* 1600 * 1.21, a fifth less by the season, of which 75% have come */
static void season_and_adoption_multiply_what_has_grown(void **state)
{
    assert_close(FORMULA_AT(traffic_daily_requests, 3, 1600, 1.21, 0.8, 0.75), 1161.6, 1e-14);
}

static void a_month_has_a_twelfth_of_365_and_a_quarter_days(void **state)
{
    assert_close(FORMULA_AT(traffic_requests, 5, 1600), 30.4375 * 1600, 0);
}

/* 12,960 a day is 0.15 a second; the peak is 3.4 times that. */
static void the_peak_is_a_multiple_of_the_mean_rate(void **state)
{
    assert_close(FORMULA_AT(traffic_peak_rate, 2, 12960, 3.4), 0.51, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_starts_after_the_first_month),
        cmocka_unit_test(traffic_can_shrink),
        cmocka_unit_test(season_and_adoption_multiply_what_has_grown),
        cmocka_unit_test(a_month_has_a_twelfth_of_365_and_a_quarter_days),
        cmocka_unit_test(the_peak_is_a_multiple_of_the_mean_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
