/* monthly_cache.c - a cache that answers questions asked before.
 *
 * cost = requests * price of a lookup. A hit needs no search, no generation and
 * no validation; the lines of those read the hit share.
 */
#include "models/model.h"

#define PER_THOUSAND 1e-3

const Quantity cache_hit_share = {
    .key = "cache.hit_share",
    .title = "Cache hits",
    .help = "share of the questions that the answer cache answers",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "[0%, 20%, 40%]",
    .source = "ai-de.net (20%) and samuelochoa.com (20 to 40%), 2026",
    .part = PART_CACHE,
};

static const Quantity price = {
    .key = "cache.lookup_price",
    .title = "Lookup price",
    .help = "price of 1,000 lookups in the answer cache",
    .unit = UNIT_MONEY_PER_1000,
    .min = 0,
    .max = 1e5,
    .prior = "0.01..0.05 USD/1000",
    .source = "assumption: embedding 200 tokens and one read of a vector store",
    .part = PART_CACHE,
};

enum { REQUESTS, PRICE };

FORMULA(lookups)
{
    const double *requests = from[REQUESTS], *each = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * PER_THOUSAND * each[i];
}

const Quantity monthly_cache = {
    .key = "monthly.cache",
    .title = "Answer cache",
    .help = "looking questions up in the answer cache",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .formula = lookups,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [PRICE] = NOW(price)),
    .part = PART_CACHE,
    .adds_to = &cost_inference,
};
