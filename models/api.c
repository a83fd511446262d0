/* api.c - what is bought from a model API, and how its prices drift.
 *
 * A question that the answer cache knows is not asked; a share of the calls
 * fails or times out and is paid again. All prices move by the same share every
 * month: in month m they are those of the first times the level (1 + change)^(m - 1).
 */
#include "models/model.h"

const Quantity api_cached_share = {
    .key = "api.cached_share",
    .title = "Cached share",
    .help = "share of the cacheable prompt that is billed at the cached price",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "assumption: none until measured; caches expire in minutes",
    .part = PART_API,
};

const Quantity api_retry_share = {
    .key = "api.retry_share",
    .title = "Retry share",
    .help = "share of the calls that are made and paid again",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0.5%..3%",
    .source = "assumption: about 1% of hosted calls time out, some answers are malformed",
    .part = PART_API,
};

static const Quantity price_change = {
    .key = "api.price_change",
    .title = "API price change",
    .help = "how all API prices change from one month to the next",
    .unit = UNIT_SHARE_PER_MONTH,
    .min = -0.5,
    .max = 0.5,
    .prior = "0% /month",
    .source = "assumption: a listed model keeps its price; new models are what gets cheaper",
    .part = PART_API,
};

enum { REQUESTS, HIT, RETRY };

FORMULA(calls)
{
    const double *requests = from[REQUESTS], *hit = from[HIT], *retry = from[RETRY];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * (1 - hit[i]) * (1 + retry[i]);
}

const Quantity api_calls = {
    .key = "api.calls",
    .title = "API calls",
    .help = "calls of this month that are billed",
    .unit = UNIT_PER_MONTH_,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e13,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [HIT] = NOW(cache_hit_share),
                 [RETRY] = NOW(api_retry_share)),
    .formula = calls,
    .part = PART_API,
};

enum { BEFORE, CHANGE, WHEN };

FORMULA(price_level)
{
    const double *before = from[BEFORE], *change = from[CHANGE], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month > 1 ? before[i] * (1 + change[i]) : 1;
}

const Quantity api_price_level = {
    .key = "api.price_level",
    .title = "API price level",
    .help = "prices of this month over those of the first",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e6,
    .from = FROM([BEFORE] = LAST(api_price_level), [CHANGE] = NOW(price_change),
                 [WHEN] = THIS_MONTH),
    .formula = price_level,
    .part = PART_API,
    .only_if = &price_change,
    .absent = 1,
};
