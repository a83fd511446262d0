/* Counts by size against exact quantiles. */
#include "tests/unit/support.h"

#include <float.h>
#include <stdlib.h>

#include "sim/base/log_histogram.h"
#include "sim/base/quantile.h"

enum { N = 1000000 };

static const double levels[] = { 0, 0.001, 0.05, 0.1, 0.25, 0.5, 0.77, 0.9, 0.95, 0.9999, 1 };

static double next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(*state >> 11) + 0.5) * 0x1p-53;
}

/* About a standard normal variable. */
static double normal(uint64_t *state)
{
    double sum = -6;

    for (int i = 0; i < 12; i++)
        sum += next(state);
    return sum;
}

static LogHistogram histogram_of(int bits, const double *x, size_t n)
{
    LogHistogram h = { .bits = bits };

    log_histogram_add(&h, x, n);
    return h;
}

/* Half a bin, and what doubles leave of it. */
static void assert_as_exact(const double *x, int bits)
{
    LogHistogram h = histogram_of(bits, x, N);
    double values[COUNT_OF(levels)], exact[COUNT_OF(levels)];

    quantile_fill(exact, levels, COUNT_OF(levels), x, N);
    log_histogram_quantiles(&h, values, levels, COUNT_OF(levels));
    for (size_t k = 0; k < COUNT_OF(levels); k++)
        assert_close(values[k], exact[k], ldexp(1 + 1e-9, -bits - 1));
    log_histogram_free(&h);
}

static void skewed_negative_and_mixed_values_keep_half_a_bin(void **state)
{
    double *x = malloc(N * sizeof *x);
    uint64_t seed = 12;

    for (size_t i = 0; i < N; i++)
        x[i] = 381e3 * exp(0.9 * normal(&seed));
    assert_as_exact(x, 13);
    assert_as_exact(x, 10);
    for (size_t i = 0; i < N; i++)
        x[i] = -x[i];
    assert_as_exact(x, 13);
    for (size_t i = 0; i < N; i++)
        x[i] = 42137.5 * (normal(&seed) + 0.311);
    assert_as_exact(x, 13);
    assert_as_exact(x, 4);
    free(x);
}

/* With 13 bits behind the leading one: whole numbers up to 2^14, sixteenths up to 2^10. */
static void short_numbers_are_exact(void **state)
{
    double x[2001], values[2], half[2] = { 0.25, 0.75 };

    for (int i = 0; i <= 2000; i++)
        x[i] = (i - 1000) / 16.0;
    LogHistogram h = histogram_of(13, x, 2001);
    log_histogram_quantiles(&h, values, half, 2);
    assert_true(values[0] == -500 / 16.0 && values[1] == 500 / 16.0);
    log_histogram_free(&h);
    for (int i = 0; i <= 2000; i++)
        x[i] = i < 1200 ? 3 : 16383;
    h = histogram_of(13, x, 2001);
    log_histogram_quantiles(&h, values, half, 2);
    assert_true(values[0] == 3 && values[1] == 16383);
    log_histogram_free(&h);
}

/* Of 1, 2, 4, ... 2^40 the first are 2^40 below the last: 2^16 is as exact as ever, what
 * is below within 2^-29 of the largest, whichever came first. */
static void what_is_far_below_the_largest_is_counted_coarsely(void **state)
{
    double up[41], down[41], at[41], found[41], again[41];

    for (int i = 0; i <= 40; i++) {
        up[i] = ldexp(1.2345678, i);
        down[40 - i] = up[i];
        at[i] = i / 40.0;
    }
    LogHistogram h = histogram_of(13, up, 41), other = histogram_of(13, down, 41);
    log_histogram_quantiles(&h, found, at, 41);
    log_histogram_quantiles(&other, again, at, 41);
    assert_memory_equal(found, again, sizeof found);
    for (int i = 0; i <= 40; i++)
        assert_near(found[i], up[i], i < 24 ? ldexp(1, 41 - 29) : ldexp(up[i], -14));
    assert_true(fabs(found[16] - up[16]) > ldexp(up[16], -8));
    log_histogram_free(&h);
    log_histogram_free(&other);
}

