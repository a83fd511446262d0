/* Dates of scenarios and catalogue entries. */
#include "tests/unit/support.h"

#include "sim/scenario/dates.h"

static void a_date_is_a_day_of_the_calendar(void **state)
{
    static const char *const good[] = { "2026-11-01", "2024-02-29", "2000-02-29",
                                        "1999-12-31" };
    static const char *const bad[] = { "",           "2026",       "2026-13-01", "2026-00-10",
                                       "2026-02-29", "1900-02-29", "2026-04-31", "2026-11-1",
                                       "2026/11/01", "2026-11-01T" };

    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_true(date_is_valid(good[i]));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(date_is_valid(bad[i]));
}

/* 2024 is a leap year: January and February have 60 days, in 2023 they have 59. */
static void days_are_counted_over_leap_years(void **state)
{
    assert_int_equal(date_days("2024-01-01", "2024-03-01"), 60);
    assert_int_equal(date_days("2023-01-01", "2023-03-01"), 59);
    assert_int_equal(date_days("2000-01-01", "2026-11-01"), 26 * 365 + 7 + 304);
    assert_int_equal(date_days("2026-11-01", "2026-10-31"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_a_day_of_the_calendar),
        cmocka_unit_test(days_are_counted_over_leap_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
