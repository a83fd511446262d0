/* serving_error.c - how far measured service times are from computed ones.
 *
 * Every time of a step carries this factor. Its range is that of measured over simulated times
 * to the next token, eight in ten, fitted on the calibration rows of public measurements and
 * held against the others (make validate prints it, and how many of those it holds), by what
 * is known of the GPU beforehand:
 *
 *   T0  its data sheet and kernels alone, the prior
 *   T1  others' runs of the engine on it: catalogue entries with fitted efficiencies say so
 *   T2  three measurements of one's own, `latency.anchors` of a scenario
 *
 * Times of the first token have more in them than steps. Runs near saturation are not
 * predicted at all.
 */
#include "models/model.h"

const Quantity gpu_model_error = {
    .key = "gpu.model_error",
    .title = "Model error of step times",
    .help = "measured step times over computed ones",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 10,
    .prior = "0.86..1.39",
    .source =
        "measured over simulated token times, kernels alone (make validate: model error, T0)",
    .part = PART_HOSTED,
};
