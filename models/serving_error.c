/* serving_error.c - how far measured service times are from computed ones.
 *
 * Every time of a step carries this factor. Its range is that of measured over simulated
 * times, eight in ten, by what is known of the GPU beforehand (make validate prints it, and
 * how many of the public measurements it holds):
 *
 *   T0  its data sheet and kernels alone, the prior: of all measurements, each experiment with
 *       the same weight, as no run says which of them one's own resembles
 *   T1  others' runs of the engine on it: catalogue entries with fitted efficiencies say so;
 *       of times to the next token, fitted on calibration rows, held against the others
 *   T2  three measurements of one's own, `latency.anchors` of a scenario; likewise
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
    .prior = "0.83..1.50",
    .source = "measured over simulated times, kernels alone, all of 82 experiments alike (make "
              "validate: model error, T0)",
    .part = PART_HOSTED,
};
