/* serving_latency.c - how long own GPUs take to answer.
 *
 * Where the engine is simulated (serving_engine.c) it says when a request's first token
 * comes and when its last; the time between two is the mean between these. Else mean values
 * do (serving_mean.c).
 *
 * Reasoning comes before the answer: the first token of the answer is as many token times
 * later. An engine that sends tokens in parcels sends the first one with the last of its
 * parcel; one that waits for prompts to read together keeps a request for so many steps.
 * Infinite where no answer comes.
 */
#include "models/model.h"

const Quantity serving_front_end = {
    .key = "serving.front_end",
    .title = "Front end",
    .help = "time to take a request in and cut it into tokens",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 10,
    .prior = "10..30 ms",
    .source = "vLLM 0.15 on H100 12 ms (inference-sim), InferenceMAX 2025-10 17 to 64 ms",
    .part = PART_HOSTED,
};

static const Quantity streaming_interval = {
    .key = "serving.streaming_interval",
    .title = "Streaming interval",
    .help = "tokens that the engine sends in one parcel",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e4,
    .prior = "1 tok",
    .source = "vLLM and TensorRT-LLM, default of stream_interval",
    .part = PART_HOSTED,
};

static const Quantity batch_wait = {
    .key = "serving.batch_wait",
    .title = "Wait for a batch",
    .help = "steps that the engine lets a prompt wait for others to read with it",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e4,
    .prior = "0",
    .source = "TensorRT-LLM, default of batch_wait_timeout_iters; InferenceMAX sets 20",
    .part = PART_HOSTED,
};

/* So many intervals: none of them is no time, however long one is. */
LANE double some(double count, double interval)
{
    return count > 0 ? count * interval : 0;
}

enum { FIRST, WHOLE, MEAN, ANSWER, REASONING };

FORMULA(interval)
{
    const double *first = from[FIRST], *whole = from[WHOLE], *mean = from[MEAN];
    const double *answer = from[ANSWER], *reasoning = from[REASONING];

    for (size_t i = 0; i < LANES; i++) {
        double tokens = lane_floor(answer[i] * (1 + reasoning[i]) + 0.5);
        double each = (whole[i] - first[i]) / lane_max(tokens - 1, 1);
        double simulated = whole[i] < __builtin_inf() ? each : __builtin_inf();
        out[i] = first[i] >= 0 ? simulated : mean[i];
    }
}

const Quantity serving_token_interval = {
    .key = "serving.token_interval",
    .title = "Time between tokens",
    .help = "mean time between two tokens of a request on own GPUs",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e6,
    .from = FROM([FIRST] = NOW(serving_engine_first), [WHOLE] = ALSO(serving_engine_first),
                 [MEAN] = NOW(serving_mean_interval), [ANSWER] = EACH(tokens_output),
                 [REASONING] = NOW(tokens_reasoning)),
    .formula = interval,
    .part = PART_HOSTED,
};

enum { ENGINE, MEAN_FIRST, INTERVAL, LENGTH, THINKING, PARCEL, WAIT };

FORMULA(first_token)
{
    const double *engine = from[ENGINE], *mean = from[MEAN_FIRST], *interval = from[INTERVAL];
    const double *answer = from[LENGTH], *reasoning = from[THINKING];
    const double *parcel = from[PARCEL], *wait = from[WAIT];

    for (size_t i = 0; i < LANES; i++) {
        double first = engine[i] >= 0 ? engine[i] : mean[i];
        double before = answer[i] * reasoning[i] + wait[i];
        double held = lane_min(parcel[i], lane_max(answer[i], 1)) - 1;
        out[i] = first + some(before + held, interval[i]);
    }
}

const Quantity serving_first_token = {
    .key = "serving.first_token",
    .title = "First token of own serving",
    .help = "own GPUs' time to the first token of the answer, reasoning included",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from = FROM([ENGINE] = NOW(serving_engine_first), [MEAN_FIRST] = NOW(serving_mean_first),
                 [INTERVAL] = NOW(serving_token_interval), [LENGTH] = EACH(tokens_output),
                 [THINKING] = NOW(tokens_reasoning), [PARCEL] = NOW(streaming_interval),
                 [WAIT] = NOW(batch_wait)),
    .formula = first_token,
    .part = PART_HOSTED,
    .adds_to = &latency_prefill,
};

enum { TOKENS, EACH_TAKES, AT_FIRST };

FORMULA(decode)
{
    const double *answer = from[TOKENS], *interval = from[EACH_TAKES];
    const double *parcel = from[AT_FIRST];

    for (size_t i = 0; i < LANES; i++)
        out[i] = some(answer[i] - parcel[i], interval[i]);
}

const Quantity serving_decode = {
    .key = "serving.decode",
    .title = "Answer of own serving",
    .help = "own GPUs' time from the first token of the answer to the last",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from = FROM([TOKENS] = EACH(tokens_output), [EACH_TAKES] = NOW(serving_token_interval),
                 [AT_FIRST] = NOW(streaming_interval)),
    .formula = decode,
    .part = PART_HOSTED,
    .adds_to = &latency_decode,
};
