/* api_paid_prices.c - what a call pays for a million tokens in the first month.
 *
 * A share of the calls may wait and pays batch prices for input and output; cached input
 * and cache writes cost the same in both. A prompt longer than the threshold pays the
 * prices for long prompts, all of it and its answer (the rule of OpenAI, Anthropic and
 * Google); its batches keep their part of the price, and its cache writes are as much
 * dearer as its input is. The mean prompt of a trial decides: assumption, since prompts
 * of one service are mostly on one side of a threshold of 100,000 tokens and more.
 */
#include "models/model.h"

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

static const Quantity threshold = {
    .key = "api.long_context_threshold",
    .title = "Long-prompt threshold",
    .help = "tokens of a prompt above which all of it, and its answer, cost the long prices",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e12,
    .prior = "1e9 tok",
    .source = "assumption: one price for all prompts where the catalogue states no other",
    .part = PART_API,
};

static inline double ratio(double price, double list)
{
    return list > 0 ? price / list : 1;
}

enum { PROMPT, THRESHOLD, LIST, LONG, FIRST_OWN };
enum { BATCH = FIRST_OWN, BATCH_SHARE };

/* Input or output. */
FORMULA(mean_price)
{
    const double *prompt = from[PROMPT], *most = from[THRESHOLD];
    const double *list = from[LIST], *dear = from[LONG];
    const double *batch = from[BATCH], *share = from[BATCH_SHARE];

    for (size_t i = 0; i < LANES; i++) {
        double at_once = prompt[i] > most[i] ? dear[i] : list[i];
        double later = prompt[i] > most[i] ? dear[i] * ratio(batch[i], list[i]) : batch[i];
        out[i] = (1 - share[i]) * at_once + share[i] * later;
    }
}

FORMULA(tier_price)
{
    const double *prompt = from[PROMPT], *most = from[THRESHOLD];
    const double *list = from[LIST], *dear = from[LONG];

    for (size_t i = 0; i < LANES; i++)
        out[i] = prompt[i] > most[i] ? dear[i] : list[i];
}

enum { WRITE = FIRST_OWN };

FORMULA(write_price)
{
    const double *prompt = from[PROMPT], *most = from[THRESHOLD];
    const double *list = from[LIST], *dear = from[LONG], *write = from[WRITE];

    for (size_t i = 0; i < LANES; i++) {
        double long_write = write[i] * ratio(dear[i], list[i]);
        out[i] = prompt[i] > most[i] ? long_write : write[i];
    }
}

/* What all of them read. */
#define TIER(list, dear)                                                                       \
    [PROMPT] = NOW(tokens_prompt), [THRESHOLD] = NOW(threshold), [LIST] = NOW(list),           \
    [LONG] = NOW(dear)

const Quantity api_paid_input = {
    .key = "api.paid_input",
    .title = "Paid input price",
    .help = "what a million uncached prompt tokens cost in the mean of all calls",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(TIER(api_input_price, api_long_input_price),
                 [BATCH] = NOW(api_batch_input_price), [BATCH_SHARE] = NOW(batch_share)),
    .formula = mean_price,
    .part = PART_API,
};

const Quantity api_paid_cached = {
    .key = "api.paid_cached",
    .title = "Paid cached input price",
    .help = "what a million cached prompt tokens cost",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(TIER(api_cached_price, api_long_cached_price)),
    .formula = tier_price,
    .part = PART_API,
};

const Quantity api_paid_write = {
    .key = "api.paid_write",
    .title = "Paid cache write price",
    .help = "what a million tokens cost that are written into the cache",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from =
        FROM(TIER(api_input_price, api_long_input_price), [WRITE] = NOW(api_cache_write_price)),
    .formula = write_price,
    .part = PART_API,
};

const Quantity api_paid_output = {
    .key = "api.paid_output",
    .title = "Paid output price",
    .help = "what a million generated tokens cost in the mean of all calls",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .from = FROM(TIER(api_output_price, api_long_output_price),
                 [BATCH] = NOW(api_batch_output_price), [BATCH_SHARE] = NOW(batch_share)),
    .formula = mean_price,
    .part = PART_API,
};
