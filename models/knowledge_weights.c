/* knowledge_weights.c - what a tuned model knows grows old until it is retrained.
 *
 * A share c of the facts changes in a month, evenly within it, so after t months without
 * a retrain the share 1 - (1 - c)^t = 1 - exp(-v t) of what the weights know is stale,
 * v = -log(1 - c). A retrain leaves stale what changed in its lead time, at the expected
 * rate; the model of the launch knows all. The mean over a month is that over its pieces
 * between retrains, each the mean of its start and end. A forced retune
 * (forced_retunes.c) stands at the beginning of its month.
 */
#include "models/model.h"

const Quantity training_lead_time = {
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
    .help = "rate at which what is still true goes stale, as expected",
    .unit = UNIT_PER_MONTH_,
    .min = 0,
    .max = AT_ONCE,
    .formula = decay,
    .from = FROM(NOW(corpus_change_rate)),
    .part = PART_TUNED,
    .report = REPORTED,
};

enum { SHARE, EXPECTED_SHARE, EXPECTED };

/* Logarithms only where a month differs from what is expected. */
FORMULA(decay_in_month)
{
    const double *share = from[SHARE], *expected = from[EXPECTED_SHARE];
    uint64_t differs = 0;

    for (size_t i = 0; i < LANES; i++)
        differs |= share[i] != expected[i];
    if (differs)
        decay(from, out);
    else
        memcpy(out, from[EXPECTED], LANES * sizeof *out);
}

static const Quantity decay_of_month = {
    .key = "knowledge.decay_of_month",
    .title = "Decay in the month",
    .help = "rate at which what is still true goes stale in this month",
    .unit = UNIT_PER_MONTH_,
    .timing = PER_MONTH,
    .min = 0,
    .max = AT_ONCE,
    .formula = decay_in_month,
    .from = FROM([SHARE] = NOW(knowledge_change_share),
                 [EXPECTED_SHARE] = NOW(corpus_change_rate), [EXPECTED] = NOW(knowledge_decay)),
    .part = PART_TUNED,
};

enum { DECAY, LEAD };

FORMULA(stale_when_fresh)
{
    const double *speed = from[DECAY], *lead = from[LEAD];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 - lane_exp(-speed[i] * lead[i]);
}

const Quantity knowledge_stale_when_fresh = {
    .key = "knowledge.stale_when_fresh",
    .title = "Stale after a retrain",
    .help = "share of what the weights know that is out of date when a retrained model begins",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = stale_when_fresh,
    .from = FROM([DECAY] = NOW(knowledge_decay), [LEAD] = NOW(training_lead_time)),
    .part = PART_TUNED,
    .report = REPORTED,
};

enum { SPEED, START, FORCED, FRESH, COUNT, REST };

/* What is still true at the end: of what was at the start or, after a retrain, of what
 * that knew. */
FORMULA(stale_at_end)
{
    const double *speed = from[SPEED], *start = from[START], *forced = from[FORCED];
    const double *fresh = from[FRESH], *count = from[COUNT], *rest = from[REST];

    for (size_t i = 0; i < LANES; i++) {
        double begin = forced[i] > 0 ? fresh[i] : start[i];
        double span = count[i] > 0 ? rest[i] : 1;
        double known = 1 - (count[i] > 0 ? fresh[i] : begin);

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
    .from =
        FROM([SPEED] = NOW(decay_of_month), [START] = LAST(knowledge_stale_at_end),
             [FORCED] = NOW(training_forced_retunes), [FRESH] = NOW(knowledge_stale_when_fresh),
             [COUNT] = NOW(training_retrains), [REST] = NOW(training_rest_of_month)),
    .initial = 0,
    .part = PART_TUNED,
};

/* Further sources of the mean, after those of the end. */
enum { END = REST + 1, INTERVAL, LIMIT, CHANGES };

/* Start and end of a piece of a month, added. */
LANE double both_ends(double start, double speed, double months)
{
    return start + (1 - (1 - start) * lane_exp(-speed * months));
}

/* Months between two retrains of one month: by the calendar, or as documents change;
 * what is not in force is next to infinite. */
LANE double spacing(double interval, double limit, double changes)
{
    return lane_min(interval, limit / lane_max(changes, 1));
}

/* With several retrains in a month there are whole intervals in it. Where no lane has
 * any, which is usual, that saves half the time. */
FORMULA(stale_in_month)
{
    const double *speed = from[SPEED], *start = from[START], *forced = from[FORCED];
    const double *fresh = from[FRESH], *count = from[COUNT], *rest = from[REST];
    const double *end = from[END];
    uint64_t several = 0;

    for (size_t i = 0; i < LANES; i++) {
        double last = count[i] > 0 ? rest[i] : 0, first = lane_max(0, 1 - last);
        double begin = forced[i] > 0 ? fresh[i] : start[i];

        out[i] = 0.5 * (first * both_ends(begin, speed[i], first) + last * (fresh[i] + end[i]));
        several |= count[i] > 1;
    }
    for (size_t i = 0; several && i < LANES; i++) {
        double apart = spacing(from[INTERVAL][i], from[LIMIT][i], from[CHANGES][i]);
        double whole = lane_max(0, count[i] - 1) * apart, last = count[i] > 0 ? rest[i] : 0;
        double first = lane_max(0, 1 - whole - last);
        double begin = forced[i] > 0 ? fresh[i] : start[i];
        double after =
            whole * both_ends(fresh[i], speed[i], apart) + last * (fresh[i] + end[i]);

        out[i] = 0.5 * (first * both_ends(begin, speed[i], first) + after);
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
        FROM([SPEED] = NOW(decay_of_month), [START] = LAST(knowledge_stale_at_end),
             [FORCED] = NOW(training_forced_retunes), [FRESH] = NOW(knowledge_stale_when_fresh),
             [COUNT] = NOW(training_retrains), [REST] = NOW(training_rest_of_month),
             [END] = NOW(knowledge_stale_at_end), [INTERVAL] = NOW(training_interval_in_force),
             [LIMIT] = NOW(training_changes_in_force), [CHANGES] = NOW(knowledge_changes)),
    .part = PART_TUNED,
};
