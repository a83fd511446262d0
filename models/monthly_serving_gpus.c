/* monthly_serving_gpus.c - the rent of the GPUs that generate answers.
 *
 * rent = (GPU hours * flexible price - replicas * saved by reserving) * price level
 *
 * so that hours of reserved GPUs cost the reserved price and all others the mean of
 * spot and on demand (gpu_rent.c). All of these prices move by the same share every
 * month: in month m they are those of the first times the level (1 + change)^(m - 1).
 */
#include "models/model.h"

static const Quantity price_change = {
    .key = "gpu.price_change",
    .title = "GPU price change",
    .help = "how the rent changes from one month to the next",
    .unit = UNIT_SHARE_PER_MONTH,
    .min = -0.5,
    .max = 0.5,
    .prior = "0% /month",
    .source = "assumption: an H100 fell to 1.70 USD/h in 2025 and rose to 2.35 by March 2026",
    .part = PART_HOSTED,
};

enum { BEFORE, CHANGE, WHEN };

FORMULA(level)
{
    const double *before = from[BEFORE], *change = from[CHANGE], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month > 1 ? before[i] * (1 + change[i]) : 1;
}

static const Quantity price_level = {
    .key = "gpu.price_level",
    .title = "GPU price level",
    .help = "rent of this month over that of the first",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e50,
    .from =
        FROM([BEFORE] = LAST(price_level), [CHANGE] = NOW(price_change), [WHEN] = THIS_MONTH),
    .formula = level,
    .part = PART_HOSTED,
    .only_if = &price_change,
    .absent = 1,
};

enum { GPU_HOURS, PRICE, REPLICAS, SAVED, LEVEL };

FORMULA(serving_rent)
{
    const double *hours = from[GPU_HOURS], *hourly = from[PRICE];
    const double *replicas = from[REPLICAS], *saved = from[SAVED], *moved = from[LEVEL];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (hours[i] * hourly[i] - replicas[i] * saved[i]) * moved[i];
}

const Quantity monthly_serving_gpus = {
    .key = "monthly.serving_gpus",
    .title = "Serving GPUs",
    .help = "rent of the GPUs that generate answers",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([GPU_HOURS] = NOW(serving_gpu_hours), [PRICE] = NOW(gpu_flexible_price),
                 [REPLICAS] = NOW(serving_replicas), [SAVED] = NOW(gpu_saved_per_replica),
                 [LEVEL] = NOW(price_level)),
    .formula = serving_rent,
    .part = PART_HOSTED,
    .adds_to = &cost_inference,
};
