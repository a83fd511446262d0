/* serving_hours.c - for how many hours the GPUs of a served model run.
 *
 * Without autoscaling all replicas run all month. With it they follow the day of
 * traffic_cycles.c: a sinusoid whose peak is P times the mean, so that u hours from the peak
 * the load is that of the peak times
 *
 *   1 - d (1 - cos(2 pi u / w)),  d = min((P - 1) / P, 1/2),  w = 24 h * min(1, 2 / P)
 *
 * and nothing beyond w / 2. Each hour has the replicas that its busiest minute needs, at
 * least the minimum, with the spare ones, and no fewer than are reserved. The fleet grows
 * once a day; what joins is paid idle while it starts. A day never costs more than
 * running through. Assumption: every day is alike.
 */
#include "models/model.h"

enum { OFF, ON };
enum { HALF_DAY = 12 };

const Quantity serving_autoscaling = {
    .key = "serving.autoscaling",
    .title = "Autoscaling",
    .help = "whether replicas follow the hours of the day or run all month",
    .unit = UNIT_NUMBER,
    .min = OFF,
    .max = ON,
    .prior = "off",
    .source = "assumption: GPUs are scarce enough to be kept",
    .choices = CHOICES("off", "on"),
    .part = PART_HOSTED,
};

static const Quantity start_up = {
    .key = "serving.start_up",
    .title = "Start-up time",
    .help = "time that a new replica is paid for before it answers",
    .unit = UNIT_MINUTES,
    .min = 0,
    .max = 720,
    .prior = "5 min",
    .source = "assumption: a machine boots and reads tens of gigabytes of weights",
    .part = PART_HOSTED,
};

/* A hair above a whole number is that number: 8 / 0.4 is 20, not 21. */
static inline double whole(double x)
{
    return lane_ceil(x * (1 - 1e-12));
}

enum {
    REPLICAS,
    EACH_HAS,
    HOURS,
    AUTOSCALING,
    PEAK_RATE,
    KEPT_BUSY,
    AT_LEAST,
    SPARES,
    PEAK_TO_MEAN,
    COSINE,
    RESERVED,
    START_UP,
};

/* Whether any lane scales: mostly none does, and a day takes as long as all other lines. */
LANE bool is_scaled(const double *scaled)
{
    uint64_t some = 0;

    for (size_t i = 0; i < LANES; i++)
        some |= lane_bits(scaled[i]) ^ lane_bits(OFF);
    return some;
}

/* Replicas in the hour that begins `hour` hours from the peak, whose angle has this cosine. */
LANE double running(const double *const from[], size_t i, int hour, double cosine)
{
    double peak_to_mean = from[PEAK_TO_MEAN][i];
    double depth = lane_min((peak_to_mean - 1) / peak_to_mean, 0.5);
    double load = hour * peak_to_mean < 2 * HALF_DAY ? 1 - depth * (1 - cosine) : 0;
    double busy = load * from[PEAK_RATE][i] * from[KEPT_BUSY][i];
    double asked = whole(lane_max(busy, from[AT_LEAST][i])) + from[SPARES][i];

    return lane_clamp(asked, from[RESERVED][i] * from[REPLICAS][i], from[REPLICAS][i]);
}

/* Replica hours of a day. The cosines of whole hours follow from those of the two hours
 * before; the way down from the peak has the same hours as the way up. */
WIDE static void day(const double *const from[], double *restrict out)
{
    double at[LANES], before[LANES], first[LANES], last[LANES];

    for (size_t i = 0; i < LANES; i++) {
        at[i] = 1;
        before[i] = from[COSINE][i];
        first[i] = running(from, i, 0, 1);
        out[i] = 0;
    }
    for (int hour = 0; hour < HALF_DAY; hour++)
        for (size_t i = 0; i < LANES; i++) {
            double next = 2 * from[COSINE][i] * at[i] - before[i];
            last[i] = running(from, i, hour, at[i]);
            out[i] += 2 * last[i];
            before[i] = at[i];
            at[i] = next;
        }
    for (size_t i = 0; i < LANES; i++) {
        double idle = (first[i] - last[i]) * from[START_UP][i] / 60;
        out[i] = lane_min(out[i] + idle, 2 * HALF_DAY * from[REPLICAS][i]);
    }
}

FORMULA(gpu_hours)
{
    const double *replicas = from[REPLICAS], *each = from[EACH_HAS], *hours = from[HOURS];
    const double *scaled = from[AUTOSCALING];
    double of_day[LANES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = replicas[i] * each[i] * hours[i];
    if (!is_scaled(scaled))
        return;
    day(from, of_day);
    for (size_t i = 0; i < LANES; i++) {
        double paid = of_day[i] * each[i] * (hours[i] / (2 * HALF_DAY));
        out[i] = scaled[i] > OFF ? paid : out[i];
    }
}

const Quantity serving_gpu_hours = {
    .key = "serving.gpu_hours",
    .title = "GPU hours",
    .help = "GPU hours of this month that are paid for, idle ones included",
    .unit = UNIT_HOURS_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from =
        FROM([REPLICAS] = NOW(serving_replicas), [EACH_HAS] = NOW(serving_rented_per_replica),
             [HOURS] = NOW(money_hours_per_month), [AUTOSCALING] = NOW(serving_autoscaling),
             [PEAK_RATE] = NOW(traffic_peak_rate), [KEPT_BUSY] = NOW(serving_replicas_per_rate),
             [AT_LEAST] = NOW(serving_min_replicas), [SPARES] = NOW(serving_whole_spares),
             [PEAK_TO_MEAN] = NOW(traffic_peak_to_mean), [COSINE] = NOW(traffic_hour_cosine),
             [RESERVED] = NOW(serving_reserved_share), [START_UP] = NOW(start_up)),
    .formula = gpu_hours,
    .part = PART_HOSTED,
};
