/* monthly_guard.c - a validator that checks each answer before it is sent.
 *
 * cost = requests * (1 - cache hits) * price of a call: cached answers have been
 * checked before.
 */
#include "models/model.h"

#define PER_THOUSAND 1e-3

static const Quantity price = {
    .key = "guard.price",
    .title = "Validator price",
    .help = "price of validating 1,000 answers",
    .unit = UNIT_MONEY_PER_1000,
    .min = 0,
    .max = 1e5,
    .prior = "0.15..1.5 USD/1000",
    .source = "assumption: from a hosted content filter to a call of a small model",
    .part = PART_GUARD,
};

enum { REQUESTS, HITS, PRICE };

FORMULA(guard)
{
    const double *requests = from[REQUESTS], *hits = from[HITS], *each = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * (1 - hits[i]) * PER_THOUSAND * each[i];
}

const Quantity monthly_guard = {
    .key = "monthly.guard",
    .title = "Output validation",
    .help = "validating each answer",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .formula = guard,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [HITS] = NOW(cache_hit_share),
                 [PRICE] = NOW(price)),
    .part = PART_GUARD,
    .adds_to = &cost_inference,
};
