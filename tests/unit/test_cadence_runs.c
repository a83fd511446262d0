/* The retraining cadence through whole runs: counts, staleness and cost against their
 * closed forms, every policy where nothing and where everything changes.
 *
 * A mean over n random trials with standard deviation s has the standard error
 * s / sqrt(n); three of them are allowed. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <string.h>

#include "tests/unit/whole_run.h"

enum { TRIALS = 2048, HORIZON = 48, SEED = 5 };

#define WEEK (7 / DAYS_PER_MONTH)

/* 913.125 requests a month, of which 40% touch changing facts and a bad one costs 3 USD:
 * 1,095.75 USD a month if all is stale. No other answer is bad. */
#define ALL_STALE (30 * DAYS_PER_MONTH * 0.4 * 3)

/* One tuned design that costs nothing but retrains and bad answers. */
static void start(WholeRun *whole, const char *parts, const char *given)
{
    char text[2048];

    snprintf(text, sizeof text,
             "scenario: 1\nname: cadence\n"
             "run: { trials: %d, sampler: random, seed: %d }\n"
             "money.horizon: %d months\ntraffic: { requests_per_day: 30 /day, growth: 0%% }\n"
             "gaps: { knowledge: 0%%, behaviour: 0%% }\n"
             "quality: { share_on_changing_facts: 40%%, cost_per_bad_answer: 3 USD }\n"
             "designs: { tuned: { parts: [%s], cost.build: $0, cost.inference: $0 /month,\n"
             "  cost.infrastructure: $0 /month, cost.people: $0 /month,\n"
             "  model.parameters: 8 B, %s } }\n",
             TRIALS, SEED, HORIZON, parts, given);
    whole_run_start(whole, text, NULL, 0);
}

static void start_tuned(WholeRun *whole, const char *given)
{
    start(whole, "tuned, hosted", given);
}

static double mean_of(const double *x)
{
    double sum = 0;

    for (int i = 0; i < TRIALS; i++)
        sum += x[i];
    return sum / TRIALS;
}

