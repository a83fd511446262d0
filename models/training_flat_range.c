/* training_flat_range.c - how far off the optimal interval may be.
 *
 * From `flat_from` to `flat_to` months the cost C/T + w (mean stale share(T)) of
 * training_interval.c is within 5% of its least, between a week and the horizon. With a
 * mean stale share of 1 - (1 - exp(-vT))/(vT), level L = 1.05 times the least, the ends
 * are the roots of
 *
 *   h(T) = C + w (T - (1 - exp(-vT))/v) - L T
 *
 * which is convex, so that Newton's steps from outside of the roots do not pass them.
 * With changes few they are 0.73 and 1.37 times the optimal interval, sqrt(1.05^2 - 1)
 * = 0.32 about 1.05, from which the starts are fitted; three steps leave an error of 2e-4.
 * Where the horizon costs no more than the level, it is the end.
 */
#include "models/model.h"

#define LEAST_MONTHS (7 / DAYS_PER_MONTH)
#define TOLERANCE    1.05

enum { NEWTON_STEPS = 3 };

enum { COST, STALE, FRESH, DECAY, BEST, LONGEST };

/* 1 - (1 - exp(-x))/x, by its series where that cancels. */
LANE double mean_stale(double x)
{
    double series = x * (0.5 - x * (1.0 / 6 - x / 24)), direct = 1 - (1 - lane_exp(-x)) / x;

    return x < 1e-3 ? series : direct;
}

LANE double cost_of(double months, double cost, double stale, double speed)
{
    return cost / months + stale * mean_stale(speed * months);
}

/* A step for h from T. */
LANE double newton(double months, double level, double cost, double stale, double speed)
{
    double x = speed * months;
    double h = cost + months * (stale * mean_stale(x) - level);

    return months - h / (stale * (1 - lane_exp(-x)) - level);
}

/* The levels, and w: what an interval can put right. */
LANE void prepare(double *restrict level, double *restrict stale, const double *const from[])
{
    const double *cost = from[COST], *all = from[STALE], *fresh = from[FRESH];
    const double *speed = from[DECAY], *best = from[BEST];

    for (size_t i = 0; i < LANES; i++) {
        stale[i] = all[i] * (1 - fresh[i]);
        level[i] = TOLERANCE * cost_of(best[i], cost[i], stale[i], speed[i]);
    }
}

/* The start is left of the root, or falls to its left with the first step. Retraining
 * alone must not cost more than the level. */
FORMULA(flat_from)
{
    const double *cost = from[COST], *speed = from[DECAY], *best = from[BEST];
    double level[LANES], stale[LANES];

    prepare(level, stale, from);
    for (size_t i = 0; i < LANES; i++) {
        double small = 0.73 * best[i], bend = speed[i] * small / 2.4;

        out[i] = lane_max(small / lane_sqrt(1 + bend * bend), cost[i] / level[i]);
    }
    for (int step = 0; step < NEWTON_STEPS; step++)
        for (size_t i = 0; i < LANES; i++)
            out[i] = newton(out[i], level[i], cost[i], stale[i], speed[i]);
    for (size_t i = 0; i < LANES; i++) {
        bool at_once = cost_of(LEAST_MONTHS, cost[i], stale[i], speed[i]) <= level[i];

        out[i] = at_once ? LEAST_MONTHS : lane_clamp(out[i], LEAST_MONTHS, best[i]);
    }
}

const Quantity training_flat_from = {
    .key = "training.flat_from",
    .title = "Shortest good interval",
    .help = "shortest time between retrains that costs at most 5% more than the optimal one",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 1e6,
    .formula = flat_from,
    .from = FROM([COST] = NOW(training_retrain_cost), [STALE] = NOW(training_cost_if_all_stale),
                 [FRESH] = NOW(knowledge_stale_when_fresh), [DECAY] = NOW(knowledge_decay),
                 [BEST] = NOW(training_optimal_interval), [LONGEST] = NOW(money_horizon)),
    .part = PART_TUNED,
    .report = REPORTED,
};

/* The start is right of the root; so is where h would be zero if exp(-vT) were. */
FORMULA(flat_to)
{
    const double *cost = from[COST], *speed = from[DECAY], *best = from[BEST];
    const double *longest = from[LONGEST];
    double level[LANES], stale[LANES];

    prepare(level, stale, from);
    for (size_t i = 0; i < LANES; i++) {
        double long_run = (stale[i] / speed[i] - cost[i]) / (stale[i] - level[i]);
        double small = 1.3702 * best[i] * (1 + 0.25 * speed[i] * best[i]);

        small = lane_min(small, longest[i]);
        out[i] = stale[i] > level[i] ? lane_min(small, long_run) : small;
    }
    for (int step = 0; step < NEWTON_STEPS; step++)
        for (size_t i = 0; i < LANES; i++)
            out[i] = newton(out[i], level[i], cost[i], stale[i], speed[i]);
    for (size_t i = 0; i < LANES; i++) {
        bool for_ever = cost_of(longest[i], cost[i], stale[i], speed[i]) <= level[i];

        out[i] = for_ever ? longest[i] : lane_clamp(out[i], best[i], longest[i]);
    }
}

const Quantity training_flat_to = {
    .key = "training.flat_to",
    .title = "Longest good interval",
    .help = "longest time between retrains that costs at most 5% more than the optimal one",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 1e6,
    .formula = flat_to,
    .from = FROM([COST] = NOW(training_retrain_cost), [STALE] = NOW(training_cost_if_all_stale),
                 [FRESH] = NOW(knowledge_stale_when_fresh), [DECAY] = NOW(knowledge_decay),
                 [BEST] = NOW(training_optimal_interval), [LONGEST] = NOW(money_horizon)),
    .part = PART_TUNED,
    .report = REPORTED,
};
