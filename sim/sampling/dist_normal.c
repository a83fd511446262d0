/* dist_normal.c - symmetric around a middle, of either sign: growth, differences. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"
#include "sim/sampling/scores.h"

enum { MEAN, SIGMA };

static bool from_range(Law *law, double low, double high, double tail, Arena *arena, Error *err)
{
    (void)arena;
    (void)err;
    *law = (Law){
        .dist = &dist_normal,
        .p = { [MEAN] = (low + high) / 2, [SIGMA] = (high - low) / (2 * lane_normal(1 - tail)) }
    };
    return true;
}

WIDE static void at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    double middle = law->p[MEAN], sigma = law->p[SIGMA];
    for (int i = 0; i < 256; i++)
        x[i] = middle + sigma * z[i];
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double z[256];

    scores_fill(z, u);
    at_scores(law, z, x);
}

static double cdf(const Law *law, double x)
{
    return gsl_cdf_gaussian_P(x - law->p[MEAN], law->p[SIGMA]);
}

static double mean(const Law *law)
{
    return law->p[MEAN];
}

static void support(const Law *law, double *low, double *high)
{
    (void)law;
    *low = -INFINITY;
    *high = INFINITY;
}

const Dist dist_normal = {
    .name = "normal",
    .help = "symmetric, of either sign: growth, differences",
    .from_range = from_range,
    .quantile = quantile,
    .at_scores = at_scores,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