static double error_of(const double *x)
{
    double mean = mean_of(x), squares = 0;

    for (int i = 0; i < TRIALS; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    return sqrt(squares / TRIALS / TRIALS);
}

static const double *values(const WholeRun *whole, const char *key)
{
    return whole_run_values(whole, "tuned", key);
}

static void check_mean(const WholeRun *whole, const char *key, double expected)
{
    const double *x = values(whole, key);

    if (!(fabs(mean_of(x) - expected) <= 3 * error_of(x) + 1e-9 * fabs(expected)))
        fail_msg("%s is %.9g +- %.3g, expected %.9g", key, mean_of(x), error_of(x), expected);
}

/* --- closed forms ------------------------------------------------------------------- */

/* Mean of 1 - exp(-v t) over t from 0 to T. */
static double mean_stale(double v, double t)
{
    return 1 + expm1(-v * t) / (v * t);
}

/* The same over the service: whole intervals, and the rest. */
static double stale_in_service(double change, double interval)
{
    double v = -log(1 - change), n = floor(HORIZON / interval * (1 + 1e-12));
    double rest = HORIZON - n * interval, whole = n * interval * mean_stale(v, interval);

    return (whole + (rest > 1e-9 ? rest * mean_stale(v, rest) : 0)) / HORIZON;
}

/* Over change rates that are uniform between two, by Simpson's rule. */
static double mean_stale_in_service(double low, double high, double interval)
{
    enum { STEPS = 200 };
    double sum = 0;

    for (int i = 0; i <= STEPS; i++) {
        double weight = i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2;
        sum += weight * stale_in_service(low + (high - low) * i / STEPS, interval);
    }
    return sum / (3 * STEPS);
}

/* Even ranges that hold 8 in 10: change rates of 1% to 11%, and retrains of $4,000 in the
 * mean, floor(48/T) of them. The model has the mean of a
 * month's ends for the mean of the month: v^2/12 = 0.0011 too little at most, a sixth of
 * three standard errors. */
static void any_interval_costs_what_the_closed_form_says(void **state)
{
    static const double intervals[] = { WEEK, 0.5, 1, 1.7, 3, 6, 7.3, 12, 24 };

    for (size_t k = 0; k < COUNT_OF(intervals); k++) {
        double t = intervals[k], n = floor(HORIZON / t * (1 + 1e-12));
        double stale = mean_stale_in_service(0.01, 0.11, t);
        char given[256];
        WholeRun whole;
        snprintf(given, sizeof given,
                 "training.interval: %.17g months, corpus.change_rate: uniform(2%%..10%% "
                 "/month), training.retrain_cost: uniform($2k..$6k)",
                 t);
        start_tuned(&whole, given);
        check_mean(&whole, "training.retrains_per_year", 12 * n / HORIZON);
        check_mean(&whole, "training.months_between", HORIZON / n);
        check_mean(&whole, "knowledge.stale_share", stale);
        check_mean(&whole, "cost.updates", n * 4000 / HORIZON);
        check_mean(&whole, "cost.failures", ALL_STALE * stale);
        check_mean(&whole, "cost.monthly", n * 4000 / HORIZON + ALL_STALE * stale);
        whole_run_stop(&whole);
    }
}

/* Months are independent, so E(1 - s) = (1 - change)^months, whatever the dispersion:
 * the mean of month k after a retrain is that of its ends. */
static void bursts_leave_the_mean_staleness_as_it_is(void **state)
{
    static const int intervals[] = { 1, 3, 6, 12, 24 };
    static const char *const dispersions[] = { "1", "9", "50% 0 | 50% 25" };

    for (size_t k = 0; k < COUNT_OF(intervals); k++)
        for (size_t d = 0; d < COUNT_OF(dispersions); d++) {
            double sum = 0;
            char given[256];
            WholeRun whole;
            for (int m = 1; m <= intervals[k]; m++)
                sum += 1 - (pow(0.93, m - 1) + pow(0.93, m)) / 2;
            snprintf(given, sizeof given,
                     "training.interval: %d months, corpus.documents: 1700, "
                     "corpus.change_rate: 7%% /month, corpus.change_dispersion: %s, "
                     "training.retrain_cost: $4k",
                     intervals[k], dispersions[d]);
            start_tuned(&whole, given);
            check_mean(&whole, "knowledge.stale_share", sum / intervals[k]);
            check_mean(&whole, "training.retrains_per_year", 12.0 / intervals[k]);
            whole_run_stop(&whole);
        }
}

static double spread_of_staleness(const char *dispersion)
{
    char given[256];
    WholeRun whole;

    snprintf(given, sizeof given,
             "training.interval: 6 months, corpus.documents: 1700, corpus.change_rate: 7%% "
             "/month, corpus.change_dispersion: %s",
             dispersion);
    start_tuned(&whole, given);
    double error = error_of(values(&whole, "knowledge.stale_share"));
    whole_run_stop(&whole);
    return error;
}

/* A month's share has a variance of d * 0.07 / 1700: the spread is as sqrt(d), but for
 * what is not linear. Its own sampling error is 1/sqrt(2 * 2048) = 1.6%. */
static void bursts_widen_the_spread(void **state)
{
    double poisson = spread_of_staleness("1");

    assert_close(spread_of_staleness("9") / poisson, 3, 0.06);
    assert_near(spread_of_staleness("0"), 0, 1e-15);
}

/* A range may be other than 0, the number 0 may not. */
static void what_is_certain_not_to_come_is_not_computed(void **state)
{
    static const char *const keys[] = { "knowledge.drawn_share", "training.own_retirements",
                                        "training.behaviour_retunes" };
    WholeRun none, some;

    start_tuned(&none, "corpus.change_dispersion: 0, model.lifetime: 0 months");
    start_tuned(&some, "corpus.change_dispersion: 50% 0 | 50% 3, "
                       "model.lifetime: 10..30 months, training.behaviour_changes: 1 /year");
    for (size_t k = 0; k < COUNT_OF(keys); k++) {
        const Quantity *quantity = whole_run_quantity(keys[k]);
        assert_true(wiring_column(&none.wiring, 0, quantity) < 0);
        assert_true(wiring_column(&some.wiring, 0, quantity) >= 0);
    }
    whole_run_stop(&none);
    whole_run_stop(&some);
}

/* --- the other policies ------------------------------------------------------------- */

/* 10% a month reach 19% in two months, 27.1% in three: every three months; with 2% of
 * lead time, 0.98 * 0.9^3 = 0.714 and 0.98 * 0.81 = 0.794: too. */
static void the_threshold_has_a_cadence_of_its_own(void **state)
{
    WholeRun whole;

    start_tuned(&whole, "training.policy: threshold, training.stale_limit: 25%, "
                        "corpus.change_rate: 10% /month");
    check_mean(&whole, "training.retrains_per_year", 4);
    check_mean(&whole, "knowledge.stale_share", (0.05 + 0.145 + 0.2305) / 3);
    whole_run_stop(&whole);
}

/* 340 of 4,000 documents a month: 850 in 2.5 months, 170 twice a month. */
static void events_are_a_calendar_where_change_is_steady(void **state)
{
    static const struct {
        const char *limit;
        double interval;
    } cases[] = { { "850", 2.5 }, { "170", 0.5 }, { "340", 1 } };

    for (size_t k = 0; k < COUNT_OF(cases); k++) {
        char given[256];
        WholeRun events, calendar;
        snprintf(given, sizeof given,
                 "training.policy: events, training.changes_limit: %s, "
                 "corpus.documents: 4000, corpus.change_rate: 8.5%% /month",
                 cases[k].limit);
        start_tuned(&events, given);
        snprintf(given, sizeof given,
                 "training.interval: %g months, corpus.change_rate: 8.5%% /month",
                 cases[k].interval);
        start_tuned(&calendar, given);
        check_mean(&events, "training.retrains_per_year", floor(48 / cases[k].interval) / 4);
        assert_close(values(&events, "knowledge.stale_share")[0],
                     values(&calendar, "knowledge.stale_share")[0], 1e-9);
        whole_run_stop(&events);
        whole_run_stop(&calendar);
    }
}

/* In the mean over months, so many documents change, in bursts or not. */
static void events_follow_bursts(void **state)
{
    WholeRun whole;

    start_tuned(&whole, "training.policy: events, training.changes_limit: 40, "
                        "corpus.documents: 4000, corpus.change_rate: 8.5% /month, "
                        "corpus.change_dispersion: 30");
    const double *x = values(&whole, "training.retrains_per_year");
    assert_near(mean_of(x), 12 * 340.0 / 40 - 12 * 0.5 / HORIZON, 3 * error_of(x));
    whole_run_stop(&whole);
}

static const char *const policies[] = { "calendar", "threshold", "events", "optimal" };

static void where_nothing_changes_only_the_calendar_retrains(void **state)
{
    for (size_t k = 0; k < COUNT_OF(policies); k++) {
        char given[256];
        WholeRun whole;
        snprintf(given, sizeof given,
                 "training.policy: %s, training.interval: 6 months, training.stale_limit: 0%%, "
                 "training.changes_limit: 1, corpus.change_rate: 0%% /month, "
                 "corpus.change_dispersion: 8",
                 policies[k]);
        start_tuned(&whole, given);
        check_mean(&whole, "training.retrains_per_year", k == 0 ? 2 : 0);
        check_mean(&whole, "knowledge.stale_share", 0);
        check_mean(&whole, "cost.failures", 0);
        whole_run_stop(&whole);
    }
}

static void without_a_price_on_errors_the_optimum_is_not_to_retrain(void **state)
{
    WholeRun whole;

    start_tuned(&whole, "training.policy: optimal, quality.cost_per_bad_answer: 0 USD");
    check_mean(&whole, "training.retrains_per_year", 0);
    check_mean(&whole, "training.optimal_interval", HORIZON);
    whole_run_stop(&whole);
}

static void assert_finite(const WholeRun *whole, const char *key)
{
    const double *x = values(whole, key);

    for (int i = 0; i < TRIALS; i++)
        if (!(x[i] >= 0 && x[i] < 1e15))
            fail_msg("%s is %g", key, x[i]);
}

/* Everything changes each month, several times over, with and without a lead time. */
static void a_change_of_everything_breaks_no_policy(void **state)
{
    static const char *const rates[] = { "100% /month", "20%..99.9999% /month" };
    static const char *const leads[] = { "0 months", "40 months" };
    static const char *const keys[] = {
        "training.retrains_per_year",
        "training.months_between",
        "training.optimal_interval",
        "training.flat_from",
        "training.flat_to",
        "knowledge.stale_share",
        "cost.updates",
        "cost.failures",
        "cost.total",
    };

    for (size_t k = 0; k < COUNT_OF(policies); k++)
        for (size_t r = 0; r < COUNT_OF(rates); r++)
            for (size_t l = 0; l < COUNT_OF(leads); l++) {
                char given[320];
                WholeRun whole;
                snprintf(given, sizeof given,
                         "training.policy: %s, training.interval: 0.01..3 months, "
                         "training.changes_limit: 1, corpus.change_rate: %s, "
                         "corpus.change_dispersion: 50%% 0 | 50%% 300, training.lead_time: %s",
                         policies[k], rates[r], leads[l]);
                start_tuned(&whole, given);
                for (size_t i = 0; i < COUNT_OF(keys); i++)
                    assert_finite(&whole, keys[i]);
                whole_run_stop(&whole);
            }
}

/* --- the optimum, trial by trial ---------------------------------------------------- */

static double cost_at(double interval, double retrain, double stale, double decay)
{
    return retrain / interval + stale * mean_stale(decay, interval);
}

/* On a grid of 600 intervals none is cheaper, and all within 5% lie in the flat range, but
 * for 0.1% of their cost. Where little changes the optimum is sqrt(2 C / (w v)) and, by
 * the next term of the series, vT/3 more. */
static void the_optimum_of_each_trial_is_that_of_a_fine_grid(void **state)
{
    enum { GRID = 600 };
    WholeRun whole;
    int rare = 0;

    start_tuned(&whole,
                "training.retrain_cost: $20..$3k, corpus.change_rate: 0.1%..30% /month");
    const double *best = values(&whole, "training.optimal_interval");
    const double *from = values(&whole, "training.flat_from");
    const double *to = values(&whole, "training.flat_to");
    const double *retrain = values(&whole, "training.retrain_cost");
    const double *stale = values(&whole, "training.cost_if_all_stale");
    const double *decay = values(&whole, "knowledge.decay");
    for (int i = 0; i < TRIALS; i += 4) {
        double least = cost_at(best[i], retrain[i], stale[i], decay[i]);
        double root = sqrt(2 * retrain[i] / (stale[i] * decay[i]));
        for (int k = 0; k < GRID; k++) {
            double t = WEEK * pow(HORIZON / WEEK, k / (GRID - 1.0));
            double cost = cost_at(t, retrain[i], stale[i], decay[i]);
            assert_true(cost >= least * (1 - 1e-9));
            if (t >= from[i] && t <= to[i])
                assert_true(cost <= 1.051 * least);
            else
                assert_true(cost >= 1.049 * least);
        }
        if (best[i] > WEEK && best[i] < HORIZON && decay[i] * best[i] < 0.1) {
            assert_close(best[i], root * (1 + decay[i] * best[i] / 3), 0.003);
            rare++;
        }
    }
    assert_true(rare > 30);
    whole_run_stop(&whole);
}

/* --- forced retunes ----------------------------------------------------------------- */

/* Lives of 10 months: 4 retunes in 48 months; every 12 months by the calendar, 4 more. In
 * months 10, 12, 20, 24, 30, 36, 40 and 48 of which 10, 20, 30 and 40 begin fresh. */
static void retired_base_models_are_tuned_again(void **state)
{
    double sum = 0, stale = 0;
    WholeRun whole;

    start_tuned(&whole, "training.interval: 12 months, model.lifetime: 10 months, "
                        "corpus.change_rate: 5% /month, training.retrain_cost: $4.1k");
    for (int month = 1; month <= HORIZON; month++) {
        double begin = month % 10 == 0 ? 0 : stale, end = 1 - (1 - begin) * 0.95;
        sum += (begin + end) / 2;
        stale = month % 12 == 0 ? 0 : end;
    }
    check_mean(&whole, "training.retrains_per_year", 2);
    check_mean(&whole, "knowledge.stale_share", sum / HORIZON);
    check_mean(&whole, "cost.updates", 8 * 4100.0 / HORIZON);
    whole_run_stop(&whole);
}

/* 12, 20 and 44 months, lowest, most likely and highest: of 48 months none lives through. */
static void a_vendor_retires_the_model_that_was_tuned(void **state)
{
    WholeRun whole;

    start(&whole, "tuned, api",
          "api.input_price: 1 USD/Mtok, api.output_price: 1 USD/Mtok, "
          "training.policy: threshold, corpus.change_rate: 0% /month, "
          "training.retrain_cost: $4k");
    const double *x = values(&whole, "training.retrains_per_year");
    for (int i = 0; i < TRIALS; i++)
        assert_true(x[i] >= 12.0 / HORIZON && x[i] <= 4 * 12.0 / HORIZON);
    assert_close(mean_of(values(&whole, "cost.updates")), mean_of(x) / 12 * 4000, 1e-12);
    whole_run_stop(&whole);
}

/* 5 a year for 4 years: a mean of 20 with a variance of 20 in each trial. */
static void other_behaviour_is_asked_for_now_and_then(void **state)
{
    WholeRun whole;

    start_tuned(&whole, "training.policy: threshold, corpus.change_rate: 0% /month, "
                        "training.behaviour_changes: 5 /year, training.retrain_cost: $4k");
    check_mean(&whole, "training.retrains_per_year", 5);
    check_mean(&whole, "cost.updates", 5 * 4000.0 / 12);
    assert_close(error_of(values(&whole, "training.retrains_per_year")),
                 sqrt(20.0 / TRIALS) / 4, 0.05);
    whole_run_stop(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_interval_costs_what_the_closed_form_says),
        cmocka_unit_test(bursts_leave_the_mean_staleness_as_it_is),
        cmocka_unit_test(bursts_widen_the_spread),
        cmocka_unit_test(what_is_certain_not_to_come_is_not_computed),
        cmocka_unit_test(the_threshold_has_a_cadence_of_its_own),
        cmocka_unit_test(events_are_a_calendar_where_change_is_steady),
        cmocka_unit_test(events_follow_bursts),
        cmocka_unit_test(where_nothing_changes_only_the_calendar_retrains),
        cmocka_unit_test(without_a_price_on_errors_the_optimum_is_not_to_retrain),
        cmocka_unit_test(a_change_of_everything_breaks_no_policy),
        cmocka_unit_test(the_optimum_of_each_trial_is_that_of_a_fine_grid),
        cmocka_unit_test(retired_base_models_are_tuned_again),
        cmocka_unit_test(a_vendor_retires_the_model_that_was_tuned),
        cmocka_unit_test(other_behaviour_is_asked_for_now_and_then),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
