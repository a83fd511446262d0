/* knowledge.c - how much of what answers go by is out of date.
 *
 * An index is stale by what changed since it was last brought up to date, change rate *
 * lag; the weights of a tuned model by what changed since they were trained
 * (knowledge_weights.c). Answers take their facts from the index where there is one.
 *
 * A lag is hours: the index is stale at the expected rate of change, also where changes
 * come in bursts (knowledge_changes.c), which leaves the mean over the months the same.
 */
#include "models/model.h"

#define HOURS_PER_MONTH (DAYS_PER_MONTH * 24)

/* Values of corpus.reindex; the first is 0, on every change. */
enum { NIGHTLY = 1, WEEKLY };

static const Quantity reindex = {
    .key = "corpus.reindex",
    .title = "Re-index policy",
    .help = "when changed documents are indexed: on_change, nightly or weekly",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 2,
    .prior = "nightly",
    .source = "assumption: the usual practice",
    .choices = CHOICES("on_change", "nightly", "weekly"),
    .part = PART_CORPUS,
};

/* A change waits half the time between two runs, in the mean. */
FORMULA(lag)
{
    const double *rule = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = rule[i] < NIGHTLY ? 0 : rule[i] < WEEKLY ? 24.0 / 2 : 7 * 24.0 / 2;
}

const Quantity knowledge_index_lag = {
    .key = "knowledge.index_lag",
    .title = "Index lag",
    .help = "hours from a change to the index that knows it, in the mean",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e5,
    .formula = lag,
    .from = FROM(NOW(reindex)),
    .part = PART_CORPUS,
};

const Quantity knowledge_index_share = {
    .key = "knowledge.index_share",
    .title = "Facts from the index",
    .help = "share of the answers' facts that is taken from what is retrieved",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "100%",
    .source = "assumption: the prompt says to answer from the sources",
    .part = PART_CORPUS,
};

enum { CHANGE, LAG };

FORMULA(index_stale)
{
    const double *change = from[CHANGE], *hours = from[LAG];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_min(1, change[i] * hours[i] / HOURS_PER_MONTH);
}

const Quantity knowledge_index_stale = {
    .key = "knowledge.index_stale",
    .title = "Stale share of the index",
    .help = "share of the indexed documents that has changed since",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = index_stale,
    .from = FROM([CHANGE] = NOW(corpus_change_rate), [LAG] = NOW(knowledge_index_lag)),
    .part = PART_CORPUS,
};

enum { OVER, UNDER, SHARE_OVER };

/* Where nothing is indexed or tuned both terms are absent: what a general model
 * does not know is in the knowledge gap already. */
FORMULA(stale_share)
{
    const double *index = from[OVER], *weights = from[UNDER], *indexed = from[SHARE_OVER];

    for (size_t i = 0; i < LANES; i++)
        out[i] = indexed[i] * index[i] + (1 - indexed[i]) * weights[i];
}

const Quantity knowledge_stale_share = {
    .key = "knowledge.stale_share",
    .title = "Stale share",
    .help = "share of the facts that answers go by which is out of date",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = stale_share,
    .from = FROM([OVER] = NOW(knowledge_index_stale), [UNDER] = NOW(knowledge_weights_stale),
                 [SHARE_OVER] = NOW(knowledge_index_share)),
    .report = REPORTED,
};
