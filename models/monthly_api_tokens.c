/* monthly_api_tokens.c - tokens bought from a model API.
 *
 * Three lines, each calls * price level * what a call costs in the first month:
 * prompt tokens at the full price, prompt tokens at the cached price, generated
 * tokens, at the prices of api_paid_prices.c. What the answers to them write into the
 * vendor's cache is a line of its own (monthly_api_cache_writes.c); another tops all
 * four up to the vendor's monthly minimum.
 */
#include "models/model.h"

#define PER_MILLION 1e-6

/* --- a call at the prices of the first month ------------------------------------ */

enum { PRICE, PROMPT, CACHEABLE, CACHED_SHARE };

FORMULA(input)
{
    const double *price = from[PRICE], *prompt = from[PROMPT];
    const double *cacheable = from[CACHEABLE], *cached_share = from[CACHED_SHARE];

    for (size_t i = 0; i < LANES; i++) {
        double uncached = prompt[i] - cached_share[i] * cacheable[i];
        out[i] = uncached * price[i] * PER_MILLION;
    }
}

static const Quantity input_of_call = {
    .key = "api.input_of_call",
    .title = "Input of a call",
    .help = "what the full-price prompt tokens of a call cost in the first month",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .from = FROM([PRICE] = NOW(api_paid_input), [PROMPT] = NOW(tokens_prompt),
                 [CACHEABLE] = NOW(tokens_cacheable), [CACHED_SHARE] = NOW(api_cached_share)),
    .formula = input,
    .part = PART_API,
};

enum { CACHED_PRICE, CACHEABLE_TOKENS, SHARE_CACHED };

FORMULA(cached)
{
    const double *price = from[CACHED_PRICE], *cacheable = from[CACHEABLE_TOKENS];
    const double *cached_share = from[SHARE_CACHED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = cached_share[i] * cacheable[i] * price[i] * PER_MILLION;
}

static const Quantity cached_of_call = {
    .key = "api.cached_of_call",
    .title = "Cached input of a call",
    .help = "what the cached prompt tokens of a call cost in the first month",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .from =
        FROM([CACHED_PRICE] = NOW(api_paid_cached), [CACHEABLE_TOKENS] = NOW(tokens_cacheable),
             [SHARE_CACHED] = NOW(api_cached_share)),
    .formula = cached,
    .part = PART_API,
};

enum { OUTPUT_PRICE, GENERATED };

FORMULA(output)
{
    const double *price = from[OUTPUT_PRICE], *generated = from[GENERATED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = generated[i] * price[i] * PER_MILLION;
}

static const Quantity output_of_call = {
    .key = "api.output_of_call",
    .title = "Output of a call",
    .help = "what the generated tokens of a call cost in the first month",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .from = FROM([OUTPUT_PRICE] = NOW(api_paid_output), [GENERATED] = NOW(tokens_generated)),
    .formula = output,
    .part = PART_API,
};

/* --- the calls of a month -------------------------------------------------------- */

enum { CALLS, LEVEL, OF_CALL };

FORMULA(billed)
{
    const double *calls = from[CALLS], *level = from[LEVEL], *of_call = from[OF_CALL];

    for (size_t i = 0; i < LANES; i++)
        out[i] = calls[i] * level[i] * of_call[i];
}

#define BILLED(of_call)                                                                        \
    FROM([CALLS] = NOW(api_calls), [LEVEL] = NOW(api_price_level), [OF_CALL] = NOW(of_call))

const Quantity monthly_api_input = {
    .key = "monthly.api_input",
    .title = "API input",
    .help = "prompt tokens bought at the full price",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = BILLED(input_of_call),
    .formula = billed,
    .part = PART_API,
    .adds_to = &cost_inference,
};

const Quantity monthly_api_cached = {
    .key = "monthly.api_cached",
    .title = "API cached input",
    .help = "prompt tokens bought at the cached price",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = BILLED(cached_of_call),
    .formula = billed,
    .part = PART_API,
    .adds_to = &cost_inference,
};

const Quantity monthly_api_output = {
    .key = "monthly.api_output",
    .title = "API output",
    .help = "generated tokens, reasoning included",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = BILLED(output_of_call),
    .formula = billed,
    .part = PART_API,
    .adds_to = &cost_inference,
};

/* --- the vendor's minimum --------------------------------------------------------- */

static const Quantity minimum = {
    .key = "api.minimum",
    .title = "Minimum spend",
    .help = "what the vendor bills at least in a month",
    .unit = UNIT_MONEY_PER_MONTH,
    .min = 0,
    .max = 1e12,
    .prior = "0 USD/month",
    .source = "assumption: pay as you go",
    .part = PART_API,
};

enum { MINIMUM, INPUT, CACHED, WRITTEN, OUTPUT };

FORMULA(top_up)
{
    const double *least = from[MINIMUM], *in = from[INPUT], *cached_in = from[CACHED];
    const double *written = from[WRITTEN], *generated = from[OUTPUT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(least[i] - (in[i] + cached_in[i] + generated[i] + written[i]), 0);
}

const Quantity monthly_api_minimum = {
    .key = "monthly.api_minimum",
    .title = "API minimum",
    .help = "what tops the bill for tokens up to the vendor's minimum",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([MINIMUM] = NOW(minimum), [INPUT] = NOW(monthly_api_input),
                 [CACHED] = NOW(monthly_api_cached), [WRITTEN] = NOW(monthly_api_cache_writes),
                 [OUTPUT] = NOW(monthly_api_output)),
    .formula = top_up,
    .part = PART_API,
    .adds_to = &cost_inference,
};
