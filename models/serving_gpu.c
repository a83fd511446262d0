/* serving_gpu.c - how fast the GPUs of a replica compute and read.
 *
 * Peaks times the shares of them that are reached, fitted to times of single kernels (make
 * validate prints them), times n: the GPUs of a replica share every layer.
 */
#include "models/model.h"

#define KERNEL_TABLES "fitted to kernel tables of vLLM 0.14 (ai-dynamo/aiconfigurator@095f58a)"
#define L40S          "NVIDIA L40S (public datasheet)"

static const Quantity bandwidth = {
    .key = "gpu.bandwidth",
    .title = "Memory bandwidth",
    .help = "bytes that a GPU reads from its memory in a second, at best",
    .unit = UNIT_GB_PER_SECOND,
    .min = 1,
    .max = 1e6,
    .prior = "864 GB/s",
    .source = L40S,
    .part = PART_HOSTED,
};

static const Quantity prompt_efficiency = {
    .key = "gpu.prompt_efficiency",
    .title = "Attention efficiency",
    .help = "share of the peak arithmetic that attention to prompts reaches",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "49%..63%",
    .source = KERNEL_TABLES ": 49% on L40S to 63% on H100",
    .part = PART_HOSTED,
};

static const Quantity cache_efficiency = {
    .key = "gpu.cache_efficiency",
    .title = "Cache efficiency",
    .help = "share of the memory bandwidth that reading keys and values reaches",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "83%..92%",
    .source = KERNEL_TABLES ": 83% on A100 to 92% on H200",
    .part = PART_HOSTED,
};

FORMULA(reached)
{
    const double *gpus = from[0], *peak = from[1], *share = from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = gpus[i] * peak[i] * share[i];
}

const Quantity serving_arithmetic = {
    .key = "serving.arithmetic",
    .title = "Arithmetic of the layers",
    .help = "operations a second in the precision of the weights",
    .unit = UNIT_TFLOPS,
    .min = 1e-4,
    .max = 1e10,
    .from = FROM(NOW(serving_gpus_per_replica), NOW(serving_peak), NOW(serving_compute_share)),
    .formula = reached,
    .part = PART_HOSTED,
};

const Quantity serving_head_arithmetic = {
    .key = "serving.head_arithmetic",
    .title = "Arithmetic of the head",
    .help = "operations a second in choosing tokens, in 16 bits",
    .unit = UNIT_TFLOPS,
    .min = 1e-4,
    .max = 1e10,
    .from =
        FROM(NOW(serving_gpus_per_replica), NOW(gpu_peak_tflops), NOW(serving_compute_share)),
    .formula = reached,
    .part = PART_HOSTED,
};

const Quantity serving_attention_arithmetic = {
    .key = "serving.attention_arithmetic",
    .title = "Arithmetic of attention",
    .help = "operations a second in attention to prompts",
    .unit = UNIT_TFLOPS,
    .min = 1e-4,
    .max = 1e10,
    .from = FROM(NOW(serving_gpus_per_replica), NOW(gpu_peak_tflops), NOW(prompt_efficiency)),
    .formula = reached,
    .part = PART_HOSTED,
};

const Quantity serving_weight_reading = {
    .key = "serving.weight_reading",
    .title = "Reading of weights",
    .help = "bytes a second that a replica reads of weights",
    .unit = UNIT_GB_PER_SECOND,
    .min = 1e-4,
    .max = 1e10,
    .from = FROM(NOW(serving_gpus_per_replica), NOW(bandwidth), NOW(serving_read_share)),
    .formula = reached,
    .part = PART_HOSTED,
};

const Quantity serving_cache_reading = {
    .key = "serving.cache_reading",
    .title = "Reading of keys and values",
    .help = "bytes a second that a replica reads of keys and values",
    .unit = UNIT_GB_PER_SECOND,
    .min = 1e-4,
    .max = 1e10,
    .from = FROM(NOW(serving_gpus_per_replica), NOW(bandwidth), NOW(cache_efficiency)),
    .formula = reached,
    .part = PART_HOSTED,
};
