/* dist_uniform.c - anything between two ends, equally likely. */
#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"

enum { LOW, HIGH };

static bool from_range(Law *law, double low, double high, double tail, Arena *arena, Error *err)
{
    double beyond = (high - low) * tail / (1 - 2 * tail);
    (void)arena;
    (void)err;
    *law =
        (Law){ .dist = &dist_uniform, .p = { [LOW] = low - beyond, [HIGH] = high + beyond } };
    return true;
}

WIDE static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double low = law->p[LOW], width = law->p[HIGH] - law->p[LOW];
    for (int i = 0; i < 256; i++)
        x[i] = low + width * u[i];
}

static double cdf(const Law *law, double x)
{
    return lane_clamp((x - law->p[LOW]) / (law->p[HIGH] - law->p[LOW]), 0, 1);
}

static double mean(const Law *law)
{
    return (law->p[LOW] + law->p[HIGH]) / 2;
}

static void support(const Law *law, double *low, double *high)
{
    *low = law->p[LOW];
    *high = law->p[HIGH];
}

const Dist dist_uniform = {
    .name = "uniform",
    .help = "anything between two ends, equally likely",
    .from_range = from_range,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
