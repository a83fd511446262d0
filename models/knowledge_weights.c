/* knowledge_weights.c - what a tuned model knows grows old until it is retrained.
 *
 * A share c of the facts changes each month, evenly within it, so after t months
 * without a retrain the share 1 - (1 - c)^t = 1 - exp(-v t) of what the weights
 * know is stale, v = -log(1 - c); a retrain leaves stale what changed in its lead
 * time. The mean over a month is
 * that over its pieces between retrains, each the mean of its start and end.
 */
#include "models/model.h"

static const Quantity lead_time = {
    .key = "training.lead_time",
    .title = "Retraining lead time",
    .help = "time from the newest fact in the examples to the model in service",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 120,
    .prior = "0 months",
    .source = "assumption: neutral; published accounts say hours to days",
    .part = PART_TUNED,
};

/* Decay where all facts change each month: next to no time is too long. */
#define AT_ONCE 1e300

FORMULA(decay)
{
    const double *change = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = change[i] < 1 ? -lane_log(1 - change[i]) : AT_ONCE;
}

const Quantity knowledge_decay = {
    .key = "knowledge.decay",
    .title = "Decay of knowledge",
    .help = "rate at which what is still true goes stale, at any moment",
    .unit = UNIT_PER_MONTH_,
    .min = 0,
    .max = AT_ONCE,
    .formula = decay,
    .from = FROM(NOW(corpus_change_rate)),
    .part = PART_TUNED,
};

enum { DECAY, LEAD, PERIOD };

FORMULA(stale_when_fresh)
{
    const double *speed = from[DECAY], *lead = from[LEAD];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 - lane_exp(-speed[i] * lead[i]);
}

static const Quantity knowledge_stale_when_fresh = {
    .key = "knowledge.stale_when_fresh",
    .title = "Stale after a retrain",
    .help = "share of what the weights know that is out of date when a retrained model begins",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = stale_when_fresh,
    .from = FROM([DECAY] = NOW(knowledge_decay), [LEAD] = NOW(lead_time)),
    .part = PART_TUNED,
};

FORMULA(stale_when_due)
{
    const double *speed = from[DECAY], *lead = from[LEAD], *period = from[PERIOD];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 - lane_exp(-speed[i] * (lead[i] + period[i]));
}

static const Quantity knowledge_stale_when_due = {
    .key = "knowledge.stale_when_due",
    .title = "Stale before a retrain",
    .help = "share of what the weights know that is out of date when a whole interval is over",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = stale_when_due,
    .from = FROM([DECAY] = NOW(knowledge_decay), [LEAD] = NOW(lead_time),
                 [PERIOD] = NOW(training_interval_in_force)),
    .part = PART_TUNED,
};

/* Value of the interval in force from which on a policy does not go by time. */
#define NO_CALENDAR 1e6

enum { INTERVAL, OVER, RETRAINS, AGE_BEFORE, WHEN };

/* By the calendar a retrain comes when its interval is over, otherwise at the end
 * of the month. */
FORMULA(age)
{
    const double *interval = from[INTERVAL], *over = from[OVER], *retrains = from[RETRAINS];
    const double *before = from[AGE_BEFORE], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++) {
        double by_calendar = lane_max(0, month - over[i] * interval[i]);
        double by_month = retrains[i] > 0 ? 0 : before[i] + 1;

        out[i] = interval[i] < NO_CALENDAR ? by_calendar : by_month;
    }
}

const Quantity knowledge_age = {
    .key = "knowledge.age",
    .title = "Age of the tuned model",
    .help = "months from the last retrain, or the launch, to the end of the month",
    .unit = UNIT_MONTHS,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1200,
    .formula = age,
    .from = FROM([INTERVAL] = NOW(training_interval_in_force),
                 [OVER] = NOW(training_intervals_over), [RETRAINS] = NOW(training_retrains),
                 [AGE_BEFORE] = LAST(knowledge_age), [WHEN] = THIS_MONTH),
    .initial = 0,
    .part = PART_TUNED,
};

enum { SPEED, START, COUNT, AGE, LEAD_TIME };

/* What is still true at the end: of what was at the start, or after the last retrain,
 * of everything. */
FORMULA(stale_at_end)
{
    const double *speed = from[SPEED], *start = from[START], *count = from[COUNT];
    const double *months = from[AGE], *lead = from[LEAD_TIME];

    for (size_t i = 0; i < LANES; i++) {
        double span = count[i] > 0 ? months[i] + lead[i] : 1;
        double known = count[i] > 0 ? 1 : 1 - start[i];

        out[i] = 1 - known * lane_exp(-speed[i] * span);
    }
}

const Quantity knowledge_stale_at_end = {
    .key = "knowledge.stale_at_end",
    .title = "Stale at month's end",
    .help = "share of what the weights know that is out of date when the month ends",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = stale_at_end,
    .from = FROM([SPEED] = NOW(knowledge_decay), [START] = LAST(knowledge_stale_at_end),
                 [COUNT] = NOW(training_retrains), [AGE] = NOW(knowledge_age),
                 [LEAD_TIME] = NOW(lead_time)),
    .initial = 0,
    .part = PART_TUNED,
};

enum { OUTDATING, BEGIN, END, TIMES, REST, SPACING, FRESH, DUE };

/* A month with n retrains: the rest of the old interval, n - 1 whole ones, and
 * the beginning of the one that goes on. */
FORMULA(stale_in_month)
{
    const double *speed = from[OUTDATING], *begin = from[BEGIN], *end = from[END];
    const double *times = from[TIMES], *rest = from[REST], *spacing = from[SPACING];
    const double *fresh = from[FRESH], *due = from[DUE];

    for (size_t i = 0; i < LANES; i++) {
        double whole = lane_max(0, times[i] - 1) * spacing[i];
        double last = times[i] > 0 ? rest[i] : 0, first = lane_max(0, 1 - whole - last);
        double old = 1 - (1 - begin[i]) * lane_exp(-speed[i] * first);
        double after = whole * (fresh[i] + due[i]) + last * (fresh[i] + end[i]);

        out[i] = 0.5 * (first * (begin[i] + old) + after);
    }
}

const Quantity knowledge_weights_stale = {
    .key = "knowledge.weights_stale",
    .title = "Stale share of the weights",
    .help = "share of what the weights know that is out of date, mean over the month",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = stale_in_month,
    .from =
        FROM([OUTDATING] = NOW(knowledge_decay), [BEGIN] = LAST(knowledge_stale_at_end),
             [END] = NOW(knowledge_stale_at_end), [TIMES] = NOW(training_retrains),
             [REST] = NOW(knowledge_age), [SPACING] = NOW(training_interval_in_force),
             [FRESH] = NOW(knowledge_stale_when_fresh), [DUE] = NOW(knowledge_stale_when_due)),
    .part = PART_TUNED,
};
