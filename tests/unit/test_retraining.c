/* Retraining: its cost, the policies, staleness between retrains, the best interval. */
#include "tests/unit/support.h"

enum { CALENDAR, THRESHOLD, EVENTS, OPTIMAL };

/* 12% of 23,552.81 USD of examples; (48.477 + 625.35 + 294.1) / 0.25 for four attempts;
 * 9 h at 113.7 USD: 2,826.3372 + 3,871.708 + 1,023.3 */
static void a_retrain_pays_examples_attempts_and_redeployment(void **state)
{
    assert_close(FORMULA_AT(training_retrain_cost, 0, 0.12, 23552.81, 0.25, 48.477, 625.35,
                            294.1, 9, 113.7),
                 7721.3452, 1e-13);
    assert_close(FORMULA_AT(monthly_retraining, 6, 2, 7721.3452), 15442.6904, 1e-13);
}

/* Whole intervals that are over at the end of a month; before the first, none. */
static double intervals_over(int month, double interval)
{
    const Quantity *rate = source_named(&training_intervals_over, "training.calendar_rate");

    return month == 0
               ? training_intervals_over.initial
               : FORMULA_AT(training_intervals_over, month, FORMULA_AT(*rate, 0, interval));
}

static double due(int month, double interval)
{
    return FORMULA_AT(training_retrains, month, CALENDAR, intervals_over(month, interval),
                      intervals_over(month - 1, interval), 0, 0, 1, 0, 0);
}

/* Every 2.5 months: after 2.5, 5, 7.5 and 10 months. Every 0.4: in months 1 to 4 at
 * 0.4 0.8 | 1.2 1.6 2.0 | 2.4 2.8 | 3.2 3.6 4.0. */
static void the_calendar_retrains_when_an_interval_is_over(void **state)
{
    static const int retrains[] = { 0, 0, 1, 0, 1, 0, 0, 1, 0, 1 };

    for (int month = 1; month <= 10; month++)
        assert_near(due(month, 2.5), retrains[month - 1], 0);
    assert_near(due(1, 0.4), 2, 0);
    assert_near(due(2, 0.4), 3, 0);
    assert_near(due(3, 0.4), 2, 0);
    assert_near(due(4, 0.4), 3, 0);
}

/* The 49th part of 49 is 0.9999999999999999 of a month in floating point. */
static void an_interval_that_ends_with_the_month_is_over(void **state)
{
    assert_true(49 * (1 / 49.0) < 1);
    assert_near(due(49, 49), 1, 0);
    assert_near(FORMULA_AT(knowledge_age, 49, 49, intervals_over(49, 49), 1, 48), 0, 0);
}

/* 1 - 0.92 * 0.95 = 12.6% at the end of the month */
static void the_threshold_retrains_when_it_is_reached(void **state)
{
    assert_near(FORMULA_AT(training_retrains, 4, THRESHOLD, 0, 0, 0.08, 0.05, 0.127, 0, 0), 0,
                0);
    assert_near(FORMULA_AT(training_retrains, 4, THRESHOLD, 0, 0, 0.08, 0.05, 0.125, 0, 0), 1,
                0);
}

/* Retrains when so many documents have changed, and so many by the month before. */
static double by_events(double so_far, double before, double limit)
{
    const Quantity *passed = source_named(&training_retrains, "training.limits_passed");

    return FORMULA_AT(training_retrains, 4, EVENTS, 0, 0, 0, 0, 1,
                      FORMULA_AT(*passed, 4, so_far, limit),
                      FORMULA_AT(*passed, 3, before, limit));
}

static void events_retrain_at_most_once_a_month(void **state)
{
    assert_near(by_events(999, 700, 1000), 0, 0);
    assert_near(by_events(1000, 700, 1000), 1, 0);
    assert_near(by_events(5200, 700, 1000), 1, 0);
}

static void the_best_interval_is_in_force_unless_it_is_the_horizon(void **state)
{
    const Quantity *in_force = &training_interval_in_force;

    assert_near(FORMULA_AT(*in_force, 0, CALENDAR, 3.5, 5.1, 36), 3.5, 0);
    assert_near(FORMULA_AT(*in_force, 0, OPTIMAL, 3.5, 5.1, 36), 5.1, 0);
    assert_near(FORMULA_AT(*in_force, 0, OPTIMAL, 3.5, 36, 36), 1e6, 0);
    assert_near(FORMULA_AT(*in_force, 0, THRESHOLD, 3.5, 5.1, 36), 1e6, 0);
}

