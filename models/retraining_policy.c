/* retraining_policy.c - when a retrain is due.
 *
 * `calendar` retrains each time an interval T has passed, floor(m/T) times by the end of
 * month m; `optimal` is a calendar with the interval of training_interval.c; `events`
 * retrains each time another k documents have changed, floor(changes so far / k) times.
 * Both can be several times a month, evenly spaced because change is even. `threshold`
 * retrains at the end of a month, at most once, when the stale share of what the weights
 * know has reached a limit. Where nothing changes only the calendar retrains.
 *
 * A limit that the policy does not go by is put out of reach, so that one formula counts
 * for all of them.
 */
#include "models/model.h"

/* Values of training.policy; the first is 0, calendar. */
enum { THRESHOLD = 1, EVENTS, OPTIMAL };

/* Out of reach: an interval in months, a number of documents, a share. */
#define NEVER_MONTHS  1e6
#define NEVER_CHANGES 1e300
#define NEVER_STALE   2.0

/* Fewer documents than these do not change: what is divided by must not be zero. */
#define LEAST_CHANGES 1e-300

/* A hair below a whole number is that number: an interval that ends with the month is
 * over. */
#define HAIR (1 + 1e-12)

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

enum { POLICY, INTERVAL, BEST, HORIZON };

FORMULA(interval_in_force)
{
    const double *rule = from[POLICY], *stated = from[INTERVAL], *best = from[BEST];
    const double *horizon = from[HORIZON];

    for (size_t i = 0; i < LANES; i++) {
        double sought = best[i] < horizon[i] ? best[i] : NEVER_MONTHS;
        double by_time = rule[i] < THRESHOLD ? stated[i] : sought;

        out[i] = ((rule[i] == THRESHOLD) | (rule[i] == EVENTS)) ? NEVER_MONTHS : by_time;
    }
}

const Quantity training_interval_in_force = {
    .key = "training.interval_in_force",
    .title = "Interval in force",
    .help = "time between retrains if the policy goes by time, else a million months",
    .unit = UNIT_MONTHS,
    .min = 0.01,
    .max = NEVER_MONTHS,
    .formula = interval_in_force,
    .from = FROM([POLICY] = NOW(policy), [INTERVAL] = NOW(interval),
                 [BEST] = NOW(training_optimal_interval), [HORIZON] = NOW(money_horizon)),
    .part = PART_TUNED,
};

enum { RULE, LIMIT };

FORMULA(changes_in_force)
{
    const double *rule = from[RULE], *limit = from[LIMIT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = rule[i] == EVENTS ? limit[i] : NEVER_CHANGES;
}

const Quantity training_changes_in_force = {
    .key = "training.changes_in_force",
    .title = "Changes in force",
    .help = "changed documents per retrain if the policy goes by them, else no number of them",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = NEVER_CHANGES,
    .formula = changes_in_force,
    .from = FROM([RULE] = NOW(policy), [LIMIT] = NOW(changes_limit)),
    .part = PART_TUNED,
};

FORMULA(stale_in_force)
{
    const double *rule = from[RULE], *limit = from[LIMIT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = rule[i] == THRESHOLD ? limit[i] : NEVER_STALE;
}

static const Quantity training_stale_in_force = {
    .key = "training.stale_in_force",
    .title = "Stale limit in force",
    .help = "stale share per retrain if the policy goes by it, else more than all",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = NEVER_STALE,
    .formula = stale_in_force,
    .from = FROM([RULE] = NOW(policy), [LIMIT] = NOW(stale_limit)),
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

FORMULA(intervals_over)
{
    const double *each_month = from[EACH_MONTH], months = *from[MONTHS] * HAIR;

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
        out[i] = lane_floor(so_far[i] * HAIR / limit[i]);
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
    .from = FROM([SO_FAR] = NOW(knowledge_changes_so_far), [PER_RETRAIN] =
                                                               NOW(training_changes_in_force)),
    .initial = 0,
    .part = PART_TUNED,
};

enum { OVER, OVER_BEFORE, PASSED, PASSED_BEFORE, STALE, FORCED, FRESH, CHANGE, MOST_STALE };

FORMULA(retrains)
{
    const double *over = from[OVER], *over_before = from[OVER_BEFORE];
    const double *passed = from[PASSED], *passed_before = from[PASSED_BEFORE];
    const double *stale = from[STALE], *forced = from[FORCED], *fresh = from[FRESH];
    const double *change = from[CHANGE], *limit = from[MOST_STALE];

    for (size_t i = 0; i < LANES; i++) {
        double begin = forced[i] > 0 ? fresh[i] : stale[i];
        double at_end = 1 - (1 - begin) * (1 - change[i]);
        double crossed = ((at_end >= limit[i]) & (at_end > 0)) ? 1 : 0;

        out[i] = (over[i] - over_before[i]) + (passed[i] - passed_before[i]) + crossed;
    }
}

const Quantity training_retrains = {
    .key = "training.retrains",
    .title = "Retrains",
    .help = "retrains of the policy in this month, forced ones besides",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = retrains,
    .from = FROM(
        [OVER] = NOW(training_intervals_over), [OVER_BEFORE] = LAST(training_intervals_over),
        [PASSED] = NOW(training_limits_passed), [PASSED_BEFORE] = LAST(training_limits_passed),
        [STALE] = LAST(knowledge_stale_at_end), [FORCED] = NOW(training_forced_retunes),
        [FRESH] = NOW(knowledge_stale_when_fresh), [CHANGE] = NOW(knowledge_change_share),
        [MOST_STALE] = NOW(training_stale_in_force)),
    .part = PART_TUNED,
};

/* As above, SO_FAR and PER_RETRAIN come first. */
enum { TIMES = PER_RETRAIN + 1, CHANGES, T, DONE, LIMIT_STALE, WHEN };

/* By the threshold a retrain stands at the end; otherwise the last one comes with the end
 * of its interval, or with the document that fills its number. */
FORMULA(rest)
{
    const double *so_far = from[SO_FAR], *limit = from[PER_RETRAIN], *times = from[TIMES];
    const double *changes = from[CHANGES], *t = from[T], *done = from[DONE];
    const double *stale = from[LIMIT_STALE], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++) {
        double by_time = month - done[i] * t[i];
        double beyond = so_far[i] - times[i] * limit[i];
        double by_changes = beyond / lane_max(changes[i], LEAST_CHANGES);
        double latest = lane_clamp(lane_min(by_time, by_changes), 0, 1);

        out[i] = stale[i] < NEVER_STALE ? 0 : latest;
    }
}

const Quantity training_rest_of_month = {
    .key = "training.rest_of_month",
    .title = "Rest of the month",
    .help = "months from the last retrain of a month to its end; all of it if there is none",
    .unit = UNIT_MONTHS,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = rest,
    .from = FROM([SO_FAR] = NOW(knowledge_changes_so_far),
                 [PER_RETRAIN] = NOW(training_changes_in_force),
                 [TIMES] = NOW(training_limits_passed), [CHANGES] = NOW(knowledge_changes),
                 [T] = NOW(training_interval_in_force), [DONE] = NOW(training_intervals_over),
                 [LIMIT_STALE] = NOW(training_stale_in_force), [WHEN] = THIS_MONTH),
    .part = PART_TUNED,
};
