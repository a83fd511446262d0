/* retraining.c - what a retrain costs.
 *
 * cost of a retrain = refresh share * curation + attempts * (computing + labour
 *                     + evaluation) + redeployment
 *
 * with 1 / pass chance attempts, their mean, and times the retrains of a month. The
 * luck of single attempts averages out over the retrains of a service, which that of
 * the first training does not; and what a scenario states as the cost of a retrain has
 * its luck in it.
 */
#include "models/model.h"

static const Quantity refresh_share = {
    .key = "training.refresh_share",
    .title = "Refreshed examples",
    .help = "examples that are written anew for a retrain",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "[5%, 10%, 20%]",
    .source = "assumption: in step with the change of the documents",
    .part = PART_TUNED,
};

static const Quantity redeployment_hours = {
    .key = "training.redeployment_hours",
    .title = "Redeployment hours",
    .help = "engineer's hours to bring a retrained model into service",
    .unit = UNIT_HOURS,
    .min = 0,
    .max = 1e4,
    .prior = "[4 h, 8 h, 16 h]",
    .source = "assumption: a working day",
    .part = PART_TUNED,
};

enum { REFRESH, CURATION, CHANCE, COMPUTING, LABOUR, EVALUATION, REDEPLOYMENT, RATE };

FORMULA(retrain_cost)
{
    const double *refresh = from[REFRESH], *curation = from[CURATION];
    const double *chance = from[CHANCE], *computing = from[COMPUTING];
    const double *labour = from[LABOUR], *evaluation = from[EVALUATION];
    const double *redeployment = from[REDEPLOYMENT], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = refresh[i] * curation[i] +
                 (computing[i] + labour[i] + evaluation[i]) / chance[i] +
                 redeployment[i] * rate[i];
}

const Quantity training_retrain_cost = {
    .key = "training.retrain_cost",
    .title = "Cost of a retrain",
    .help = "fresh examples, attempts until the gate passes, redeployment",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .formula = retrain_cost,
    .from = FROM([REFRESH] = NOW(refresh_share), [CURATION] = NOW(build_example_curation),
                 [CHANCE] = NOW(training_pass_chance), [COMPUTING] = NOW(training_compute_cost),
                 [LABOUR] = NOW(training_attempt_labour), [EVALUATION] = NOW(evaluation_cost),
                 [REDEPLOYMENT] = NOW(redeployment_hours), [RATE] = NOW(labour_engineer_rate)),
    .part = PART_TUNED,
    .report = REPORTED,
};

enum { COUNT, COST };

FORMULA(retraining)
{
    const double *count = from[COUNT], *cost = from[COST];

    for (size_t i = 0; i < LANES; i++)
        out[i] = count[i] * cost[i];
}

const Quantity monthly_retraining = {
    .key = "monthly.retraining",
    .title = "Retraining",
    .help = "retrains that are due in this month",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = retraining,
    .from = FROM([COUNT] = NOW(training_retrains), [COST] = NOW(training_retrain_cost)),
    .part = PART_TUNED,
    .adds_to = &cost_updates,
};
