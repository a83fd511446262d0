/* Every family: its quantiles against closed forms and GSL, and what all share. */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"
#include "sim/sampling/uniforms.h"

enum { BLOCK = 256, MOST = 24 };

/* Members of every family. */
static struct {
    const char *name;
    Law law;
    uint64_t bits; /* of its quantiles, whatever built the program */
} cases[MOST];
static size_t count;
static Arena arena;

static Law *add(const char *name, uint64_t bits)
{
    cases[count].name = name;
    cases[count].bits = bits;
    return &cases[count++].law;
}

static void add_range(const char *family, double low, double high, double tail, uint64_t bits)
{
    Error err = { 0 };

    if (!dist_find(family)->from_range(add(family, bits), low, high, tail, &arena, &err))
        fail_msg("%s %g..%g: %s", family, low, high, err.text);
}

static void add_three(const char *family, double low, double mode, double high, uint64_t bits)
{
    Error err = { 0 };

    if (!dist_find(family)->from_three(add(family, bits), low, mode, high, &arena, &err))
        fail_msg("%s: %s", family, err.text);
}

static void add_data(void)
{
    const double levels[] = { 0.05, 0.5, 0.95, 0.99 }, waits[] = { 0.4, 1.1, 3.9, 7.3 };
    const double changes[] = { -1.7, 0.2, 0.9, 2.8 }, files[] = { 3.1, -0.6, 7.7, 4.3, 12.9 };
    Error err = { 0 };
    Law parts[2];

    assert_true(
        law_quantiles(add("quantiles", 0xEE46080F3C68C3D5), levels, waits, 4, &arena, &err));
    assert_true(
        law_quantiles(add("quantiles", 0xD2AA286B2D90DB23), levels, changes, 4, &arena, &err));
    assert_true(law_samples(add("samples", 0x449FB33105E2B018), files, 5, &arena, &err));
    assert_true(dist_find("uniform")->from_range(&parts[0], 7, 9, 0.1, &arena, &err));
    assert_true(dist_find("triangle")->from_three(&parts[1], 1, 2, 6, &arena, &err));
    assert_true(law_mixture(add("mixture", 0x1A138DC1EDB86186), parts, (double[]){ 0.4, 0.6 },
                            2, &arena, &err));
}

static int make_cases(void **state)
{
    add_range("lognormal", 3.2, 47, 0.1, 0xF4DE6FD8C01358F0);
    add_range("normal", -0.21, 0.37, 0.1, 0x7AA8782E60E352B9);
    add_range("uniform", 2.3, 9.7, 0.1, 0x77E7535DE6B5260E);
    add_range("triangle", -4.1, 9.7, 0.1, 0x94C02285FB02EAEB);
    add_three("triangle", 1.3, 1.7, 6.1, 0xBEC2741D1BA33EF3);
    add_three("pert", 1.3, 2.9, 9.7, 0xEC7CEEDCCC4AB705);
    add_range("beta", 0.031, 0.21, 0.1, 0x8D840273E0CD57AF);
    add_range("beta", 0.4999, 0.5001, 0.05, 0x145EFF14211F8D98);
    add_range("gamma", 0.71, 11.3, 0.1, 0xD705F450AB815A66);
    add_range("gamma", 1, 1.003, 0.05, 0xFF58BA14C0AE5D96);
    add_data();
    return 0;
}

static int free_cases(void **state)
{
    arena_free(&arena);
    return 0;
}

/* --- against closed forms and GSL ------------------------------------------------- */

/* Levels from 1e-6 to 1 - 1e-6, dense in the middle and in both tails. */
enum { LEVELS = 601 };
static double level(int i)
{
    return gsl_cdf_ugaussian_P(4.7534 * (2 * i / (LEVELS - 1.0) - 1));
}

static const Law *law_of(const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(cases[i].name, name))
            return &cases[i].law;
    fail_msg("no case %s", name);
    return NULL;
}

/* 1.2815515655446004 is the normal score of 90%. */
static void normal_and_lognormal_are_gsl(void **state)
{
    double sigma = 0.58 / 2 / 1.2815515655446004, mu = log(3.2 * 47) / 2;
    double log_sigma = log(47 / 3.2) / 2 / 1.2815515655446004;

    for (int i = 0; i < LEVELS; i++) {
        double u = level(i);
        assert_near(law_quantile(law_of("normal"), u), 0.08 + gsl_cdf_gaussian_Pinv(u, sigma),
                    1e-14);
        assert_close(law_quantile(law_of("lognormal"), u),
                     gsl_cdf_lognormal_Pinv(u, mu, log_sigma), 1e-13);
    }
}

/* Ten percent outside each end: the whole is 1/0.8 of the middle. */
static void uniform_is_a_line(void **state)
{
    for (int i = 0; i < LEVELS; i++)
        assert_close(law_quantile(law_of("uniform"), level(i)), 1.375 + 9.25 * level(i), 1e-14);
}

