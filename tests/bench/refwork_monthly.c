/* refwork_monthly.c - what designs share, month by month. */
#include "tests/bench/refwork_quantities.h"

/* --- drift events: Poisson counts by inversion ---------------------------------------- */

FORMULA(none)
{
    const double *rate = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_exp(-rate[i]);
}
DERIVED(within_0, none, PER_TRIAL, 0, NOW(input_drift));

/* P(N <= k) = exp(-rate) (1 + rate (1 + rate/2 (1 + ... rate/k))) */
LANE double within(double rate, double no_event, int k)
{
    double sum = 1;

    for (int j = k; j > 0; j--)
        sum = 1 + sum * rate * (1.0 / j);
    return no_event * sum;
}

#define WITHIN(k)                                                                              \
    FORMULA(within_##k)                                                                        \
    {                                                                                          \
        const double *rate = from[0], *no_event = from[1];                                     \
                                                                                               \
        for (size_t i = 0; i < LANES; i++)                                                     \
            out[i] = within(rate[i], no_event[i], k);                                          \
    }                                                                                          \
    DERIVED(within_##k, within_##k, PER_TRIAL, 0, NOW(input_drift), NOW(refwork_within_0))
WITHIN(1);
WITHIN(2);
WITHIN(3);
WITHIN(4);
WITHIN(5);
WITHIN(6);

static double count_of(double u, double rate, double no_event)
{
    double chance = no_event, sum = no_event;
    int count = 0;

    for (; u > sum && count < 400; sum += chance)
        chance *= rate / ++count;
    return count;
}

/* How many of the cumulated chances a uniform exceeds. Seven of them do for all lanes
 * in nine blocks of ten; the others are searched lane by lane. */
FORMULA(events)
{
    const double *u = from[0], *rate = from[1], *const *chance = from + 2;
    const double *c0 = chance[0], *c1 = chance[1], *c2 = chance[2], *c3 = chance[3];
    const double *c4 = chance[4], *c5 = chance[5], *c6 = chance[6];
    uint64_t beyond = 0;

    for (size_t i = 0; i < LANES; i++) {
        double low = (u[i] > c0[i] ? 1.0 : 0) + (u[i] > c1[i] ? 1.0 : 0);
        double middle = (u[i] > c2[i] ? 1.0 : 0) + (u[i] > c3[i] ? 1.0 : 0);
        double high = (u[i] > c4[i] ? 1.0 : 0) + (u[i] > c5[i] ? 1.0 : 0);
        out[i] = low + middle + high + (u[i] > c6[i] ? 1.0 : 0);
        beyond += u[i] > c6[i] ? 1 : 0;
    }
    for (size_t i = 0; beyond > 0 && i < LANES; i++)
        if (u[i] > c6[i])
            out[i] = count_of(u[i], rate[i], c0[i]);
}
DERIVED(events, events, PER_MONTH, 0, DRAW, NOW(input_drift), NOW(refwork_within_0),
        NOW(refwork_within_1), NOW(refwork_within_2), NOW(refwork_within_3),
        NOW(refwork_within_4), NOW(refwork_within_5), NOW(refwork_within_6));

/* --- shared by designs, month by month --------------------------------------------------- */

/* Month 1 of the engine is month 0 of the workload: growth and declines begin after it. */
FORMULA(grown)
{
    const double *last = from[0], *growth = from[1], month = *from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month == 1 ? 1 : last[i] * (1 + growth[i]);
}
FORMULA(fallen)
{
    const double *last = from[0], *decline = from[1], month = *from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month == 1 ? 1 : last[i] * (1 - decline[i]);
}
FORMULA(discount)
{
    const double *last = from[0], *factor = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = last[i] * factor[i];
}
DERIVED(grown, grown, PER_MONTH, 1, LAST(refwork_grown), NOW(input_grow), THIS_MONTH);
DERIVED(api_price, fallen, PER_MONTH, 1, LAST(refwork_api_price), NOW(input_pdec), THIS_MONTH);
DERIVED(gpu_price, fallen, PER_MONTH, 1, LAST(refwork_gpu_price), NOW(input_gdec), THIS_MONTH);
DERIVED(discount, discount, PER_MONTH, 1, LAST(refwork_discount),
        NOW(refwork_monthly_discount));

FORMULA(volume)
{
    const double *first = from[0], *growth = from[1], *amplitude = from[2];
    double season = refwork_season[((int)*from[3] - 1) % 12];

    for (size_t i = 0; i < LANES; i++)
        out[i] = first[i] * growth[i] * (1 + amplitude[i] * season);
}
DERIVED(volume, volume, PER_MONTH, 0, NOW(input_vol0), NOW(refwork_grown), NOW(input_amp),
        THIS_MONTH);

/* A month of the GPUs that the peak needs, at least so many. */
FORMULA(fleet)
{
    const double *requests = from[0], *needed = from[1], *least = from[2], *rate = from[3];
    const double *price = from[4];

    for (size_t i = 0; i < LANES; i++)
        out[i] =
            lane_max(least[i], lane_ceil(requests[i] * needed[i])) * 730 * rate[i] * price[i];
}
DERIVED(fleet_small, fleet, PER_MONTH, 0, NOW(refwork_volume), NOW(refwork_load_small),
        NOW(input_minS), NOW(input_pgpu), NOW(refwork_gpu_price));
DERIVED(fleet_large, fleet, PER_MONTH, 0, NOW(refwork_volume), NOW(refwork_load_large),
        NOW(input_minL), NOW(input_pgpu), NOW(refwork_gpu_price));

FORMULA(retraining)
{
    const double *count = from[0], *people = from[1], *gpus = from[2], *rate = from[3];
    const double *price = from[4];

    for (size_t i = 0; i < LANES; i++)
        out[i] = count[i] * (people[i] + gpus[i] * rate[i] * price[i]);
}
DERIVED(retraining, retraining, PER_MONTH, 0, NOW(refwork_events), NOW(refwork_retrain_people),
        NOW(refwork_retrain_gpu), NOW(input_pgpu), NOW(refwork_gpu_price));
