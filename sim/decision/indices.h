/* indices.h - Sobol indices: which part of a result's variance an input is behind.
 *
 * From a result at two independent sets of points, a and b, and at the points of a with
 * one input (or one group) taken from b, ab (Saltelli 2002):
 *
 *   first order   mean(b (ab - a)) / V        Saltelli et al. 2010, b less the mean
 *   total         mean((a - ab)^2) / 2 V      Jansen 1999
 *
 * The first is the share that goes when the input is known, the second the share that
 * stays when all else is. Estimates can be a little below 0 or above 1; errors come from
 * resampling the points (bootstrap).
 */
#ifndef SIM_DECISION_INDICES_H
#define SIM_DECISION_INDICES_H

#include <stddef.h>

#include "sim/results/summary.h"

typedef struct {
    Estimate first, total;
} Indices;

/* Of arrays of n results; unknown where the result does not vary. */
Indices indices_estimate(const double *a, const double *b, const double *ab, size_t n);

/* Half the width of a 95% interval around an estimate. */
double indices_margin(Estimate index);

#endif
