/* The season of a year and the angle of an hour, against angles whose cosine is known. */
#include "tests/unit/support.h"

static double season(int month, double amplitude, double peak)
{
    return FORMULA_AT(traffic_season, month, amplitude, peak);
}

/* Three tenths above the mean in month 11, as far below half a year from it, in between
 * after a quarter (month 2), and half way up two months before the peak (month 1 of the
 * next year, 300 degrees on, has a cosine of a half). */
static void a_season_is_highest_in_its_month_and_lowest_half_a_year_from_it(void **state)
{
    assert_close(season(11, 0.3, 11), 1.3, 1e-15);
    assert_close(season(5, 0.3, 11), 0.7, 1e-15);
    assert_close(season(2, 0.3, 11), 1, 1e-15);
    assert_close(season(1, 0.3, 11), 1.15, 1e-15);
    assert_close(season(23, 0.3, 11), 1.3, 1e-15);
}

static void a_year_has_as_many_requests_with_a_season_as_without(void **state)
{
    double sum = 0;

    for (int month = 8; month < 20; month++)
        sum += season(month, 0.83, 4.7);
    assert_close(sum, 12, 1e-15);
}

static void without_a_swing_there_is_no_season_to_the_bit(void **state)
{
    for (int month = 1; month <= 240; month++)
        assert_true(season(month, 0, 7.3) == 1);
}

#define TURN 6.283185307179586

static void the_cosine_is_that_of_the_c_library(void **state)
{
    for (int month = 1; month <= 240; month++)
        for (double peak = 1; peak <= 12; peak += 0.37)
            assert_near(season(month, 1, peak), 1 + cos(TURN * (month - peak) / 12), 1e-13);
}

/* A day that is never quiet turns 15 degrees an hour; one whose peak is three times the
 * mean has its traffic in 16 hours and turns 22.5. */
static void a_higher_peak_has_fewer_hours_for_its_swing(void **state)
{
    assert_close(FORMULA_AT(traffic_hour_cosine, 0, 1.4), 0.96592582628906829, 1e-15);
    assert_close(FORMULA_AT(traffic_hour_cosine, 0, 2), 0.96592582628906829, 1e-15);
    assert_close(FORMULA_AT(traffic_hour_cosine, 0, 3), 0.92387953251128676, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_season_is_highest_in_its_month_and_lowest_half_a_year_from_it),
        cmocka_unit_test(a_year_has_as_many_requests_with_a_season_as_without),
        cmocka_unit_test(without_a_swing_there_is_no_season_to_the_bit),
        cmocka_unit_test(the_cosine_is_that_of_the_c_library),
        cmocka_unit_test(a_higher_peak_has_fewer_hours_for_its_swing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