/* Ranks 0 and 1 hold 3 and 4; a quarter of the way is 3.25. */
static void quantiles_lie_between_their_neighbours(void **state)
{
    double x[] = { 4, 3 }, level = 0.25, value;
    LogHistogram h = histogram_of(10, x, 2);

    log_histogram_quantiles(&h, &value, &level, 1);
    assert_close(value, 3.25, 1e-15);
    log_histogram_free(&h);
}

static void zero_has_one_place_whatever_its_sign(void **state)
{
    double x[] = { -0.0, 0.0, -1.0, 0.0, 1.0 }, values[3], at[] = { 0.25, 0.5, 0.75 };
    LogHistogram h = histogram_of(13, x, 5);

    log_histogram_quantiles(&h, values, at, 3);
    for (int k = 0; k < 3; k++)
        assert_true(values[k] == 0 && !signbit(values[k]));
    log_histogram_free(&h);
}

static void the_ends_of_the_range_are_counted(void **state)
{
    double x[] = { NAN, -INFINITY, DBL_MAX, -DBL_MAX, DBL_TRUE_MIN, INFINITY, NAN, -DBL_MIN };
    double at[] = { 0, 0.4, 0.6, 1 }, values[4];
    LogHistogram h = histogram_of(13, x, COUNT_OF(x));

    assert_int_equal(h.count, 6);
    assert_int_equal(h.unknown, 2);
    log_histogram_quantiles(&h, values, at, 4);
    assert_true(values[0] == -INFINITY && values[3] == INFINITY);
    assert_true(values[1] <= -DBL_MIN && values[1] > -4 * DBL_MIN);
    assert_true(values[2] == 0);
    log_histogram_free(&h);
}

/* Seven parts that overlap in some octaves only. */
static void the_order_of_merging_does_not_matter(void **state)
{
    enum { PARTS = 7, EACH = 3001 };
    static double x[PARTS][EACH];
    LogHistogram up = { .bits = 13 }, down = { .bits = 13 }, part[PARTS];
    double a[COUNT_OF(levels)], b[COUNT_OF(levels)], all[COUNT_OF(levels)];
    uint64_t seed = 99;

    for (int p = 0; p < PARTS; p++) {
        for (int i = 0; i < EACH; i++)
            x[p][i] = (p % 2 ? -1 : 1) * exp(3 * p + normal(&seed));
        part[p] = histogram_of(13, x[p], EACH);
    }
    for (int p = 0; p < PARTS; p++) {
        log_histogram_merge(&up, &part[p]);
        log_histogram_merge(&down, &part[PARTS - 1 - p]);
    }
    LogHistogram whole = histogram_of(13, x[0], PARTS * EACH);
    log_histogram_quantiles(&up, a, levels, COUNT_OF(levels));
    log_histogram_quantiles(&down, b, levels, COUNT_OF(levels));
    log_histogram_quantiles(&whole, all, levels, COUNT_OF(levels));
    assert_int_equal(up.count, PARTS * EACH);
    assert_memory_equal(a, b, sizeof a);
    assert_memory_equal(a, all, sizeof a);
    for (int p = 0; p < PARTS; p++)
        log_histogram_free(&part[p]);
    log_histogram_free(&up);
    log_histogram_free(&down);
    log_histogram_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(skewed_negative_and_mixed_values_keep_half_a_bin),
        cmocka_unit_test(short_numbers_are_exact),
        cmocka_unit_test(quantiles_lie_between_their_neighbours),
        cmocka_unit_test(what_is_far_below_the_largest_is_counted_coarsely),
        cmocka_unit_test(zero_has_one_place_whatever_its_sign),
        cmocka_unit_test(the_ends_of_the_range_are_counted),
        cmocka_unit_test(the_order_of_merging_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
