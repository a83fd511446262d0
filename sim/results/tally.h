/* tally.h - a series of numbers, one per trial, that arrives round by round, as a
 * distribution.
 *
 * A run of one round is summarised at once and exactly (summary.h). Of a longer one a
 * tally keeps counts of values by size, and the sums of each batch: about its first
 * value, so that equal values have exactly their own mean, in trial order. Memory does
 * not grow with the trials, and nothing depends on which rounds came first: tallies of
 * parts of a run that share no batch merge into that of the whole, counts by adding,
 * batches by taking each from where it was met, the others being all zero.
 */
#ifndef SIM_RESULTS_TALLY_H
#define SIM_RESULTS_TALLY_H

#include "sim/base/log_histogram.h"
#include "sim/engine/run.h"
#include "sim/results/summary.h"

/* How finely values are counted, in bits behind the leading one: quantiles of what is
 * reported keep a relative error of 2^-14 = 0.6e-4, those by month one of 2^-11 =
 * 0.5e-3; of some series only the mean is wanted. */
enum { TALLY_MEAN = 0, TALLY_MONTH = 10, TALLY_RESULT = 13 };

/* The sums of a batch; zero, all of it, where the batch was not met. */
typedef struct {
    uint64_t count;
    double first, sum, squares; /* first value; sums of distances from it and squares */
    double lowest, highest;
} Moments;

/* Starts as { .bits = TALLY_... }; the caller frees it. */
typedef struct {
    int bits;
    Summary whole;  /* of a run of one round, where batch is NULL */
    Moments *batch; /* [RUN_BATCHES], or NULL                     */
    LogHistogram histogram;
} Tally;

/* All the numbers of a run at once. */
void tally_whole(Tally *tally, const double *x, size_t n);

/* The next numbers of a batch. */
void tally_add(Tally *tally, size_t batch, const double *x, size_t n);

/* Add a tally of other batches of the same run. */
void tally_merge(Tally *tally, const Tally *other);

/* Bring together, in the first process, the tallies of a run that all processes took
 * part in; it may have come to some of them in no round at all. */
void tally_join(Tally *tally);

/* What was tallied, which must be something; unknown if a number is NaN. With
 * TALLY_MEAN, the mean only. */
Summary tally_summary(const Tally *tally);

/* values[k] = the quantile at levels[k], which ascend, of what tally_add() was given;
 * NAN if a number is. */
void tally_quantiles(const Tally *tally, double *values, const double *levels, size_t count);

void tally_free(Tally *tally);

#endif