/* What a month leaves and its mean, for the state before it. */
static double stale_after(int month, double interval, double change, double lead, double *start)
{
    const Quantity *stale = &knowledge_weights_stale;
    double decay = FORMULA_AT(knowledge_decay, 0, change), n = due(month, interval);
    double fresh =
        FORMULA_AT(*source_named(stale, "knowledge.stale_when_fresh"), 0, decay, lead);
    double old =
        FORMULA_AT(*source_named(stale, "knowledge.stale_when_due"), 0, decay, lead, interval);
    double age =
        FORMULA_AT(knowledge_age, month, interval, intervals_over(month, interval), n, 0);
    double end = FORMULA_AT(knowledge_stale_at_end, month, decay, *start, n, age, lead);
    double mean = FORMULA_AT(*stale, month, decay, *start, end, n, age, interval, fresh, old);

    *start = end;
    return mean;
}

/* 10% a month, a retrain every 3: 0 -> 10% -> 19% -> 27.1%, then all is fresh. The means
 * of months 1 to 4 are 5%, 14.5%, 23.05% and 5% again. */
static void staleness_grows_until_the_retrain(void **state)
{
    double stale = 0;

    assert_close(stale_after(1, 3, 0.1, 0, &stale), 0.05, 1e-13);
    assert_close(stale_after(2, 3, 0.1, 0, &stale), 0.145, 1e-13);
    assert_close(stale_after(3, 3, 0.1, 0, &stale), 0.2305, 1e-13);
    assert_near(stale, 0, 1e-15);
    assert_close(stale_after(4, 3, 0.1, 0, &stale), 0.05, 1e-12);
}

/* Four retrains in each month: the mean of 0 and 1 - 0.9^0.25. */
static void several_retrains_a_month_keep_it_fresh(void **state)
{
    double stale = 0, mean = (1 - pow(0.9, 0.25)) / 2;

    assert_close(stale_after(1, 0.25, 0.1, 0, &stale), mean, 1e-13);
    assert_close(stale_after(2, 0.25, 0.1, 0, &stale), mean, 1e-12);
}

/* Every 1.6 months: half a year is 3.75 intervals, whose pieces are those of the months.
 * Month 2: 0.6 months from s(1) to s(1.6), 0.4 months from 0 to s(0.4). */
static void a_retrain_may_come_within_a_month(void **state)
{
    double stale = 0, at_1 = 0.1, at_16 = 1 - pow(0.9, 1.6), at_04 = 1 - pow(0.9, 0.4);

    stale_after(1, 1.6, 0.1, 0, &stale);
    assert_close(stale_after(2, 1.6, 0.1, 0, &stale),
                 0.6 * (at_1 + at_16) / 2 + 0.4 * at_04 / 2, 1e-12);
    assert_close(stale, at_04, 1e-12);
}

/* Half a month of lead leaves 1 - 0.9^0.5 stale after the retrain. */
static void what_changes_in_the_lead_time_stays_stale(void **state)
{
    double stale = 0.1;

    stale_after(2, 2, 0.1, 0.5, &stale);
    assert_close(stale, 1 - pow(0.9, 0.5), 1e-13);
}

/* Policies without a calendar count months since the last retrain. */
static void age_is_counted_by_months_without_a_calendar(void **state)
{
    assert_near(FORMULA_AT(knowledge_age, 9, 1e6, 0, 0, 4), 5, 0);
    assert_near(FORMULA_AT(knowledge_age, 9, 1e6, 0, 1, 4), 0, 0);
    assert_near(FORMULA_AT(knowledge_age, 9, 2.5, 3, 0, 4), 1.5, 1e-12);
}

/* The cost of retraining every T months, by its definition. */
static double cost_of(double interval, double retrain, double stale, double change)
{
    double v = -log(1 - change);

    return retrain / interval + stale * (1 - (1 - exp(-v * interval)) / (v * interval));
}

/* For a retrain and all stale facts of this cost, and a change rate. */
static double optimal_interval(double retrain, double stale, double change, double longest)
{
    return FORMULA_AT(training_optimal_interval, 0, retrain, stale,
                      FORMULA_AT(knowledge_decay, 0, change), longest);
}

