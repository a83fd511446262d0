/* serving_anchored.c - what a user's own measurements say of the speed of serving.
 *
 * Three factors on parts of a step's time, 1 unless `latency.anchors` of a scenario are there
 * to fit them to (sim/decision/anchor_fit.h): overheads, the cost of a request in progress,
 * arithmetic. Reading from memory has none: it is known best, and few measurements cannot tell
 * four factors apart. Each is put together with the model's error, once for all times.
 */
#include "models/model.h"

#define FACTOR(name, heading, what)                                                            \
    static const Quantity name##_factor = {                                                    \
        .key = "serving." #name "_factor",                                                     \
        .title = heading,                                                                      \
        .help = "measured over computed time of " what,                                        \
        .unit = UNIT_NUMBER,                                                                   \
        .min = 1e-3,                                                                           \
        .max = 1e3,                                                                            \
        .prior = "1",                                                                          \
        .source = "assumption: as in public measurements, without some of one's own",          \
        .part = PART_HOSTED,                                                                   \
    };                                                                                         \
    const Quantity serving_##name##_error = {                                                  \
        .key = "serving." #name "_error",                                                      \
        .title = heading " with the model's error",                                            \
        .help = "what computed times of " what " are multiplied by",                           \
        .unit = UNIT_NUMBER,                                                                   \
        .min = 0,                                                                              \
        .max = 1e4,                                                                            \
        .from = FROM(NOW(name##_factor), NOW(gpu_model_error)),                                \
        .formula = product,                                                                    \
        .part = PART_HOSTED,                                                                   \
    }

FORMULA(product)
{
    const double *factor = from[0], *error = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = factor[i] * error[i];
}

FACTOR(overhead, "Factor on overheads", "overheads of steps and layers");
FACTOR(sequence, "Factor on requests in progress", "the upkeep of a request in progress");
FACTOR(arithmetic, "Factor on arithmetic", "arithmetic");
