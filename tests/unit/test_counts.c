/* Counts by inversion: against GSL's distribution functions, at their edges, and drawn. */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "sim/base/counts.h"
#include "sim/base/vmath.h"
#include "sim/sampling/uniforms.h"

enum { BLOCK = 256 };

static double P(double mean, double dispersion, double k)
{
    if (k < 0)
        return 0;
    return dispersion == 1 ? gsl_cdf_poisson_P((unsigned)k, mean)
                           : gsl_cdf_beta_P(1 / dispersion, mean / (dispersion - 1), k + 1);
}

static double Q(double mean, double dispersion, double k)
{
    if (k < 0)
        return 1;
    return dispersion == 1 ? gsl_cdf_poisson_Q((unsigned)k, mean)
                           : gsl_cdf_beta_Q(1 / dispersion, mean / (dispersion - 1), k + 1);
}

static void count_all(double *k, const double *u, double mean, double dispersion)
{
    double means[BLOCK], dispersions[BLOCK];

    for (int i = 0; i < BLOCK; i++) {
        means[i] = mean;
        dispersions[i] = dispersion;
    }
    if (dispersion == 1)
        counts_poisson(k, u, means);
    else
        counts_negative_binomial(k, u, means, dispersions);
}

static double count_one(double u, double mean, double dispersion)
{
    double in[BLOCK], k[BLOCK];

    for (int i = 0; i < BLOCK; i++)
        in[i] = u;
    count_all(k, in, mean, dispersion);
    return k[0];
}

/* What the header allows, as a share of the smaller tail. */
static double allowed_share(double mean, double dispersion, double k)
{
    double size = dispersion == 1 ? INFINITY : mean / (dispersion - 1);
    bool scored = (mean >= 64 && size >= 40) || k >= (size >= 5 ? 256 : 4096);

    return scored ? 1e-6 + 0.01 / (size * size) : 0;
}

/* How much further than that the level is outside P(K < k)..P(K <= k). */
static double excess(double u, double k, double mean, double dispersion)
{
    double tail = fmin(u, 1 - u), outside;

    if (u < 0.5)
        outside = fmax(u - P(mean, dispersion, k), P(mean, dispersion, k - 1) - u);
    else
        outside = fmax(Q(mean, dispersion, k) - (1 - u), (1 - u) - Q(mean, dispersion, k - 1));
    return outside - 1e-12 - allowed_share(mean, dispersion, k) * tail;
}

static const double means[] = { 1e-9, 0.013, 0.71, 5.3, 21, 63.9, 64, 137, 1040, 3.1e4, 1.7e6 };
static const double dispersions[] = { 1, 1.0003, 1.31, 4.1, 9.7, 51 };

/* From 2^-53 to 1 - 2^-53, evenly in normal scores. */
static void level_grid(int block, int blocks, double u[BLOCK])
{
    for (int i = 0; i < BLOCK; i++) {
        double z = -8.3 + 16.6 * (block * BLOCK + i + 0.5) / (blocks * BLOCK);
        double tail = fmax(gsl_cdf_ugaussian_P(-fabs(z)), 0x1p-53);
        u[i] = z < 0 ? tail : 1 - tail;
    }
}

static void counts_are_those_of_gsl_and_rise(void **state)
{
    enum { BLOCKS = 10 };
    double u[BLOCK], k[BLOCK];

    for (size_t m = 0; m < COUNT_OF(means); m++)
        for (size_t d = 0; d < COUNT_OF(dispersions); d++) {
            double before = 0;
            if (dispersions[d] > 1 && means[m] / (dispersions[d] - 1) > 1e5)
                continue; /* where GSL gives NaN */
            for (int block = 0; block < BLOCKS; block++) {
                level_grid(block, BLOCKS, u);
                count_all(k, u, means[m], dispersions[d]);
                for (int i = 0; i < BLOCK; i++) {
                    if (!(excess(u[i], k[i], means[m], dispersions[d]) <= 0))
                        fail_msg("mean %g, dispersion %g: %g at %g", means[m], dispersions[d],
                                 k[i], u[i]);
                    assert_true(k[i] >= before && k[i] == floor(k[i]));
                    before = k[i];
                }
            }
        }
}

/* At P(K <= k) less 1e-12 it is k, and 1e-12 above it k + 1, where k has a chance of
 * more than that. */
static void edges_are_those_of_the_distribution_function(void **state)
{
    const double small[] = { 0.37, 2.9, 17.3, 44 };

    for (size_t m = 0; m < COUNT_OF(small); m++)
        for (size_t d = 0; d < COUNT_OF(dispersions); d++)
            for (int k = 0; k < 40; k++) {
                double edge = P(small[m], dispersions[d], k),
                       next = P(small[m], dispersions[d], k + 1);
                if (edge - P(small[m], dispersions[d], k - 1) < 1e-11 || next - edge < 1e-11)
                    continue;
                assert_true(count_one(edge - 1e-12, small[m], dispersions[d]) == k);
                assert_true(count_one(edge + 1e-12, small[m], dispersions[d]) == k + 1);
            }
}

static void small_chances_are_exact(void **state)
{
    /* 1 - exp(-1e-9) is 9.999999995e-10: a count of 1 begins there, from above */
    assert_true(count_one(1 - 1.01e-9, 1e-9, 1) == 0 && count_one(1 - 0.99e-9, 1e-9, 1) == 1);
    /* the lower tail of a rate of 30: exp(-30) is 9.36e-14 */
    assert_true(count_one(9.3e-14, 30, 1) == 0 && count_one(9.4e-14, 30, 1) == 1);
    /* geometric with mean 3, dispersion 4: P(0) = 1/4, P(K <= 1) = 7/16 */
    assert_true(count_one(0.2499, 3, 4) == 0 && count_one(0.2501, 3, 4) == 1);
    assert_true(count_one(0.4374, 3, 4) == 1 && count_one(0.4376, 3, 4) == 2);
}

