/* retraining.c - what a retrain costs and when one is due.
 *
 * cost of a retrain = refresh share * curation + attempts * (computing + labour
 *                     + evaluation) + redeployment
 *
 * with 1 / pass chance attempts, their mean: a retrain is repeated often enough
 * for its luck to average out, which that of the first training does not.
 *
 * The policies: `calendar` retrains each time an interval T has passed, floor(m/T)
 * times by the end of month m; `threshold` at the end of a month in which the stale
 * share of what the weights know reaches a limit; `events` at the end of a month
 * in which another k documents have changed; `optimal` is a calendar with the
 * interval of training_interval.c.
 */
#include "models/model.h"

/* Values of training.policy; the first is 0, calendar. */
enum { THRESHOLD = 1, EVENTS, OPTIMAL };

#define NEVER 1e6 /* months: longer than any horizon */

static const Quantity policy = {
    .key = "training.policy",
    .title = "Retraining policy",
    .help = "what triggers a retrain: calendar, threshold, events or optimal",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 3,
    .prior = "calendar",
    .source = "assumption: the usual practice",
    .choices = CHOICES("calendar", "threshold", "events", "optimal"),
    .part = PART_TUNED,
};

static const Quantity interval = {
    .key = "training.interval",
    .title = "Retraining interval",
    .help = "time between retrains by the calendar",
    .unit = UNIT_MONTHS,
    .min = 0.01,
    .max = 1200,
    .prior = "2..6 months",
    .source = "advice for machine learning in general: 1 to 3 months, 6 to 12 where facts are "
              "stable (qeeebo.com, 2025-12-22)",
    .part = PART_TUNED,
};

static const Quantity stale_limit = {
    .key = "training.stale_limit",
    .title = "Stale limit",
    .help = "stale share of what the weights know at which `threshold` retrains",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "10%",
    .source = "assumption: one fact in ten",
    .part = PART_TUNED,
};

static const Quantity changes_limit = {
    .key = "training.changes_limit",
    .title = "Changes per retrain",
    .help = "changed documents after which `events` retrains",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e12,
    .prior = "1000",
    .source = "assumption: a tenth of a mid-size corpus",
    .part = PART_TUNED,
};

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
};

enum { POLICY, INTERVAL, BEST, HORIZON };

FORMULA(interval_in_force)
{
    const double *rule = from[POLICY], *stated = from[INTERVAL], *best = from[BEST];
    const double *horizon = from[HORIZON];

    for (size_t i = 0; i < LANES; i++) {
        double sought = best[i] < horizon[i] ? best[i] : NEVER;

        out[i] = rule[i] < THRESHOLD ? stated[i] : rule[i] < OPTIMAL ? NEVER : sought;
    }
}

const Quantity training_interval_in_force = {
    .key = "training.interval_in_force",
    .title = "Interval in force",
    .help = "time between retrains if the policy goes by time, else a million months",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 1e6,
    .formula = interval_in_force,
    .from = FROM([POLICY] = NOW(policy), [INTERVAL] = NOW(interval),
                 [BEST] = NOW(training_optimal_interval), [HORIZON] = NOW(money_horizon)),
    .part = PART_TUNED,
};

FORMULA(calendar_rate)
{
    const double *months = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 / months[i];
}

static const Quantity training_calendar_rate = {
    .key = "training.calendar_rate",
    .title = "Retrains by the calendar",
    .help = "retrains a month if the policy goes by time",
    .unit = UNIT_PER_MONTH_,
    .min = 0,
    .max = 1e15,
    .formula = calendar_rate,
    .from = FROM(NOW(training_interval_in_force)),
    .part = PART_TUNED,
};

enum { EACH_MONTH, MONTHS };

/* A hair below a whole number is that number: an interval that ends with the month
 * is over. */
FORMULA(intervals_over)
{
    const double *each_month = from[EACH_MONTH], months = *from[MONTHS] * (1 + 1e-12);

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_floor(months * each_month[i]);
}

const Quantity training_intervals_over = {
    .key = "training.intervals_over",
    .title = "Intervals over",
    .help = "whole intervals between retrains from the launch to the end of the month",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = intervals_over,
    .from = FROM([EACH_MONTH] = NOW(training_calendar_rate), [MONTHS] = THIS_MONTH),
    .initial = 0,
    .part = PART_TUNED,
};

enum { SO_FAR, PER_RETRAIN };

FORMULA(limits_passed)
{
    const double *so_far = from[SO_FAR], *limit = from[PER_RETRAIN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_floor(so_far[i] / limit[i]);
}

static const Quantity training_limits_passed = {
    .key = "training.limits_passed",
    .title = "Limits passed",
    .help = "times that another `changes_limit` documents have changed since launch",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = limits_passed,
    .from = FROM([SO_FAR] = NOW(knowledge_changes_so_far), [PER_RETRAIN] = NOW(changes_limit)),
    .initial = 0,
    .part = PART_TUNED,
};

enum { RULE, OVER, OVER_BEFORE, STALE, CHANGE, LIMIT, PASSED, PASSED_BEFORE };

FORMULA(retrains)
{
    const double *rule = from[RULE], *over = from[OVER], *over_before = from[OVER_BEFORE];
    const double *stale = from[STALE], *change = from[CHANGE], *limit = from[LIMIT];
    const double *passed = from[PASSED], *passed_before = from[PASSED_BEFORE];

    for (size_t i = 0; i < LANES; i++) {
        double due = over[i] - over_before[i];
        double at_end = 1 - (1 - stale[i]) * (1 - change[i]);
        double crossed = at_end >= limit[i] ? 1 : 0;
        double events = lane_min(1, passed[i] - passed_before[i]);

        out[i] = rule[i] == THRESHOLD ? crossed : rule[i] == EVENTS ? events : due;
    }
}

const Quantity training_retrains = {
    .key = "training.retrains",
    .title = "Retrains",
    .help = "retrains in this month",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = retrains,
    .from = FROM([RULE] = NOW(policy), [OVER] = NOW(training_intervals_over),
                 [OVER_BEFORE] = LAST(training_intervals_over),
                 [STALE] = LAST(knowledge_stale_at_end), [CHANGE] = NOW(corpus_change_rate),
                 [LIMIT] = NOW(stale_limit), [PASSED] = NOW(training_limits_passed),
                 [PASSED_BEFORE] = LAST(training_limits_passed)),
    .part = PART_TUNED,
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
