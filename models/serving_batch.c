/* serving_batch.c - requests in progress beside one, by mean values.
 *
 * By Little's law there are b = rate * time(b) of them, where time(b) is what a request
 * takes in their company: to the first token, and then a token a step (capacity.h). What
 * one request meets varies: with a spread c of the times between requests, its variance
 * is b (1 + c^2) / 2 (Whitt's heavy-traffic peakedness). Infinite where even the largest
 * batch draws in more requests than it has.
 *
 * Where the engine is simulated (serving_engine.c) nobody needs this: it is 0 there.
 */
#include "models/crossing.h"
#include "models/serving_step.h"

enum { RATE = LOAD_COLUMNS, ROOM, BURSTINESS, SIMULATED, CHANCE };

/* Over zero where b is more than comes in meanwhile. */
WIDE static void exceed(double over[restrict LANES], const double *const from[],
                        const double batch[LANES])
{
    const double *rate = from[RATE], *generated = from[LOAD_GENERATED];
    double company[LANES];
    BatchTimes times;

    for (size_t i = 0; i < LANES; i++)
        company[i] = batch[i] + 1;
    serving_batch_times(&times, from, company);
    for (size_t i = 0; i < LANES; i++) {
        double first = serving_first_token_time(&times, i, rate[i]);
        double whole = first + lane_max(generated[i] - 1, 0) * times.token_time[i];
        over[i] = batch[i] - rate[i] * whole;
    }
}

WIDE static void mean_batch(double mean[restrict LANES], const double *const from[])
{
    double none[LANES], most[LANES], under[LANES], over[LANES], full[LANES];
    Crossing crossing;

    for (size_t i = 0; i < LANES; i++) {
        none[i] = 0;
        most[i] = from[ROOM][i];
    }
    exceed(under, from, none);
    exceed(over, from, most);
    for (size_t i = 0; i < LANES; i++)
        full[i] = over[i];
    crossing_start(&crossing, none, under, most, over);
    while (crossing_next(&crossing)) {
        exceed(over, from, crossing.at);
        crossing_tell(&crossing, over);
    }
    for (size_t i = 0; i < LANES; i++)
        mean[i] = full[i] > 0 ? crossing.at[i] : __builtin_inf();
}

/* One of those that a request may meet. */
WIDE static void vary(double out[restrict LANES], const double *const from[],
                      const double mean[LANES])
{
    const double *spread = from[BURSTINESS], *chance = from[CHANCE], *room = from[ROOM];

    for (size_t i = 0; i < LANES; i++) {
        double sigma = lane_sqrt(mean[i] * (1 + spread[i] * spread[i]) / 2);
        double most = lane_max(room[i] - 1, 0);
        double some = lane_clamp(mean[i] + sigma * lane_normal(chance[i]), 0, most);
        out[i] = mean[i] <= room[i] ? some : __builtin_inf();
    }
}

FORMULA(batch)
{
    double mean[LANES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 0;
    if (!serving_all_simulated(from[SIMULATED])) {
        mean_batch(mean, from);
        vary(out, from, mean);
    }
}

const Quantity serving_batch = {
    .key = "serving.batch",
    .title = "Requests in progress",
    .help = "other requests that a request shares its replica with, by mean values",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e6,
    .from = FROM(STEP_SOURCES, LOAD_SOURCES, [RATE] = NOW(serving_arrival_rate),
                 [ROOM] = NOW(serving_max_batch), [BURSTINESS] = NOW(serving_burstiness),
                 [SIMULATED] = NOW(serving_engine_first), [CHANCE] = DRAW),
    .formula = batch,
    .part = PART_HOSTED,
};
