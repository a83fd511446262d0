/* The intervals that cost within 5% of the optimal one. */
#include "tests/unit/support.h"

#include "sim/sampling/uniforms.h"

#define WEEK (7 / DAYS_PER_MONTH)

/* A retrain, a month in which all is stale, decay per month, the horizon. */
typedef struct {
    double retrain, stale, decay, horizon;
} Case;

static double cost_of(double interval, Case c)
{
    double x = c.decay * interval, mean = x > 0 ? 1 + expm1(-x) / x : 0;

    return c.retrain / interval + c.stale * mean;
}

static double best_of(Case c, double fresh)
{
    return FORMULA_AT(training_optimal_interval, 0, c.retrain, c.stale, fresh, c.decay,
                      c.horizon);
}

static double end_of(const Quantity *end, Case c, double fresh)
{
    return FORMULA_AT(*end, 0, c.retrain, c.stale, fresh, c.decay, best_of(c, fresh),
                      c.horizon);
}

static double from_of(Case c)
{
    return end_of(&training_flat_from, c, 0);
}

static double to_of(Case c)
{
    return end_of(&training_flat_to, c, 0);
}

/* Where the cost passes a level between two intervals, by bisection. */
static double crossing(Case c, double level, double inside, double outside)
{
    for (int i = 0; i < 200; i++) {
        double middle = (inside + outside) / 2;
        if (cost_of(middle, c) <= level)
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

static void assert_range(Case c)
{
    double best = best_of(c, 0), level = 1.05 * cost_of(best, c);

    assert_close(from_of(c), crossing(c, level, best, WEEK), 3e-4);
    assert_close(to_of(c), crossing(c, level, best, c.horizon), 3e-4);
}

/* 400 random cases, from changes that are few to those that make retraining useless. */
static void the_ends_are_where_the_cost_passes_the_level(void **state)
{
    double u[4][256];

    for (int k = 0; k < 4; k++)
        uniforms_fill(3, (uint64_t)k, 0, 0, u[k]);
    for (int i = 0; i < 200; i++) {
        Case c = { .retrain = 10 * pow(1e5, u[0][i]),
                   .decay = 1e-5 * pow(1e6, u[1][i]),
                   .horizon = 1 + 239 * u[2][i] };
        c.stale = c.retrain * c.decay * pow(1e7, u[3][i]);
        assert_range(c);
        c.stale = c.retrain * c.decay * (0.5 + u[3][i]);
        assert_range(c);
    }
}

/* T = sqrt(2 C / (w v)) = 3 months; C/T + w v T/2 is 5% higher at 1.05 -+ sqrt(1.05^2 - 1)
 * of it. */
static void rare_changes_give_0_73_to_1_37_of_the_optimum(void **state)
{
    const Case c = { .retrain = 4500, .stale = 1e8, .decay = 1e-5, .horizon = 36 };

    assert_close(from_of(c), 3 * (1.05 - sqrt(1.05 * 1.05 - 1)), 3e-4);
    assert_close(to_of(c), 3 * (1.05 + sqrt(1.05 * 1.05 - 1)), 3e-4);
}

/* 30% of 90,000 are stale whatever the interval. */
static void what_the_lead_time_leaves_stale_counts_on_no_side(void **state)
{
    const Case all = { 4000, 90000, 0.07, 36 }, less = { 4000, 63000, 0.07, 36 };

    assert_close(end_of(&training_flat_from, all, 0.3), from_of(less), 1e-12);
    assert_close(end_of(&training_flat_to, all, 0.3), to_of(less), 1e-12);
}

/* Without a price on stale answers the cost is C/T: from 36/1.05 on. */
static void where_retraining_never_pays_it_ends_with_the_horizon(void **state)
{
    const Case free = { 8000, 0, 0.05, 36 }, still = { 8000, 60000, 0, 36 };

    assert_close(from_of(free), 36 / 1.05, 1e-12);
    assert_near(to_of(free), 36, 0);
    assert_close(from_of(still), 36 / 1.05, 1e-12);
    assert_near(to_of(still), 36, 0);
}

/* All is stale at once: 7,000 + 500/T is at most 1.05 (7,000 + 500/36). */
static void where_all_changes_at_once_there_is_a_range_too(void **state)
{
    const Case c = { 500, 7000, 1e300, 36 };

    assert_close(from_of(c), 500 / (0.05 * 7000 + 1.05 * 500 / 36), 3e-4);
    assert_near(to_of(c), 36, 0);
}

/* A retrain that costs nothing: a week, and what makes a week's staleness 5% more. */
static void what_costs_nothing_is_no_trouble(void **state)
{
    const Case nothing = { 0, 0, 0.05, 36 }, retrains = { 0, 7000, 0.05, 36 };

    assert_near(from_of(nothing), WEEK, 0);
    assert_near(to_of(nothing), 36, 0);
    assert_near(from_of(retrains), WEEK, 0);
    assert_close(to_of(retrains), 1.05 * WEEK, 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ends_are_where_the_cost_passes_the_level),
        cmocka_unit_test(rare_changes_give_0_73_to_1_37_of_the_optimum),
        cmocka_unit_test(what_the_lead_time_leaves_stale_counts_on_no_side),
        cmocka_unit_test(where_retraining_never_pays_it_ends_with_the_horizon),
        cmocka_unit_test(where_all_changes_at_once_there_is_a_range_too),
        cmocka_unit_test(what_costs_nothing_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
