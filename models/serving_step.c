/* serving_step.c - how long one step of a serving engine takes: its parts.
 *
 * A step reads T = p + b tokens, p of prompts and one each of b requests that are being
 * answered; sim/serving/step_time.h has the formula, these are its numbers. Per step,
 *
 *   overhead        of the engine and of each layer
 *   linear layers   (arithmetic^k + reading^k)^(1/k), of T tokens
 *   head            the same, of the tokens that are chosen
 *   attention       pairs of tokens of a prompt; keys and values of those in progress
 *   exchange        twice a layer, between GPUs (serving_exchange.c)
 *
 * A mixture computes with the experts of each token and reads those that T tokens touch
 * between them. Arithmetic is of the active parameters at most. All times carry the
 * model's error, so that the shortcut and the simulation do.
 */
#include "models/model.h"

#define GIGA     1e9
#define TERA     1e12
#define MATRICES 3 /* of a feed-forward part */

#define SERVED_RUNS "fitted to served runs of vLLM 0.15 on H100 (inference-sim@f90a1e3)"

static const Quantity step_overhead = {
    .key = "serving.step_overhead",
    .title = "Overhead of a step",
    .help = "time the engine takes for a step besides the layers",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "0.4..1 ms",
    .source = SERVED_RUNS ": 0.53 ms",
    .part = PART_HOSTED,
};

static const Quantity layer_overhead = {
    .key = "serving.layer_overhead",
    .title = "Overhead of a layer",
    .help = "time each layer takes in a step besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "20..40 us",
    .source = SERVED_RUNS ": 26.5 us",
    .part = PART_HOSTED,
};

static const Quantity sequence_overhead = {
    .key = "serving.sequence_overhead",
    .title = "Overhead of a sequence",
    .help = "time each request in progress adds to a step besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "15..45 us",
    .source = SERVED_RUNS " and InferenceMAX 2025-10: 16 to 43 us",
    .part = PART_HOSTED,
};

static const Quantity prompt_overhead = {
    .key = "serving.prompt_overhead",
    .title = "Overhead of reading",
    .help =
        "time that a step takes longer when it reads prompts, besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "0.8..7 ms",
    .source = SERVED_RUNS ": 0.8 ms; InferenceMAX 2025-10: 1.4 to 7.3 ms",
    .part = PART_HOSTED,
};

enum { ENGINE, PER_LAYER, DEPTH, FIXED_ERROR };

FORMULA(overhead_time)
{
    const double *engine = from[ENGINE], *per_layer = from[PER_LAYER], *layers = from[DEPTH];
    const double *error = from[FIXED_ERROR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * (engine[i] + per_layer[i] * layers[i]);
}

const Quantity serving_overhead_time = {
    .key = "serving.overhead_time",
    .title = "Overhead per step",
    .help = "time of a step besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from = FROM([ENGINE] = NOW(step_overhead), [PER_LAYER] = NOW(layer_overhead),
                 [DEPTH] = NOW(model_layers), [FIXED_ERROR] = NOW(serving_overhead_error)),
    .formula = overhead_time,
    .part = PART_HOSTED,
};

FORMULA(with_error)
{
    const double *time = from[0], *error = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = time[i] * error[i];
}

const Quantity serving_sequence_time = {
    .key = "serving.sequence_time",
    .title = "Upkeep of a request in progress",
    .help = "time that a request in progress adds to a step besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from = FROM(NOW(sequence_overhead), NOW(serving_sequence_error)),
    .formula = with_error,
    .part = PART_HOSTED,
};

const Quantity serving_prompt_time = {
    .key = "serving.prompt_time",
    .title = "Upkeep of reading",
    .help =
        "time that a step takes longer when it reads prompts, besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from = FROM(NOW(prompt_overhead), NOW(serving_overhead_error)),
    .formula = with_error,
    .part = PART_HOSTED,
};

/* --- linear layers ------------------------------------------------------------------ */

enum { LAYERS, HIDDEN, ATTENTION, FFN };

