/* payback.h - two designs month by month: what one has saved so far, and the chance that
 * it is ahead, on the same futures. */
#ifndef SIM_DECISION_PAYBACK_H
#define SIM_DECISION_PAYBACK_H

#include "sim/results/answer.h"

typedef struct {
    size_t ahead, against; /* designs: what the first has saved against the second */
    int months;
    Summary *saved;   /* [months + 1] ranking cost of the second less that of the first */
    Estimate *chance; /* [months + 1] that it is positive; ties count half               */
    Arena arena;
} Payback;

/* Compare designs a and b: the one with the dearer build must earn it back. Of the trials
 * that the run has at hand, which are all of them up to RUN_EXACT. False where both are the
 * same or the months were not kept. The caller frees it in any case. */
bool payback_make(Payback *payback, const Run *run, const Answer *answer, size_t a, size_t b);
void payback_free(Payback *payback);

#endif
