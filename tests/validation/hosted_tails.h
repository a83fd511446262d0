/* hosted_tails.h - how well the shape of the program's tails meets requests to hosted models.
 *
 * Of each set of requests, to one model of one provider, the table has quantiles. Laws are
 * moved to the median of the set, as a scenario states it, and the largest difference
 * between the shares of requests below the quantiles is theirs: the distance of Kolmogorov
 * and Smirnov, at the quantiles. Sets of n requests of the law itself would differ by 0.87 /
 * sqrt(n) in the middle: 0.07 of 150.
 */
#ifndef TESTS_VALIDATION_HOSTED_TAILS_H
#define TESTS_VALIDATION_HOSTED_TAILS_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/error.h"

enum { LAW_POINTS = 2000, SET_LEVELS = 39 }; /* a set: its P2.5, P5, ..., P97.5 */

/* Times, or speeds, over the median: in ascending order, each as likely. */
typedef struct {
    double points[LAW_POINTS];
} TailLaw;

/* tail_factor() of sim/base/tails.h. */
void tail_law(TailLaw *law, double spread, double slow_share, double slow_factor);

double tail_distance(const TailLaw *law, const double quantiles[SET_LEVELS]);

/* Print distances of all sets of `folder`/hosted_api_quantiles.csv. */
bool hosted_tails_report(const char *folder, Error *err);

#endif
