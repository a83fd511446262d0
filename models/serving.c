/* serving.c - how many requests a replica of a served model answers.
 *
 * A replica works on b requests at once. Each of them holds it up for reading
 * its prompt, once, and shares a step with the others for every token it writes:
 *
 *   requests a second = utilisation / (reading + tokens * step(b) / b)
 *
 * The larger the batch, the more requests and the slower each one. The batch is
 * the largest that memory has room for and that still gives every user a token
 * in the time allowed; with the step time of serving_step.c it is the smaller of
 * two closed forms, one for waiting on memory and one for arithmetic:
 *
 *   overhead + [weights] + b * (sequence [+ token]) + (b - 1) / tokens * reading = limit
 *
 * Where even a request alone is not that fast, twice its time is allowed.
 * This is the mean-value shortcut for a steady load; bursts are left to the
 * utilisation. A model that does not fit gets next to no requests done, which keeps
 * the arithmetic finite until the run ends with an error (serving_memory.c).
 */
#include "models/model.h"

#define NEXT_TO_NOTHING 1e-9
#define PATIENCE        2 /* times as long as alone, where even alone is too slow */

static const Quantity utilisation = {
    .key = "serving.utilisation",
    .title = "Utilisation",
    .help = "share of a replica's capacity that is planned to be used at the peak",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "80%",
    .source = "MLPerf Inference v4.1: within latency limits, 78% of offline throughput or more",
    .part = PART_HOSTED,
};

static const Quantity token_limit = {
    .key = "serving.token_limit",
    .title = "Time allowed per token",
    .help = "longest mean time between two tokens that users of a full replica may see",
    .unit = UNIT_SECONDS,
    .min = 0.001,
    .max = 10,
    .prior = "40..100 ms",
    .source =
        "assumption: MLPerf Inference asks of Llama 2 70B 40 ms interactive, 200 ms served",
    .part = PART_HOSTED,
};

enum {
    PROMPT,
    GENERATED,
    OVERHEAD,
    WEIGHT,
    TOKEN,
    ATTENTION,
    SEQUENCE,
    ROOM,
    LIMIT,
    UTILISATION
};

FORMULA(rate_per_replica)
{
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *overhead = from[OVERHEAD], *weight = from[WEIGHT], *token = from[TOKEN];
    const double *attention = from[ATTENTION], *sequence = from[SEQUENCE];
    const double *room = from[ROOM], *limit = from[LIMIT], *used = from[UTILISATION];

    for (size_t i = 0; i < LANES; i++) {
        double reading = prompt[i] * (token[i] + prompt[i] * attention[i]);
        double others = reading / generated[i];
        double longest = lane_max(limit[i], PATIENCE * (overhead[i] + weight[i]));
        double spare = longest - overhead[i] + others;
        double on_memory = (spare - weight[i]) / (sequence[i] + others);
        double on_arithmetic = spare / (sequence[i] + token[i] + others);
        double allowed = lane_max(lane_min(on_memory, on_arithmetic), 1);
        double batch = lane_min(allowed, room[i]);
        double step = overhead[i] + lane_max(weight[i], batch * token[i]) + batch * sequence[i];
        double rate = used[i] / (reading + generated[i] * step / batch);
        out[i] = room[i] >= 1 ? rate : NEXT_TO_NOTHING;
    }
}

const Quantity serving_rate_per_replica = {
    .key = "serving.rate_per_replica",
    .title = "Requests per replica",
    .help = "requests a second that a replica is planned to answer",
    .unit = UNIT_PER_SECOND,
    .min = 1e-9,
    .max = 1e6,
    .from = FROM([PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [OVERHEAD] = NOW(serving_overhead_time), [WEIGHT] = NOW(serving_weight_time),
                 [TOKEN] = NOW(serving_token_time), [ATTENTION] = NOW(serving_attention_time),
                 [SEQUENCE] = NOW(serving_sequence_time), [ROOM] = NOW(serving_max_batch),
                 [LIMIT] = NOW(token_limit), [UTILISATION] = NOW(utilisation)),
    .formula = rate_per_replica,
    .part = PART_HOSTED,
};
