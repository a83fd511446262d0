/* serving_batch.c - requests in progress beside one, by mean values.
 *
 * By Little's law there are b = rate * time(b) of them, where time(b) is what a request
 * takes in their company: to the first token, and then a token a step (capacity.h). What
 * one request meets varies about that, with the chance of arrivals and with bursts, up to more
 * than the largest batch, of whom the rest wait for a seat (crowd.h). Infinite where even the
 * largest batch draws in more requests than it has.
 *
 * Where the engine is simulated (serving_engine.c) nobody needs this: it is 0 there.
 */
#include "models/crossing.h"
#include "models/crowd.h"
#include "models/serving_step.h"

enum { RATE = LOAD_COLUMNS, ROOM, SEATS, BURSTINESS, BURST, SIMULATED, CHANCE };

#define SELDOM 1e-9 /* requests/s */

/* Over zero where b is more than comes in meanwhile. */
WIDE static void exceed(double over[restrict LANES], const double *const from[],
                        const double rate[LANES], const double batch[LANES])
{
    const double *generated = from[LOAD_GENERATED];
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

/* The mean, infinite where there is none. By how much it is over zero says how long requests
 * take beside so many. All lanes are requests of one trial. */
WIDE static void mean_batch(Crowd *restrict crowd, const double *const from[])
{
    double none[LANES], full[LANES], rate[LANES], under[LANES], over[LANES], at_mean[LANES];
    Crossing crossing;

    for (size_t i = 0; i < LANES; i++) {
        none[i] = 0;
        rate[i] = lane_max(from[RATE][i], SELDOM);
        full[i] = lane_max(from[ROOM][i] - 1, 0);
    }
    exceed(under, from, rate, none);
    exceed(over, from, rate, full);
    crossing_start(&crossing, none, under, full, over);
    while (crossing_next(&crossing)) {
        exceed(at_mean, from, rate, crossing.at);
        crossing_tell(&crossing, at_mean);
    }
    crowd->rate = rate[0];
    crowd->most = full[0];
    crowd->mean = over[0] > 0 ? crossing.at[0] : __builtin_inf();
    crowd->alone = -under[0] / rate[0];
    crowd->beside_mean = crossing.at[0] / rate[0];
    crowd->beside_most = (full[0] - over[0]) / rate[0];
}

FORMULA(batch)
{
    double spread = from[BURSTINESS][0];
    Crowd crowd = { .extra = spread * spread - 1,
                    .burst = from[BURST][0],
                    .queue = QUEUES * from[SEATS][0] };

    for (size_t i = 0; i < LANES; i++)
        out[i] = 0;
    if (serving_all_simulated(from[SIMULATED]))
        return;
    mean_batch(&crowd, from);
    if (crowd.mean < __builtin_inf())
        crowd_meet(out, &crowd, from[CHANCE]);
    else
        for (size_t i = 0; i < LANES; i++)
            out[i] = __builtin_inf();
}

const Quantity serving_batch = {
    .key = "serving.batch",
    .title = "Requests in progress",
    .help = "other requests that a request meets at its replica, those who wait among them",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e6,
    .from = FROM(STEP_SOURCES, LOAD_SOURCES, [RATE] = NOW(serving_arrival_rate),
                 [ROOM] = NOW(serving_max_batch), [SEATS] = NOW(serving_max_sequences),
                 [BURSTINESS] = NOW(serving_burstiness), [BURST] = NOW(traffic_burst_rate),
                 [SIMULATED] = NOW(serving_engine_first), [CHANCE] = DRAW),
    .formula = batch,
    .part = PART_HOSTED,
};
