/* quantile.h - order statistics and their Monte Carlo error. */
#ifndef SIM_BASE_QUANTILE_H
#define SIM_BASE_QUANTILE_H

#include <stddef.h>

/* values[k] = the quantile at levels[k] of x[0..n-1], by linear interpolation
 * between order statistics (type 7 of Hyndman and Fan), exact by radix selection
 * on the bits of the doubles. levels ascend. x is not changed; no NaN allowed. */
void quantile_fill(double *values, const double *levels, size_t count, const double *x,
                   size_t n);

#endif
