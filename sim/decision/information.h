/* information.h - what it is worth to know more before choosing between two things.
 *
 * `gain` is what the second saves against the first in each trial (negative: costs more).
 * Without more knowledge one takes the second in all trials or in none, by the mean gain.
 * With it one takes the second where the gain, as far as known, is positive. The value is
 * what that saves on average; it is an upper bound for a study that tells less, and says
 * nothing of what the study costs.
 */
#ifndef SIM_DECISION_INFORMATION_H
#define SIM_DECISION_INFORMATION_H

#include <stddef.h>

#include "sim/results/summary.h"

/* Knowing everything: EVPI = E max(gain, 0) - max(E gain, 0). */
Estimate information_perfect(const double *gain, size_t n);

/* Knowing what `expected`, the mean gain given it, depends on: EVPPI. The choice goes by
 * `expected` and the saving is counted in `gain`, which must not have been used to predict
 * itself (conditional.h): so noise in `expected` cannot look like value, as it does in the
 * mean of max(expected, 0), and can only hide a little of it. */
Estimate information_partial(const double *gain, const double *expected, size_t n);

#endif
