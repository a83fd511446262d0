/* serving_memory.c - what has to fit into the GPUs of a replica.
 *
 * Weights first; what is left of the usable memory holds the keys and values of
 * the requests in progress, each half way through its answer on average:
 *
 *   tokens = (GPUs * (memory * share - reserve) - weights)
 *            / (2 * layers * key-value heads * head size * bytes)
 *
 * Within 2% of what vLLM 0.15 reports for 11 dense models on H100
 * (inference-sim/sim-to-real-accuracy-validation). Unless the scenario says how
 * many GPUs serve a replica, it is the smallest power of two whose memory holds
 * the weights and four requests.
 */
#include "models/model.h"

#define REQUESTS_TO_FIT 4
#define BYTES_PER_GB    1e9
#define NEXT_TO_NOTHING 1e-9

static const Quantity memory = {
    .key = "gpu.memory",
    .title = "GPU memory",
    .help = "memory of one GPU",
    .unit = UNIT_GB,
    .min = 1,
    .max = 1e4,
    .prior = "48 GB",
    .source = "NVIDIA L40S (public datasheet)",
    .part = PART_HOSTED,
};

static const Quantity memory_share = {
    .key = "serving.memory_share",
    .title = "Usable memory",
    .help = "share of the GPU memory that the engine may use",
    .unit = UNIT_SHARE,
    .min = 0.1,
    .max = 1,
    .prior = "90%",
    .source = "vLLM, default of gpu_memory_utilization",
    .part = PART_HOSTED,
};

static const Quantity reserve = {
    .key = "serving.reserve",
    .title = "Reserved memory",
    .help = "memory of each GPU that activations and the engine itself take",
    .unit = UNIT_GB,
    .min = 0,
    .max = 100,
    .prior = "1.7 GB",
    .source = "fitted to key-value blocks of vLLM 0.15 on H100 (inference-sim, 11 dense runs)",
    .part = PART_HOSTED,
};

static const Quantity weight_bytes = {
    .key = "serving.weight_bytes",
    .title = "Bytes per weight",
    .help = "2 for bf16, 1 for fp8, 0.5 for 4 bits",
    .unit = UNIT_BYTES,
    .min = 0.1,
    .max = 8,
    .prior = "2 B",
    .source = "assumption: bf16, as open models are published",
    .part = PART_HOSTED,
};

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

