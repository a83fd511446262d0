/* Mixtures: values that rise with the level, whatever the parts, and points that keep
 * their values and shares. */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "sim/base/vmath.h"
#include "sim/sampling/blend.h"
#include "sim/sampling/dist.h"
#include "tests/unit/range_laws.h"

enum { BLOCK = 256, BLOCKS = 60, MOST_PARTS = 32 };

static Arena arena;

static Law range(const char *family, double low, double high)
{
    return law_of_range(&arena, family, low, high);
}

static Law three(const char *family, double low, double mode, double high)
{
    return law_of_three(&arena, family, low, mode, high);
}

static Law point(double value)
{
    Law law;

    law_constant(&law, value);
    return law;
}

static Law mixed(const Law *parts, const double *weights, size_t count)
{
    Error err = { 0 };
    Law law = { 0 };

    if (!law_mixture(&law, parts, weights, count, &arena, &err))
        fail_msg("%s", err.text);
    return law;
}

#define MIXED(weights, ...)                                                                    \
    mixed((const Law[]){ __VA_ARGS__ }, weights, COUNT_OF(((const Law[]){ __VA_ARGS__ })))
#define SHARES(...) ((const double[]){ __VA_ARGS__ })

/* Mixtures of which each has parts that overlap. */
static Law overlapping[9];

static int make_mixtures(void **state)
{
    Law *law = overlapping;

    *law++ = MIXED(SHARES(0.5, 0.5), range("lognormal", 1, 7), range("lognormal", 3, 20));
    *law++ = MIXED(SHARES(0.9, 0.1), range("lognormal", 1, 2), range("lognormal", 1e3, 2e3));
    *law++ = MIXED(SHARES(0.3, 0.7), range("lognormal", 1, 1e3), range("normal", 100, 103));
    *law++ = MIXED(SHARES(0.6, 0.4), range("gamma", 1, 7), range("lognormal", 2, 9));
    *law++ = MIXED(SHARES(0.6, 0.3, 0.1), range("beta", 0.1, 0.3), three("pert", 0.2, 0.3, 0.9),
                   point(0.27));
    *law++ = MIXED(SHARES(0.6, 0.4), range("uniform", 1, 7), three("triangle", 2, 3, 5));
    *law++ = MIXED(SHARES(1 - 1e-6, 1e-6), range("lognormal", 1, 7), range("normal", 1e6, 2e6));
    *law++ = MIXED(SHARES(0.2, 0.3, 0.1, 0.4), range("normal", -3, 4), point(0), point(1.7),
                   point(2.9));
    *law++ = MIXED(SHARES(0.5, 0.5), overlapping[0], range("normal", 2, 5));
    return 0;
}

static int free_mixtures(void **state)
{
    arena_free(&arena);
    return 0;
}

static double score_of(const Law *law, double x)
{
    return lane_normal(law->dist->cdf(law, x));
}

/* How far the score of x is from z; where chances jump at x, from the nearer end. */
static double distance(const Law *law, double x, double z)
{
    double off = score_of(law, x) - z, aside = 1e-11 * fabs(x) + 1e-16;

    return off > 0 ? fmax(score_of(law, x - aside) - z, 0)
                   : fmin(score_of(law, x + aside) - z, 0);
}

static void values_rise_and_are_where_the_distribution_function_says(void **state)
{
    for (size_t m = 0; m < COUNT_OF(overlapping); m++) {
        const Law *law = &overlapping[m];
        double before = -INFINITY;
        for (int block = 0; block < BLOCKS; block++) {
            double z[BLOCK], x[BLOCK];
            for (int i = 0; i < BLOCK; i++)
                z[i] = -6 + 12 * (block * BLOCK + i + 0.5) / (BLOCKS * BLOCK);
            law_at_scores(law, z, x);
            for (int i = 0; i < BLOCK; i++) {
                if (fabs(distance(law, x[i], z[i])) > BLEND_ERROR)
                    fail_msg("mixture %zu: %.12g at score %g", m, x[i], z[i]);
                assert_true(x[i] >= before);
                before = x[i];
            }
        }
    }
}

/* From the smallest to the greatest level; outside the table, too. */
static void tails_go_on(void **state)
{
    for (size_t m = 0; m < COUNT_OF(overlapping); m++) {
        const Law *law = &overlapping[m];
        double low, high, before = law_quantile(law, 0x1p-53);
        law->dist->support(law, &low, &high);
        for (int i = 1; i <= 52; i++) {
            double x = law_quantile(law, ldexp(1, i - 53));
            assert_true(isfinite(x) && x >= low && x >= before);
            before = x;
        }
        for (int i = 2; i <= 53; i++) {
            double x = law_quantile(law, 1 - ldexp(1, -i));
            assert_true(isfinite(x) && x <= high && x >= before);
            before = x;
        }
    }
}

/* Of normal -3..4, which has Phi((v - 0.5) / 2.731079) below v, and 30% 0, 10% 1.7 and
 * 40% 2.9: 0 is from 0.2 Phi(-0.183078) = 0.0854736 to 0.3854736. */
static void a_point_among_others_keeps_its_value_and_share(void **state)
{
    const Law *law = &overlapping[7];
    double sd = 3.5 / 1.2815515655446004;
    double begin = 0.2 * gsl_cdf_gaussian_P(-0.5, sd),
           at = 0.3 + 0.2 * gsl_cdf_gaussian_P(1.2, sd);

    assert_near(begin, 0.0854736, 1e-7);
    for (int i = 0; i <= 10; i++) {
        assert_true(law_quantile(law, begin + 1e-9 + (0.3 - 2e-9) * i / 10) == 0);
        assert_true(law_quantile(law, at + 1e-9 + (0.1 - 2e-9) * i / 10) == 1.7);
    }
    assert_true(law_quantile(law, begin - 1e-5) < 0 && law_quantile(law, begin + 0.30001) > 0);
    assert_true(law_quantile(law, at - 1e-5) < 1.7 && law_quantile(law, at + 0.10001) > 1.7);
}

