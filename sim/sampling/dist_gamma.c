/* dist_gamma.c - positive, less skewed than a lognormal: waiting, event rates.
 *
 * The ratio of two quantiles depends on the shape alone and falls with it, so a
 * range gives the shape by bisection, and then the scale.
 */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/table.h"

enum { SHAPE, SCALE };

static double lower(double x, double shape, double scale)
{
    return gsl_cdf_gamma_P(x, shape, scale);
}

static double upper(double x, double shape, double scale)
{
    return gsl_cdf_gamma_Q(x, shape, scale);
}

/* The scale that puts the lower quantile at low. */
static double scale_for(double shape, double low, double tail)
{
    double from = -700, to = 700;
    for (int i = 0; i < 200; i++) {
        double middle = (from + to) / 2;
        if (gsl_cdf_gamma_P(low, shape, exp(middle)) > tail)
            from = middle;
        else
            to = middle;
    }
    return exp((from + to) / 2);
}

static bool from_range(Law *law, double low, double high, double tail, Arena *arena, Error *err)
{
    if (!(low > 0))
        return fail_status(err, STATUS_SCENARIO, "a gamma range must lie above zero");
    double from = log(0.02), to = log(1e5);
    for (int i = 0; i < 100; i++) {
        double middle = (from + to) / 2, shape = exp(middle);
        if (gsl_cdf_gamma_Q(high, shape, scale_for(shape, low, tail)) > tail)
            from = middle;
        else
            to = middle;
    }
    double shape = exp((from + to) / 2), scale = scale_for(shape, low, tail);
    if (!(fabs(gsl_cdf_gamma_Q(high, shape, scale) - tail) < 1e-8))
        return fail_status(err, STATUS_SCENARIO, "no gamma distribution has these quantiles");
    *law = (Law){ .dist = &dist_gamma, .p = { [SHAPE] = shape, [SCALE] = scale } };
    return table_make(law,
                      &(TableLaw){ lower, upper, gsl_ran_gamma_pdf, shape, scale, TABLE_LOG },
                      arena, err);
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    table_quantile(law, TABLE_LOG, u, x);
}

static double cdf(const Law *law, double x)
{
    return x > 0 ? gsl_cdf_gamma_P(x, law->p[SHAPE], law->p[SCALE]) : 0;
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
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
