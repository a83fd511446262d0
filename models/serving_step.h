/* serving_step.h - the columns that the time of a step is made of, put together.
 *
 * A formula that reads STEP_SOURCES first, and LOAD_SOURCES after them, can ask how long
 * steps take in the mean, by the formulas of sim/serving (step_time.h, capacity.h).
 */
#ifndef MODELS_SERVING_STEP_H
#define MODELS_SERVING_STEP_H

#include "models/model.h"
#include "sim/serving/step_time.h"

/* The fields of a StepTime. */
enum {
    STEP_FIXED,
    STEP_SEQUENCE,
    STEP_PROMPT,
    STEP_REQUEST,
    STEP_TOKEN,
    STEP_WEIGHTS,
    STEP_EXPERTS,
    STEP_UNTOUCHED,
    STEP_SAMPLED,
    STEP_HEAD,
    STEP_ATTENTION,
    STEP_CACHED,
    STEP_EXCHANGES,
    STEP_LATENCY,
    STEP_TRANSFER,
    STEP_ROOFLINE,
    STEP_EXCHANGE,
    STEP_COLUMNS
};

/* clang-format off */
#define STEP_SOURCES                             \
    [STEP_FIXED] = NOW(serving_overhead_time),   \
    [STEP_SEQUENCE] = NOW(serving_sequence_time), \
    [STEP_PROMPT] = NOW(serving_prompt_time),    \
    [STEP_REQUEST] = NOW(serving_front_end),     \
    [STEP_TOKEN] = NOW(serving_token_time),      \
    [STEP_WEIGHTS] = NOW(serving_weight_time),   \
    [STEP_EXPERTS] = NOW(serving_expert_time),   \
    [STEP_UNTOUCHED] = NOW(serving_untouched),   \
    [STEP_SAMPLED] = NOW(serving_sampled_time),  \
    [STEP_HEAD] = NOW(serving_head_time),        \
    [STEP_ATTENTION] = NOW(serving_attention_time), \
    [STEP_CACHED] = NOW(serving_cached_time),    \
    [STEP_EXCHANGES] = NOW(serving_exchanges),   \
    [STEP_LATENCY] = NOW(serving_exchange_wait), \
    [STEP_TRANSFER] = NOW(serving_exchange_time), \
    [STEP_ROOFLINE] = NOW(serving_roofline),     \
    [STEP_EXCHANGE] = NOW(gpu_exchange_sharpness)

/* What requests are like in the mean. */
enum { LOAD_PROMPT = STEP_COLUMNS, LOAD_GENERATED, LOAD_PREFIX, LOAD_BUDGET, LOAD_COLUMNS };
#define LOAD_SOURCES                           \
    [LOAD_PROMPT] = NOW(tokens_prompt),        \
    [LOAD_GENERATED] = NOW(tokens_generated),  \
    [LOAD_PREFIX] = NOW(serving_prefix_tokens), \
    [LOAD_BUDGET] = NOW(serving_token_budget)
/* clang-format on */

/* The step of a lane. */
LANE StepTime serving_step(const double *const from[], size_t i)
{
    return (StepTime){
        .fixed = from[STEP_FIXED][i],
        .sequence = from[STEP_SEQUENCE][i],
        .prompt = from[STEP_PROMPT][i],
        .request = from[STEP_REQUEST][i],
        .token = from[STEP_TOKEN][i],
        .weights = from[STEP_WEIGHTS][i],
        .experts = from[STEP_EXPERTS][i],
        .log_untouched = from[STEP_UNTOUCHED][i],
        .sampled = from[STEP_SAMPLED][i],
        .head = from[STEP_HEAD][i],
        .attention = from[STEP_ATTENTION][i],
        .cached = from[STEP_CACHED][i],
        .exchanges = from[STEP_EXCHANGES][i],
        .latency = from[STEP_LATENCY][i],
        .transfer = from[STEP_TRANSFER][i],
        .roofline = { from[STEP_ROOFLINE][i], 1 / from[STEP_ROOFLINE][i] },
        .exchange = { from[STEP_EXCHANGE][i], 1 / from[STEP_EXCHANGE][i] },
    };
}

/* Seconds that steps take with so many requests in progress, half way through their
 * answers, at least one. */
typedef struct {
    double step[LANES];       /* that gives each its next token                         */
    double first_step[LANES]; /* of the steps that also read a prompt                   */
    double reading[LANES];    /* what a prompt adds to the steps that read it           */
    double token_time[LANES]; /* between two tokens, prompts of the others among them   */
    double pieces[LANES];     /* steps that a prompt is read in                          */
} BatchTimes;

void serving_batch_times(BatchTimes *times, const double *const from[],
                         const double batch[LANES]);

/* An engine is saturated when more wait than so many times its seats. */
enum { QUEUES = 4 };

/* The mean time to the first token where requests come by chance at this rate a second:
 * a step ends, half of it on average, and the one with this prompt and others' follows. */
LANE double serving_first_token_time(const BatchTimes *times, size_t i, double rate)
{
    double with_prompt = lane_min(rate * times->first_step[i], 1);
    double at_hand = times->step[i] + with_prompt * (times->first_step[i] - times->step[i]);

    return at_hand / 2 + times->first_step[i] + rate * at_hand * times->reading[i];
}

/* Whether the engine is simulated in all lanes, so that nobody reads mean values: a column
 * of serving_engine_first. */
static inline bool serving_all_simulated(const double first[LANES])
{
    size_t count = 0;

    for (size_t i = 0; i < LANES; i++)
        count += first[i] >= 0;
    return count == LANES;
}

#endif
