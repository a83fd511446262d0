/* serving_error.c - how far measured service times are from computed ones.
 *
 * Every time of a step carries this factor. Its range is that of measured over simulated
 * times, eight in ten of the public measurements of tests/validation (make validate), by
 * what is known of the GPU beforehand:
 *
 *   T0  its data sheet alone, the prior
 *   T1  its kernels were measured, and others' runs of the engine: catalogue entries that
 *       have fitted efficiencies say so
 *
 * Times to the next token and of whole answers count, each run once; times of the first
 * token have more in them than steps. Runs near saturation are not predicted at all.
 */
#include "models/model.h"

const Quantity gpu_model_error = {
    .key = "gpu.model_error",
    .title = "Model error of step times",
    .help = "measured step times over computed ones",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 10,
    .prior = "0.94..1.66",
    .source = "measured over simulated, kernels alone: 80% of 1,717 runs (make validate, T0)",
    .part = PART_HOSTED,
};
