/* monthly_serving_gpus.c - the rent of the GPUs that generate answers.
 *
 * Every GPU is rented all month, on demand. The price moves by the same share
 * every month: in month m it is that of the first times (1 + change)^(m - 1).
 */
#include "models/model.h"

static const Quantity price = {
    .key = "gpu.price",
    .title = "GPU price",
    .help = "rent of one GPU for an hour",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e4,
    .prior = "1..2.60 USD/h",
    .source = "one L40S on demand: Crusoe 1.00 (2026-08-19), AWS g6e 1.86 to 2.62 (2026-07-20)",
    .part = PART_HOSTED,
};

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

enum { GPUS, HOURS, PRICE, CHANGE, WHEN };

FORMULA(serving_rent)
{
    const double *gpus = from[GPUS], *hours = from[HOURS];
    const double *hourly = from[PRICE], *change = from[CHANGE];
    const int month = (int)*from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = gpus[i] * hours[i] * hourly[i] * lane_power(1 + change[i], month - 1);
}

const Quantity monthly_serving_gpus = {
    .key = "monthly.serving_gpus",
    .title = "Serving GPUs",
    .help = "rent of the GPUs that generate answers",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([GPUS] = NOW(serving_gpus), [HOURS] = NOW(money_hours_per_month),
                 [PRICE] = NOW(price), [CHANGE] = NOW(price_change), [WHEN] = THIS_MONTH),
    .formula = serving_rent,
    .part = PART_HOSTED,
    .adds_to = &cost_inference,
};
