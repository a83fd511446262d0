/* cadence.h - what it costs to retrain a tuned model every T months, for any T.
 *
 * Each trial has its cost of a retrain C, what it costs a month if all the weights know
 * is stale w, the share f of it that is stale when a retrain is over, and the decay v:
 * retraining costs C/T a month, stale answers w (1 - (1 - f)(1 - exp(-vT))/(vT)). These
 * closed forms of the models, on the trials of the run, are the curves of the cadence
 * chart; the policy of the scenario plays no part in them. A few thousand trials are
 * enough for a curve: they are the first ones of the run.
 */
#ifndef SIM_RESULTS_CADENCE_H
#define SIM_RESULTS_CADENCE_H

#include <stddef.h>

enum { CADENCE_TRIALS = 2048, CADENCE_POINTS = 256 };

/* By trial; money in the scenario's currency, decay per month. Of a design that is not
 * retrained the count is 0. */
typedef struct {
    const double *retrain, *all_stale, *fresh, *decay;
    size_t count;
} CadenceTrials;

/* Cost of a month: means over the trials, and P10 and P90 of the total. */
typedef struct {
    double months; /* between retrains */
    double retraining, stale, total;
    double low, high;
} CadencePoint;

/* From a week to the horizon in equal ratios. */
typedef struct {
    CadencePoint points[CADENCE_POINTS];
    size_t best;               /* the lowest total                             */
    size_t flat_from, flat_to; /* about it, totals at most 5% above the lowest */
} Cadence;

/* Fill the curves from at least one and at most CADENCE_TRIALS trials. */
void cadence_make(Cadence *cadence, const CadenceTrials *trials, double horizon);

#endif
