/* dist_constant.c - a value that is known. */
#include "sim/sampling/dist.h"

enum { VALUE };

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    for (int i = 0; i < 256; i++)
        x[i] = law->p[VALUE];
    (void)u;
}

static double cdf(const Law *law, double x)
{
    return x >= law->p[VALUE] ? 1 : 0;
}

static double mean(const Law *law)
{
    return law->p[VALUE];
}

static void support(const Law *law, double *low, double *high)
{
    *low = *high = law->p[VALUE];
}

const Dist dist_constant = {
    .name = "constant",
    .help = "a value that is known",
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};

void law_constant(Law *law, double value)
{
    *law = (Law){ .dist = &dist_constant, .p = { [VALUE] = value } };
}
