/* knowledge_weights.c - what a tuned model knows grows old until it is retrained.
 *
 * A share c of the facts changes each month, evenly within it, so after t months
 * without a retrain the share 1 - (1 - c)^t of what the weights know is stale; a
 * retrain leaves stale what changed in its lead time. The mean over a month is
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

/* Value of the interval in force from which on a policy does not go by time. */
#define NO_CALENDAR 1e6

enum { PERIOD, RETRAINS, AGE_BEFORE, WHEN };

/* By the calendar a retrain comes when its interval is over, otherwise at the end
 * of the month. */
FORMULA(age)
{
    const double *period = from[PERIOD], *retrains = from[RETRAINS], *before = from[AGE_BEFORE];
    const double month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++) {
        double by_calendar = month - period[i] * lane_floor(month / period[i]);
        double by_month = retrains[i] > 0 ? 0 : before[i] + 1;

        out[i] = period[i] < NO_CALENDAR ? by_calendar : by_month;
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
    .from =
        FROM([PERIOD] = NOW(training_interval_in_force), [RETRAINS] = NOW(training_retrains),
             [AGE_BEFORE] = LAST(knowledge_age), [WHEN] = THIS_MONTH),
    .initial = 0,
    .part = PART_TUNED,
};

enum { CHANGE, START, COUNT, AGE, LEAD };

FORMULA(stale_at_end)
{
    const double *change = from[CHANGE], *start = from[START], *count = from[COUNT];
    const double *months = from[AGE], *lead = from[LEAD];

    for (size_t i = 0; i < LANES; i++) {
        double kept = 1 - change[i];
        double retrained = 1 - lane_pow(kept, months[i] + lead[i]);

        out[i] = count[i] > 0 ? retrained : 1 - (1 - start[i]) * kept;
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
    .from = FROM([CHANGE] = NOW(corpus_change_rate), [START] = LAST(knowledge_stale_at_end),
                 [COUNT] = NOW(training_retrains), [AGE] = NOW(knowledge_age),
                 [LEAD] = NOW(lead_time)),
    .initial = 0,
    .part = PART_TUNED,
};

enum { RATE, BEGIN, END, TIMES, REST, SPACING, FRESH };

/* A month with n retrains: the rest of the old interval, n - 1 whole ones, and
 * the beginning of the one that goes on. */
FORMULA(stale_in_month)
{
    const double *rate = from[RATE], *begin = from[BEGIN], *end = from[END];
    const double *times = from[TIMES], *rest = from[REST], *spacing = from[SPACING];
    const double *lead = from[FRESH];

    for (size_t i = 0; i < LANES; i++) {
        double kept = 1 - rate[i], whole = lane_max(0, times[i] - 1) * spacing[i];
        double first = times[i] > 0 ? lane_max(0, 1 - whole - rest[i]) : 1;
        double old = 1 - (1 - begin[i]) * lane_pow(kept, first);
        double fresh = 1 - lane_pow(kept, lead[i]);
        double due = 1 - lane_pow(kept, lead[i] + spacing[i]);
        double after = whole * (fresh + due) + rest[i] * (fresh + end[i]);

        out[i] = (first * (begin[i] + old) + (times[i] > 0 ? after : 0)) / 2;
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
    .from = FROM([RATE] = NOW(corpus_change_rate), [BEGIN] = LAST(knowledge_stale_at_end),
                 [END] = NOW(knowledge_stale_at_end), [TIMES] = NOW(training_retrains),
                 [REST] = NOW(knowledge_age), [SPACING] = NOW(training_interval_in_force),
                 [FRESH] = NOW(lead_time)),
    .part = PART_TUNED,
};
