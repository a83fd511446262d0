/* Summaries: moments, standard errors against theory, digits that are sure. */
#include "tests/unit/support.h"

#include "sim/results/summary.h"

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
        cmocka_unit_test(equal_values_have_no_error),
        cmocka_unit_test(few_trials_have_an_unknown_error),
        cmocka_unit_test(one_unknown_value_makes_all_unknown),
        cmocka_unit_test(digits_beyond_the_error_are_dropped),
        cmocka_unit_test(one_digit_is_always_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
