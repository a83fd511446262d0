/* serving_precision.c - what a GPU reaches of its peaks, by the precision of the weights.
 *
 * Layers are computed in 8 bits where weights have 8 bits and the GPU has such arithmetic,
 * else in 16: weights of fewer bits are unpacked. The shares are fitted to times of single
 * kernels (make validate prints them). Without a figure for 8 bits they are what they are
 * for 16, times the median over five GPUs of that ratio.
 */
#include "models/model.h"

#define MOST_OF_8  1.0 /* bytes of a weight that has 8 bits, at most */
#define LEAST_OF_8 0.75

/* In 8 bits over in 16: L40S, H100, H200, B200, RTX PRO 6000. */
#define COMPUTE_RATIO   0.81 /* 0.64 to 0.98 */
#define READ_RATIO      0.93 /* 0.83 to 1.02 */
#define SHARPNESS_RATIO 0.51 /* 0.31 to 0.69 */

#define KERNEL_TABLES "fitted to kernel tables of vLLM 0.14 (ai-dynamo/aiconfigurator@095f58a)"
#define L40S          "NVIDIA L40S (public datasheet)"

const Quantity gpu_peak_tflops = {
    .key = "gpu.peak_tflops",
    .title = "Peak arithmetic",
    .help = "dense bf16 operations a second, at best",
    .unit = UNIT_TFLOPS,
    .min = 0.1,
    .max = 1e6,
    .prior = "362 TFLOPS",
    .source = L40S,
    .part = PART_HOSTED,
};

FORMULA(same)
{
    const double *sixteen = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = sixteen[i];
}

static const Quantity peak_tflops_8 = {
    .key = "gpu.peak_tflops_8",
    .title = "Peak arithmetic in 8 bits",
    .help = "dense fp8 operations a second, at best; those of bf16 if it has none",
    .unit = UNIT_TFLOPS,
    .min = 0.1,
    .max = 1e6,
    .from = FROM(NOW(gpu_peak_tflops)),
    .formula = same,
    .part = PART_HOSTED,
};

static const Quantity compute_efficiency = {
    .key = "gpu.compute_efficiency",
    .title = "Compute efficiency",
    .help = "share of the peak arithmetic that large multiplications reach",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "64%..87%",
    .source = KERNEL_TABLES ": 64% on L40S to 87% on A100",
    .part = PART_HOSTED,
};

FORMULA(computed_in_8)
{
    const double *sixteen = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = COMPUTE_RATIO * sixteen[i];
}

static const Quantity compute_efficiency_8 = {
    .key = "gpu.compute_efficiency_8",
    .title = "Compute efficiency in 8 bits",
    .help = "share of the 8-bit peak that large multiplications reach",
    .unit = UNIT_SHARE,
    .min = 0.005,
    .max = 1,
    .from = FROM(NOW(compute_efficiency)),
    .formula = computed_in_8,
    .part = PART_HOSTED,
};

static const Quantity bandwidth_efficiency = {
    .key = "gpu.bandwidth_efficiency",
    .title = "Bandwidth efficiency",
    .help = "share of the memory bandwidth that reading weights reaches",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "75%..90%",
    .source = KERNEL_TABLES ": 75% on A100 to 90% on H100",
    .part = PART_HOSTED,
};

FORMULA(read_in_8)
{
    const double *sixteen = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = READ_RATIO * sixteen[i];
}

static const Quantity bandwidth_efficiency_8 = {
    .key = "gpu.bandwidth_efficiency_8",
    .title = "Bandwidth efficiency in 8 bits",
    .help = "share of the memory bandwidth that reading weights of 8 bits reaches",
    .unit = UNIT_SHARE,
    .min = 0.005,
    .max = 1,
    .from = FROM(NOW(bandwidth_efficiency)),
    .formula = read_in_8,
    .part = PART_HOSTED,
};

static const Quantity sharpness = {
    .key = "gpu.sharpness",
    .title = "Sharpness of the roofline",
    .help = "how well arithmetic and reading overlap: 1 not at all, infinitely many perfectly",
    .unit = UNIT_NUMBER,
    .min = 0.2,
    .max = 100,
    .prior = "1.8..5.6",
    .source = KERNEL_TABLES ": 1.8 on A100 to 5.6 on H200",
    .part = PART_HOSTED,
};

FORMULA(sharp_in_8)
{
    const double *sixteen = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = SHARPNESS_RATIO * sixteen[i];
}

static const Quantity sharpness_8 = {
    .key = "gpu.sharpness_8",
    .title = "Sharpness of the roofline in 8 bits",
    .help = "how well arithmetic and reading of 8 bits overlap",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 100,
    .from = FROM(NOW(sharpness)),
    .formula = sharp_in_8,
    .part = PART_HOSTED,
};

/* --- in force ----------------------------------------------------------------------- */

enum { BYTES, PEAK_16, PEAK_8 };

FORMULA(whether_eight_bits)
{
    const double *bytes = from[BYTES], *peak = from[PEAK_16], *peak_8 = from[PEAK_8];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (bytes[i] <= MOST_OF_8) & (bytes[i] > LEAST_OF_8) & (peak_8[i] > peak[i]);
}

static const Quantity eight_bits = {
    .key = "serving.eight_bits",
    .title = "Arithmetic of 8 bits",
    .help = "1 where layers are computed in 8 bits, 0 where in 16",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1,
    .from = FROM([BYTES] = NOW(serving_weight_bytes), [PEAK_16] = NOW(gpu_peak_tflops),
                 [PEAK_8] = NOW(peak_tflops_8)),
    .formula = whether_eight_bits,
    .part = PART_HOSTED,
};

FORMULA(in_force)
{
    const double *eight = from[0], *of_16 = from[1], *of_8 = from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = eight[i] > 0 ? of_8[i] : of_16[i];
}

const Quantity serving_peak = {
    .key = "serving.peak",
    .title = "Peak in force",
    .help = "peak arithmetic of a GPU in the precision that layers are computed in",
    .unit = UNIT_TFLOPS,
    .min = 0.01,
    .max = 1e6,
    .from = FROM(NOW(eight_bits), NOW(gpu_peak_tflops), NOW(peak_tflops_8)),
    .formula = in_force,
    .part = PART_HOSTED,
};

const Quantity serving_compute_share = {
    .key = "serving.compute_share",
    .title = "Compute efficiency in force",
    .help = "share of that peak that large multiplications reach",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .from = FROM(NOW(eight_bits), NOW(compute_efficiency), NOW(compute_efficiency_8)),
    .formula = in_force,
    .part = PART_HOSTED,
};

const Quantity serving_read_share = {
    .key = "serving.read_share",
    .title = "Bandwidth efficiency in force",
    .help = "share of the bandwidth that reading the weights reaches",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .from = FROM(NOW(eight_bits), NOW(bandwidth_efficiency), NOW(bandwidth_efficiency_8)),
    .formula = in_force,
    .part = PART_HOSTED,
};

const Quantity serving_roofline = {
    .key = "serving.roofline",
    .title = "Roofline",
    .help = "power k of (arithmetic^k + reading^k)^(1/k), the time of a layer",
    .unit = UNIT_NUMBER,
    .min = 0.01,
    .max = 100,
    .from = FROM(NOW(eight_bits), NOW(sharpness), NOW(sharpness_8)),
    .formula = in_force,
    .part = PART_HOSTED,
};
