/* Radix selection against sorting. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/base/quantile.h"

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Type 7 of Hyndman and Fan, from a sorted copy. */
static double expected_quantile(const double *sorted, size_t n, double level)
{
    double position = level * (double)(n - 1);
    size_t below = (size_t)position;
    double high = below + 1 < n ? sorted[below + 1] : sorted[below];
    return sorted[below] + (position - (double)below) * (high - sorted[below]);
}

static void compare_with_sorting(const double *x, size_t n)
{
    static const double levels[] = { 0, 0.017, 0.05, 0.1, 0.25, 0.5, 0.51, 0.75, 0.9, 0.95, 1 };
    double values[COUNT_OF(levels)], *sorted = malloc(n * sizeof *sorted);

    for (size_t i = 0; i < n; i++)
        sorted[i] = x[i];
    qsort(sorted, n, sizeof *sorted, ascending);
    quantile_fill(values, levels, COUNT_OF(levels), x, n);
    for (size_t k = 0; k < COUNT_OF(levels); k++)
        assert_close(values[k], expected_quantile(sorted, n, levels[k]), 1e-14);
    free(sorted);
}

static double next(unsigned long long *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-53;
}

static void positive_numbers_of_all_sizes(void **state)
{
    enum { N = 10007 };
    static double x[N];
    unsigned long long seed = 3;

    for (size_t i = 0; i < N; i++)
        x[i] = exp(40 * next(&seed) - 20);
    for (size_t n = 1; n < 120; n++)
        compare_with_sorting(x, n);
    compare_with_sorting(x, N);
}

static void negative_numbers_sort_before_positive_ones(void **state)
{
    enum { N = 2048 };
    double x[N];
    unsigned long long seed = 9;

    for (size_t i = 0; i < N; i++)
        x[i] = 1e6 * (next(&seed) - 0.6);
    compare_with_sorting(x, N);
}

static void equal_numbers(void **state)
{
    enum { N = 999 };
    double x[N];

    for (size_t i = 0; i < N; i++)
        x[i] = 7.25;
    compare_with_sorting(x, N);
    for (size_t i = 0; i < N; i++)
        x[i] = (double)(i % 3);
    compare_with_sorting(x, N);
}

/* 385 of 400 values are finite, so P95 is the last of them and P99 is infinite. */
static void infinite_values_are_the_largest(void **state)
{
    static const double levels[] = { 0.95, 0.99 };
    double x[400], values[2];

    for (size_t i = 0; i < 400; i++)
        x[i] = i < 385 ? (double)i : INFINITY;
    quantile_fill(values, levels, 2, x, 400);
    assert_close(values[0], 0.95 * 399, 1e-14);
    assert_true(isinf(values[1]));
}

static void the_values_are_left_alone(void **state)
{
    double x[] = { 3, 1, 2 }, value, level = 0.25;

    quantile_fill(&value, &level, 1, x, 3);
    assert_close(value, 1.5, 1e-15);
    assert_true(x[0] == 3 && x[1] == 1 && x[2] == 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positive_numbers_of_all_sizes),
        cmocka_unit_test(negative_numbers_sort_before_positive_ones),
        cmocka_unit_test(equal_numbers),
        cmocka_unit_test(infinite_values_are_the_largest),
        cmocka_unit_test(the_values_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
