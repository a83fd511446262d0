/* tails.h - times that vary from request to request, and once in a while are far longer.
 *
 * Nearly all are lognormal about their median; a share of them is slow: a connection
 * lost, a cold start, a queue. The slow ones are lognormal too, about so many times that
 * median. Measured tails are heavier than any one lognormal law: of the calls of a hosted
 * re-ranker a half take over 150 ms, 11% over 250, 2.7% over 500 and 0.9% over 1 s
 * (zeroentropy.dev, zerank-2), which a spread of 0.38 with 4% slow ones about 3.5 times
 * the median meets within a third.
 */
#ifndef SIM_BASE_TAILS_H
#define SIM_BASE_TAILS_H

#include "sim/base/vmath.h"

/* The spread of the slow ones: a third and three times their median bound 9 in 10. */
#define TAIL_SPREAD 0.65

/* A time over its median, of a uniform in (0,1). Spread: the standard deviation of its
 * logarithm. One quantile and one exponential serve both kinds. */
LANE double tail_factor(double u, double spread, double slow_share, double slow_factor)
{
    int slow = u < slow_share;
    double p = slow ? u / slow_share : (u - slow_share) / (1 - slow_share);
    double z = lane_normal(p);

    return slow ? slow_factor * lane_exp(TAIL_SPREAD * z) : lane_exp(spread * z);
}

#endif