/* 90% lognormal 1..2 and 10% 1000..2000: between them nothing. */
static void a_gap_is_jumped_over(void **state)
{
    const Law *law = &overlapping[1];

    assert_true(law_quantile(law, 0.9 - 1e-6) < 20 && law_quantile(law, 0.9 + 1e-6) > 200);
}

static void the_mean_is_that_of_the_values(void **state)
{
    for (size_t m = 0; m < COUNT_OF(overlapping); m++) {
        const Law *law = &overlapping[m];
        double sum = 0, u[BLOCK], x[BLOCK];
        if (m == 2 || m == 6)
            continue; /* their means are made by less than a millionth of the chance */
        for (int block = 0; block < 4000; block++) {
            for (int i = 0; i < BLOCK; i++)
                u[i] = (block * BLOCK + i + 0.5) / (4000 * BLOCK);
            law->dist->quantile(law, u, x);
            for (int i = 0; i < BLOCK; i++)
                sum += x[i] / (4000 * BLOCK);
        }
        assert_close(sum, law_mean(law), 2e-4);
    }
}

/* Thirteen points of 1/13 each, given in any order. */
static void many_points_are_steps(void **state)
{
    Law points[13];
    double shares[13];

    for (int i = 0; i < 13; i++) {
        points[i] = point(5 * i % 13 * 1.3);
        shares[i] = 1 / 13.0;
    }
    Law law = mixed(points, shares, 13);
    for (int i = 0; i < 13; i++) {
        assert_true(law_quantile(&law, (i + 1e-9) / 13) == i * 1.3);
        assert_true(law_quantile(&law, (i + 1 - 1e-9) / 13) == i * 1.3);
    }
    assert_true(law_quantile(&law, 1 - 0x1p-53) == 12 * 1.3);
}

/* Sections that only touch: 1..2, exactly 2, 2..4. */
static void what_touches_does_not_overlap(void **state)
{
    Law law = MIXED(SHARES(0.25, 0.5, 0.25), range("uniform", 2.2, 3.8),
                    range("uniform", 1.1, 1.9), point(2));

    assert_int_equal(law.part_count, 3);
    assert_close(law_quantile(&law, 0.25), 1.5, 1e-12);
    assert_true(law_quantile(&law, 0.6) == 2);
    assert_close(law_quantile(&law, 0.875), 3, 1e-12);
}

static void scores_and_levels_agree(void **state)
{
    Law split = MIXED(SHARES(0.3, 0.7), point(0), range("lognormal", 1, 7));
    double u[BLOCK], z[BLOCK], x[BLOCK], y[BLOCK];

    for (int i = 0; i < BLOCK; i++) {
        u[i] = (i + 0.5) / BLOCK;
        z[i] = lane_normal(u[i]);
    }
    for (size_t m = 0; m <= COUNT_OF(overlapping); m++) {
        const Law *law = m < COUNT_OF(overlapping) ? &overlapping[m] : &split;
        law->dist->quantile(law, u, x);
        law_at_scores(law, z, y);
        for (int i = 0; i < BLOCK; i++)
            assert_near(x[i], y[i], 1e-12 * fabs(x[i]));
    }
}

/* The most parts a scenario can give, near and far, wide and narrow. */
static void many_parts_are_as_exact(void **state)
{
    Law parts[MOST_PARTS];
    double shares[MOST_PARTS];

    for (int k = 0; k < MOST_PARTS; k++) {
        double low = 1 + 0.37 * k * k;
        parts[k] = range(k % 3 ? "lognormal" : "normal", low, low * (1 + 0.1 * (k % 5 + 1)));
        shares[k] = 1.0 / MOST_PARTS;
    }
    Law law = mixed(parts, shares, MOST_PARTS);
    for (double z = -5.9; z < 5.9; z += 0.0137)
        assert_near(distance(&law, law_quantile(&law, lane_normal_cdf(z)), z), 0, BLEND_ERROR);
}

/* FNV-1a of the bytes of quantiles, whatever built the program. */
static void the_bits_are_those_of_every_build(void **state)
{
    uint64_t hash = 0xCBF29CE484222325;

    for (size_t m = 0; m < COUNT_OF(overlapping); m++) {
        double u[BLOCK], x[BLOCK];
        for (int i = 0; i < BLOCK; i++)
            u[i] = (i + 0.5) / BLOCK;
        overlapping[m].dist->quantile(&overlapping[m], u, x);
        for (int i = 0; i < BLOCK; i++)
            for (int byte = 0; byte < 64; byte += 8)
                hash = (hash ^ (lane_bits(x[i]) >> byte & 255)) * 0x100000001B3;
    }
    if (hash != 0xF38DC8D35CEC5D35)
        fail_msg("the bits are %#018llX", (unsigned long long)hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_rise_and_are_where_the_distribution_function_says),
        cmocka_unit_test(tails_go_on),
        cmocka_unit_test(a_point_among_others_keeps_its_value_and_share),
        cmocka_unit_test(a_gap_is_jumped_over),
        cmocka_unit_test(the_mean_is_that_of_the_values),
        cmocka_unit_test(many_points_are_steps),
        cmocka_unit_test(what_touches_does_not_overlap),
        cmocka_unit_test(scores_and_levels_agree),
        cmocka_unit_test(many_parts_are_as_exact),
        cmocka_unit_test(the_bits_are_those_of_every_build),
    };
    gsl_set_error_handler_off(); /* as the program does */
    return cmocka_run_group_tests(tests, make_mixtures, free_mixtures);
}
