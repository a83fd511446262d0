#include "sim/sampling/correlation.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "sim/base/vmath.h"
#include "sim/sampling/scores.h"

enum { POINTS = 256, PACK = 32 };

/* Far below any correlation that can be told from zero, far above rounding. */
#define SMALLEST_EIGENVALUE 1e-6

/* The score of the largest uniform: no value lies beyond what quantile functions give. */
#define SCORE_MAX 8.2095361516013868

/* Pearson 1907: the correlation of normal scores with a given rank correlation. */
static double score_of_rank(double rank)
{
    return 2 * sin(M_PI * rank / 6);
}

static double rank_of_score(double score)
{
    return 6 / M_PI * asin(score / 2);
}

/* Raise the eigenvalues of a symmetric matrix to the smallest allowed one and scale
 * the diagonal back to ones; false if none was below. */
static bool repair(gsl_matrix *matrix)
{
    size_t n = matrix->size1;
    gsl_matrix *copy = gsl_matrix_alloc(n, n), *vectors = gsl_matrix_alloc(n, n);
    gsl_vector *values = gsl_vector_alloc(n);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);

    gsl_matrix_memcpy(copy, matrix);
    gsl_eigen_symmv(copy, values, vectors, work);
    bool broken = gsl_vector_min(values) < SMALLEST_EIGENVALUE;
    for (size_t i = 0; broken && i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k < n; k++)
                sum += fmax(gsl_vector_get(values, k), SMALLEST_EIGENVALUE) *
                       gsl_matrix_get(vectors, i, k) * gsl_matrix_get(vectors, j, k);
            gsl_matrix_set(copy, i, j, sum);
        }
    for (size_t i = 0; broken && i < n; i++)
        for (size_t j = 0; j < n; j++)
            gsl_matrix_set(matrix, i, j,
                           gsl_matrix_get(copy, i, j) /
                               sqrt(gsl_matrix_get(copy, i, i) * gsl_matrix_get(copy, j, j)));
    gsl_eigen_symmv_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    gsl_matrix_free(copy);
    return broken;
}

/* Last bits of a library must not show in results. */
static double rounded(double x)
{
    return ldexp(nearbyint(ldexp(x, 40)), -40);
}

void correlation_make(Correlation *correlation, const double *rank, size_t count, Arena *arena)
{
    double *factor = arena_array(arena, double, count *count + 1);
    gsl_matrix *matrix = gsl_matrix_alloc(count, count);

    for (size_t i = 0; i < count * count; i++)
        matrix->data[i] = score_of_rank(rank[i]);
    *correlation = (Correlation){ .count = count, .factor = factor };
    correlation->repaired = repair(matrix);
    for (size_t i = 0; i < count * count; i++) {
        double change = fabs(rank_of_score(matrix->data[i]) - rank[i]);
        correlation->largest_change = fmax(correlation->largest_change, change);
    }
    gsl_linalg_cholesky_decomp1(matrix);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j <= i; j++)
            factor[i * count + j] = rounded(gsl_matrix_get(matrix, i, j));
    gsl_matrix_free(matrix);
}

/* Row k of the product of the factor and the columns, in their place: the sums of a few
 * lanes stay in registers. */
WIDE static void multiply_row(double *const z[], const double *row, size_t k)
{
    double *restrict out = z[k];

    for (size_t i = 0; i < POINTS; i += PACK) {
        double sum[PACK];
        for (size_t lane = 0; lane < PACK; lane++)
            sum[lane] = row[k] * out[i + lane];
        for (size_t j = 0; j < k; j++)
            for (size_t lane = 0; lane < PACK; lane++)
                sum[lane] += row[j] * z[j][i + lane];
        for (size_t lane = 0; lane < PACK; lane++)
            out[i + lane] = lane_clamp(sum[lane], -SCORE_MAX, SCORE_MAX);
    }
}

void correlation_scores(const Correlation *correlation, double *const u[])
{
    size_t n = correlation->count;

    for (size_t k = 0; k < n; k++) {
        double z[POINTS];
        scores_fill(z, u[k]);
        memcpy(u[k], z, sizeof z);
    }
    /* from the last, because row k needs the scores before k as they were */
    for (size_t k = n; k-- > 0;)
        multiply_row(u, correlation->factor + k * n, k);
}
