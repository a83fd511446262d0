/* traffic_cycles.c - how traffic swings over a year, and over a day.
 *
 * Both are sinusoids. A year's swings around its mean, so that it leaves the requests of
 * a whole year as they are:
 *
 *   season of month m = 1 + amplitude * cos(2 pi (m - peak month) / 12)
 *
 * A day's has the peak that traffic.peak_to_mean = P says and is the same every day. Up
 * to P = 2 it swings around the mean; above, the night has no traffic at all and a whole
 * swing from zero to the peak and back takes the share 2 / P of a day, which keeps the
 * mean: half the peak for 2 / P of the day. Only serving_fleet.c asks for it, where the
 * fleet follows the hours of the day; the cosine of the angle that an hour turns is here.
 */
#include "models/model.h"

#define TURNS_PER_MONTH (1 / 12.0)
#define TURNS_PER_HOUR  (1 / 24.0)
#define QUARTER_TURN    1.5707963267948966

static const Quantity amplitude = {
    .key = "traffic.season_amplitude",
    .title = "Seasonal swing",
    .help = "how far requests are above their yearly mean in the month of the peak",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "assumption: the same all year unless the scenario knows of a season",
};

static const Quantity peak_month = {
    .key = "traffic.season_peak_month",
    .title = "Month of the seasonal peak",
    .help = "month of service in which the season is highest; so are those 12 later",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 12,
    .prior = "12",
    .source = "assumption: a year starts with the service; without a swing it is of no account",
};

/* cos(2 pi x): as the sine of what is left to a quarter turn, by Taylor's series, whose
 * first term left out is below 3e-16. */
LANE double cosine_of_turns(double x)
{
    double turn = x - lane_floor(x + 0.5);
    double y = QUARTER_TURN * (1 - 4 * __builtin_fabs(turn)), z = y * y;
    double rest = 2.8114572543455206e-15 - z * 8.2206352466243295e-18;

    rest = lane_poly7(z, 1, -1 / 6.0, 1 / 120.0, -1 / 5040.0, 1 / 362880.0, -1 / 39916800.0,
                      1 / 6227020800.0, -7.6471637318198164e-13 + z * rest);
    return y * rest;
}

enum { AMPLITUDE, PEAK_MONTH, WHEN };

FORMULA(season)
{
    const double *swing = from[AMPLITUDE], *peak = from[PEAK_MONTH], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 + swing[i] * cosine_of_turns((month - peak[i]) * TURNS_PER_MONTH);
}

const Quantity traffic_season = {
    .key = "traffic.season",
    .title = "Season",
    .help = "requests of this month over those of a mean one, by the time of year",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 2,
    .from =
        FROM([AMPLITUDE] = NOW(amplitude), [PEAK_MONTH] = NOW(peak_month), [WHEN] = THIS_MONTH),
    .formula = season,
    .only_if = &amplitude,
    .absent = 1,
};

FORMULA(hour_cosine)
{
    const double *peak = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = cosine_of_turns(lane_max(1, peak[i] / 2) * TURNS_PER_HOUR);
}

const Quantity traffic_hour_cosine = {
    .key = "traffic.hour_cosine",
    .title = "Cosine of an hour",
    .help = "cosine of the angle that the sinusoid of a day turns in an hour",
    .unit = UNIT_NUMBER,
    .min = -1,
    .max = 1,
    .from = FROM(NOW(traffic_peak_to_mean)),
    .formula = hour_cosine,
};