/* No interval 1% shorter or longer is cheaper than the one found. */
static void the_optimal_interval_is_a_minimum(void **state)
{
    static const double cases[][3] = { { 8000, 60000, 0.05 },
                                       { 300, 90000, 0.012 },
                                       { 15000, 40000, 0.17 },
                                       { 90000, 1e6, 0.3 } };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double c = cases[i][0], w = cases[i][1], change = cases[i][2];
        double best = optimal_interval(c, w, change, 240);

        assert_true(best > 7 / DAYS_PER_MONTH && best < 240);
        assert_true(cost_of(best, c, w, change) < cost_of(best * 0.99, c, w, change));
        assert_true(cost_of(best, c, w, change) < cost_of(best * 1.01, c, w, change));
    }
}

/* sqrt(2 * 50 / (1e6 * 0.01)) = 0.1 months is below a week; with 5,000 USD it is 1 month,
 * and the next term of the series, vT/3, makes that 0.34% longer. */
static void a_small_change_rate_gives_the_square_root(void **state)
{
    assert_close(optimal_interval(50, 1e6, 0.01, 36), 7 / DAYS_PER_MONTH, 1e-15);
    assert_close(optimal_interval(5000, 1e6, 0.01, 36), 1, 0.004);
}

static void where_retraining_never_pays_it_waits_for_the_horizon(void **state)
{
    assert_near(optimal_interval(8000, 0, 0.05, 36), 36, 0);
    assert_near(optimal_interval(8000, 60000, 0, 36), 36, 0);
    assert_near(optimal_interval(8000, 100, 0.05, 36), 36, 0);
    assert_near(optimal_interval(8000, 60000, 1, 36), 36, 0);
}

/* 1,234 a day grow by 2% a month to the middle of 13 months, 6 later; 30% touch changing
 * facts, a quarter is answered from the index, an error costs 2 USD. */
static void stale_answers_cost_by_traffic(void **state)
{
    const Quantity *cost =
        source_named(&training_optimal_interval, "training.cost_if_all_stale");

    assert_close(FORMULA_AT(*cost, 0, 1234, 0.02, 13, 0.3, 0.25, 2),
                 1234 * 30.4375 * pow(1.02, 6) * 0.3 * 0.75 * 2, 1e-13);
}

/* If every fact changes each month, all is stale after any time, and nothing after none. */
static void what_changes_at_once_is_stale_at_once(void **state)
{
    double stale = 0;

    stale_after(1, 0.3, 1, 0, &stale);
    assert_near(stale, 1, 0);
    stale_after(2, 2, 1, 0, &stale);
    assert_near(stale, 0, 0);
}

static void counts_are_per_year_of_service(void **state)
{
    assert_close(FORMULA_AT(training_retrains_per_year, 0, 7, 18), 14.0 / 3, 1e-15);
    assert_close(FORMULA_AT(training_months_between, 0, 7, 18), 18.0 / 7, 1e-15);
    assert_close(FORMULA_AT(training_months_between, 0, 0, 18), 18, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_retrain_pays_examples_attempts_and_redeployment),
        cmocka_unit_test(the_calendar_retrains_when_an_interval_is_over),
        cmocka_unit_test(an_interval_that_ends_with_the_month_is_over),
        cmocka_unit_test(the_threshold_retrains_when_it_is_reached),
        cmocka_unit_test(events_retrain_at_most_once_a_month),
        cmocka_unit_test(the_best_interval_is_in_force_unless_it_is_the_horizon),
        cmocka_unit_test(staleness_grows_until_the_retrain),
        cmocka_unit_test(several_retrains_a_month_keep_it_fresh),
        cmocka_unit_test(a_retrain_may_come_within_a_month),
        cmocka_unit_test(what_changes_in_the_lead_time_stays_stale),
        cmocka_unit_test(what_changes_at_once_is_stale_at_once),
        cmocka_unit_test(age_is_counted_by_months_without_a_calendar),
        cmocka_unit_test(the_optimal_interval_is_a_minimum),
        cmocka_unit_test(a_small_change_rate_gives_the_square_root),
        cmocka_unit_test(where_retraining_never_pays_it_waits_for_the_horizon),
        cmocka_unit_test(stale_answers_cost_by_traffic),
        cmocka_unit_test(counts_are_per_year_of_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
