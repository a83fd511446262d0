/* second_look.h - the standings of the eligible designs, where one run could not tell them.
 *
 * Which designs are eligible is known when a run is over. A run of many rounds judges every
 * set of its designs, unless they are too many for that (judge.c). Then all is done again,
 * costs only and among the eligible designs: draws have addresses, so the futures are the
 * same, and memory stays the same for any number of them.
 */
#ifndef SIM_RESULTS_SECOND_LOOK_H
#define SIM_RESULTS_SECOND_LOOK_H

#include "sim/results/answer.h"

/* Complete the answer to a run, if it lacks that. Of several processes all take part; only
 * the answer of the first one counts. False and err if there is no memory. */
bool second_look(Answer *answer, const Wiring *wiring, const Run *run, int threads, Error *err);

#endif
