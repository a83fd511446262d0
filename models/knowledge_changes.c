/* knowledge_changes.c - how many documents change in a month.
 *
 * The expected share is the change rate. With a dispersion of 0 each month brings just
 * that. Otherwise the number K that changes is drawn each month: negative binomial, with
 * a variance of dispersion times its mean, change rate * documents. 1 is Poisson:
 * documents change without regard to one another. More is bursts: a release of the
 * product or a new price list changes many pages at once. A share of K / documents
 * changes, all at most.
 *
 * Assumption: months are independent, and within one change is spread evenly.
 */
#include "models/model.h"
#include "sim/base/counts.h"

static const Quantity dispersion = {
    .key = "corpus.change_dispersion",
    .title = "Dispersion of change",
    .help = "variance over mean of the documents that change in a month: 0 never varies, 1 "
            "is Poisson, more comes in bursts",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e9,
    .prior = "0",
    .source = "assumption: neutral; count the documents that changed in each of twelve months",
};

enum { DOCUMENTS, LEVEL, RATE, DISPERSION, UNIFORM };

/* Documents that are at hand, and of them those to be expected to change. */
static void expect(double *restrict facts, double *restrict mean, const double *const from[])
{
    const double *documents = from[DOCUMENTS], *level = from[LEVEL], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++) {
        facts[i] = documents[i] * level[i];
        mean[i] = facts[i] * rate[i];
    }
}

FORMULA(drawn_share)
{
    const double *rate = from[RATE];
    double facts[LANES], mean[LANES], count[LANES];

    expect(facts, mean, from);
    counts_negative_binomial(count, from[UNIFORM], mean, from[DISPERSION]);
    for (size_t i = 0; i < LANES; i++)
        out[i] = facts[i] > 0 ? lane_min(1, count[i] / facts[i]) : rate[i];
}

const Quantity knowledge_drawn_share = {
    .key = "knowledge.drawn_share",
    .title = "Drawn share that changes",
    .help = "share of the documents whose facts change in this month, where months vary",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = drawn_share,
    .from = FROM([DOCUMENTS] = NOW(corpus_documents), [LEVEL] = NOW(corpus_level),
                 [RATE] = NOW(corpus_change_rate), [DISPERSION] = NOW(dispersion),
                 [UNIFORM] = DRAW),
    .only_if = &dispersion,
};

enum { EXPECTED, VARIES, DRAWN };

/* Where no month varies it stays the same, and what is computed from it too. */
FORMULA(change_share)
{
    const double *expected = from[EXPECTED], *varies = from[VARIES], *drawn = from[DRAWN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = varies[i] > 0 ? drawn[i] : expected[i];
}

const Quantity knowledge_change_share = {
    .key = "knowledge.change_share",
    .title = "Share that changes",
    .help = "share of the documents whose facts change in this month",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = change_share,
    .from = FROM([EXPECTED] = NOW(corpus_change_rate), [VARIES] = NOW(dispersion),
                 [DRAWN] = NOW(knowledge_drawn_share)),
};

enum { FACTS, GROWN, SHARE };

FORMULA(changes)
{
    const double *documents = from[FACTS], *level = from[GROWN], *share = from[SHARE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = documents[i] * level[i] * share[i];
}

const Quantity knowledge_changes = {
    .key = "knowledge.changes",
    .title = "Changed documents",
    .help = "documents whose facts change in this month",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .formula = changes,
    .from = FROM([FACTS] = NOW(corpus_documents), [GROWN] = NOW(corpus_level),
                 [SHARE] = NOW(knowledge_change_share)),
};

FORMULA(running_sum)
{
    const double *before = from[0], *this_month = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = before[i] + this_month[i];
}

const Quantity knowledge_changes_so_far = {
    .key = "knowledge.changes_so_far",
    .title = "Changed documents so far",
    .help = "documents whose facts have changed since launch",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = running_sum,
    .from = FROM(LAST(knowledge_changes_so_far), NOW(knowledge_changes)),
    .initial = 0,
    .part = PART_TUNED,
};
