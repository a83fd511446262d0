/* serving_arrivals.c - the requests that reach one replica, in a month and an hour of it.
 *
 * In the mean hour or in the busiest one, requests that the answer cache does not answer are
 * spread at random over the replicas that run: all of them, or with autoscaling those that
 * the hour needs, as serving_hours.c has it. A stream whose gaps vary with c becomes, spread
 * over n, one with c'^2 = 1 + (c^2 - 1) / n: bursts are shared too.
 */
#include "models/model.h"

#define SECONDS_PER_DAY 86400.0

enum {
    PEAK_RATE,
    PEAK_TO_MEAN,
    PER_RATE,
    LEAST,
    SPARE,
    REPLICAS,
    SCALED,
    RESERVED,
    AT_THE_PEAK
};

/* A hair above a whole number is that number. */
static inline double whole(double x)
{
    return lane_ceil(x * (1 - 1e-12));
}

FORMULA(running)
{
    const double *peak_rate = from[PEAK_RATE], *peak_to_mean = from[PEAK_TO_MEAN];
    const double *per_rate = from[PER_RATE], *least = from[LEAST], *spare = from[SPARE];
    const double *replicas = from[REPLICAS], *scaled = from[SCALED];
    const double *reserved = from[RESERVED], *at_peak = from[AT_THE_PEAK];

    for (size_t i = 0; i < LANES; i++) {
        double busy = peak_rate[i] / peak_to_mean[i] * per_rate[i];
        double asked = whole(lane_max(busy, least[i])) + spare[i];
        double most = lane_max(replicas[i], 1);
        double kept = lane_max(lane_ceil(reserved[i] * replicas[i]), 1);
        double needed = lane_clamp(asked, lane_min(kept, most), most);
        out[i] = scaled[i] * (1 - at_peak[i]) > 0 ? needed : most;
    }
}

const Quantity serving_running = {
    .key = "serving.running",
    .title = "Replicas that run",
    .help = "replicas that run in the hour that is looked at",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from =
        FROM([PEAK_RATE] = NOW(traffic_peak_rate), [PEAK_TO_MEAN] = NOW(traffic_peak_to_mean),
             [PER_RATE] = NOW(serving_replicas_per_rate), [LEAST] = NOW(serving_min_replicas),
             [SPARE] = NOW(serving_whole_spares), [REPLICAS] = NOW(serving_replicas),
             [SCALED] = NOW(serving_autoscaling), [RESERVED] = NOW(serving_reserved_share),
             [AT_THE_PEAK] = AT_PEAK),
    .formula = running,
    .part = PART_HOSTED,
};

enum { DAILY, HIT, RUNNING, TIMES_MEAN, IS_PEAK };

FORMULA(arrival_rate)
{
    const double *daily = from[DAILY], *hit = from[HIT], *replicas = from[RUNNING];
    const double *times_mean = from[TIMES_MEAN], *at_peak = from[IS_PEAK];

    for (size_t i = 0; i < LANES; i++) {
        double busier = at_peak[i] > 0 ? times_mean[i] : 1;
        double all = daily[i] / SECONDS_PER_DAY * busier * (1 - hit[i]);
        out[i] = all / replicas[i];
    }
}

const Quantity serving_arrival_rate = {
    .key = "serving.arrival_rate",
    .title = "Requests that reach a replica",
    .help = "requests a second that one replica gets in the hour that is looked at",
    .unit = UNIT_PER_SECOND,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from = FROM([DAILY] = NOW(traffic_daily_requests), [HIT] = NOW(cache_hit_share),
                 [RUNNING] = NOW(serving_running), [TIMES_MEAN] = NOW(traffic_peak_to_mean),
                 [IS_PEAK] = AT_PEAK),
    .formula = arrival_rate,
    .part = PART_HOSTED,
};

FORMULA(shared_burstiness)
{
    const double *all = from[0], *replicas = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_sqrt(1 + (all[i] * all[i] - 1) / replicas[i]);
}

const Quantity serving_burstiness = {
    .key = "serving.burstiness",
    .title = "Burstiness at a replica",
    .help = "standard deviation of the time between requests of one replica over its mean",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 100,
    .from = FROM(NOW(traffic_burstiness), NOW(serving_running)),
    .formula = shared_burstiness,
    .part = PART_HOSTED,
};
