/* The optimal interval between retrains. */
#include "tests/unit/support.h"

#include "sim/sampling/uniforms.h"

/* The cost of retraining every T months, by its definition. */
static double cost_of(double interval, double retrain, double stale, double change)
{
    double v = -log(1 - change);

    return retrain / interval + stale * (1 - (1 - exp(-v * interval)) / (v * interval));
}

/* For a retrain and all stale facts of this cost, a share stale after a retrain, and a
 * change rate. */
static double optimal_interval(double retrain, double stale, double fresh, double change,
                               double longest)
{
    return FORMULA_AT(training_optimal_interval, 0, retrain, stale, fresh,
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
        double best = optimal_interval(c, w, 0, change, 240);

        assert_true(best > 7 / DAYS_PER_MONTH && best < 240);
        assert_true(cost_of(best, c, w, change) < cost_of(best * 0.99, c, w, change));
        assert_true(cost_of(best, c, w, change) < cost_of(best * 1.01, c, w, change));
    }
}

/* On a grid of 20,000 intervals in equal ratios, none is cheaper; 20 random cases. */
static void no_interval_of_a_fine_grid_is_cheaper(void **state)
{
    enum { GRID = 20000, CASES = 20 };
    const double week = 7 / DAYS_PER_MONTH, horizon = 36;
    double u[256];

    uniforms_fill(9, 41, 0, 0, u);
    for (int k = 0; k < CASES; k++) {
        double c = 1e3 * pow(100, u[3 * k]), w = 1e3 * pow(1e4, u[3 * k + 1]);
        double change = 0.001 * pow(500, u[3 * k + 2]), least = INFINITY;
        double best = optimal_interval(c, w, 0, change, horizon);
        for (int i = 0; i < GRID; i++)
            least = fmin(least,
                         cost_of(week * pow(horizon / week, i / (GRID - 1.0)), c, w, change));
        if (c * -log(1 - change) < w)
            assert_true(cost_of(best, c, w, change) <= least * (1 + 1e-9));
    }
}

/* sqrt(2 * 50 / (1e6 * 0.01)) = 0.1 months is below a week; with 5,000 USD it is 1 month,
 * and the next term of the series, vT/3, makes that 0.34% longer. */
static void a_small_change_rate_gives_the_square_root(void **state)
{
    assert_close(optimal_interval(50, 1e6, 0, 0.01, 36), 7 / DAYS_PER_MONTH, 1e-15);
    assert_close(optimal_interval(5000, 1e6, 0, 0.01, 36), 1, 0.004);
}

/* Of 90,000 USD, 30% are stale whatever the interval: as 63,000 USD. */
static void what_the_lead_time_leaves_stale_moves_no_interval(void **state)
{
    assert_close(optimal_interval(4000, 90000, 0.3, 0.07, 36),
                 optimal_interval(4000, 63000, 0, 0.07, 36), 1e-12);
}

static void where_retraining_never_pays_it_waits_for_the_horizon(void **state)
{
    assert_near(optimal_interval(8000, 0, 0, 0.05, 36), 36, 0);
    assert_near(optimal_interval(8000, 60000, 0, 0, 36), 36, 0);
    assert_near(optimal_interval(8000, 100, 0, 0.05, 36), 36, 0);
    assert_near(optimal_interval(8000, 60000, 0, 1, 36), 36, 0);
    assert_near(optimal_interval(8000, 60000, 1, 0.05, 36), 36, 0);
}

/* 1,234 a day grow by 2% a month to the middle of 13 months, 6 later; 30% touch changing
 * facts, a quarter is answered from the index, an error costs 2 USD. */
static void stale_answers_cost_by_traffic(void **state)
{
    assert_close(FORMULA_AT(training_cost_if_all_stale, 0, 1234, 0.02, 13, 0.3, 0.25, 2),
                 1234 * 30.4375 * pow(1.02, 6) * 0.3 * 0.75 * 2, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_optimal_interval_is_a_minimum),
        cmocka_unit_test(no_interval_of_a_fine_grid_is_cheaper),
        cmocka_unit_test(a_small_change_rate_gives_the_square_root),
        cmocka_unit_test(what_the_lead_time_leaves_stale_moves_no_interval),
        cmocka_unit_test(where_retraining_never_pays_it_waits_for_the_horizon),
        cmocka_unit_test(stale_answers_cost_by_traffic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
