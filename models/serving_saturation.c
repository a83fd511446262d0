/* serving_saturation.c - whether a fleet with a quota can keep up.
 *
 * Load is the peak rate over the most that its replicas can do: at the largest batch that
 * memory has room for, whatever that means to those who wait, and used all the time. Where
 * it is 1 or more in a month, that month is saturated. Without a quota the fleet grows with
 * the traffic and there is nothing to ask.
 */
#include "models/serving_step.h"

#define NEXT_TO_NOTHING 1e-9

enum { ROOM = LOAD_COLUMNS };

FORMULA(most)
{
    const double *room = from[ROOM], *generated = from[LOAD_GENERATED];
    BatchTimes times;

    serving_batch_times(&times, from, room);
    for (size_t i = 0; i < LANES; i++) {
        double rate = 1 / (times.reading[i] + generated[i] * times.step[i] / room[i]);
        out[i] = room[i] >= 1 ? rate : NEXT_TO_NOTHING;
    }
}

const Quantity serving_most_per_replica = {
    .key = "serving.most_per_replica",
    .title = "Most requests of a replica",
    .help = "requests a second that a replica can answer, however long they take",
    .unit = UNIT_PER_SECOND,
    .min = 1e-9,
    .max = 1e6,
    .from = FROM(STEP_SOURCES, LOAD_SOURCES, [ROOM] = NOW(serving_max_batch)),
    .formula = most,
    .part = PART_HOSTED,
};

enum { PEAK, HIT, REPLICAS, EACH_DOES };

FORMULA(load)
{
    const double *peak = from[PEAK], *hit = from[HIT], *replicas = from[REPLICAS];
    const double *each = from[EACH_DOES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = peak[i] * (1 - hit[i]) / (lane_max(replicas[i], 1) * each[i]);
}

const Quantity serving_load = {
    .key = "serving.load",
    .title = "Load at the peak",
    .help = "rate of requests in the busiest minutes over the most that the replicas can do",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e18,
    .from =
        FROM([PEAK] = NOW(traffic_peak_rate), [HIT] = NOW(cache_hit_share),
             [REPLICAS] = NOW(serving_replicas), [EACH_DOES] = NOW(serving_most_per_replica)),
    .formula = load,
    .part = PART_HOSTED,
    .only_if = &serving_max_replicas,
};

FORMULA(saturated)
{
    const double *peak_load = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = peak_load[i] >= 1;
}

const Quantity serving_saturated = {
    .key = "serving.saturated",
    .title = "Saturated",
    .help = "1 in a month whose busiest minutes the replicas cannot keep up with",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .from = FROM(NOW(serving_load)),
    .formula = saturated,
    .part = PART_HOSTED,
    .only_if = &serving_max_replicas,
    .report = REPORTED,
};

enum { BEFORE, SATURATED };

FORMULA(until_saturated)
{
    const double *before = from[BEFORE], *too_much = from[SATURATED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = too_much[i] > 0 ? 0 : before[i];
}

const Quantity serving_keeps_up = {
    .key = "serving.keeps_up",
    .title = "Keeps up",
    .help = "1 in the months before the first saturated one, 0 from there on",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .from = FROM([BEFORE] = LAST(serving_keeps_up), [SATURATED] = NOW(serving_saturated)),
    .formula = until_saturated,
    .initial = 1,
    .part = PART_HOSTED,
    .only_if = &serving_max_replicas,
    .report = REPORTED,
};
