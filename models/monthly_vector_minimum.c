/* monthly_vector_minimum.c - what the vector store's bill falls short of its minimum.
 *
 * cost = max(0, minimum - everything that the store bills)
 *
 * and that is what is held, searched, returned and written, the keyword index that
 * stands in the same store, and nodes. Writes are lines of the updates; those of a
 * whole new index count too, in the month in which they are made.
 */
#include "models/model.h"

static const Quantity minimum = {
    .key = "store.minimum",
    .title = "Minimum bill",
    .help = "what the store bills at least for a month",
    .unit = UNIT_MONEY_PER_MONTH,
    .min = 0,
    .max = 1e7,
    .prior = "50 USD/month",
    .source = "Pinecone Standard (captured from pinecone.io/pricing, 2026-11-04)",
    .part = PART_CORPUS,
};

enum {
    MINIMUM,
    STORAGE,
    READS,
    EGRESS,
    NODES,
    KEYWORDS,
    REWRITES,
    NEW_WRITES,
    LOADED,
    LOAD_PRICE
};

FORMULA(top_up)
{
    const double *least = from[MINIMUM], *held = from[STORAGE], *read = from[READS];
    const double *returned = from[EGRESS], *nodes = from[NODES], *keywords = from[KEYWORDS];
    const double *rewritten = from[REWRITES], *written = from[NEW_WRITES];
    const double *loaded = from[LOADED], *load_price = from[LOAD_PRICE];

    for (size_t i = 0; i < LANES; i++) {
        double in_place = held[i] + nodes[i] + keywords[i];
        double used = read[i] + returned[i];
        double updated = rewritten[i] + written[i] + loaded[i] * load_price[i];
        out[i] = lane_max(0, least[i] - (in_place + used + updated));
    }
}

const Quantity monthly_vector_minimum = {
    .key = "monthly.vector_minimum",
    .title = "Vector store minimum",
    .help = "what is missing to the minimum bill of the store",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = top_up,
    .from =
        FROM([MINIMUM] = NOW(minimum), [STORAGE] = NOW(monthly_vector_storage),
             [READS] = NOW(monthly_vector_reads), [EGRESS] = NOW(monthly_vector_egress),
             [NODES] = NOW(monthly_vector_nodes), [KEYWORDS] = NOW(monthly_keyword_index),
             [REWRITES] = NOW(monthly_rewriting), [NEW_WRITES] = NOW(monthly_added_writing),
             [LOADED] = NOW(corpus_reembedded_chunks), [LOAD_PRICE] = NOW(store_load_price)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};
