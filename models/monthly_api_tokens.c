/* monthly_api_tokens.c - tokens bought from a model API.
 *
 * Three lines, each calls * price level * what a call costs in the first month:
 * prompt tokens at the full price, prompt tokens at the cached price, generated
 * tokens. A share of the calls may wait and is billed at batch
 * prices; the cached price is the same for both. A fourth line tops the bill up
 * to the vendor's monthly minimum. A vendor that lists no cached price gives no
 * discount; one that lists no batch prices gives half, as OpenAI, Anthropic,
 * Google and Amazon do.
 */
#include "models/model.h"

#define PER_MILLION    1e-6
#define BATCH_DISCOUNT 0.5

static const Quantity input_price = {
    .key = "api.input_price",
    .title = "Input price",
    .help = "price of a million prompt tokens",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .part = PART_API,
};

static const Quantity output_price = {
    .key = "api.output_price",
    .title = "Output price",
    .help = "price of a million generated tokens",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .part = PART_API,
};

static const Quantity batch_share = {
    .key = "api.batch_share",
    .title = "Batch share",
    .help = "share of the calls that may wait a day and are billed at batch prices",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "assumption: somebody waits for every answer",
    .part = PART_API,
};

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

FORMULA(full_price)
{
    const double *price = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = price[i];
}

FORMULA(batch_price)
{
    const double *price = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = BATCH_DISCOUNT * price[i];
}

static const Quantity cached_price = {
    .key = "api.cached_price",
    .title = "Cached input price",
    .help = "price of a million prompt tokens that the vendor has cached",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(input_price)),
    .formula = full_price,
    .part = PART_API,
};

static const Quantity batch_input_price = {
    .key = "api.batch_input_price",
    .title = "Batch input price",
    .help = "price of a million prompt tokens of calls that may wait",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(input_price)),
    .formula = batch_price,
    .part = PART_API,
};

static const Quantity batch_output_price = {
    .key = "api.batch_output_price",
    .title = "Batch output price",
    .help = "price of a million generated tokens of calls that may wait",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(output_price)),
    .formula = batch_price,
    .part = PART_API,
};

/* --- a call at the prices of the first month ------------------------------------ */

static inline double mean_price(double list, double batch, double share)
{
    return (1 - share) * list + share * batch;
}

enum { LIST, BATCH, BATCH_SHARE, FIRST_OWN };
enum { PROMPT = FIRST_OWN, CACHEABLE, CACHED_SHARE };

FORMULA(input)
{
    const double *list = from[LIST], *batch = from[BATCH], *share = from[BATCH_SHARE];
    const double *prompt = from[PROMPT], *cacheable = from[CACHEABLE];
    const double *cached_share = from[CACHED_SHARE];

    for (size_t i = 0; i < LANES; i++) {
        double uncached = prompt[i] - cached_share[i] * cacheable[i];
        out[i] = uncached * mean_price(list[i], batch[i], share[i]) * PER_MILLION;
    }
}

static const Quantity input_of_call = {
    .key = "api.input_of_call",
    .title = "Input of a call",
    .help = "what the full-price prompt tokens of a call cost in the first month",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .from = FROM([LIST] = NOW(input_price), [BATCH] = NOW(batch_input_price),
                 [BATCH_SHARE] = NOW(batch_share), [PROMPT] = NOW(tokens_prompt),
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
    .from = FROM([CACHED_PRICE] = NOW(cached_price), [CACHEABLE_TOKENS] = NOW(tokens_cacheable),
                 [SHARE_CACHED] = NOW(api_cached_share)),
    .formula = cached,
    .part = PART_API,
};

enum { GENERATED = FIRST_OWN };

FORMULA(output)
{
    const double *list = from[LIST], *batch = from[BATCH], *share = from[BATCH_SHARE];
    const double *generated = from[GENERATED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = generated[i] * mean_price(list[i], batch[i], share[i]) * PER_MILLION;
}

static const Quantity output_of_call = {
    .key = "api.output_of_call",
    .title = "Output of a call",
    .help = "what the generated tokens of a call cost in the first month",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .from = FROM([LIST] = NOW(output_price), [BATCH] = NOW(batch_output_price),
                 [BATCH_SHARE] = NOW(batch_share), [GENERATED] = NOW(tokens_generated)),
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

enum { MINIMUM, INPUT, CACHED, OUTPUT };

FORMULA(top_up)
{
    const double *least = from[MINIMUM];
    const double *in = from[INPUT], *cached_in = from[CACHED], *generated = from[OUTPUT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(least[i] - (in[i] + cached_in[i] + generated[i]), 0);
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
                 [CACHED] = NOW(monthly_api_cached), [OUTPUT] = NOW(monthly_api_output)),
    .formula = top_up,
    .part = PART_API,
    .adds_to = &cost_inference,
};
