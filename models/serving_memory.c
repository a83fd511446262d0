/* serving_memory.c - what has to fit into the GPUs of a replica.
 *
 * Weights first; what is left of the usable memory holds the keys and values of
 * the requests in progress (serving_cache.c), each half way through its answer on
 * average. Unless the scenario says how many GPUs serve a replica, it is the
 * smallest power of two whose memory holds the weights and four requests.
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

FORMULA(usable_memory)
{
    const double *memory_of_gpu = from[0], *share = from[1], *reserved = from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(memory_of_gpu[i] * share[i] - reserved[i], NEXT_TO_NOTHING);
}

const Quantity serving_usable = {
    .key = "serving.usable",
    .title = "Usable memory of a GPU",
    .help = "memory of one GPU that weights, keys and values may take",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e4,
    .from = FROM(NOW(memory), NOW(memory_share), NOW(reserve)),
    .formula = usable_memory,
    .part = PART_HOSTED,
};

const Quantity serving_weight_bytes = {
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
    .from =
        FROM([PARAMETERS] = NOW(model_parameters), [WEIGHT_BYTES] = NOW(serving_weight_bytes)),
    .formula = weights,
    .part = PART_HOSTED,
};

/* What both formulas below read. */
enum { WEIGHTS, PER_TOKEN, PROMPT, GENERATED, USABLE };

/* Keys and values of a request half way through its answer, in GB. */
static inline double request_size(double prompt, double generated, double per_token)
{
    return (prompt + generated / 2) * per_token / BYTES_PER_GB;
}

FORMULA(gpus_per_replica)
{
    const double *weight = from[WEIGHTS], *per_token = from[PER_TOKEN];
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *usable = from[USABLE];

    for (size_t i = 0; i < LANES; i++) {
        double request = request_size(prompt[i], generated[i], per_token[i]);
        double need = (weight[i] + REQUESTS_TO_FIT * request) / usable[i];
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
                 [USABLE] = NOW(serving_usable)),
    .formula = gpus_per_replica,
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
    const double *usable = from[USABLE];

    for (size_t i = 0; i < LANES; i++) {
        double request = request_size(prompt[i], 2 * generated[i], per_token[i]);
        out[i] = lane_ceil((weight[i] + request) / usable[i]);
    }
}

const Quantity serving_gpus_needed = {
    .key = "serving.gpus_needed",
    .title = "GPUs needed",
    .help = "smallest number of GPUs that holds the model and one whole request",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e6,
    .from = FROM([WEIGHTS] = NOW(serving_weights), [PER_TOKEN] = NOW(serving_cache_per_token),
                 [PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [USABLE] = NOW(serving_usable)),
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