static void what_is_no_law_has_no_count(void **state)
{
    assert_true(count_one(0.999, 0, 1) == 0 && count_one(1 - 0x1p-53, 0, 7.3) == 0);
    assert_true(count_one(0.7, -3, 1) == 0);
    assert_true(count_one(0.61, 9.3, 0.2) == count_one(0.61, 9.3, 1));
    assert_true(isnan(count_one(NAN, 9.3, 1)) && isnan(count_one(NAN, 900.3, 1)));
    assert_true(isnan(count_one(0.3, NAN, 1)) && isnan(count_one(0.3, NAN, 2)));
    assert_true(isnan(count_one(0.3, 7, NAN)));
    assert_true(count_one(0.3, INFINITY, 1) == INFINITY);
    assert_true(count_one(0.3, 7, INFINITY) == 0);
}

/* The standard deviation of a rate of 1e14 is 1e7. P(K <= 1699630) for mean 1.7e6 and
 * dispersion 1.0003 is 0.388498946926 (a beta integral, by quadrature with 30 digits). */
static void huge_rates_stay_whole_and_normal(void **state)
{
    double k = count_one(0.8413447460685429, 1e14, 1);

    assert_near(k - 1e14, 1e7, 2);
    assert_true(k == floor(k));
    assert_true(count_one(0.388498, 1.7e6, 1.0003) == 1699630);
    assert_true(count_one(0.388500, 1.7e6, 1.0003) == 1699631);
    /* the median is (2 d - 1)/6 below the mean; 1e-6 of the deviation, 1e8, is allowed */
    assert_near(count_one(0.5, 1e14, 101) - 1e14, -33.5, 100);
}

static void a_lane_does_not_depend_on_its_neighbours(void **state)
{
    double u[BLOCK], mean[BLOCK], dispersion[BLOCK], k[BLOCK];

    uniforms_fill(5, 1, 0, 0, u);
    for (int i = 0; i < BLOCK; i++) {
        mean[i] = means[(size_t)i * 7 % COUNT_OF(means)];
        dispersion[i] = dispersions[(size_t)i * 5 % COUNT_OF(dispersions)];
    }
    counts_negative_binomial(k, u, mean, dispersion);
    for (int i = 0; i < BLOCK; i++)
        assert_true(k[i] == count_one(u[i], mean[i], dispersion[i]));
}

/* Of n draws the mean has variance v/n; the mean of (k - m)^2 / v, which is 1, has about
 * (2 + excess)/n, the excess being (1 + 6 d (d - 1))/(m d). Four standard errors. */
static void draws_have_mean_and_variance(void **state)
{
    enum { BLOCKS = 2000, DRAWS = BLOCKS * BLOCK };
    const double cases[][2] = { { 0.31, 1 },  { 7.7, 1 },   { 90, 1 },   { 4100, 1 },
                                { 2.3, 3.1 }, { 150, 2.7 }, { 700, 12 }, { 3e5, 40 } };

    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        double m = cases[c][0], d = cases[c][1], v = m * d, sum = 0, squares = 0;
        for (uint64_t block = 0; block < BLOCKS; block++) {
            double u[BLOCK], k[BLOCK];
            uniforms_fill(31, c, 0, block, u);
            count_all(k, u, m, d);
            for (int i = 0; i < BLOCK; i++) {
                sum += k[i] - m;
                squares += (k[i] - m) * (k[i] - m) / v;
            }
        }
        assert_near(sum / DRAWS, 0, 4 * sqrt(v / DRAWS));
        assert_near(squares / DRAWS, 1, 4 * sqrt((2 + (1 + 6 * d * (d - 1)) / v) / DRAWS));
    }
}

/* FNV-1a of the bits of counts over all the cases. */
static void the_bits_are_those_of_every_build(void **state)
{
    uint64_t hash = 0xCBF29CE484222325;
    double u[BLOCK], k[BLOCK];

    for (size_t m = 0; m < COUNT_OF(means); m++)
        for (size_t d = 0; d < COUNT_OF(dispersions); d++) {
            level_grid(0, 1, u);
            for (int i = 0; i < BLOCK; i++)
                u[i] = ldexp(rint(ldexp(u[i], 53)), -53);
            count_all(k, u, means[m], dispersions[d]);
            for (int i = 0; i < BLOCK; i++)
                for (int byte = 0; byte < 64; byte += 8)
                    hash = (hash ^ (lane_bits(k[i]) >> byte & 255)) * 0x100000001B3;
        }
    if (hash != 0xF5DC28750114E0B2)
        fail_msg("the bits are %#018llX", (unsigned long long)hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_gsl_and_rise),
        cmocka_unit_test(edges_are_those_of_the_distribution_function),
        cmocka_unit_test(small_chances_are_exact),
        cmocka_unit_test(what_is_no_law_has_no_count),
        cmocka_unit_test(huge_rates_stay_whole_and_normal),
        cmocka_unit_test(a_lane_does_not_depend_on_its_neighbours),
        cmocka_unit_test(draws_have_mean_and_variance),
        cmocka_unit_test(the_bits_are_those_of_every_build),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
