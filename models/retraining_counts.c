/* retraining_counts.c - how often a tuned model is retrained, in all.
 *
 * Retrains of the policy and forced retunes over the whole service.
 */
#include "models/model.h"

enum { RETRAINS, FORCED, MONTHS };

FORMULA(per_year)
{
    const double *retrains = from[RETRAINS], *forced = from[FORCED], *months = from[MONTHS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (retrains[i] + forced[i]) * 12 / months[i];
}

const Quantity training_retrains_per_year = {
    .key = "training.retrains_per_year",
    .title = "Retrains per year",
    .help = "retrains in service, forced ones among them, per year",
    .unit = UNIT_PER_YEAR,
    .timing = AFTER,
    .min = 0,
    .max = 1e15,
    .formula = per_year,
    .from = FROM([RETRAINS] = SUM(training_retrains), [FORCED] = SUM(training_forced_retunes),
                 [MONTHS] = NOW(money_horizon)),
    .part = PART_TUNED,
    .report = REPORTED,
};

/* With no retrain at all, the whole time of service. */
FORMULA(between)
{
    const double *retrains = from[RETRAINS], *forced = from[FORCED], *months = from[MONTHS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = months[i] / lane_max(1, retrains[i] + forced[i]);
}

const Quantity training_months_between = {
    .key = "training.months_between",
    .title = "Time between retrains",
    .help = "months of service per retrain",
    .unit = UNIT_MONTHS,
    .timing = AFTER,
    .min = 0,
    .max = 1e6,
    .formula = between,
    .from = FROM([RETRAINS] = SUM(training_retrains), [FORCED] = SUM(training_forced_retunes),
                 [MONTHS] = NOW(money_horizon)),
    .part = PART_TUNED,
    .report = REPORTED,
};
