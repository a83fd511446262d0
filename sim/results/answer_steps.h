/* answer_steps.h - the steps in which answer_make() fills an answer. */
#ifndef SIM_RESULTS_ANSWER_STEPS_H
#define SIM_RESULTS_ANSWER_STEPS_H

#include "sim/results/answer.h"

/* A finished run with all that it was made from. */
typedef struct {
    const Scenario *scenario;
    const Wiring *wiring;
    const Run *run;
} Finished;

/* What becomes of a quantity in a design: OP_ABSENT where it is not computed. */
OpKind finished_kind(const Finished *finished, size_t design, const Quantity *quantity);

/* results, lines, derived and given of a design. */
void answer_list_items(Answer *answer, const Finished *finished, size_t design);

/* components and stages of a design. */
void answer_list_parts(Answer *answer, const Finished *finished, size_t design);

/* What is known only by comparing the designs trial by trial: chances of being
 * cheapest, regret, pairs, months; and chances and dots of the cash total. */
void answer_compare(Answer *answer, const Finished *finished);

#endif
