/* traffic.c - how many requests arrive, and how unevenly.
 *
 * Requests a day grow by the same share every month: in month m they are those
 * of the first times the level (1 + growth)^(m - 1), times the season
 * (traffic_cycles.c) and the share of the users that have come (traffic_adoption.c).
 * A month has 365.25 / 12 days. The busiest time of a day is a multiple of its mean.
 */
#include "models/model.h"

#define DAYS_PER_SECOND (1 / 86400.0)

const Quantity traffic_requests_per_day = {
    .key = "traffic.requests_per_day",
    .title = "Requests per day",
    .help = "requests a day in the first month of service, before season and adoption",
    .unit = UNIT_PER_DAY,
    .min = 0,
    .max = 1e10,
};

const Quantity traffic_growth = {
    .key = "traffic.growth",
    .title = "Traffic growth",
    .help = "growth of requests from one month to the next",
    .unit = UNIT_SHARE_PER_MONTH,
    .min = -0.5,
    .max = 0.5,
    .prior = "0% /month",
    .source = "assumption: no growth unless the scenario expects some",
};

const Quantity traffic_peak_to_mean = {
    .key = "traffic.peak_to_mean",
    .title = "Peak to mean",
    .help = "rate in the busiest minutes over the mean rate",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "2.5..5",
    .source = "assumption: 168 hours of a week squeezed into 35 to 65 office hours",
};

const Quantity traffic_burstiness = {
    .key = "traffic.burstiness",
    .title = "Burstiness",
    .help = "standard deviation of the time between requests over its mean; 1 is chance",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 100,
    .prior = "1..3",
    .source = "Azure LLM inference trace 2023: 1.09 for conversation, 13 for code completion",
};

const Quantity traffic_burst_rate = {
    .key = "traffic.burst_rate",
    .title = "Burst rate",
    .help = "rate of requests in a burst over their mean rate, where they come in bursts",
    .unit = UNIT_NUMBER,
    .min = 1.01,
    .max = 1000,
    .prior = "2..6",
    .source = "Azure LLM inference trace 2023: 5.7 for code completion, by counts of seconds",
};

enum { BEFORE, GROWTH, WHEN };

FORMULA(level)
{
    const double *before = from[BEFORE], *growth = from[GROWTH], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month > 1 ? before[i] * (1 + growth[i]) : 1;
}

static const Quantity traffic_level = {
    .key = "traffic.level",
    .title = "Traffic level",
    .help = "requests of this month over those of the first",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e50,
    .from = FROM([BEFORE] = LAST(traffic_level), [GROWTH] = NOW(traffic_growth),
                 [WHEN] = THIS_MONTH),
    .formula = level,
    .only_if = &traffic_growth,
    .absent = 1,
};

enum { AT_START, LEVEL, SEASON, ADOPTION };

FORMULA(daily_requests)
{
    const double *per_day = from[AT_START], *grown = from[LEVEL];
    const double *season = from[SEASON], *adopted = from[ADOPTION];

    for (size_t i = 0; i < LANES; i++)
        out[i] = per_day[i] * grown[i] * season[i] * adopted[i];
}

const Quantity traffic_daily_requests = {
    .key = "traffic.daily_requests",
    .title = "Requests per day this month",
    .help = "requests a day as growth, season and adoption make them this month",
    .unit = UNIT_PER_DAY,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([AT_START] = NOW(traffic_requests_per_day), [LEVEL] = NOW(traffic_level),
                 [SEASON] = NOW(traffic_season), [ADOPTION] = NOW(traffic_adoption)),
    .formula = daily_requests,
};

FORMULA(requests)
{
    const double *daily = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = DAYS_PER_MONTH * daily[i];
}

const Quantity traffic_requests = {
    .key = "traffic.requests",
    .title = "Requests",
    .help = "requests of this month",
    .unit = UNIT_PER_MONTH_,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e13,
    .from = FROM(NOW(traffic_daily_requests)),
    .formula = requests,
    .report = REPORTED,
};

enum { DAILY, PEAK_TO_MEAN };

FORMULA(peak_rate)
{
    const double *daily = from[DAILY], *peak = from[PEAK_TO_MEAN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = daily[i] * DAYS_PER_SECOND * peak[i];
}

const Quantity traffic_peak_rate = {
    .key = "traffic.peak_rate",
    .title = "Peak rate",
    .help = "requests a second in the busiest minutes of this month",
    .unit = UNIT_PER_SECOND,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e9,
    .from =
        FROM([DAILY] = NOW(traffic_daily_requests), [PEAK_TO_MEAN] = NOW(traffic_peak_to_mean)),
    .formula = peak_rate,
};
