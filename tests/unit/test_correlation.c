/* Inputs that move together: the stated rank correlations come out, and impossible
 * ones are replaced by near possible ones. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/base/vmath.h"
#include "sim/sampling/correlation.h"
#include "sim/sampling/uniforms.h"

enum { BLOCK = 256, BLOCKS = 100, DRAWS = BLOCK * BLOCKS, MOST = 4 };

static double draws[MOST][DRAWS];

static void draw(const Correlation *correlation)
{
    for (int block = 0; block < BLOCKS; block++) {
        double *u[MOST];
        for (size_t k = 0; k < correlation->count; k++) {
            u[k] = draws[k] + BLOCK * block;
            uniforms_fill(29, k, 0, (uint64_t)block, u[k]);
        }
        correlation_scores(correlation, u);
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Scores as ranks. */
static void to_ranks(double *rank, const double *z)
{
    static double sorted[DRAWS];

    memcpy(sorted, z, sizeof sorted);
    qsort(sorted, DRAWS, sizeof *sorted, ascending);
    for (int i = 0; i < DRAWS; i++) {
        const double *at = bsearch(&z[i], sorted, DRAWS, sizeof *sorted, ascending);
        rank[i] = ((double)(at - sorted) + 0.5) / DRAWS - 0.5;
    }
}

static double spearman(int i, int j)
{
    static double a[DRAWS], b[DRAWS];
    double sum = 0;

    to_ranks(a, draws[i]);
    to_ranks(b, draws[j]);
    for (int k = 0; k < DRAWS; k++)
        sum += a[k] * b[k];
    return 12 * sum / DRAWS;
}

/* The standard error of a rank correlation r of n draws is below
 * (1 - r^2) sqrt(1.06 / n) up to r = 0.9 (Fieller, Hartley and Pearson 1957), times
 * 1.3 for room near the ends. */
static void assert_correlations(const double *rank, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++) {
            double r = rank[i * count + j];
            assert_near(spearman((int)i, (int)j), r,
                        3 * 1.3 * (1 - r * r) * sqrt(1.06 / DRAWS));
        }
}

static void the_stated_rank_correlations_come_out(void **state)
{
    const double rank[] = { 1,    0.7,   -0.3, 0.1, 0.7, 1, -0.55, 0,
                            -0.3, -0.55, 1,    0.4, 0.1, 0, 0.4,   1 };
    Arena arena = { 0 };
    Correlation correlation;

    correlation_make(&correlation, rank, 4, &arena);
    assert_false(correlation.repaired);
    assert_near(correlation.largest_change, 0, 1e-12);
    draw(&correlation);
    assert_correlations(rank, 4);
    arena_free(&arena);
}

/* The shares of the scores are uniform as before: Kolmogorov's distance, 1 in 1000. */
static void each_input_keeps_its_own_distribution(void **state)
{
    const double rank[] = { 1, 0.93, 0.5, 0.93, 1, 0.6, 0.5, 0.6, 1 };
    Arena arena = { 0 };
    Correlation correlation;

    correlation_make(&correlation, rank, 3, &arena);
    draw(&correlation);
    for (int k = 0; k < 3; k++) {
        qsort(draws[k], DRAWS, sizeof *draws[k], ascending);
        for (int i = 0; i < DRAWS; i++) {
            assert_near(lane_normal_cdf(draws[k][i]), (i + 0.5) / DRAWS, 1.95 / sqrt(DRAWS));
        }
    }
    arena_free(&arena);
}

static void no_correlation_changes_nothing(void **state)
{
    const double rank[] = { 1, 0, 0, 1 };
    Arena arena = { 0 };
    Correlation correlation;
    double u[BLOCK];

    correlation_make(&correlation, rank, 2, &arena);
    draw(&correlation);
    uniforms_fill(29, 1, 0, 0, u);
    for (int i = 0; i < BLOCK; i++)
        assert_true(draws[1][i] == lane_normal(u[i]));
    arena_free(&arena);
}

/* a moves with b, b with c, and a against c: no three things do that. */
static void an_impossible_matrix_is_repaired_and_said_so(void **state)
{
    const double rank[] = { 1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1 };
    Arena arena = { 0 };
    Correlation correlation;
    double found[9];

    correlation_make(&correlation, rank, 3, &arena);
    assert_true(correlation.repaired);
    assert_true(correlation.largest_change > 0.2 && correlation.largest_change < 0.6);
    draw(&correlation);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            found[3 * i + j] = spearman(i, j);
    assert_near(found[1], found[5], 0.02); /* what the statement has equal stays so */
    assert_near(found[1], -found[2], 0.02);
    assert_near(found[1], 0.9 - correlation.largest_change, 0.02);
    arena_free(&arena);
}

/* The factor times its transpose is the matrix of the scores: ones on its diagonal,
 * and a diagonal of the factor above zero is what positive definite means. */
static void a_repaired_matrix_is_positive_definite(void **state)
{
    const double ones[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1 };
    const double odd[] = { 1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1 };
    const double *const ranks[] = { ones, odd };

    for (size_t k = 0; k < COUNT_OF(ranks); k++) {
        Arena arena = { 0 };
        Correlation correlation;
        correlation_make(&correlation, ranks[k], 3, &arena);
        assert_true(correlation.repaired);
        for (size_t i = 0; i < 3; i++) {
            const double *row = correlation.factor + 3 * i;
            assert_true(row[i] > 1e-4);
            assert_near(row[0] * row[0] + row[1] * row[1] + row[2] * row[2], 1, 1e-11);
        }
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stated_rank_correlations_come_out),
        cmocka_unit_test(each_input_keeps_its_own_distribution),
        cmocka_unit_test(no_correlation_changes_nothing),
        cmocka_unit_test(an_impossible_matrix_is_repaired_and_said_so),
        cmocka_unit_test(a_repaired_matrix_is_positive_definite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
