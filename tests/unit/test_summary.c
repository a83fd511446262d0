/* Summaries: moments, standard errors against theory, digits that are sure. */
#include "tests/unit/support.h"

#include "sim/results/summary.h"
#include "sim/sampling/sampler.h"

static double next(unsigned long long *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(*state >> 11) + 0.5) * 0x1p-53;
}

/* Uniform on 0..1: mean 1/2, sd sqrt(1/12), quantiles the levels. */
static void moments_and_quantiles_of_a_uniform(void **state)
{
    enum { N = 65536 };
    static double x[N];
    unsigned long long seed = 5;

    for (size_t i = 0; i < N; i++)
        x[i] = next(&seed);
    Summary s = summary_make(x, N);
    assert_near(s.mean.value, 0.5, 4 * 0.2887 / 256);
    assert_close(s.sd, sqrt(1.0 / 12), 0.01);
    for (size_t q = 0; q < Q_COUNT; q++)
        assert_near(s.q[q].value, answer_levels[q], 4 * 0.5 / 256);
}

/* The theory says sd / sqrt(n) for the mean and sqrt(p (1 - p) / n) / f for a quantile,
 * f = 1 here; 16 batches tell it with a relative error of 1 / sqrt(30) = 18%, averaged
 * over 200 samples 1.3%. */
static void standard_errors_agree_with_theory(void **state)
{
    enum { N = 4096, SAMPLES = 200 };
    static double x[N];
    unsigned long long seed = 77;
    double mean = 0, median = 0, p95 = 0;

    for (int k = 0; k < SAMPLES; k++) {
        for (size_t i = 0; i < N; i++)
            x[i] = next(&seed);
        Summary s = summary_make(x, N);
        mean += s.mean.se * s.mean.se / SAMPLES;
        median += s.q[Q_P50].se * s.q[Q_P50].se / SAMPLES;
        p95 += s.q[Q_P95].se * s.q[Q_P95].se / SAMPLES;
    }
    assert_close(sqrt(mean), sqrt(1.0 / 12 / N), 0.06);
    assert_close(sqrt(median), sqrt(0.25 / N), 0.06);
    assert_close(sqrt(p95), sqrt(0.05 * 0.95 / N), 0.06);
}

/* --- points that are spread evenly -------------------------------------------------- */

enum { DIMENSIONS = 6, POINTS = 2048 };

/* The product of exp(u) / (e - 1), whose mean is 1. */
static double smooth(const double u[DIMENSIONS])
{
    double sum = 0;

    for (int d = 0; d < DIMENSIONS; d++)
        sum += u[d];
    return exp(sum) / pow(exp(1) - 1, DIMENSIONS);
}

/* What the sum of the six falls short of 2.5, if it does. Its mean is the integral of
 * the distribution of the sum (Irwin and Hall): sum over j of (-1)^j C(6, j)
 * (2.5 - j)^7 / 7!. */
static double kinked(const double u[DIMENSIONS])
{
    double sum = 0;

    for (int d = 0; d < DIMENSIONS; d++)
        sum += u[d];
    return sum < 2.5 ? 2.5 - sum : 0;
}

/* The root of the mean over seeds of the square of the reported error, less that of the
 * actual one, as a share of the latter. */
static double excess_of(SamplerKind kind, double (*integrand)(const double[]), double truth,
                        int seeds)
{
    static const char *const keys[DIMENSIONS] = { "a.a", "b.b", "c.c", "d.d", "e.e", "f.f" };
    static double u[DIMENSIONS][POINTS], x[POINTS];
    double reported = 0, actual = 0;

    for (int seed = 0; seed < seeds; seed++) {
        Sampler *sampler = sampler_make(kind, (uint64_t)seed, POINTS, keys, DIMENSIONS);
        for (size_t d = 0; d < DIMENSIONS; d++)
            for (size_t block = 0; block < POINTS / 256; block++)
                sampler_fill(sampler, sampler_points(sampler, keys[d]), block,
                             u[d] + 256 * block);
        sampler_free(sampler);
        for (size_t i = 0; i < POINTS; i++) {
            double point[DIMENSIONS];
            for (size_t d = 0; d < DIMENSIONS; d++)
                point[d] = u[d][i];
            x[i] = integrand(point);
        }
        Estimate mean = estimate_mean(x, POINTS);
        reported += mean.se * mean.se / seeds;
        actual += (mean.value - truth) * (mean.value - truth) / seeds;
    }
    return sqrt(reported / actual) - 1;
}

static double kinked_mean(void)
{
    return (pow(2.5, 7) - 6 * pow(1.5, 7) + 15 * pow(0.5, 7)) / 5040;
}