/* The mode 1.7 of 1.3..6.1 is at the level 0.4/4.8. */
static void triangle_of_three_is_two_roots(void **state)
{
    const Law *law = &cases[4].law;

    assert_string_equal(cases[4].name, "triangle");
    for (int i = 0; i < LEVELS; i++) {
        double u = level(i);
        double x = u < 0.4 / 4.8 ? 1.3 + sqrt(u * 4.8 * 0.4) : 6.1 - sqrt((1 - u) * 4.8 * 4.4);
        assert_close(law_quantile(law, u), x, 1e-14);
    }
}

/* PERT of 1.3, 2.9, 9.7: shapes 1 + 4 1.6/8.4 and 1 + 4 6.8/8.4. GSL's own inverse is
 * right to 1e-9 or so. */
static void pert_beta_and_gamma_are_gsl(void **state)
{
    const Law *beta = law_of("beta"), *gamma = law_of("gamma");
    double a = 1 + 4 * 1.6 / 8.4, b = 1 + 4 * 6.8 / 8.4;

    for (int i = 0; i < LEVELS; i++) {
        double u = level(i);
        assert_close(law_quantile(law_of("pert"), u), 1.3 + 8.4 * gsl_cdf_beta_Pinv(u, a, b),
                     1e-8);
        assert_close(law_quantile(beta, u), gsl_cdf_beta_Pinv(u, beta->p[0], beta->p[1]), 1e-8);
        assert_close(law_quantile(gamma, u), gsl_cdf_gamma_Pinv(u, gamma->p[0], gamma->p[1]),
                     1e-8);
    }
}

/* A share of 50 +- 0.01% is as good as normal: its logit has the excess 1/a, 3e-8. */
static void a_narrow_share_is_normal(void **state)
{
    Law law;
    Error err;

    assert_true(dist_find("beta")->from_range(&law, 0.4999, 0.5001, 0.05, &arena, &err));
    for (int i = 0; i < LEVELS; i++) {
        double z = gsl_cdf_ugaussian_Pinv(level(i));
        assert_near(law_quantile(&law, level(i)), 0.5 + 1e-4 * z / 1.6448536269514722, 1e-10);
    }
}

/* --- what all families share ------------------------------------------------------ */

static void a_range_has_the_stated_quantiles(void **state)
{
    const double ranges[][2] = { { 0.031, 0.21 },     { 0.2, 0.97 },         { 0.95, 0.9999 },
                                 { 1e-6, 3e-5 },      { 0.49, 0.51 },        { 0.4999, 0.5001 },
                                 { 0.9999, 0.99991 }, { 0.011, 0.989 },      { 0.3, 0.3001 },
                                 { 1e-4, 1.001e-4 },  { 0.49999, 0.500001 }, { 1e-7, 0.83 } };
    const double tails[] = { 0.01, 0.05, 0.1, 0.25 };

    for (size_t f = 0; f < dist_count; f++)
        for (size_t r = 0; dists[f]->from_range && r < COUNT_OF(ranges); r++)
            for (size_t t = 0; t < COUNT_OF(tails); t++) {
                double low = ranges[r][0], high = ranges[r][1], tail = tails[t];
                Arena own = { 0 };
                Error err = { 0 };
                Law law;
                if (!dists[f]->from_range(&law, low, high, tail, &own, &err))
                    fail_msg("%s %g..%g (%g): %s", dists[f]->name, low, high, tail, err.text);
                double allowed = 1e-7 * (high - low) + 1e-13 * high; /* shapes near 0 */
                assert_near(law_quantile(&law, tail), low, allowed);
                assert_near(law_quantile(&law, 1 - tail), high, allowed);
                arena_free(&own);
            }
}

static void the_distribution_function_undoes_the_quantiles(void **state)
{
    for (size_t k = 0; k < count; k++) {
        const Law *law = &cases[k].law;
        for (int i = 0; i < LEVELS; i++) {
            double u = level(i);
            assert_near(law->dist->cdf(law, law_quantile(law, u)), u,
                        1e-7 * fmin(u, 1 - u) + 1e-12);
        }
    }
}

static void quantiles_rise_within_the_support(void **state)
{
    for (size_t k = 0; k < count; k++) {
        const Law *law = &cases[k].law;
        double low, high, before = -INFINITY;
        law->dist->support(law, &low, &high);
        for (int i = 0; i < LEVELS; i++) {
            double x = law_quantile(law, level(i));
            assert_true(x >= low && x <= high && x >= before);
            before = x;
        }
        assert_true(isfinite(law_quantile(law, 0x1p-53)));
        assert_true(isfinite(law_quantile(law, 1 - 0x1p-53)));
    }
}

static void draw(const Law *law, uint64_t stream, uint64_t block, double *x)
{
    double u[BLOCK];

    uniforms_fill(61, stream, 0, block, u);
    law->dist->quantile(law, u, x);
}

