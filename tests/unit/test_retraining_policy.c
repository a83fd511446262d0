/* When a retrain is due, by each policy, and when in its month it comes. */
#include "tests/unit/support.h"

enum { CALENDAR, THRESHOLD, EVENTS, OPTIMAL };

/* Limits that the policy does not go by. */
#define NO_INTERVAL 1e6
#define NO_CHANGES  1e300
#define NO_STALE    2.0

/* Whole intervals that are over at the end of a month; before the first, none. */
static double intervals_over(int month, double interval)
{
    const Quantity *rate = source_named(&training_intervals_over, "training.calendar_rate");

    return month == 0
               ? training_intervals_over.initial
               : FORMULA_AT(training_intervals_over, month, FORMULA_AT(*rate, 0, interval));
}

static double by_calendar(int month, double interval)
{
    return FORMULA_AT(training_retrains, month, intervals_over(month, interval),
                      intervals_over(month - 1, interval), 0, 0, 0.37, 0, 0, 0.21, NO_STALE);
}

/* Every 2.5 months: after 2.5, 5, 7.5 and 10 months. Every 0.4: in months 1 to 4 at
 * 0.4 0.8 | 1.2 1.6 2.0 | 2.4 2.8 | 3.2 3.6 4.0. */
static void the_calendar_retrains_when_an_interval_is_over(void **state)
{
    static const int retrains[] = { 0, 0, 1, 0, 1, 0, 0, 1, 0, 1 };

    for (int month = 1; month <= 10; month++)
        assert_near(by_calendar(month, 2.5), retrains[month - 1], 0);
    assert_near(by_calendar(1, 0.4), 2, 0);
    assert_near(by_calendar(2, 0.4), 3, 0);
    assert_near(by_calendar(3, 0.4), 2, 0);
    assert_near(by_calendar(4, 0.4), 3, 0);
}

/* Months from the last retrain to the end of the month. */
static double rest_by_calendar(int month, double interval)
{
    return FORMULA_AT(training_rest_of_month, month, 5200, NO_CHANGES, 0, 470, interval,
                      intervals_over(month, interval), NO_STALE);
}

/* Every 2.5 months: half a month is left of the third, nothing of the fifth; the fourth
 * has none. */
static void the_rest_of_a_month_follows_its_last_retrain(void **state)
{
    assert_near(rest_by_calendar(3, 2.5), 0.5, 0);
    assert_near(rest_by_calendar(5, 2.5), 0, 0);
    assert_near(rest_by_calendar(4, 2.5), 1, 0);
    assert_near(rest_by_calendar(3, 0.4), 0.2, 1e-12);
}

/* The 49th part of 49 is 0.9999999999999999 of a month in floating point. */
static void an_interval_that_ends_with_the_month_is_over(void **state)
{
    assert_true(49 * (1 / 49.0) < 1);
    assert_near(by_calendar(49, 49), 1, 0);
    assert_near(rest_by_calendar(49, 49), 0, 0);
}

static double by_threshold(double stale, double forced, double fresh, double change,
                           double limit)
{
    return FORMULA_AT(training_retrains, 4, 0, 0, 0, 0, stale, forced, fresh, change, limit);
}

/* 1 - 0.92 * 0.95 = 12.6% at the end of the month */
static void the_threshold_retrains_when_it_is_reached(void **state)
{
    assert_near(by_threshold(0.08, 0, 0, 0.05, 0.127), 0, 0);
    assert_near(by_threshold(0.08, 0, 0, 0.05, 0.125), 1, 0);
}

/* A forced retune has just left 3% stale: 1 - 0.97 * 0.95 = 7.85%. */
static void the_threshold_counts_from_a_forced_retune(void **state)
{
    assert_near(by_threshold(0.08, 1, 0.03, 0.05, 0.079), 0, 0);
    assert_near(by_threshold(0.08, 2, 0.03, 0.05, 0.078), 1, 0);
}

static void the_threshold_retrains_at_the_end_of_the_month(void **state)
{
    assert_near(
        FORMULA_AT(training_rest_of_month, 4, 5200, NO_CHANGES, 0, 470, NO_INTERVAL, 0, 0.125),
        0, 0);
}

