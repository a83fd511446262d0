/* serving_cache.c - how many requests in progress a replica has room for.
 *
 * What weights leave of the usable memory holds keys and values:
 *
 *   tokens = (GPUs * usable memory - weights) / (keys and values of a token * copies)
 *
 * with keys and values of 2 * layers * key-value heads * head size * bytes, and copies where
 * there are more GPUs than heads, since a head is never divided. Within 2% of what vLLM 0.15
 * reports for 11 dense models on H100 (inference-sim/sim-to-real-accuracy-validation).
 *
 * A prefix that prompts share is kept once and is not read again. A replica works on as many
 * requests, half way through their answers in the mean, as these tokens and the engine allow.
 */
#include "models/model.h"

#define BYTES_PER_GB 1e9

static const Quantity cache_bytes = {
    .key = "serving.cache_bytes",
    .title = "Bytes per key or value",
    .help = "2 for bf16, 1 for fp8",
    .unit = UNIT_BYTES,
    .min = 0.1,
    .max = 8,
    .prior = "2 B",
    .source = "assumption: bf16, the engines' default",
    .part = PART_HOSTED,
};

const Quantity serving_max_sequences = {
    .key = "serving.max_sequences",
    .title = "Sequence limit",
    .help = "requests that the engine works on at once, at most",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e5,
    .prior = "256",
    .source = "vLLM, default of max_num_seqs",
    .part = PART_HOSTED,
};

const Quantity serving_token_budget = {
    .key = "serving.token_budget",
    .title = "Token budget",
    .help = "tokens that the engine reads and writes in one step, at most",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e6,
    .prior = "8192 tok",
    .source = "vLLM and InferenceMAX 2025-10, max_num_batched_tokens on GPUs of data centres",
    .part = PART_HOSTED,
};

static const Quantity prefix_share = {
    .key = "serving.prefix_hit_share",
    .title = "Shared prefix",
    .help = "share of the cacheable part of the prompt that the engine has in its cache",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "assumption: prefix caching is worth stating only where prompts do share",
    .part = PART_HOSTED,
};

enum { LAYERS, KV_HEADS, HEAD_DIM, CACHE_BYTES };

FORMULA(cache_per_token)
{
    const double *layers = from[LAYERS], *heads = from[KV_HEADS];
    const double *dim = from[HEAD_DIM], *bytes = from[CACHE_BYTES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 2 * layers[i] * heads[i] * dim[i] * bytes[i];
}

const Quantity serving_cache_per_token = {
    .key = "serving.cache_per_token",
    .title = "Keys and values of a token",
    .help = "memory that one token of a request in progress takes",
    .unit = UNIT_BYTES,
    .min = 1,
    .max = 1e9,
    .from = FROM([LAYERS] = NOW(model_layers), [KV_HEADS] = NOW(model_kv_heads),
                 [HEAD_DIM] = NOW(model_head_dim), [CACHE_BYTES] = NOW(cache_bytes)),
    .formula = cache_per_token,
    .part = PART_HOSTED,
};

FORMULA(cache_copies)
{
    const double *gpus = from[0], *heads = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(1, gpus[i] * lane_min(1 / heads[i], 1));
}

const Quantity serving_cache_copies = {
    .key = "serving.cache_copies",
    .title = "Copies of keys and values",
    .help = "how often the GPUs of a replica keep the same keys and values",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e5,
    .from = FROM(NOW(serving_gpus_per_replica), NOW(model_kv_heads)),
    .formula = cache_copies,
    .part = PART_HOSTED,
};

enum { GPUS, USABLE, WEIGHTS, PER_TOKEN, COPIES };

FORMULA(cache_tokens)
{
    const double *gpus = from[GPUS], *usable = from[USABLE], *weights = from[WEIGHTS];
    const double *per_token = from[PER_TOKEN], *copies = from[COPIES];

    for (size_t i = 0; i < LANES; i++) {
        double left = gpus[i] * usable[i] - weights[i];
        out[i] = lane_max(left, 0) * BYTES_PER_GB / (per_token[i] * copies[i]);
    }
}

const Quantity serving_cache_tokens = {
    .key = "serving.cache_tokens",
    .title = "Room for tokens",
    .help = "tokens whose keys and values a replica has room for",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e12,
    .from = FROM([GPUS] = NOW(serving_gpus_per_replica), [USABLE] = NOW(serving_usable),
                 [WEIGHTS] = NOW(serving_weights), [PER_TOKEN] = NOW(serving_cache_per_token),
                 [COPIES] = NOW(serving_cache_copies)),
    .formula = cache_tokens,
    .part = PART_HOSTED,
};

FORMULA(product)
{
    const double *share = from[0], *tokens = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * tokens[i];
}

const Quantity serving_prefix_tokens = {
    .key = "serving.prefix_tokens",
    .title = "Tokens of the shared prefix",
    .help = "tokens of a prompt that are in the cache already",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e7,
    .from = FROM(NOW(prefix_share), NOW(tokens_cacheable)),
    .formula = product,
    .part = PART_HOSTED,
};

enum { ROOM, PROMPT, GENERATED, PREFIX, SEATS, BUDGET };

FORMULA(max_batch)
{
    const double *room = from[ROOM], *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *prefix = from[PREFIX], *seats = from[SEATS], *budget = from[BUDGET];

    for (size_t i = 0; i < LANES; i++) {
        double left = room[i] - prefix[i], own = lane_max(prompt[i] - prefix[i], 1);
        double most = lane_min(seats[i], budget[i]);
        double fit = lane_clamp(left / (own + generated[i] / 2), 1, most);
        out[i] = own + generated[i] - 1 <= left ? fit : 0;
    }
}

const Quantity serving_max_batch = {
    .key = "serving.max_batch",
    .title = "Largest batch",
    .help = "requests in progress that a replica has room for; 0 where none fits",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .from = FROM([ROOM] = NOW(serving_cache_tokens), [PROMPT] = NOW(tokens_prompt),
                 [GENERATED] = NOW(tokens_generated), [PREFIX] = NOW(serving_prefix_tokens),
                 [SEATS] = NOW(serving_max_sequences), [BUDGET] = NOW(serving_token_budget)),
    .formula = max_batch,
    .part = PART_HOSTED,
};
