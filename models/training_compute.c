/* training_compute.c - what one training attempt takes of the machines.
 *
 * operations per token = c * N + a * L * d * S
 * GPU hours            = tokens * operations per token / (peak * mfu * 3600)
 *
 * N parameters, L layers of width d, examples of S tokens. Training all weights
 * takes c = 6 (forward 2, backward 4) and a = 6; adapters need no gradient of
 * the frozen weights, c = 4 and a = 5; weights of 4 bits are unpacked at each
 * use, a factor of 1.0 to 2.0 in measurements. Memory decides how many GPUs:
 * 16 bytes per parameter for all weights with their optimizer state, 2 beside
 * LoRA adapters, 0.6 beside QLoRA's. So adapters save memory, hence the number
 * and class of GPUs, and little time on the same GPU (measured 1.1 to 1.3 times
 * faster: arXiv 2106.09685, fms-acceleration).
 */
#include "models/model.h"

#define TERA           1e12
#define BILLION        1e9
#define SECONDS_PER_HR 3600.0

/* Values of training.method; the first is 0, all weights. */
enum { LORA = 1, QLORA = 2 };

static const Quantity gpu_peak_tflops = {
    .key = "training.gpu_peak_tflops",
    .title = "Peak of the training GPU",
    .help = "dense 16-bit operations per second of one training GPU",
    .unit = UNIT_TFLOPS,
    .min = 1,
    .max = 1e6,
    .prior = "989 TFLOPS",
    .source = "H100 SXM, dense bf16 (NVIDIA datasheet)",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity gpu_memory = {
    .key = "training.gpu_memory",
    .title = "Memory of the training GPU",
    .help = "memory of one training GPU",
    .unit = UNIT_GB,
    .min = 1,
    .max = 1e5,
    .prior = "80 GB",
    .source = "H100 SXM (NVIDIA datasheet)",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity gpu_price = {
    .key = "training.gpu_price",
    .title = "Training GPU price",
    .help = "price of one training GPU for an hour",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e4,
    .prior = "2.4..6.9 USD/h",
    .source = "H100 on demand: market 2.35 (compux.net, March 2026) to AWS p5 6.88 "
              "(2026-11-09)",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity mfu = {
    .key = "training.mfu",
    .title = "Model FLOPs utilisation",
    .help = "share of the GPU's peak that training reaches",
    .unit = UNIT_SHARE,
    .min = 0.001,
    .max = 1,
    .prior = "25%..45%",
    .source = "7B on an A100: LoRA 27 to 34%, full 39 to 44% (fms-acceleration, 2024-2026); "
              "H100, full 37% (llm-foundry)",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity unpacking = {
    .key = "training.unpacking",
    .title = "Cost of 4-bit weights",
    .help = "factor on the time of LoRA for unpacking weights of 4 bits (qlora only)",
    .unit = UNIT_NUMBER,
    .min = 0.5,
    .max = 10,
    .prior = "1",
    .source = "no slowdown in fms-acceleration (2024-2026); 1.1 to 2.0 in litgpt",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity parallel_efficiency = {
    .key = "training.parallel_efficiency",
    .title = "Parallel efficiency",
    .help = "share of its speed that a GPU keeps when several train together",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "100%",
    .source = "MLPerf LoRA submissions: nearly 100% in one node, about 75% on 64 GPUs",
    .part = PART_TUNED | PART_HOSTED,
};

enum { METHOD, PARAMETERS, LAYERS, HIDDEN, LENGTH, UNPACKING };

FORMULA(operations)
{
    const double *method = from[METHOD], *parameters = from[PARAMETERS];
    const double *layers = from[LAYERS], *width = from[HIDDEN];
    const double *length = from[LENGTH], *factor = from[UNPACKING];

    for (size_t i = 0; i < LANES; i++) {
        double per_weight = method[i] < LORA ? 6 : 4;
        double attention = method[i] < LORA ? 6 : 5;
        double slower = method[i] < QLORA ? 1 : factor[i];

        out[i] = slower * (per_weight * parameters[i] * BILLION +
                           attention * layers[i] * width[i] * length[i]);
    }
}

const Quantity training_operations_per_token = {
    .key = "training.operations_per_token",
    .title = "Operations per training token",
    .help = "floating point operations to train on one token",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = operations,
    .from = FROM([METHOD] = NOW(training_method), [PARAMETERS] = NOW(model_parameters),
                 [LAYERS] = NOW(model_layers), [HIDDEN] = NOW(model_hidden),
                 [LENGTH] = NOW(training_tokens_per_example), [UNPACKING] = NOW(unpacking)),
    .part = PART_TUNED | PART_HOSTED,
};

enum { TOKENS, OPERATIONS, PEAK, UTILISATION, EFFICIENCY };

FORMULA(hours)
{
    const double *tokens = from[TOKENS], *per_token = from[OPERATIONS], *peak = from[PEAK];
    const double *used = from[UTILISATION], *together = from[EFFICIENCY];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tokens[i] * per_token[i] /
                 (peak[i] * TERA * used[i] * together[i] * SECONDS_PER_HR);
}

const Quantity training_gpu_hours = {
    .key = "training.gpu_hours",
    .title = "GPU hours per attempt",
    .help = "GPU hours of one training attempt, all GPUs together",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e12,
    .formula = hours,
    .from =
        FROM([TOKENS] = NOW(training_tokens), [OPERATIONS] = NOW(training_operations_per_token),
             [PEAK] = NOW(gpu_peak_tflops), [UTILISATION] = NOW(mfu),
             [EFFICIENCY] = NOW(parallel_efficiency)),
    .part = PART_TUNED | PART_HOSTED,
};

enum { MEMORY_METHOD, MEMORY_PARAMETERS, MEMORY };

FORMULA(gpus)
{
    const double *method = from[MEMORY_METHOD], *parameters = from[MEMORY_PARAMETERS];
    const double *memory = from[MEMORY];

    for (size_t i = 0; i < LANES; i++) {
        double bytes = method[i] < LORA ? 16 : method[i] < QLORA ? 2 : 0.6;

        out[i] = lane_max(1, lane_ceil(parameters[i] * bytes / memory[i]));
    }
}

const Quantity training_gpus = {
    .key = "training.gpus",
    .title = "Training GPUs",
    .help = "GPUs whose memory holds the model while it is trained",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = gpus,
    .from = FROM([MEMORY_METHOD] = NOW(training_method),
                 [MEMORY_PARAMETERS] = NOW(model_parameters), [MEMORY] = NOW(gpu_memory)),
    .part = PART_TUNED | PART_HOSTED,
    .absent = 1,
};

/* What one attempt pays for computing: to the owner of the GPUs, or by the token
 * to the vendor whose model is tuned. */
const Quantity training_compute_cost = {
    .key = "training.compute_cost",
    .title = "Computing per attempt",
    .help = "GPUs or tokens that one training attempt pays for",
    .unit = UNIT_MONEY,
    .part = PART_TUNED,
};

FORMULA(rent)
{
    const double *used = from[0], *price = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = used[i] * price[i];
}

const Quantity training_gpu_rent = {
    .key = "training.gpu_rent",
    .title = "GPUs per attempt",
    .help = "renting the GPUs of one training attempt",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = rent,
    .from = FROM(NOW(training_gpu_hours), NOW(gpu_price)),
    .part = PART_TUNED | PART_HOSTED,
    .adds_to = &training_compute_cost,
};
