/* api_prices.c - the price list of a model API, for a million tokens.
 *
 * Input and output must be known. What a list leaves out follows from its vendors' rules:
 *
 *   cached input   the price of input: no discount
 *   batches        half the price, as OpenAI, Anthropic, Google and Amazon have it
 *   long prompts   the price of other prompts; of cached input, as much dearer as input is
 *   cache writes   the price of input: nothing extra
 */
#include "models/model.h"

#define BATCH_DISCOUNT 0.5

const Quantity api_input_price = {
    .key = "api.input_price",
    .title = "Input price",
    .help = "price of a million prompt tokens",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .part = PART_API,
};

const Quantity api_output_price = {
    .key = "api.output_price",
    .title = "Output price",
    .help = "price of a million generated tokens",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .part = PART_API,
};

FORMULA(same_price)
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

const Quantity api_cached_price = {
    .key = "api.cached_price",
    .title = "Cached input price",
    .help = "price of a million prompt tokens that the vendor has cached",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(api_input_price)),
    .formula = same_price,
    .part = PART_API,
};

const Quantity api_cache_write_price = {
    .key = "api.cache_write_price",
    .title = "Cache write price",
    .help = "price of a million prompt tokens that are written into the cache",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(api_input_price)),
    .formula = same_price,
    .part = PART_API,
};

const Quantity api_batch_input_price = {
    .key = "api.batch_input_price",
    .title = "Batch input price",
    .help = "price of a million prompt tokens of calls that may wait",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(api_input_price)),
    .formula = batch_price,
    .part = PART_API,
};

const Quantity api_batch_output_price = {
    .key = "api.batch_output_price",
    .title = "Batch output price",
    .help = "price of a million generated tokens of calls that may wait",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(api_output_price)),
    .formula = batch_price,
    .part = PART_API,
};

const Quantity api_long_input_price = {
    .key = "api.long_input_price",
    .title = "Long input price",
    .help = "price of a million prompt tokens of prompts over the threshold",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(api_input_price)),
    .formula = same_price,
    .part = PART_API,
};

const Quantity api_long_output_price = {
    .key = "api.long_output_price",
    .title = "Long output price",
    .help = "price of a million generated tokens after prompts over the threshold",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(api_output_price)),
    .formula = same_price,
    .part = PART_API,
};

enum { CACHED, LIST, LONG };

FORMULA(long_cached)
{
    const double *cached = from[CACHED], *list = from[LIST], *dear = from[LONG];

    for (size_t i = 0; i < LANES; i++)
        out[i] = list[i] > 0 ? cached[i] * (dear[i] / list[i]) : cached[i];
}

const Quantity api_long_cached_price = {
    .key = "api.long_cached_price",
    .title = "Long cached input price",
    .help = "price of a million cached tokens of prompts over the threshold",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM([CACHED] = NOW(api_cached_price), [LIST] = NOW(api_input_price),
                 [LONG] = NOW(api_long_input_price)),
    .formula = long_cached,
    .part = PART_API,
};
