/* dist_gamma.c - positive, less skewed than a lognormal: waiting, event rates.
 *
 * The ratio of two quantiles depends on the shape alone and falls with it, nearly
 * as a power, so a range gives the shape by secants of the logarithms, and then the
 * scale.
 */
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/scores.h"
#include "sim/sampling/shape_table.h"

enum { SHAPE, SCALE };

/* log of the distance of the logs of the two quantiles, and the lower of these. */
static double log_spread(double shape_parameter, double tail, double *lower)
{
    Shape shape = shape_make(shape_parameter, 0);
    double z = lane_normal(1 - tail);

    *lower = shape_quantile(&shape, -z, NAN).t;
    return log(shape_quantile(&shape, z, NAN).t - *lower);
}

static bool from_range(Law *law, double low, double high, double tail, Arena *arena, Error *err)
{
    if (!(low > 0))
        return fail_status(err, STATUS_SCENARIO, "a gamma range must lie above zero");

    /* start from the variance of the logarithm, which is that of a lognormal */
    double wanted = log(log1p((high - low) / low)), lower, slope = -0.6;
    double sd = exp(wanted) / (2 * lane_normal(1 - tail)), s = log((1 + sd) / (sd * sd));
    double miss = log_spread(exp(s), tail, &lower) - wanted;
    for (int i = 0; i < 50 && fabs(miss) > 1e-13; i++) {
        double next = lane_clamp(s - miss / slope, log(SHAPE_MIN), log(SHAPE_MAX));
        double after = log_spread(exp(next), tail, &lower) - wanted;
        if (next != s)
            slope = lane_clamp((after - miss) / (next - s), -2, -0.25);
        s = next;
        miss = after;
    }
    if (!(fabs(miss) < 1e-8))
        return fail_status(err, STATUS_SCENARIO, "no gamma distribution has these quantiles");
    Shape shape = shape_make(shape_rounded(exp(s)), 0);
    log_spread(shape.a, tail, &lower);
    *law = (Law){ .dist = &dist_gamma,
                  .p = { [SHAPE] = shape.a, [SCALE] = shape_rounded(low / exp(lower)) } };
    return shape_table_make(law, &shape, arena, err);
}

WIDE static void stretch(double *restrict x, double scale)
{
    for (int i = 0; i < 256; i++)
        x[i] *= scale;
}

static void at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    shape_table_gamma(law, z, x);
    stretch(x, law->p[SCALE]);
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double z[256];

    scores_fill(z, u);
    at_scores(law, z, x);
}

static double cdf(const Law *law, double x)
{
    Shape shape = shape_make(law->p[SHAPE], 0);

    return x > 0 ? exp(shape_log_tail(&shape, log(x / law->p[SCALE]), false)) : 0;
}

static double mean(const Law *law)
{
    return law->p[SHAPE] * law->p[SCALE];
}

static void support(const Law *law, double *low, double *high)
{
    (void)law;
    *low = 0;
    *high = INFINITY;
}

const Dist dist_gamma = {
    .name = "gamma",
    .help = "positive, less skewed than a lognormal: waiting, event rates",
    .from_range = from_range,
    .quantile = quantile,
    .at_scores = at_scores,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
