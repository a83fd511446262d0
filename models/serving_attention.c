/* serving_attention.c - parts of a step's time: attention, and the head that chooses tokens.
 *
 *   head        2 operations a weight and token, and 2 bytes a weight: it has 16 bits
 *   prompts     layers * heads * head size operations for each pair of its tokens, where
 *               a piece of c tokens after `before` others has 2 c (2 before + c) pairs
 *   answers     keys and values of all requests in progress are read; a head is never
 *               divided, so that GPUs beyond the number of heads keep copies
 */
#include "models/model.h"

#define GIGA       1e9
#define TERA       1e12
#define HEAD_BYTES 2

enum { WORDS, HIDDEN, HEAD_SPEED, HEAD_ERROR };

FORMULA(sampled_time)
{
    const double *words = from[WORDS], *hidden = from[HIDDEN], *speed = from[HEAD_SPEED];
    const double *error = from[HEAD_ERROR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * 2 * words[i] * hidden[i] / (speed[i] * TERA);
}

const Quantity serving_sampled_time = {
    .key = "serving.sampled_time",
    .title = "Arithmetic of the head",
    .help = "time to choose one token from the vocabulary",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from = FROM([WORDS] = NOW(model_vocab), [HIDDEN] = NOW(model_hidden),
                 [HEAD_SPEED] = NOW(serving_head_arithmetic),
                 [HEAD_ERROR] = NOW(serving_arithmetic_error)),
    .formula = sampled_time,
    .part = PART_HOSTED,
};

FORMULA(head_time)
{
    const double *words = from[WORDS], *hidden = from[HIDDEN], *speed = from[HEAD_SPEED];
    const double *error = from[HEAD_ERROR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * HEAD_BYTES * words[i] * hidden[i] / (speed[i] * GIGA);
}

const Quantity serving_head_time = {
    .key = "serving.head_time",
    .title = "Reading the head",
    .help = "time to read the weights that choose tokens",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e4,
    .from =
        FROM([WORDS] = NOW(model_vocab), [HIDDEN] = NOW(model_hidden),
             [HEAD_SPEED] = NOW(serving_weight_reading), [HEAD_ERROR] = NOW(gpu_model_error)),
    .formula = head_time,
    .part = PART_HOSTED,
};

enum { LAYERS, HEADS, HEAD_DIM, SPEED, PAIR_ERROR };

FORMULA(attention_time)
{
    const double *layers = from[LAYERS], *heads = from[HEADS], *dim = from[HEAD_DIM];
    const double *speed = from[SPEED], *error = from[PAIR_ERROR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * layers[i] * heads[i] * dim[i] / (speed[i] * TERA);
}

const Quantity serving_attention_time = {
    .key = "serving.attention_time",
    .title = "Attention of a prompt",
    .help = "time that attention takes for a pair of tokens of a prompt",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .from = FROM([LAYERS] = NOW(model_layers), [HEADS] = NOW(model_heads),
                 [HEAD_DIM] = NOW(model_head_dim), [SPEED] = NOW(serving_attention_arithmetic),
                 [PAIR_ERROR] = NOW(serving_arithmetic_error)),
    .formula = attention_time,
    .part = PART_HOSTED,
};

enum { PER_TOKEN, COPIES, CACHE_SPEED, CACHE_ERROR };

FORMULA(cached_time)
{
    const double *per_token = from[PER_TOKEN], *copies = from[COPIES];
    const double *speed = from[CACHE_SPEED], *error = from[CACHE_ERROR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * per_token[i] * copies[i] / (speed[i] * GIGA);
}

const Quantity serving_cached_time = {
    .key = "serving.cached_time",
    .title = "Reading of a cached token",
    .help = "time to read the keys and values of one token in a step",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .from =
        FROM([PER_TOKEN] = NOW(serving_cache_per_token), [COPIES] = NOW(serving_cache_copies),
             [CACHE_SPEED] = NOW(serving_cache_reading), [CACHE_ERROR] = NOW(gpu_model_error)),
    .formula = cached_time,
    .part = PART_HOSTED,
};