static void means_are_those_of_a_million_draws(void **state)
{
    enum { BLOCKS = 3907, DRAWS = BLOCKS * BLOCK };

    for (size_t k = 0; k < count; k++) {
        const Law *law = &cases[k].law;
        double mean = law_mean(law), sum = 0, squares = 0, x[BLOCK];
        for (uint64_t block = 0; block < BLOCKS; block++) {
            draw(law, k, block, x);
            for (int i = 0; i < BLOCK; i++) {
                sum += x[i] - mean;
                squares += (x[i] - mean) * (x[i] - mean);
            }
        }
        assert_near(sum / DRAWS, 0, 3 * sqrt(squares / DRAWS / DRAWS));
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Kolmogorov's distance of 100,000 draws: above 1.95 / sqrt(n) once in a thousand. The
 * inverse by bisection of a table of quantiles costs most of the time. */
static void draws_have_the_distribution(void **state)
{
    enum { BLOCKS = 391, DRAWS = BLOCKS * BLOCK, STRIDE = 97 };
    static double x[DRAWS];

    for (size_t k = 0; k < count; k++) {
        const Law *law = &cases[k].law;
        for (uint64_t block = 0; block < BLOCKS; block++)
            draw(law, k, block, x + BLOCK * block);
        qsort(x, DRAWS, sizeof *x, ascending);
        for (int i = 0; i < DRAWS; i += STRIDE)
            assert_near(law->dist->cdf(law, x[i]), (i + 0.5) / DRAWS, 1.95 / sqrt(DRAWS));
    }
}

static void a_lane_does_not_depend_on_its_neighbours(void **state)
{
    double u[BLOCK], x[BLOCK];

    for (int i = 0; i < BLOCK; i++)
        u[i] = level(i * 2);
    for (size_t k = 0; k < count; k++) {
        cases[k].law.dist->quantile(&cases[k].law, u, x);
        for (int i = 0; i < BLOCK; i += 5)
            assert_true(x[i] == law_quantile(&cases[k].law, u[i]));
    }
}

/* To the last bit, or with the few digits less that the way through Phi costs. */
static void values_at_scores_are_quantiles(void **state)
{
    double u[BLOCK], z[BLOCK], x[BLOCK], at[BLOCK];

    for (int i = 0; i < BLOCK; i++) {
        u[i] = level(i * 2);
        z[i] = lane_normal(u[i]);
    }
    for (size_t k = 0; k < count; k++) {
        const Law *law = &cases[k].law;
        law->dist->quantile(law, u, x);
        law_at_scores(law, z, at);
        for (int i = 0; i < BLOCK; i++)
            if (law->dist->at_scores && law->dist != &dist_mixture)
                assert_true(at[i] == x[i]);
            else
                assert_near(at[i], x[i], 1e-11 * (1 + fabs(x[i])));
    }
}

/* FNV-1a of the bytes of the quantiles on a fixed grid with both tails. */
static uint64_t bits_of(const Law *law)
{
    uint64_t hash = 0xCBF29CE484222325;

    for (int block = 0; block < 5; block++) {
        double u[BLOCK], x[BLOCK];
        for (int i = 0; i < BLOCK; i++)
            u[i] = block < 4 ? (BLOCK * block + i + 0.5) / (4 * BLOCK)
                             : fmin(ldexp(1, -1 - i % 53), 0.5) * (i < 128 ? 1 : -1) +
                                   (i < 128 ? 0 : 1);
        law->dist->quantile(law, u, x);
        for (int i = 0; i < BLOCK; i++)
            for (int byte = 0; byte < 64; byte += 8)
                hash = (hash ^ (lane_bits(x[i]) >> byte & 255)) * 0x100000001B3;
    }
    return hash;
}

/* A change here changes everybody's results: make it on purpose only. */
static void the_bits_are_those_of_every_build(void **state)
{
    bool same = true;

    for (size_t k = 0; k < count; k++)
        if (bits_of(&cases[k].law) != cases[k].bits) {
            print_error("case %zu, %s: %#018llX\n", k, cases[k].name,
                        (unsigned long long)bits_of(&cases[k].law));
            same = false;
        }
    assert_true(same);
}

static void families_are_found_by_name(void **state)
{
    for (size_t i = 0; i < dist_count; i++) {
        assert_ptr_equal(dist_find(dists[i]->name), dists[i]);
        assert_true(strlen(dists[i]->help) > 0);
        assert_true(dists[i]->help[strlen(dists[i]->help) - 1] != '.');
    }
    assert_null(dist_find("cauchy"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_and_lognormal_are_gsl),
        cmocka_unit_test(uniform_is_a_line),
        cmocka_unit_test(triangle_of_three_is_two_roots),
        cmocka_unit_test(pert_beta_and_gamma_are_gsl),
        cmocka_unit_test(a_narrow_share_is_normal),
        cmocka_unit_test(a_range_has_the_stated_quantiles),
        cmocka_unit_test(the_distribution_function_undoes_the_quantiles),
        cmocka_unit_test(quantiles_rise_within_the_support),
        cmocka_unit_test(means_are_those_of_a_million_draws),
        cmocka_unit_test(draws_have_the_distribution),
        cmocka_unit_test(a_lane_does_not_depend_on_its_neighbours),
        cmocka_unit_test(values_at_scores_are_quantiles),
        cmocka_unit_test(the_bits_are_those_of_every_build),
        cmocka_unit_test(families_are_found_by_name),
    };
    gsl_set_error_handler_off(); /* as the program does */
    return cmocka_run_group_tests(tests, make_cases, free_cases);
}
