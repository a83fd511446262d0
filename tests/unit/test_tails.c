/* Times with a heavy tail: their laws in closed form, and one that was measured. */
#include "tests/unit/support.h"

#include "sim/base/tails.h"

static double normal_quantile(double p)
{
    return lane_normal(p);
}

/* With 2% slow ones, 0.02 + 0.98 * 0.9 = 0.902 is where the body has its P90. */
static void the_others_are_lognormal_about_their_median(void **state)
{
    assert_close(tail_factor(0.51, 0.3, 0.02, 7), 1, 1e-13);
    assert_close(tail_factor(0.902, 0.3, 0.02, 7), exp(0.3 * 1.2815515655446004), 1e-12);
    assert_close(tail_factor(0.118, 0.3, 0.02, 7), exp(-0.3 * 1.2815515655446004), 1e-12);
}

static void the_slow_ones_are_lognormal_about_theirs(void **state)
{
    assert_close(tail_factor(0.01, 0.3, 0.02, 7), 7, 1e-13);
    assert_close(tail_factor(0.018, 0.3, 0.02, 7), 7 * exp(0.65 * 1.2815515655446004), 1e-12);
}

static void none_or_all_may_be_slow(void **state)
{
    for (double u = 0.001; u < 1; u += 0.037) {
        assert_close(tail_factor(u, 0.2, 0, 7), exp(0.2 * normal_quantile(u)), 1e-12);
        assert_close(tail_factor(u, 0.2, 1, 7), 7 * exp(0.65 * normal_quantile(u)), 1e-12);
    }
}

static double share_above(double limit, double spread, double slow, double factor)
{
    enum { MANY = 100000 };
    int above = 0;

    for (int i = 0; i < MANY; i++)
        above += tail_factor((i + 0.5) / MANY, spread, slow, factor) > limit;
    return (double)above / MANY;
}

/* zerank-2 (zeroentropy.dev): of a median of 150 ms, 21.2% over 200, 11.3% over 250, 2.7%
 * over 500, 0.9% over 1 s. One lognormal law has at most 0.1% over 500. */
static void a_measured_tail_is_met(void **state)
{
    static const struct {
        double ms, share;
    } measured[] = { { 200, 0.212 }, { 250, 0.113 }, { 500, 0.027 }, { 1000, 0.009 } };

    for (size_t i = 0; i < COUNT_OF(measured); i++)
        assert_close(share_above(measured[i].ms / 150, 0.38, 0.04, 3.5), measured[i].share,
                     0.34);
    assert_true(share_above(500.0 / 150, 0.38, 0, 3.5) < 0.001);
}

/* A hundredth of slow ones shows at P99.5 and not at P95. */
static void the_tail_shows_where_it_is(void **state)
{
    double p95 = 1.0 / 20, p995 = 1.0 / 200;

    assert_near(share_above(exp(0.25 * normal_quantile(1 - p95)), 0.25, 0.01, 10), p95, 0.01);
    assert_true(share_above(exp(0.25 * normal_quantile(1 - p995)), 0.25, 0.01, 10) > 2 * p995);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_others_are_lognormal_about_their_median),
        cmocka_unit_test(the_slow_ones_are_lognormal_about_theirs),
        cmocka_unit_test(none_or_all_may_be_slow),
        cmocka_unit_test(a_measured_tail_is_met),
        cmocka_unit_test(the_tail_shows_where_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
