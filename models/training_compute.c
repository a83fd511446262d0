/* training_compute.c - what one training attempt takes of the machines.
 *
 * GPU hours = tokens * operations per token / (peak * utilisation * efficiency * 3600)
 *             + start-up * GPUs
 * hours     = GPU hours / GPUs
 *
 * With one utilisation for a recipe on a GPU this is within 6% of half of the measured
 * times that it was not fitted on (tests/validation/README.md).
 */
#include "models/model.h"

#define TERA           1e12
#define SECONDS_PER_HR 3600.0

static const Quantity peak_tflops = {
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

static const Quantity startup = {
    .key = "training.startup",
    .title = "Start-up of an attempt",
    .help = "hours in which the GPUs are rented but do not train: loading, compiling, saving",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e4,
    .prior = "0 h",
    .source = "assumption: the time between attempts is the engineer's, not the GPUs'",
    .part = PART_TUNED | PART_HOSTED,
};

enum { TOKENS, OPERATIONS, PEAK, UTILISATION, EFFICIENCY, STARTUP, GPUS };

FORMULA(gpu_hours)
{
    const double *tokens = from[TOKENS], *per_token = from[OPERATIONS], *peak = from[PEAK];
    const double *used = from[UTILISATION], *together = from[EFFICIENCY];
    const double *idle = from[STARTUP], *gpus = from[GPUS];

    for (size_t i = 0; i < LANES; i++) {
        double busy = tokens[i] * per_token[i] /
                      (peak[i] * TERA * used[i] * together[i] * SECONDS_PER_HR);

        out[i] = busy + idle[i] * gpus[i];
    }
}

const Quantity training_gpu_hours = {
    .key = "training.gpu_hours",
    .title = "GPU hours per attempt",
    .help = "GPU hours of one training attempt, all GPUs together",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e12,
    .formula = gpu_hours,
    .from =
        FROM([TOKENS] = NOW(training_tokens), [OPERATIONS] = NOW(training_operations_per_token),
             [PEAK] = NOW(peak_tflops), [UTILISATION] = NOW(training_mfu),
             [EFFICIENCY] = NOW(training_parallel_efficiency), [STARTUP] = NOW(startup),
             [GPUS] = NOW(training_gpus)),
    .part = PART_TUNED | PART_HOSTED,
};

FORMULA(hours)
{
    const double *all = from[0], *gpus = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = all[i] / gpus[i];
}

const Quantity training_hours = {
    .key = "training.hours",
    .title = "Training time",
    .help = "hours by the clock that the GPUs take for one training attempt",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e12,
    .formula = hours,
    .from = FROM(NOW(training_gpu_hours), NOW(training_gpus)),
    .part = PART_TUNED | PART_HOSTED,
    .report = REPORTED,
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
