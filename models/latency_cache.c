/* latency_cache.c - asking the answer cache first.
 *
 * Every request is looked up. One that is found is answered there and then: no later
 * stage takes time. The others have lost the time of the lookup. Which ones are found is
 * drawn once a request, so that all stages agree.
 */
#include "models/model.h"

static const Quantity lookup = {
    .key = "cache.latency",
    .title = "Lookup time",
    .help = "time to embed a question and look it up in the answer cache",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "20..150 ms",
    .source = "assumption: an embedding by a small model of one's own (10 ms) or a hosted one "
              "(30 to 150 ms, samuelochoa.com), and a search of a small index",
    .part = PART_CACHE,
};

enum { HIT_SHARE, CHANCE };

FORMULA(missed)
{
    const double *hit = from[HIT_SHARE], *chance = from[CHANCE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = chance[i] < hit[i] ? 0 : 1;
}

const Quantity cache_miss = {
    .key = "cache.miss",
    .title = "Cache miss",
    .help = "1 for a request that the answer cache cannot answer, else 0",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1,
    .from = FROM([HIT_SHARE] = NOW(cache_hit_share), [CHANCE] = DRAW),
    .formula = missed,
    .part = PART_CACHE,
    .absent = 1,
};

FORMULA(as_it_is)
{
    const double *time = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = time[i];
}

const Quantity latency_cache = {
    .key = "latency.cache",
    .title = "Answer cache",
    .help = "looking the question up among those that were answered before",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM(NOW(lookup)),
    .formula = as_it_is,
    .part = PART_CACHE,
    .adds_to = &latency_first_token,
};
