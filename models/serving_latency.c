/* serving_latency.c - how long own GPUs take to answer, at launch, at mean load.
 *
 * A request shares its replica with others in progress. Their mean follows from
 * Little's law with the step time of serving_step.c (b = rate * time, the time
 * growing with b), in closed form for waiting on memory and on arithmetic:
 *
 *   b = rate * tokens * (overhead + [weights])
 *       / (1 - rate * (tokens * (sequence [+ token]) + reading))
 *
 * Seen by one request it varies: with a spread c of the times between requests,
 * its variance is b (1 + c^2) / 2 (Whitt's heavy-traffic peakedness). The request
 * waits half a step, reads its prompt among the others, and then gets one token
 * a step, held up by others that read theirs.
 */
#include "models/model.h"

#define SECONDS_PER_DAY 86400.0
#define NEARLY_FULL     0.02 /* of capacity left: beyond, the room decides */

static const Quantity front_end = {
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

enum {
    PER_DAY,
    HIT,
    REPLICAS,
    PROMPT,
    GENERATED,
    OVERHEAD,
    WEIGHT,
    TOKEN,
    ATTENTION,
    SEQUENCE,
    ROOM,
    BURSTINESS,
    CHANCE
};

/* Requests in progress on a replica in the mean. */
static inline double mean_batch(double rate, double tokens, double fixed, double sequence,
                                double reading)
{
    double left = 1 - rate * (tokens * sequence + reading);
    return rate * tokens * fixed / lane_max(left, NEARLY_FULL);
}

FORMULA(batch)
{
    const double *per_day = from[PER_DAY], *hit = from[HIT], *replicas = from[REPLICAS];
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *overhead = from[OVERHEAD], *weight = from[WEIGHT], *token = from[TOKEN];
    const double *attention = from[ATTENTION], *sequence = from[SEQUENCE];
    const double *room = from[ROOM], *spread = from[BURSTINESS], *chance = from[CHANCE];

    for (size_t i = 0; i < LANES; i++) {
        double rate = per_day[i] * (1 - hit[i]) / (SECONDS_PER_DAY * lane_max(replicas[i], 1));
        double reading = prompt[i] * (token[i] + prompt[i] * attention[i]);
        double on_memory =
            mean_batch(rate, generated[i], overhead[i] + weight[i], sequence[i], reading);
        double on_arithmetic =
            mean_batch(rate, generated[i], overhead[i], sequence[i] + token[i], reading);
        double mean = lane_max(on_memory, on_arithmetic);
        double sigma = lane_sqrt(mean * (1 + spread[i] * spread[i]) / 2);
        double most = lane_max(room[i] - 1, 0);
        out[i] = lane_clamp(mean + sigma * lane_normal(chance[i]), 0, most);
    }
}

const Quantity serving_batch = {
    .key = "serving.batch",
    .title = "Requests in progress",
    .help = "other requests that a request shares its replica with, at launch at mean load",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e6,
    .from = FROM([PER_DAY] = NOW(traffic_requests_per_day), [HIT] = NOW(cache_hit_share),
                 [REPLICAS] = FIRST(serving_replicas), [PROMPT] = NOW(tokens_prompt),
                 [GENERATED] = NOW(tokens_generated), [OVERHEAD] = NOW(serving_overhead_time),
                 [WEIGHT] = NOW(serving_weight_time), [TOKEN] = NOW(serving_token_time),
                 [ATTENTION] = NOW(serving_attention_time),
                 [SEQUENCE] = NOW(serving_sequence_time), [ROOM] = NOW(serving_max_batch),
                 [BURSTINESS] = NOW(traffic_burstiness), [CHANCE] = DRAW),
    .formula = batch,
    .part = PART_HOSTED,
};

/* What both stages read. */
enum {
    OTHERS,
    STEP_OVERHEAD,
    STEP_WEIGHT,
    STEP_TOKEN,
    STEP_ATTENTION,
    STEP_SEQUENCE,
    MEAN_PROMPT,
    MEAN_GENERATED,
    ANSWER,
    FIRST_OWN
};

/* Time per token with b requests in progress, reading prompts of new ones included. */
static inline double token_interval(double b, double overhead, double weight, double token,
                                    double sequence, double reading, double generated)
{
    double step = overhead + lane_max(weight, b * token) + b * sequence;
    return step + (b - 1) / generated * reading;
}

enum { REQUEST_PROMPT = FIRST_OWN, REASONING, FRONT_END };

FORMULA(first_token)
{
    const double *others = from[OTHERS], *overhead = from[STEP_OVERHEAD];
    const double *weight = from[STEP_WEIGHT], *token = from[STEP_TOKEN];
    const double *attention = from[STEP_ATTENTION], *sequence = from[STEP_SEQUENCE];
    const double *mean_prompt = from[MEAN_PROMPT], *generated = from[MEAN_GENERATED];
    const double *answer = from[ANSWER], *prompt = from[REQUEST_PROMPT];
    const double *reasoning = from[REASONING], *front = from[FRONT_END];

    for (size_t i = 0; i < LANES; i++) {
        double upkeep = overhead[i] + others[i] * sequence[i];
        double step = upkeep + lane_max(weight[i], others[i] * token[i]);
        double reading = upkeep + lane_max(weight[i], (prompt[i] + others[i]) * token[i]) +
                         prompt[i] * prompt[i] * attention[i];
        double mean_reading = mean_prompt[i] * (token[i] + mean_prompt[i] * attention[i]);
        double interval = token_interval(others[i] + 1, overhead[i], weight[i], token[i],
                                         sequence[i], mean_reading, generated[i]);
        out[i] = front[i] + lane_min(others[i], 1) * step / 2 + reading +
                 answer[i] * reasoning[i] * interval;
    }
}

const Quantity serving_first_token = {
    .key = "serving.first_token",
    .title = "First token of own serving",
    .help = "own GPUs' time to the first token of the answer, reasoning included",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from =
        FROM([OTHERS] = NOW(serving_batch), [STEP_OVERHEAD] = NOW(serving_overhead_time),
             [STEP_WEIGHT] = NOW(serving_weight_time), [STEP_TOKEN] = NOW(serving_token_time),
             [STEP_ATTENTION] = NOW(serving_attention_time),
             [STEP_SEQUENCE] = NOW(serving_sequence_time), [MEAN_PROMPT] = NOW(tokens_prompt),
             [MEAN_GENERATED] = NOW(tokens_generated), [ANSWER] = EACH(tokens_output),
             [REQUEST_PROMPT] = NOW(tokens_request_prompt), [REASONING] = NOW(tokens_reasoning),
             [FRONT_END] = NOW(front_end)),
    .formula = first_token,
    .part = PART_HOSTED,
    .adds_to = &latency_prefill,
};

FORMULA(decode)
{
    const double *others = from[OTHERS], *overhead = from[STEP_OVERHEAD];
    const double *weight = from[STEP_WEIGHT], *token = from[STEP_TOKEN];
    const double *attention = from[STEP_ATTENTION], *sequence = from[STEP_SEQUENCE];
    const double *mean_prompt = from[MEAN_PROMPT], *generated = from[MEAN_GENERATED];
    const double *answer = from[ANSWER];

    for (size_t i = 0; i < LANES; i++) {
        double reading = mean_prompt[i] * (token[i] + mean_prompt[i] * attention[i]);
        double interval = token_interval(others[i] + 1, overhead[i], weight[i], token[i],
                                         sequence[i], reading, generated[i]);
        out[i] = lane_max(answer[i] - 1, 0) * interval;
    }
}

const Quantity serving_decode = {
    .key = "serving.decode",
    .title = "Answer of own serving",
    .help = "own GPUs' time from the first token of the answer to the last",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from =
        FROM([OTHERS] = NOW(serving_batch), [STEP_OVERHEAD] = NOW(serving_overhead_time),
             [STEP_WEIGHT] = NOW(serving_weight_time), [STEP_TOKEN] = NOW(serving_token_time),
             [STEP_ATTENTION] = NOW(serving_attention_time),
             [STEP_SEQUENCE] = NOW(serving_sequence_time), [MEAN_PROMPT] = NOW(tokens_prompt),
             [MEAN_GENERATED] = NOW(tokens_generated), [ANSWER] = EACH(tokens_output)),
    .formula = decode,
    .part = PART_HOSTED,
    .adds_to = &latency_decode,
};
