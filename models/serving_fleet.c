/* serving_fleet.c - how many replicas of a served model run.
 *
 * Replicas are whole: those that carry the peak, at least the minimum, and the spare
 * ones, and no more than a quota allows. The GPUs of a replica are whole ones too.
 */
#include "models/model.h"

const Quantity serving_min_replicas = {
    .key = "serving.min_replicas",
    .title = "Least replicas",
    .help = "replicas that run however few requests there are, spare ones aside",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: one replica always runs",
    .part = PART_HOSTED,
};

static const Quantity spare_replicas = {
    .key = "serving.spare_replicas",
    .title = "Spare replicas",
    .help = "replicas beyond what the peak needs",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: one replica may fail or be replaced at any time",
    .part = PART_HOSTED,
};

const Quantity serving_max_replicas = {
    .key = "serving.max_replicas",
    .title = "Most replicas",
    .help = "replicas that a quota allows, spare ones included; 0 for no limit",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: GPUs can be had as they are needed",
    .part = PART_HOSTED,
};

/* A hair above a whole number is that number: 8 / 0.4 is 20, not 21. */
static inline double whole(double x)
{
    return lane_ceil(x * (1 - 1e-12));
}

enum { HIT, RATE };

FORMULA(replicas_kept_busy)
{
    const double *hit = from[HIT], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (1 - hit[i]) / rate[i];
}

const Quantity serving_replicas_per_rate = {
    .key = "serving.replicas_per_rate",
    .title = "Replicas per request a second",
    .help = "replicas that one request a second would keep busy, as a fraction",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e9,
    .from = FROM([HIT] = NOW(cache_hit_share), [RATE] = NOW(serving_rate_per_replica)),
    .formula = replicas_kept_busy,
    .part = PART_HOSTED,
};

FORMULA(rounded_up)
{
    const double *x = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = whole(x[i]);
}

const Quantity serving_whole_spares = {
    .key = "serving.whole_spares",
    .title = "Whole spare replicas",
    .help = "spare replicas, rounded up",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .from = FROM(NOW(spare_replicas)),
    .formula = rounded_up,
    .part = PART_HOSTED,
};

FORMULA(rounded_down)
{
    const double *x = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = x[i] > 0 ? lane_max(lane_floor(x[i]), 1) : 0;
}

static const Quantity whole_quota = {
    .key = "serving.whole_quota",
    .title = "Whole replicas of the quota",
    .help = "replicas that a quota allows, rounded down, at least one; 0 for no limit",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .from = FROM(NOW(serving_max_replicas)),
    .formula = rounded_down,
    .part = PART_HOSTED,
    .only_if = &serving_max_replicas,
};

const Quantity serving_rented_per_replica = {
    .key = "serving.rented_per_replica",
    .title = "Rented GPUs per replica",
    .help = "GPUs that are rented for each replica: whole ones",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .from = FROM(NOW(serving_gpus_per_replica)),
    .formula = rounded_up,
    .part = PART_HOSTED,
};

enum { PEAK, PER_RATE, LEAST, SPARE, MOST };

FORMULA(replicas)
{
    const double *peak = from[PEAK], *per_rate = from[PER_RATE];
    const double *least = from[LEAST], *spare = from[SPARE], *most = from[MOST];

    for (size_t i = 0; i < LANES; i++) {
        double asked = whole(lane_max(peak[i] * per_rate[i], least[i])) + spare[i];
        out[i] = most[i] > 0 ? lane_min(asked, most[i]) : asked;
    }
}

const Quantity serving_replicas = {
    .key = "serving.replicas",
    .title = "Replicas",
    .help = "copies of the model that run this month, spare ones included",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e9,
    .from = FROM([PEAK] = NOW(traffic_peak_rate), [PER_RATE] = NOW(serving_replicas_per_rate),
                 [LEAST] = NOW(serving_min_replicas), [SPARE] = NOW(serving_whole_spares),
                 [MOST] = NOW(whole_quota)),
    .formula = replicas,
    .part = PART_HOSTED,
    .report = AT_LAUNCH,
};
