/* api_latency.c - how long a model API takes to answer.
 *
 * To the first token: what is measured for prompts of 1,000 tokens, corrected for
 * the tokens that this prompt has more or fewer, without those the vendor has
 * cached; then the reasoning, which is written before the answer. To the last:
 * the answer at the vendor's speed.
 *
 * Both vary from request to request, by how much differs between vendors. Of 19 hosted
 * models that LLMPerf measured in December 2023, 16 had a spread of the first token of
 * 0.12 to 0.38, and of their 1,861 requests one in 70 took over twice the median, one
 * in 370 over three times, two 180 times; the three others started cold, one request in
 * seven more than five times slower. A call without a first token by the time-out is made
 * again, and has one after the usual time.
 */
#include "models/model.h"
#include "sim/base/tails.h"

#define MEASURED_PROMPT 1000.0
#define LEAST_SHARE     0.25 /* of the measured time, however short the prompt */

static const Quantity ttft = {
    .key = "api.ttft",
    .title = "API time to first token",
    .help = "median time to the first token of a prompt of 1,000 tokens",
    .unit = UNIT_SECONDS,
    .min = 0.001,
    .max = 600,
    .prior = "0.4..1.2 s",
    .source = "Artificial Analysis medians, 2026-08-01, models that do not reason",
    .part = PART_API,
};

static const Quantity ttft_spread = {
    .key = "api.ttft_spread",
    .title = "Spread of the first token",
    .help = "standard deviation of the logarithm of the time to the first token, over requests",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 3,
    .prior = "0.12..0.38",
    .source = "ray-project/llmperf-leaderboard@27aa9b6, 16 hosted models, December 2023",
    .part = PART_API,
};

static const Quantity slow_share = {
    .key = "api.slow_share",
    .title = "Slow first tokens",
    .help = "share of the calls that are far slower than the others",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0.2%..2%",
    .source = "ray-project/llmperf-leaderboard@27aa9b6, December 2023: 0.7% of 1,861 requests "
              "over 2.5 times the median, 0.1% over 100 times",
    .part = PART_API,
};

static const Quantity slow_factor = {
    .key = "api.slow_factor",
    .title = "How slow they are",
    .help = "median time to the first token of the slow calls over that of the others",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "3..30",
    .source = "ray-project/llmperf-leaderboard@27aa9b6, December 2023: the slow ones took from "
              "2.5 to 183 times the median",
    .part = PART_API,
};

enum { SPREAD, SLOW_SHARE, SLOW_FACTOR, TTFT_CHANCE };

