/* The curves of retraining more or less often. */
#include "tests/unit/support.h"

#include "sim/results/cadence.h"

enum { TRIALS = 11, HORIZON = 36 };

#define WEEK (7 / DAYS_PER_MONTH)

/* Trials that differ in one thing, from low to high in equal steps. */
static CadenceTrials trials_of(double retrain, double low, double high, double fresh,
                               double decay)
{
    static double column[4][TRIALS];

    for (int i = 0; i < TRIALS; i++) {
        column[0][i] = retrain;
        column[1][i] = low + (high - low) * i / (TRIALS - 1);
        column[2][i] = fresh;
        column[3][i] = decay;
    }
    return (CadenceTrials){ column[0], column[1], column[2], column[3], TRIALS };
}

static Cadence made(CadenceTrials trials)
{
    Cadence cadence;

    cadence_make(&cadence, &trials, HORIZON);
    return cadence;
}

static void intervals_go_from_a_week_to_the_horizon(void **state)
{
    Cadence c = made(trials_of(4100, 3e4, 9e4, 0, 0.07));

    assert_close(c.points[0].months, WEEK, 1e-14);
    assert_close(c.points[CADENCE_POINTS - 1].months, HORIZON, 1e-14);
    for (int k = 1; k < CADENCE_POINTS; k++)
        assert_close(c.points[k].months / c.points[k - 1].months,
                     pow(HORIZON / WEEK, 1.0 / (CADENCE_POINTS - 1)), 1e-12);
}

/* w is 30k to 90k, 60k in the mean, P10 36k and P90 84k: the second and the tenth of
 * eleven. A fifth is stale from the beginning. */
static void a_point_has_means_and_the_middle_of_the_futures(void **state)
{
    Cadence c = made(trials_of(4100, 3e4, 9e4, 0.2, 0.07));

    for (int k = 0; k < CADENCE_POINTS; k += 15) {
        const CadencePoint *p = &c.points[k];
        double x = 0.07 * p->months, stale = 0.2 + 0.8 * (1 + expm1(-x) / x);
        assert_close(p->retraining, 4100 / p->months, 1e-13);
        assert_close(p->stale, 6e4 * stale, 1e-11);
        assert_close(p->total, p->retraining + p->stale, 1e-14);
        assert_close(p->low, p->retraining + 3.6e4 * stale, 1e-11);
        assert_close(p->high, p->retraining + 8.4e4 * stale, 1e-11);
    }
}

/* Points are 2% apart. Of rare changes the best is sqrt(2 C / (w v)) = 5 months, and 0.73
 * to 1.37 of that cost at most 5% more. */
static void the_best_and_its_range_are_on_the_curve(void **state)
{
    Cadence c = made(trials_of(7500, 4e8, 8e8, 0, 1e-6));

    assert_close(c.points[c.best].months, 5, 0.02);
    assert_close(c.points[c.flat_from].months, 5 * 0.7298, 0.021);
    assert_close(c.points[c.flat_to].months, 5 * 1.3702, 0.021);
    assert_true(c.points[c.flat_from - 1].total > 1.05 * c.points[c.best].total);
    assert_true(c.points[c.flat_to + 1].total > 1.05 * c.points[c.best].total);
}

static void where_stale_answers_cost_nothing_the_horizon_is_best(void **state)
{
    Cadence c = made(trials_of(7500, 0, 0, 0, 0.07));

    assert_int_equal(c.best, CADENCE_POINTS - 1);
    assert_int_equal(c.flat_to, CADENCE_POINTS - 1);
    assert_close(c.points[c.flat_from].months, HORIZON / 1.05, 0.02);
    assert_near(c.points[3].stale, 0, 0);
}

/* Not a number for x = v T from 0 to 1e302. */
static void extreme_decays_are_no_trouble(void **state)
{
    Cadence still = made(trials_of(7500, 3e4, 9e4, 0, 0));
    Cadence at_once = made(trials_of(7500, 3e4, 9e4, 0, 1e300));

    for (int k = 0; k < CADENCE_POINTS; k++) {
        assert_near(still.points[k].stale, 0, 0);
        assert_close(at_once.points[k].stale, 6e4, 1e-14);
    }
}

static void one_month_has_a_curve_too(void **state)
{
    CadenceTrials trials = trials_of(7500, 3e4, 9e4, 0, 0.07);
    Cadence c;

    cadence_make(&c, &trials, 1);
    assert_close(c.points[CADENCE_POINTS - 1].months, 1, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_go_from_a_week_to_the_horizon),
        cmocka_unit_test(a_point_has_means_and_the_middle_of_the_futures),
        cmocka_unit_test(the_best_and_its_range_are_on_the_curve),
        cmocka_unit_test(where_stale_answers_cost_nothing_the_horizon_is_best),
        cmocka_unit_test(extreme_decays_are_no_trouble),
        cmocka_unit_test(one_month_has_a_curve_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