/* Twice the standard error of a ratio of root mean squares over 400 seeds: 1/sqrt(800) of
 * the actual one, 0.18/sqrt(400) of the reported one. */
static void the_error_of_random_points_is_right(void **state)
{
    assert_near(excess_of(SAMPLER_RANDOM, smooth, 1, 400), 0, 0.08);
    assert_near(excess_of(SAMPLER_RANDOM, kinked, kinked_mean(), 400), 0, 0.08);
}

static void the_error_of_even_points_is_an_upper_bound(void **state)
{
    assert_true(excess_of(SAMPLER_SOBOL, smooth, 1, 100) > 0);
    assert_true(excess_of(SAMPLER_SOBOL, kinked, kinked_mean(), 100) > 0);
    assert_true(excess_of(SAMPLER_LHS, smooth, 1, 100) > 0);
    assert_true(excess_of(SAMPLER_LHS, kinked, kinked_mean(), 100) > 0);
}

static void equal_values_have_no_error(void **state)
{
    double x[1000];

    for (size_t i = 0; i < 1000; i++)
        x[i] = 0.1;
    Summary s = summary_make(x, 1000);
    assert_true(s.mean.value == 0.1 && s.mean.se == 0 && s.sd == 0);
    assert_true(s.q[Q_P10].value == 0.1 && s.q[Q_P10].se == 0);
}

static void few_trials_have_an_unknown_error(void **state)
{
    double x[31] = { 1, 2, 3 };

    assert_true(isnan(summary_make(x, 31).mean.se));
    assert_true(isnan(summary_make(x, 31).q[Q_P50].se));
    assert_close(summary_make(x, 31).mean.value, 6.0 / 31, 1e-14);
}

static void one_unknown_value_makes_all_unknown(void **state)
{
    double x[64] = { 0 };

    x[40] = NAN;
    Summary s = summary_make(x, 64);
    assert_true(isnan(s.mean.value) && isnan(s.sd) && isnan(s.q[Q_P90].value));
}

/* Of 1,024 values every fifth is infinite: P75 is a number, P90 is not, and no batch of 64
 * lacks infinite ones. */
static void infinite_values_leave_the_quantiles_below_them(void **state)
{
    double x[1024];
    unsigned long long seed = 11;

    for (size_t i = 0; i < COUNT_OF(x); i++)
        x[i] = i % 5 == 4 ? INFINITY : next(&seed);
    Summary s = summary_make(x, COUNT_OF(x));
    assert_true(isnan(s.mean.value) && isnan(s.mean.se) && isnan(s.sd));
    assert_near(s.q[Q_P50].value, 0.625, 4 * 0.5 / 28);
    assert_true(s.q[Q_P50].se > 0 && s.q[Q_P50].se < 0.1);
    assert_true(isinf(s.q[Q_P90].value) && isnan(s.q[Q_P90].se));
    assert_true(isnan(estimate_mean(x, COUNT_OF(x)).value));
    x[0] = INFINITY;
    assert_true(isnan(estimate_mean(x, COUNT_OF(x)).value));
    assert_true(isinf(estimate_rounded(s.q[Q_P90])));
}

static void digits_beyond_the_error_are_dropped(void **state)
{
    assert_close(estimate_rounded((Estimate){ 664831, 1240 }), 665000, 1e-12);
    assert_close(estimate_rounded((Estimate){ 664831, 12400 }), 660000, 1e-12);
    assert_close(estimate_rounded((Estimate){ 0.48752, 0.0038 }), 0.488, 1e-12);
    assert_close(estimate_rounded((Estimate){ -38250, 4100 }), -38000, 1e-12);
}

static void one_digit_is_always_left(void **state)
{
    assert_close(estimate_rounded((Estimate){ 372, 5000 }), 400, 1e-12);
    assert_close(estimate_rounded((Estimate){ 372.25, 0 }), 372.25, 1e-15);
    assert_close(estimate_rounded((Estimate){ 372.25, NAN }), 372.25, 1e-15);
    assert_true(isnan(estimate_rounded(estimate_unknown)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_and_quantiles_of_a_uniform),
        cmocka_unit_test(standard_errors_agree_with_theory),
        cmocka_unit_test(the_error_of_random_points_is_right),
        cmocka_unit_test(the_error_of_even_points_is_an_upper_bound),
        cmocka_unit_test(equal_values_have_no_error),
        cmocka_unit_test(few_trials_have_an_unknown_error),
        cmocka_unit_test(one_unknown_value_makes_all_unknown),
        cmocka_unit_test(infinite_values_leave_the_quantiles_below_them),
        cmocka_unit_test(digits_beyond_the_error_are_dropped),
        cmocka_unit_test(one_digit_is_always_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
