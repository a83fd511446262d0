/* dist_beta.c - a share between 0 and 1.
 *
 * A range gives the member with those two quantiles, found by Newton steps on the
 * logarithms of the two shape parameters.
 */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/table.h"

enum { A, B };

static double lower(double x, double a, double b)
{
    return gsl_cdf_beta_P(x, a, b);
}

static double upper(double x, double a, double b)
{
    return gsl_cdf_beta_Q(x, a, b);
}

static bool make(Law *law, double a, double b, Arena *arena, Error *err)
{
    *law = (Law){ .dist = &dist_beta, .p = { [A] = a, [B] = b } };
    return table_make(law, &(TableLaw){ lower, upper, gsl_ran_beta_pdf, a, b, TABLE_LOGIT },
                      arena, err);
}

/* How far the two tails of shape (exp s, exp t) are from the wanted one, in logs. */
static void misses(double miss[2], double low, double high, double tail, const double shape[2])
{
    double a = exp(shape[0]), b = exp(shape[1]);
    miss[0] = log(gsl_cdf_beta_P(low, a, b) / tail);
    miss[1] = log(gsl_cdf_beta_Q(high, a, b) / tail);
}

static double size_of(const double miss[2])
{
    double size = fabs(miss[0]) + fabs(miss[1]);
    return isfinite(size) ? size : INFINITY;
}

/* One damped Newton step with a numerical Jacobian; false when nothing improves. */
static bool step(double shape[2], double low, double high, double tail)
{
    const double h = 1e-6;
    double miss[2], moved[2][2], next[2], after[2];

    misses(miss, low, high, tail, shape);
    for (int k = 0; k < 2; k++)
        misses(moved[k], low, high, tail,
               (double[]){ shape[0] + (k == 0 ? h : 0), shape[1] + (k == 1 ? h : 0) });
    double j00 = (moved[0][0] - miss[0]) / h, j01 = (moved[1][0] - miss[0]) / h;
    double j10 = (moved[0][1] - miss[1]) / h, j11 = (moved[1][1] - miss[1]) / h;
    double det = j00 * j11 - j01 * j10;
    double d0 = (miss[0] * j11 - miss[1] * j01) / det,
           d1 = (miss[1] * j00 - miss[0] * j10) / det;

    for (double damping = 1; damping > 1e-4; damping /= 2) {
        next[0] = shape[0] - damping * d0;
        next[1] = shape[1] - damping * d1;
        misses(after, low, high, tail, next);
        if (size_of(after) < size_of(miss)) {
            shape[0] = next[0];
            shape[1] = next[1];
            return true;
        }
    }
    return false;
}

static bool from_range(Law *law, double low, double high, double tail, Arena *arena, Error *err)
{
    if (!(low > 0 && high < 1))
        return fail_status(err, STATUS_SCENARIO, "a beta range must lie between 0%% and 100%%");

    /* start from the moments that a normal with these quantiles would have */
    double middle = (low + high) / 2, sd = (high - low) / (2 * lane_normal(1 - tail));
    double size = fmax(middle * (1 - middle) / (sd * sd) - 1, 0.1), miss[2];
    double shape[2] = { log(middle * size), log((1 - middle) * size) };

    for (int i = 0; i < 100 && step(shape, low, high, tail); i++)
        ;
    misses(miss, low, high, tail, shape);
    if (!(size_of(miss) < 1e-8))
        return fail_status(err, STATUS_SCENARIO, "no beta distribution has these quantiles");
    return make(law, exp(shape[0]), exp(shape[1]), arena, err);
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    table_quantile(law, TABLE_LOGIT, u, x);
}

static double cdf(const Law *law, double x)
{
    return gsl_cdf_beta_P(fmin(fmax(x, 0), 1), law->p[A], law->p[B]);
}

static double mean(const Law *law)
{
    return law->p[A] / (law->p[A] + law->p[B]);
}

static void support(const Law *law, double *low, double *high)
{
    (void)law;
    *low = 0;
    *high = 1;
}

const Dist dist_beta = {
    .name = "beta",
    .help = "a share between 0%% and 100%%",
    .from_range = from_range,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