static const Quantity max_sequences = {
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

enum { PARAMETERS, WEIGHT_BYTES };

FORMULA(weights)
{
    const double *billions = from[PARAMETERS], *bytes = from[WEIGHT_BYTES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = billions[i] * bytes[i];
}

const Quantity serving_weights = {
    .key = "serving.weights",
    .title = "Weights",
    .help = "memory that the model's weights take",
    .unit = UNIT_GB,
    .min = 0.001,
    .max = 1e5,
    .from = FROM([PARAMETERS] = NOW(model_parameters), [WEIGHT_BYTES] = NOW(weight_bytes)),
    .formula = weights,
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

/* What both formulas below read. */
enum { WEIGHTS, PER_TOKEN, PROMPT, GENERATED, MEMORY, SHARE, RESERVE, FIRST_OWN };

/* Usable memory of one GPU, in GB. */
static inline double usable(double gpu, double share, double reserved)
{
    return lane_max(gpu * share - reserved, NEXT_TO_NOTHING);
}

/* Keys and values of a request half way through its answer, in GB. */
static inline double request_size(double prompt, double generated, double per_token)
{
    return (prompt + generated / 2) * per_token / BYTES_PER_GB;
}

FORMULA(gpus_per_replica)
{
    const double *weight = from[WEIGHTS], *per_token = from[PER_TOKEN];
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *gpu = from[MEMORY], *share = from[SHARE], *reserved = from[RESERVE];

    for (size_t i = 0; i < LANES; i++) {
        double request = request_size(prompt[i], generated[i], per_token[i]);
        double need =
            (weight[i] + REQUESTS_TO_FIT * request) / usable(gpu[i], share[i], reserved[i]);
        double eights = 8 * lane_ceil(need / 8);
        out[i] = need <= 1 ? 1 : need <= 2 ? 2 : need <= 4 ? 4 : eights;
    }
}

const Quantity serving_gpus_per_replica = {
    .key = "serving.gpus_per_replica",
    .title = "GPUs per replica",
    .help = "GPUs that share one copy of the model",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1024,
    .from = FROM([WEIGHTS] = NOW(serving_weights), [PER_TOKEN] = NOW(serving_cache_per_token),
                 [PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [MEMORY] = NOW(memory), [SHARE] = NOW(memory_share), [RESERVE] = NOW(reserve)),
    .formula = gpus_per_replica,
    .part = PART_HOSTED,
};

enum { GPUS = FIRST_OWN, LIMIT };

FORMULA(max_batch)
{
    const double *weight = from[WEIGHTS], *per_token = from[PER_TOKEN];
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *gpu = from[MEMORY], *share = from[SHARE], *reserved = from[RESERVE];
    const double *gpus = from[GPUS], *limit = from[LIMIT];

    for (size_t i = 0; i < LANES; i++) {
        double request = request_size(prompt[i], generated[i], per_token[i]);
        double left = gpus[i] * usable(gpu[i], share[i], reserved[i]) - weight[i];
        out[i] = lane_clamp(left / request, 0, limit[i]);
    }
}

const Quantity serving_max_batch = {
    .key = "serving.max_batch",
    .title = "Largest batch",
    .help = "requests in progress that a replica has room for; 0 where the model does not fit",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .from = FROM([WEIGHTS] = NOW(serving_weights), [PER_TOKEN] = NOW(serving_cache_per_token),
                 [PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [MEMORY] = NOW(memory), [SHARE] = NOW(memory_share), [RESERVE] = NOW(reserve),
                 [GPUS] = NOW(serving_gpus_per_replica), [LIMIT] = NOW(max_sequences)),
    .formula = max_batch,
    .part = PART_HOSTED,
};

enum { STATED, NEEDED };

FORMULA(gpus_to_spare)
{
    const double *stated = from[STATED], *needed = from[NEEDED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = stated[i] - needed[i];
}

FORMULA(gpus_needed)
{
    const double *weight = from[WEIGHTS], *per_token = from[PER_TOKEN];
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *gpu = from[MEMORY], *share = from[SHARE], *reserved = from[RESERVE];

    for (size_t i = 0; i < LANES; i++) {
        double request = request_size(prompt[i], generated[i], per_token[i]);
        out[i] = lane_ceil((weight[i] + request) / usable(gpu[i], share[i], reserved[i]));
    }
}

const Quantity serving_gpus_needed = {
    .key = "serving.gpus_needed",
    .title = "GPUs needed",
    .help = "smallest number of GPUs that holds the model and one request",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e6,
    .from = FROM([WEIGHTS] = NOW(serving_weights), [PER_TOKEN] = NOW(serving_cache_per_token),
                 [PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [MEMORY] = NOW(memory), [SHARE] = NOW(memory_share), [RESERVE] = NOW(reserve)),
    .formula = gpus_needed,
    .part = PART_HOSTED,
};

const Quantity serving_gpus_to_spare = {
    .key = "serving.gpus_to_spare",
    .title = "GPUs to spare",
    .help = "GPUs of a replica beyond those that the model needs",
    .unit = UNIT_NUMBER,
    .min = -1e6,
    .max = 1e6,
    .from = FROM([STATED] = NOW(serving_gpus_per_replica), [NEEDED] = NOW(serving_gpus_needed)),
    .formula = gpus_to_spare,
    .least = 0,
    .otherwise = "the model does not fit the memory of its GPUs",
    .part = PART_HOSTED,
};
