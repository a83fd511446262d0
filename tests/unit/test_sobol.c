/* Sobol points: the plain ones against GSL's and published ones, the scrambled ones
 * by what scrambling must keep. */
#include "tests/unit/support.h"

#include <gsl/gsl_qrng.h>

#include "sim/sampling/sobol.h"

enum { BLOCK = 256 };

/* Points are centres of cells of width 2^-52: half a cell above the digits. */
static double digits(double u)
{
    return u - 0x1p-53;
}

/* GSL's direction numbers are those of Joe and Kuo in two dimensions only. It leaves
 * out the point at zero, so that its first point is our second. */
static void the_first_dimensions_are_those_of_gsl(void **state)
{
    enum { SHARED = 2, POINTS = 1023 };
    gsl_qrng *theirs = gsl_qrng_alloc(gsl_qrng_sobol, SHARED);
    static double ours[SHARED][4 * BLOCK];

    for (int d = 0; d < SHARED; d++) {
        Sobol sobol;
        sobol_make(&sobol, d);
        for (uint64_t block = 0; block < 4; block++)
            sobol_fill(&sobol, block, ours[d] + BLOCK * block);
    }
    for (int i = 0; i < POINTS; i++) {
        double point[SHARED];
        gsl_qrng_get(theirs, point);
        for (int d = 0; d < SHARED; d++)
            assert_true(digits(ours[d][i + 1]) == point[d]);
    }
    gsl_qrng_free(theirs);
}

/* The first points in ten dimensions that Joe and Kuo publish with their program. */
static void the_points_are_those_of_joe_and_kuo(void **state)
{
    const double published[10][10] = {
        { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
        { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 },
        { 0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75, 0.75, 0.75 },
        { 0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25, 0.25, 0.25 },
        { 0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875, 0.875, 0.625 },
        { 0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375, 0.375, 0.125 },
        { 0.625, 0.125, 0.875, 0.625, 0.625, 0.875, 0.125, 0.125, 0.125, 0.375 },
        { 0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625, 0.625, 0.875 },
        { 0.1875, 0.3125, 0.9375, 0.4375, 0.5625, 0.3125, 0.4375, 0.9375, 0.9375, 0.3125 },
        { 0.6875, 0.8125, 0.4375, 0.9375, 0.0625, 0.8125, 0.9375, 0.4375, 0.4375, 0.8125 },
    };
    double u[BLOCK];

    for (int d = 0; d < 10; d++) {
        Sobol sobol;
        sobol_make(&sobol, d);
        sobol_fill(&sobol, 0, u);
        for (int i = 0; i < 10; i++)
            assert_true(digits(u[i]) == published[i][d]);
    }
}

/* 2^m points of one dimension fall one into each cell of width 2^-m. */
static void assert_one_per_cell(const Sobol *sobol, int m)
{
    static char seen[1 << 14];
    double u[BLOCK];

    memset(seen, 0, sizeof seen);
    for (uint64_t block = 0; block << 8 < UINT64_C(1) << m; block++) {
        sobol_fill(sobol, block, u);
        for (uint64_t i = 0; i < BLOCK && block * BLOCK + i < UINT64_C(1) << m; i++) {
            char *cell = &seen[(size_t)ldexp(u[i], m)];
            assert_true(u[i] > 0 && u[i] < 1 && !*cell);
            *cell = 1;
        }
    }
}

static void every_dimension_is_stratified_plain_and_scrambled(void **state)
{
    for (int d = 0; d < SOBOL_DIMENSIONS; d++) {
        Sobol sobol;
        sobol_make(&sobol, d);
        assert_one_per_cell(&sobol, 10);
        sobol_scramble(&sobol, 1000 + (uint64_t)d);
        for (int m = 1; m <= 14; m += d % 16 == 0 ? 1 : 13)
            assert_one_per_cell(&sobol, m);
    }
}

/* The plain points of the first two dimensions are a (0, 2)-sequence: 2^m of them
 * fall one into each box of sides 2^-a and 2^-(m-a). Scrambling each keeps that. */
static void the_first_pair_is_stratified_in_every_box(void **state)
{
    enum { M = 12 };
    static double u[2][1 << M];

    for (int d = 0; d < 2; d++) {
        Sobol sobol;
        sobol_make(&sobol, d);
        sobol_scramble(&sobol, 77 + (uint64_t)d);
        for (uint64_t block = 0; block < 1 << (M - 8); block++)
            sobol_fill(&sobol, block, u[d] + BLOCK * block);
    }
    for (int a = 0; a <= M; a++) {
        static char seen[1 << M];
        memset(seen, 0, sizeof seen);
        for (int i = 0; i < 1 << M; i++) {
            size_t row = (size_t)ldexp(u[0][i], a), column = (size_t)ldexp(u[1][i], M - a);
            char *box = &seen[row << (M - a) | column];
            assert_false(*box);
            *box = 1;
        }
    }
}

/* Point n is made of the directions at the set bits of n ^ (n >> 1); a block far out
 * needs none before it. Dimension 0 reverses the digits of that. */
static void a_block_far_out_is_made_on_its_own(void **state)
{
    const uint64_t block = 0x123456789;
    double u[BLOCK];
    Sobol sobol;

    sobol_make(&sobol, 0);
    sobol_fill(&sobol, block, u);
    for (uint64_t i = 0; i < BLOCK; i++) {
        uint64_t index = block * BLOCK + i, gray = index ^ (index >> 1);
        double reversed = 0;
        for (int k = 0; k < SOBOL_DIGITS; k++)
            reversed += (double)(gray >> k & 1) * ldexp(1, -1 - k);
        assert_true(digits(u[i]) == reversed);
    }
}

/* Over many scramblings a point is anywhere: the mean of n is 1/2 +- 1/sqrt(12 n). */
static void scrambling_moves_points_evenly(void **state)
{
    enum { SEEDS = 2000 };
    double sum[2] = { 0 };

    for (int seed = 0; seed < SEEDS; seed++) {
        double u[BLOCK];
        Sobol sobol;
        sobol_make(&sobol, 5);
        sobol_scramble(&sobol, (uint64_t)seed);
        sobol_fill(&sobol, 0, u);
        sum[0] += u[0];
        sum[1] += u[100];
    }
    assert_near(sum[0] / SEEDS, 0.5, 4 / sqrt(12.0 * SEEDS));
    assert_near(sum[1] / SEEDS, 0.5, 4 / sqrt(12.0 * SEEDS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_dimensions_are_those_of_gsl),
        cmocka_unit_test(the_points_are_those_of_joe_and_kuo),
        cmocka_unit_test(every_dimension_is_stratified_plain_and_scrambled),
        cmocka_unit_test(the_first_pair_is_stratified_in_every_box),
        cmocka_unit_test(a_block_far_out_is_made_on_its_own),
        cmocka_unit_test(scrambling_moves_points_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
