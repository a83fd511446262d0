/* monthly_cache.c - a cache that answers questions asked before.
 *
 * lookups    = requests * price of a lookup
 * store      = rent of what holds the answers, whatever the traffic
 * stale hits = requests * hits * share on changing facts * stale share
 *              * cost of a bad answer
 *
 * A hit needs no search, no generation and no validation; the lines of those read
 * the hit share. But it is as old as the cache allows: answers that may stand for
 * a time T are T/2 old in the mean, and change rate * T/2 of the facts in them
 * have changed. What that costs is a line of the failures; the share of good
 * answers (quality.c) is that of new answers.
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

static const Quantity server_price = {
    .key = "cache.server_price",
    .title = "Cache server",
    .help = "price of the server that holds the answers, for an hour",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1000,
    .prior = "0.0416..0.1071 USD/h",
    .source = "AWS t3.medium to r7g.large, us-east-1, on demand, 2026-07-20",
    .part = PART_CACHE,
};

enum { HOURLY, HOURS };

FORMULA(rent)
{
    const double *hourly = from[HOURLY], *hours = from[HOURS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = hourly[i] * hours[i];
}

const Quantity monthly_cache_store = {
    .key = "monthly.cache_store",
    .title = "Answer cache server",
    .help = "the server that holds the answers",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .formula = rent,
    .from = FROM([HOURLY] = NOW(server_price), [HOURS] = NOW(money_hours_per_month)),
    .part = PART_CACHE,
    .adds_to = &cost_infrastructure,
};

static const Quantity lifetime = {
    .key = "cache.lifetime",
    .title = "Life of a cached answer",
    .help = "time for which the cache gives an answer out again",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 1200,
    .prior = "1..7 days",
    .source = "assumption: from daily to weekly emptying",
    .part = PART_CACHE,
};

enum { HITS, CHANGING, CHANGE, LIFETIME, BAD_ANSWER };

FORMULA(stale_hit_price)
{
    const double *hits = from[HITS], *changing = from[CHANGING], *change = from[CHANGE];
    const double *life = from[LIFETIME], *price_of_bad = from[BAD_ANSWER];

    for (size_t i = 0; i < LANES; i++)
        out[i] = hits[i] * changing[i] * lane_min(1, change[i] * life[i] / 2) * price_of_bad[i];
}

static const Quantity stale_per_request = {
    .key = "cache.stale_per_request",
    .title = "Stale hits of a request",
    .help = "what cached answers that have gone stale cost the business, per request",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .formula = stale_hit_price,
    .from =
        FROM([HITS] = NOW(cache_hit_share), [CHANGING] = NOW(quality_share_on_changing_facts),
             [CHANGE] = NOW(corpus_change_rate), [LIFETIME] = NOW(lifetime),
             [BAD_ANSWER] = NOW(quality_cost_per_bad_answer)),
    .part = PART_CACHE,
};

enum { ASKED, EACH };

FORMULA(stale_hits)
{
    const double *requests = from[ASKED], *each = from[EACH];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * each[i];
}

const Quantity monthly_stale_hits = {
    .key = "monthly.stale_hits",
    .title = "Stale cache hits",
    .help = "what cached answers that have gone stale cost the business",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = stale_hits,
    .from = FROM([ASKED] = NOW(traffic_requests), [EACH] = NOW(stale_per_request)),
    .part = PART_CACHE,
    .adds_to = &cost_failures,
};
