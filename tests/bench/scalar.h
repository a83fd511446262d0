/* scalar.h - refwork-1 one trial at a time, as it is usually written.
 *
 * Both loops draw with rejection samplers; where the copula asks for a quantile of a
 * law without a closed form (two PERT, one gamma) they take GSL's.
 */
#ifndef TESTS_BENCH_SCALAR_H
#define TESTS_BENCH_SCALAR_H

#include "tests/bench/refwork.h"

/* With GSL's mt19937 and its gsl_ran_* functions. */
void scalar_gsl(RefworkResults *results);

/* In the style of squiggle.c: xorshift64, normals by Box and Muller, the second thrown
 * away, gammas by Marsaglia and Tsang, a beta as a ratio of gammas, Knuth's Poisson. */
void scalar_squiggle(RefworkResults *results);

#endif