/* Not even by a limit of 0. */
static void where_nothing_is_stale_no_threshold_is_reached(void **state)
{
    assert_near(by_threshold(0, 0, 0, 0, 0), 0, 0);
    assert_near(by_threshold(0, 0, 0, 1e-9, 0), 1, 0);
}

static double limits_passed(double so_far, double limit)
{
    return FORMULA_AT(*source_named(&training_retrains, "training.limits_passed"), 4, so_far,
                      limit);
}

/* Retrains when so many documents have changed, and so many by the month before. */
static double by_events(double so_far, double before, double limit)
{
    return FORMULA_AT(training_retrains, 4, 0, 0, limits_passed(so_far, limit),
                      limits_passed(before, limit), 0.37, 0, 0, 0.21, NO_STALE);
}

static void events_retrain_each_time_their_number_is_full(void **state)
{
    assert_near(by_events(999, 700, 1000), 0, 0);
    assert_near(by_events(1000, 700, 1000), 1, 0);
    assert_near(by_events(5200, 700, 1000), 5, 0);
    assert_near(by_events(700, 700, 1000), 0, 0);
}

/* 4,500 changes in the month, 200 of them since the last retrain: 2/45 of it. */
static void events_come_with_the_document_that_fills_the_number(void **state)
{
    assert_close(
        FORMULA_AT(training_rest_of_month, 4, 5200, 1000, 5, 4500, NO_INTERVAL, 0, NO_STALE),
        2.0 / 45, 1e-12);
}

/* 0.1 ten times is 0.9999999999999999 in floating point. */
static void a_number_that_is_full_but_for_rounding_is_full(void **state)
{
    double sum = 0;

    for (int i = 0; i < 10; i++)
        sum += 0.1;
    assert_true(sum < 1);
    assert_near(limits_passed(1000 * sum, 1000), 1, 0);
}

/* Of policy, stated and best interval, and horizon. */
static void the_best_interval_is_in_force_unless_it_is_the_horizon(void **state)
{
    const Quantity *in_force = &training_interval_in_force;

    assert_near(FORMULA_AT(*in_force, 0, CALENDAR, 3.5, 5.1, 36), 3.5, 0);
    assert_near(FORMULA_AT(*in_force, 0, OPTIMAL, 3.5, 5.1, 36), 5.1, 0);
    assert_near(FORMULA_AT(*in_force, 0, OPTIMAL, 3.5, 36, 36), NO_INTERVAL, 0);
    assert_near(FORMULA_AT(*in_force, 0, THRESHOLD, 3.5, 5.1, 36), NO_INTERVAL, 0);
    assert_near(FORMULA_AT(*in_force, 0, EVENTS, 3.5, 5.1, 36), NO_INTERVAL, 0);
}

static void a_policy_goes_by_its_own_limit_alone(void **state)
{
    const Quantity *stale = source_named(&training_retrains, "training.stale_in_force");

    for (int policy = CALENDAR; policy <= OPTIMAL; policy++) {
        assert_near(FORMULA_AT(*stale, 0, policy, 0.17), policy == THRESHOLD ? 0.17 : NO_STALE,
                    0);
        assert_near(FORMULA_AT(training_changes_in_force, 0, policy, 740),
                    policy == EVENTS ? 740 : NO_CHANGES, 0);
    }
    assert_near(limits_passed(1e15, NO_CHANGES), 0, 0);
    assert_near(intervals_over(240, NO_INTERVAL), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calendar_retrains_when_an_interval_is_over),
        cmocka_unit_test(the_rest_of_a_month_follows_its_last_retrain),
        cmocka_unit_test(an_interval_that_ends_with_the_month_is_over),
        cmocka_unit_test(the_threshold_retrains_when_it_is_reached),
        cmocka_unit_test(the_threshold_counts_from_a_forced_retune),
        cmocka_unit_test(the_threshold_retrains_at_the_end_of_the_month),
        cmocka_unit_test(where_nothing_is_stale_no_threshold_is_reached),
        cmocka_unit_test(events_retrain_each_time_their_number_is_full),
        cmocka_unit_test(events_come_with_the_document_that_fills_the_number),
        cmocka_unit_test(a_number_that_is_full_but_for_rounding_is_full),
        cmocka_unit_test(the_best_interval_is_in_force_unless_it_is_the_horizon),
        cmocka_unit_test(a_policy_goes_by_its_own_limit_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