FORMULA(weights_of_all)
{
    const double *layers = from[LAYERS], *hidden = from[HIDDEN];
    const double *attention = from[ATTENTION], *ffn = from[FFN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = layers[i] * (attention[i] + MATRICES * hidden[i] * ffn[i]) / GIGA;
}

static const Quantity shared_weights = {
    .key = "serving.shared_weights",
    .title = "Weights of all tokens",
    .help = "weights of the layers that every token is computed with",
    .unit = UNIT_BILLION,
    .min = 0,
    .max = 1e9,
    .from = FROM([LAYERS] = NOW(model_layers), [HIDDEN] = NOW(model_hidden),
                 [ATTENTION] = NOW(model_attention_weights), [FFN] = NOW(model_ffn)),
    .formula = weights_of_all,
    .part = PART_HOSTED,
};

FORMULA(weights_of_one)
{
    const double *layers = from[0], *hidden = from[1], *ffn = from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = layers[i] * MATRICES * hidden[i] * ffn[i] / GIGA;
}

static const Quantity expert_weights = {
    .key = "serving.expert_weights",
    .title = "Weights of an expert",
    .help = "weights of one expert in all layers",
    .unit = UNIT_BILLION,
    .min = 0,
    .max = 1e9,
    .from = FROM(NOW(model_layers), NOW(model_hidden), NOW(model_expert_ffn)),
    .formula = weights_of_one,
    .part = PART_HOSTED,
};

enum { SHARED, EXPERT, CHOSEN, ACTIVE, ARITHMETIC, TOKEN_ERROR };

FORMULA(token_time)
{
    const double *shared = from[SHARED], *expert = from[EXPERT], *chosen = from[CHOSEN];
    const double *active = from[ACTIVE], *arithmetic = from[ARITHMETIC];
    const double *error = from[TOKEN_ERROR];

    for (size_t i = 0; i < LANES; i++) {
        double computed = lane_min(shared[i] + chosen[i] * expert[i], active[i]) * GIGA;
        out[i] = error[i] * 2 * computed / (arithmetic[i] * TERA);
    }
}

const Quantity serving_token_time = {
    .key = "serving.token_time",
    .title = "Arithmetic of a token",
    .help = "time to compute the linear layers for one token",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from = FROM(
        [SHARED] = NOW(shared_weights), [EXPERT] = NOW(expert_weights),
        [CHOSEN] = NOW(model_experts_per_token), [ACTIVE] = NOW(model_active_parameters),
        [ARITHMETIC] = NOW(serving_arithmetic), [TOKEN_ERROR] = NOW(serving_arithmetic_error)),
    .formula = token_time,
    .part = PART_HOSTED,
};

enum { BILLIONS, BYTES, READING, READ_ERROR, HOW_MANY };

FORMULA(weight_time)
{
    const double *billions = from[BILLIONS], *bytes = from[BYTES], *reading = from[READING];
    const double *error = from[READ_ERROR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * billions[i] * bytes[i] / reading[i];
}

const Quantity serving_weight_time = {
    .key = "serving.weight_time",
    .title = "Reading the weights",
    .help = "time to read the weights of the layers that every token needs",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from = FROM([BILLIONS] = NOW(shared_weights), [BYTES] = NOW(serving_weight_bytes),
                 [READING] = NOW(serving_weight_reading), [READ_ERROR] = NOW(gpu_model_error)),
    .formula = weight_time,
    .part = PART_HOSTED,
};

FORMULA(expert_time)
{
    const double *billions = from[BILLIONS], *bytes = from[BYTES], *reading = from[READING];
    const double *error = from[READ_ERROR], *experts = from[HOW_MANY];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * experts[i] * billions[i] * bytes[i] / reading[i];
}

const Quantity serving_expert_time = {
    .key = "serving.expert_time",
    .title = "Reading the experts",
    .help = "time to read the weights of all experts",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from = FROM([BILLIONS] = NOW(expert_weights), [BYTES] = NOW(serving_weight_bytes),
                 [READING] = NOW(serving_weight_reading), [READ_ERROR] = NOW(gpu_model_error),
                 [HOW_MANY] = NOW(model_experts)),
    .formula = expert_time,
    .part = PART_HOSTED,
};

FORMULA(untouched)
{
    const double *experts = from[0], *chosen = from[1];

    for (size_t i = 0; i < LANES; i++) {
        double share = lane_max(1 - chosen[i] / lane_max(experts[i], 1), 0);
        out[i] = experts[i] > 0 ? lane_log(share) : 0;
    }
}

const Quantity serving_untouched = {
    .key = "serving.untouched",
    .title = "Experts left alone",
    .help = "logarithm of the share of the experts that a token leaves alone",
    .unit = UNIT_NUMBER,
    .min = -1000,
    .max = 0,
    .from = FROM(NOW(model_experts), NOW(model_experts_per_token)),
    .formula = untouched,
    .part = PART_HOSTED,
};
