/* monthly_guard.c - a validator that checks each answer before it is sent.
 *
 * validation   = requests * (1 - cache hits) * price of a call
 * regeneration = regenerated share * (API tokens + validation)
 *
 * Cached answers have been checked before. An answer that does not pass is
 * generated and checked once more: bought answers pay their tokens again, own GPUs
 * do it within the share of their capacity that is left free (serving.utilisation).
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

const Quantity guard_regenerated = {
    .key = "guard.regenerated",
    .title = "Regenerated answers",
    .help = "share of the answers that the validator has generated again",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "1%..5%",
    .source = "assumption: a malformed answer in a hundred, up to one in twenty",
    .part = PART_GUARD,
};

enum { SHARE, INPUT, CACHED, OUTPUT, VALIDATION };

FORMULA(regeneration)
{
    const double *share = from[SHARE], *input = from[INPUT], *cached = from[CACHED];
    const double *output = from[OUTPUT], *validation = from[VALIDATION];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * (input[i] + cached[i] + output[i] + validation[i]);
}

const Quantity monthly_regeneration = {
    .key = "monthly.regeneration",
    .title = "Answers generated again",
    .help = "generating and validating again what did not pass",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = regeneration,
    .from = FROM([SHARE] = NOW(guard_regenerated), [INPUT] = NOW(monthly_api_input),
                 [CACHED] = NOW(monthly_api_cached), [OUTPUT] = NOW(monthly_api_output),
                 [VALIDATION] = NOW(monthly_guard)),
    .part = PART_GUARD,
    .adds_to = &cost_inference,
};
