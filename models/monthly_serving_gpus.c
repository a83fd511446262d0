/* monthly_serving_gpus.c - the rent of the GPUs that generate answers.
 *
 * Every GPU is rented all month, on demand. The price moves by the same share every
 * month: in month m it is that of the first times the level (1 + change)^(m - 1).
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
};

enum { GPUS, HOURS, PRICE, LEVEL };

FORMULA(serving_rent)
{
    const double *gpus = from[GPUS], *hours = from[HOURS];
    const double *hourly = from[PRICE], *moved = from[LEVEL];

    for (size_t i = 0; i < LANES; i++)
        out[i] = gpus[i] * hours[i] * hourly[i] * moved[i];
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
                 [PRICE] = NOW(price), [LEVEL] = NOW(price_level)),
    .formula = serving_rent,
    .part = PART_HOSTED,
    .adds_to = &cost_inference,
};
