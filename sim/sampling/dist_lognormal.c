/* dist_lognormal.c - positive and skewed: prices, sizes, traffic. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"
#include "sim/sampling/scores.h"

enum { MU, SIGMA };

static bool from_range(Law *law, double low, double high, double tail, Arena *arena, Error *err)
{
    (void)arena;
    if (!(low > 0))
        return fail_status(err, STATUS_SCENARIO, "a lognormal range must lie above zero");
    double log_low = lane_log(low), log_high = lane_log(high), z = lane_normal(1 - tail);
    *law = (Law){
        .dist = &dist_lognormal,
        .p = { [MU] = (log_low + log_high) / 2, [SIGMA] = (log_high - log_low) / (2 * z) }
    };
    return true;
}

WIDE static void at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    double mu = law->p[MU], sigma = law->p[SIGMA];
    for (int i = 0; i < 256; i++)
        x[i] = lane_exp(mu + sigma * z[i]);
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double z[256];

    scores_fill(z, u);
    at_scores(law, z, x);
}

static double cdf(const Law *law, double x)
{
    return x > 0 ? gsl_cdf_lognormal_P(x, law->p[MU], law->p[SIGMA]) : 0;
}

static double mean(const Law *law)
{
    return lane_exp(law->p[MU] + law->p[SIGMA] * law->p[SIGMA] / 2);
}

static void support(const Law *law, double *low, double *high)
{
    (void)law;
    *low = 0;
    *high = INFINITY;
}

const Dist dist_lognormal = {
    .name = "lognormal",
    .help = "positive and skewed: prices, sizes, traffic; what A..B means",
    .from_range = from_range,
    .quantile = quantile,
    .at_scores = at_scores,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
