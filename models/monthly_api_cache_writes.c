/* monthly_api_cache_writes.c - calls that find the vendor's prompt cache empty.
 *
 * A vendor keeps the cached part of a prompt for some minutes after its last use (five
 * with Anthropic, each use starting them anew). A call that comes later than that writes
 * it again and pays the write price instead of the cached price, if that is more:
 *
 *   writes = calls * exp(-rate * lifetime),  rate = calls / seconds of the month
 *
 * exp(-rate * lifetime) is the chance that a time without calls is longer than the
 * lifetime. Assumption: calls come by chance (Poisson) at the mean rate; quiet nights
 * have more misses, and fewer calls to miss. Where no lifetime is stated, there are
 * none: api.cached_share is then the share that was billed at the cached price.
 */
#include "models/model.h"

#define NEVER             1e9 /* minutes */
#define PER_MILLION       1e-6
#define MINUTES_PER_MONTH (SECONDS_PER_MONTH / 60)

static const Quantity lifetime = {
    .key = "api.cache_lifetime",
    .title = "Cache lifetime",
    .help = "time without calls after which the vendor forgets the cached prompt",
    .unit = UNIT_MINUTES,
    .min = 0,
    .max = NEVER,
    .prior = "1e9 min",
    .source = "assumption: writes are not counted unless stated; Anthropic keeps 5 minutes",
    .part = PART_API,
};

enum { CACHED_SHARE, CACHEABLE, WRITE, CACHED };

FORMULA(extra)
{
    const double *share = from[CACHED_SHARE], *cacheable = from[CACHEABLE];
    const double *write = from[WRITE], *cached = from[CACHED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * cacheable[i] * lane_max(0, write[i] - cached[i]) * PER_MILLION;
}

static const Quantity extra_of_write = {
    .key = "api.extra_of_write",
    .title = "Extra of a write",
    .help = "what a call costs more in the first month when it writes the cache",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .from = FROM([CACHED_SHARE] = NOW(api_cached_share), [CACHEABLE] = NOW(tokens_cacheable),
                 [WRITE] = NOW(api_paid_write), [CACHED] = NOW(api_paid_cached)),
    .formula = extra,
    .part = PART_API,
};

enum { CALLS, LEVEL, EXTRA, LIFETIME };

/* Whether anything is forgotten: mostly not, and exp takes as long as all other lines. */
LANE bool is_forgotten(const double *minutes)
{
    uint64_t differs = 0;

    for (size_t i = 0; i < LANES; i++)
        differs |= lane_bits(minutes[i]) ^ lane_bits(NEVER);
    return differs;
}

FORMULA(cache_writes)
{
    const double *calls = from[CALLS], *level = from[LEVEL];
    const double *more = from[EXTRA], *minutes = from[LIFETIME];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 0;
    if (!is_forgotten(minutes))
        return;
    for (size_t i = 0; i < LANES; i++) {
        double writes = calls[i] * lane_exp(-calls[i] / MINUTES_PER_MONTH * minutes[i]);
        out[i] = minutes[i] < NEVER ? writes * level[i] * more[i] : 0;
    }
}

const Quantity monthly_api_cache_writes = {
    .key = "monthly.api_cache_writes",
    .title = "API cache writes",
    .help = "what calls cost more that find the vendor's prompt cache empty and fill it",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([CALLS] = NOW(api_calls), [LEVEL] = NOW(api_price_level),
                 [EXTRA] = NOW(extra_of_write), [LIFETIME] = NOW(lifetime)),
    .formula = cache_writes,
    .part = PART_API,
    .adds_to = &cost_inference,
};
