/* training_interval.c - how often to retrain: the cheapest interval, and the counts.
 *
 * Retraining every T months costs C/T a month. Between retrains the stale share
 * of what the weights know is 1 - exp(-v t), v = -log(1 - change rate), in the
 * mean of an interval 1 - (1 - exp(-vT))/(vT); stale facts cost w a month if all
 * are stale, less what the lead time leaves stale, which no interval puts right. With
 * x = vT the cost C/T + w (mean stale share) is least where
 *
 *   1 - (1 + x) exp(-x) = r = C v / w,   that is   x - log(1 + x) = R = -log(1 - r).
 *
 * The left side is convex and x = R + sqrt(2R) lies to the right of the root
 * (Chatzigeorgiou, IEEE Communications Letters 17, 2013). From there two of Halley's
 * steps lead to the root but for 1e-13 of it: with f = x - log(1 + x) - R a step takes
 * off 2 f x (1 + x) / (2 x^2 - f), and f is at most x^2 / 2. For a small r,
 * T = sqrt(2 C / (w v)). From r = 1 on, or if stale answers cost nothing, a retrain
 * never pays and the horizon is the answer.
 */
#include "models/model.h"

#define LEAST_MONTHS (7 / DAYS_PER_MONTH)
#define LEAST_NORMAL 0x1p-1022

enum { HALLEY_STEPS = 2 };

enum { DAILY, GROWTH, HORIZON, CHANGING, WEIGHTS, BAD };

/* What it costs a month if every fact in the weights is stale, with the traffic
 * of the middle of the service. */
FORMULA(stale_cost)
{
    const double *daily = from[DAILY], *growth = from[GROWTH], *horizon = from[HORIZON];
    const double *changing = from[CHANGING], *index = from[WEIGHTS], *bad = from[BAD];

    for (size_t i = 0; i < LANES; i++) {
        double grown = lane_pow(1 + growth[i], (horizon[i] - 1) / 2);

        out[i] = daily[i] * DAYS_PER_MONTH * grown * changing[i] * (1 - index[i]) * bad[i];
    }
}

const Quantity training_cost_if_all_stale = {
    .key = "training.cost_if_all_stale",
    .title = "Cost if all is stale",
    .help = "what bad answers would cost a month if every fact in the weights were stale",
    .unit = UNIT_MONEY_PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = stale_cost,
    .from =
        FROM([DAILY] = NOW(traffic_requests_per_day), [GROWTH] = NOW(traffic_growth),
             [HORIZON] = NOW(money_horizon), [CHANGING] = NOW(quality_share_on_changing_facts),
             [WEIGHTS] = NOW(knowledge_index_share), [BAD] = NOW(quality_cost_per_bad_answer)),
    .part = PART_TUNED,
    .report = REPORTED,
};

enum { COST, STALE, FRESH, DECAY, LONGEST };

/* r, and where stale answers cost nothing 1. */
LANE double loss_ratio(double cost, double stale, double fresh, double speed)
{
    double avoidable = stale * (1 - fresh), ratio = cost * speed / avoidable;

    return avoidable > 0 ? ratio : 1;
}

/* Step by step, all lanes at once: steps within a lane are no vector code. */
FORMULA(optimal)
{
    const double *cost = from[COST], *stale = from[STALE], *fresh = from[FRESH];
    const double *speed = from[DECAY], *longest = from[LONGEST];
    double target[LANES], x[LANES];

    for (size_t i = 0; i < LANES; i++) {
        double r = loss_ratio(cost[i], stale[i], fresh[i], speed[i]);

        target[i] = -lane_log(1 - lane_min(r, 0.999999));
        x[i] = target[i] + lane_sqrt(2 * target[i]);
    }
    for (int step = 0; step < HALLEY_STEPS; step++)
        for (size_t i = 0; i < LANES; i++) {
            double f = x[i] - lane_log(1 + x[i]) - target[i], square = x[i] * x[i];

            x[i] -= 2 * f * x[i] * (1 + x[i]) / lane_max(2 * square - f, square + LEAST_NORMAL);
        }
    for (size_t i = 0; i < LANES; i++) {
        double r = loss_ratio(cost[i], stale[i], fresh[i], speed[i]), best = x[i] / speed[i];

        best = ((r < 1) & (speed[i] > 0)) ? best : longest[i];
        out[i] = lane_max(LEAST_MONTHS, lane_min(best, longest[i]));
    }
}

const Quantity training_optimal_interval = {
    .key = "training.optimal_interval",
    .title = "Optimal interval",
    .help = "months between retrains at which retrains and stale answers cost least",
    .unit = UNIT_MONTHS,
    .min = 0.01,
    .max = 1e6,
    .formula = optimal,
    .from = FROM([COST] = NOW(training_retrain_cost), [STALE] = NOW(training_cost_if_all_stale),
                 [FRESH] = NOW(knowledge_stale_when_fresh), [DECAY] = NOW(knowledge_decay),
                 [LONGEST] = NOW(money_horizon)),
    .part = PART_TUNED,
    .report = REPORTED,
};
