/* arrivals.c - gaps from uniforms, and their sums. */
#include "sim/serving/arrivals.h"

#include <assert.h>
#include <math.h>

#include "sim/base/vmath.h"

/* Gaps over the mean gap: with a chance of `long_share` exponential with mean long_mean,
 * else constant + exponential with mean short_mean. */
typedef struct {
    double constant, short_mean, long_mean, long_share;
} Gaps;

static Gaps gaps_of(const Arrivals *law)
{
    double calm, share;

    if (law->cv <= 1)
        return (Gaps){ .constant = 1 - law->cv, .short_mean = law->cv, .long_mean = 1 };
    assert(law->burst > 1);
    calm = (1 - 1 / law->burst) * (1 - 1 / law->burst);
    share = calm / (0.5 * (law->cv * law->cv - 1) + calm);
    return (Gaps){
        .short_mean = 1 / law->burst,
        .long_mean = (1 - (1 - share) / law->burst) / share,
        .long_share = share,
    };
}

/* Uniforms below the share of long gaps become those, with the rest of their digits. */
WIDE static void gaps_fill(double *gap, const Gaps *gaps, const double *u, size_t count)
{
    const Gaps g = *gaps;
    double per_long = g.long_share > 0 ? 1 / g.long_share : 0;
    double per_short = 1 / (1 - g.long_share);

    for (size_t i = 0; i < count; i++) {
        double rest = (u[i] - g.long_share) * per_short;
        double in_long = -g.long_mean * lane_log(u[i] * per_long);
        double in_short = g.constant - g.short_mean * lane_log(1 - rest);

        gap[i] = u[i] < g.long_share ? in_long : in_short;
    }
}

void arrivals_fill(double *arrival, const Arrivals *law, const double *u, size_t count)
{
    Gaps gaps = gaps_of(law);
    double sum = 0;

    gaps_fill(arrival, &gaps, u, count);
    for (size_t i = 0; i < count; i++) {
        sum += arrival[i];
        arrival[i] = sum / law->rate;
    }
}

static bool ascend(const double *times, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!(times[i] >= times[i > 0 ? i - 1 : 0] && fabs(times[i]) < INFINITY))
            return false;
    return count > 1 && times[count - 1] > times[0];
}

bool arrivals_replay(double *arrival, size_t count, const double *times, size_t time_count,
                     size_t every, double start, double rate)
{
    size_t at = (size_t)(lane_clamp(start, 0, 1) * (double)time_count);
    double period, stretch, passed = 0, origin;

    if (!ascend(times, time_count))
        return false;
    /* the gap from the last to the first is a mean one */
    period = (times[time_count - 1] - times[0]) / (double)(time_count - 1) * (double)time_count;
    stretch = rate > 0 ? (double)time_count / (double)every / period / rate : 1;
    at = at < time_count ? at : 0;
    origin = times[at];
    for (size_t i = 0; i < count; i++) {
        arrival[i] = (passed + (times[at] - origin)) * stretch;
        for (at += every; at >= time_count; at -= time_count)
            passed += period;
    }
    return true;
}
