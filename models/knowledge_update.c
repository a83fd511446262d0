/* knowledge_update.c - how long it takes until answers know what has changed.
 *
 * Facts taken from an index wait for its next update (knowledge.c). The rest comes from
 * the prompt, where documents are pinned: they are changed there at once; else from the
 * weights, which wait for the next retrain and then for its lead time. A model that
 * nobody retrains never knows.
 *
 * Of a mean time between retrains the whole is counted, not the half that a change waits
 * in the mean: what is out of date is most often asked for just after it has changed.
 */
#include "models/model.h"

#define HOURS_PER_MONTH (DAYS_PER_MONTH * 24)

/* Stands for never: longer than any horizon. */
#define NEVER 1e6

enum { LAG, INDEXED, BETWEEN, LEAD, PINNED };

/* What is retrained has a time between retrains. */
FORMULA(update_lead)
{
    const double *lag = from[LAG], *indexed = from[INDEXED], *between = from[BETWEEN];
    const double *lead = from[LEAD], *pinned = from[PINNED];

    for (size_t i = 0; i < LANES; i++) {
        double trained = between[i] > 0 ? (between[i] + lead[i]) * HOURS_PER_MONTH : NEVER;
        double other = pinned[i] > 0 ? 0 : trained;

        out[i] = indexed[i] * lag[i] + (1 - indexed[i]) * other;
    }
}

const Quantity knowledge_update_lead = {
    .key = "knowledge.update_lead",
    .title = "Time to know a change",
    .help = "hours from a change to the first answer that knows it; a million stand for never",
    .unit = UNIT_HOURS,
    .timing = AFTER,
    .min = 0,
    .max = 1e7,
    .formula = update_lead,
    .from = FROM([LAG] = NOW(knowledge_index_lag), [INDEXED] = NOW(knowledge_index_share),
                 [BETWEEN] = NOW(training_months_between), [LEAD] = NOW(training_lead_time),
                 [PINNED] = NOW(tokens_pinned)),
    .report = REPORTED,
};