FORMULA(first_token_varies)
{
    const double *spread = from[SPREAD], *share = from[SLOW_SHARE];
    const double *factor = from[SLOW_FACTOR], *chance = from[TTFT_CHANCE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tail_factor(chance[i], spread[i], share[i], factor[i]);
}

static const Quantity ttft_variation = {
    .key = "api.ttft_variation",
    .title = "Variation of the first token",
    .help = "a request's time to the first token over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e5,
    .from = FROM([SPREAD] = NOW(ttft_spread), [SLOW_SHARE] = NOW(slow_share),
                 [SLOW_FACTOR] = NOW(slow_factor), [TTFT_CHANCE] = DRAW),
    .formula = first_token_varies,
    .part = PART_API,
};

static const Quantity output_speed = {
    .key = "api.output_speed",
    .title = "API output speed",
    .help = "tokens that the vendor generates a second for one request",
    .unit = UNIT_TOKENS_PER_SECOND,
    .min = 0.1,
    .max = 1e5,
    .prior = "50..200 tok/s",
    .source = "Artificial Analysis medians, 2026-08-01",
    .part = PART_API,
};

static const Quantity speed_spread = {
    .key = "api.speed_spread",
    .title = "Spread of the output speed",
    .help = "standard deviation of the logarithm of the output speed, over requests",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 3,
    .prior = "0.03..0.1",
    .source = "ray-project/llmperf-leaderboard@27aa9b6, 16 hosted models, December 2023",
    .part = PART_API,
};

enum { SPEED_SPREAD, SPEED_CHANCE };

FORMULA(speed_varies)
{
    const double *spread = from[SPEED_SPREAD], *chance = from[SPEED_CHANCE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_exp(spread[i] * lane_normal(chance[i]));
}

static const Quantity speed_variation = {
    .key = "api.speed_variation",
    .title = "Variation of the output speed",
    .help = "a request's output speed over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.001,
    .max = 1000,
    .from = FROM([SPEED_SPREAD] = NOW(speed_spread), [SPEED_CHANCE] = DRAW),
    .formula = speed_varies,
    .part = PART_API,
};

static const Quantity prefill_speed = {
    .key = "api.prefill_speed",
    .title = "API reading speed",
    .help = "prompt tokens that the vendor reads a second",
    .unit = UNIT_TOKENS_PER_SECOND,
    .min = 1,
    .max = 1e9,
    .prior = "10k..40k tok/s",
    .source = "assumption: a 70B model at half the peak of 8 H100 reads 28,000 tokens a second",
    .part = PART_API,
};

enum {
    TTFT,
    VARIATION,
    PROMPT,
    CACHEABLE,
    CACHED_SHARE,
    READING,
    ANSWER,
    REASONING,
    SPEED,
    PACE,
    TIMEOUT,
    PAUSE
};

FORMULA(first_token)
{
    const double *median = from[TTFT], *variation = from[VARIATION], *prompt = from[PROMPT];
    const double *cacheable = from[CACHEABLE], *cached = from[CACHED_SHARE];
    const double *reading = from[READING], *answer = from[ANSWER], *reasoning = from[REASONING];
    const double *speed = from[SPEED], *pace = from[PACE];
    const double *timeout = from[TIMEOUT], *pause = from[PAUSE];

    for (size_t i = 0; i < LANES; i++) {
        double read = prompt[i] - cached[i] * cacheable[i];
        double extra = (read - MEASURED_PROMPT) / reading[i];
        double first = lane_max(median[i] + extra, LEAST_SHARE * median[i]);
        double thinking = answer[i] * reasoning[i] / (speed[i] * pace[i]);
        double at_last = timeout[i] + pause[i] + first;
        out[i] = lane_min(first * variation[i], at_last) + thinking;
    }
}

const Quantity api_first_token = {
    .key = "api.first_token",
    .title = "First token of the API",
    .help = "the vendor's time to the first token of the answer, reasoning included",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([TTFT] = NOW(ttft), [VARIATION] = NOW(ttft_variation),
                 [PROMPT] = NOW(tokens_request_prompt), [CACHEABLE] = NOW(tokens_cacheable),
                 [CACHED_SHARE] = NOW(api_cached_share), [READING] = NOW(prefill_speed),
                 [ANSWER] = EACH(tokens_output), [REASONING] = NOW(tokens_reasoning),
                 [SPEED] = NOW(output_speed), [PACE] = NOW(speed_variation),
                 [TIMEOUT] = NOW(api_timeout), [PAUSE] = NOW(api_retry_wait)),
    .formula = first_token,
    .part = PART_API,
    .adds_to = &latency_prefill,
};

enum { TOKENS, TOKEN_SPEED, TOKEN_PACE };

FORMULA(decode)
{
    const double *tokens = from[TOKENS], *speed = from[TOKEN_SPEED], *pace = from[TOKEN_PACE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(tokens[i] - 1, 0) / (speed[i] * pace[i]);
}

const Quantity api_decode = {
    .key = "api.decode",
    .title = "Answer of the API",
    .help = "the vendor's time from the first token of the answer to the last",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([TOKENS] = EACH(tokens_output), [TOKEN_SPEED] = NOW(output_speed),
                 [TOKEN_PACE] = NOW(speed_variation)),
    .formula = decode,
    .part = PART_API,
    .adds_to = &latency_decode,
};
