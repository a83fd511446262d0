/* ranking.h - samples by their order. */
#ifndef SIM_DECISION_RANKING_H
#define SIM_DECISION_RANKING_H

#include <stddef.h>

#include "sim/results/summary.h"

/* rank[i] = the place of x[i] among x[0..n-1], from 1 to n; equal values share the mean of
 * their places. Returns how many different values there are. No NaN allowed. */
size_t ranking_fill(double *rank, const double *x, size_t n);

/* The correlation of two samples' ranks (Spearman); 0 where one of them does not vary.
 * Its error is Bonett and Wright's (2000): (1 - r^2) sqrt((1 + r^2 / 2) / (n - 3)). */
Estimate ranking_correlation(const double *rank_x, const double *rank_y, size_t n);

#endif
