#include "sim/decision/ranking.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "sim/base/arena.h"

size_t ranking_fill(double *rank, const double *x, size_t n)
{
    size_t *order = memory_grow(NULL, n + 1, sizeof *order), different = 0, end;

    gsl_sort_index(order, x, 1, n);
    for (size_t begin = 0; begin < n; begin = end, different++) {
        for (end = begin + 1; end < n && x[order[end]] == x[order[begin]];)
            end++;
        for (size_t k = begin; k < end; k++)
            rank[order[k]] = 0.5 * (double)(begin + 1 + end);
    }
    free(order);
    return different;
}

Estimate ranking_correlation(const double *rank_x, const double *rank_y, size_t n)
{
    if (n < 4)
        return estimate_unknown;
    double r = gsl_stats_correlation(rank_x, 1, rank_y, 1, n);
    if (!isfinite(r))
        return (Estimate){ 0, 0 };
    return (Estimate){ r, (1 - r * r) * sqrt((1 + r * r / 2) / (double)(n - 3)) };
}
