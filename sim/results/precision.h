/* precision.h - how sure an answer is, and how many trials would make it surer.
 *
 * The headline results are the mean, P10, P50 and P90 of each design's ranking cost and
 * cash total, which may be off by a share of their value, and the chances of being
 * cheapest, of staying within the budget and of each pair, which may be off by that
 * much themselves. The precision of an answer is the largest of these standard errors.
 */
#ifndef SIM_RESULTS_PRECISION_H
#define SIM_RESULTS_PRECISION_H

#include "sim/results/answer.h"

/* A run for a precision has at most so many trials. */
#define PRECISION_MOST (UINT64_C(1) << 30)

/* The precision of an answer; INFINITY where an error is unknown. */
double precision_reached(const Answer *answer);

/* The trials that should reach a target that so many did not: a power of two, because
 * of Sobol points, where errors fall with the root of the trials at least; twice as
 * many or more, and at most 64 times, because an error is known only roughly itself. */
uint64_t precision_trials(uint64_t trials, double reached, double target);

#endif
