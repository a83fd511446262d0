/* monthly_vector_egress.c - what the vector store bills for the data it returns.
 *
 * cost = max(0, searches * returned bytes - what is free) * price
 *
 * There is one search for each request that the answer cache misses. It returns
 * identifier, metadata and text of the chunks it finds, without their vectors:
 * those for the prompt, or as many as are ranked again. Most stores return data
 * for nothing; catalogue entries say what a vendor bills.
 */
#include "models/model.h"

#define GB_PER_BYTE 1e-9

static const Quantity price = {
    .key = "store.egress_price",
    .title = "Egress price",
    .help = "price of a gigabyte of data that queries return",
    .unit = UNIT_MONEY_PER_GB,
    .min = 0,
    .max = 1e4,
    .prior = "0 USD/GB",
    .source = "assumption: not billed; catalogue entries say what a vendor bills",
    .part = PART_CORPUS,
};

static const Quantity included = {
    .key = "store.free_egress",
    .title = "Free egress",
    .help = "gigabytes that queries return each month for nothing",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e12,
    .prior = "0 GB",
    .source = "assumption: none; catalogue entries say what a vendor includes",
    .part = PART_CORPUS,
};

enum { SHOWN, RANKED, BESIDE, TEXT };

FORMULA(returned)
{
    const double *shown = from[SHOWN], *ranked = from[RANKED];
    const double *beside = from[BESIDE], *text = from[TEXT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(shown[i], ranked[i]) * (beside[i] + text[i]) * GB_PER_BYTE;
}

static const Quantity returned_per_search = {
    .key = "store.returned_per_search",
    .title = "Returned per search",
    .help = "gigabytes of identifiers, metadata and text that a search returns",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e9,
    .formula = returned,
    .from = FROM([SHOWN] = NOW(corpus_top_k), [RANKED] = NOW(rerank_candidates),
                 [BESIDE] = NOW(store_attribute_bytes), [TEXT] = NOW(store_text)),
    .part = PART_CORPUS,
};

enum { REQUESTS, HITS, EACH, FREE, PRICE };

FORMULA(egress)
{
    const double *requests = from[REQUESTS], *hits = from[HITS], *each = from[EACH];
    const double *free_of_charge = from[FREE], *per_gb = from[PRICE];

    for (size_t i = 0; i < LANES; i++) {
        double gigabytes = requests[i] * (1 - hits[i]) * each[i];
        out[i] = lane_max(0, gigabytes - free_of_charge[i]) * per_gb[i];
    }
}

const Quantity monthly_vector_egress = {
    .key = "monthly.vector_egress",
    .title = "Vector store egress",
    .help = "data that queries return",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = egress,
    .from =
        FROM([REQUESTS] = NOW(traffic_requests), [HITS] = NOW(cache_hit_share),
             [EACH] = NOW(returned_per_search), [FREE] = NOW(included), [PRICE] = NOW(price)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};
