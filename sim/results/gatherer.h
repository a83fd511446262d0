/* gatherer.h - what an answer needs of a run, gathered while it goes on.
 *
 * Every number of the answer that comes from single trials is a series with a tally:
 * results, costs up to a month, chances, differences. After each round the series are
 * tallied, in tasks that have nothing in common, on the run's threads; then the values
 * of the round may go. So memory does not grow with the trials.
 */
#ifndef SIM_RESULTS_GATHERER_H
#define SIM_RESULTS_GATHERER_H

#include "sim/engine/run.h"

typedef struct Gatherer Gatherer;

/* Make ready for a run, which has not begun. All three must outlive the gatherer, which
 * the caller frees. */
Gatherer *gatherer_make(const Scenario *scenario, const Wiring *wiring, const Run *run);

/* The same for a verdict only: of an answer to many runs there are the ranking cost, chances
 * and requirements; the rest is unknown. */
Gatherer *gatherer_for_verdict(const Scenario *scenario, const Wiring *wiring, const Run *run);

/* For the standings of some of the designs among each other, and nothing else. */
Gatherer *gatherer_among(const Scenario *scenario, const Wiring *wiring, const Run *run,
                         const bool *in);
void gatherer_free(Gatherer *gatherer);

/* Take in the round at hand; to be called once, when it is complete. */
void gatherer_take(Gatherer *gatherer);

/* Bring together what all processes have gathered, when the run is over; the first one
 * can answer. */
void gatherer_join(Gatherer *gatherer);

#endif
