/* conditional.h - the mean of y given x, from samples of both: regression.
 *
 * The mean is a cubic B-spline of x's normal scores, which spread out what is crowded and
 * draw in long tails; it may depend on x in any smooth way. Of x that takes few values it
 * is the mean of y at each. How many pieces the spline has, if it is any use at all, is
 * chosen by how well it predicts samples that it has not seen: every value returned comes
 * from a fit to the other folds (cross-fitting), so that no sample predicts itself.
 */
#ifndef SIM_DECISION_CONDITIONAL_H
#define SIM_DECISION_CONDITIONAL_H

#include <stddef.h>

#include "sim/results/summary.h"

/* mean[i] = the mean of y given x = x[i]; rank_x are the ranks of x, of which `different`
 * are different (ranking.h). Returns the share of y's variance that goes away when x is
 * known, as seen on the folds, and at least 0. */
Estimate conditional_mean(double *mean, const double *rank_x, size_t different, const double *y,
                          size_t n);

#endif
