#include "sim/sampling/table.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "sim/base/vmath.h"

/* Knots from -EDGE to EDGE, where Phi(-EDGE) is below the smallest uniform. */
enum { KNOTS = 513, MIDDLE = KNOTS / 2, POINTS = 256 };
#define EDGE 8.25
#define STEP (2 * EDGE / (KNOTS - 1))

static double to_x(TableScale scale, double t)
{
    return scale == TABLE_LOG ? exp(t) : 1 / (1 + exp(-t));
}

/* dx/dt at t */
static double slope_of_x(TableScale scale, double t)
{
    double x = to_x(scale, t);
    return scale == TABLE_LOG ? x : x / (1 + exp(t));
}

/* log of the smaller tail at t minus its log at z: zero at the quantile. */
static double excess(const TableLaw *of, double t, double z)
{
    double x = to_x(of->scale, t);
    return z < 0 ? log(of->p(x, of->a, of->b)) - log(gsl_cdf_ugaussian_P(z))
                 : log(gsl_cdf_ugaussian_Q(z)) - log(of->q(x, of->a, of->b));
}

/* dt/dz at the quantile: densities over slopes. */
static double slope(const TableLaw *of, double t, double z)
{
    double x = to_x(of->scale, t);
    return gsl_ran_ugaussian_pdf(z) / (of->density(x, of->a, of->b) * slope_of_x(of->scale, t));
}

/* The t whose distribution function is Phi(z), near `guess`. */
static double solve(const TableLaw *of, double z, double guess)
{
    double low = guess, high = guess, width = 0.5;
    while (excess(of, low, z) > 0 && low > -1e4)
        low -= width, width *= 2;
    for (width = 0.5; !(excess(of, high, z) > 0) && high < 1e4; width *= 2)
        high += width;

    double t = guess;
    for (int i = 0; i < 200; i++) {
        double e = excess(of, t, z);
        if (e > 0)
            high = t;
        else
            low = t;
        double x = to_x(of->scale, t),
               tail = z < 0 ? of->p(x, of->a, of->b) : of->q(x, of->a, of->b);
        double next = t - e * tail / (of->density(x, of->a, of->b) * slope_of_x(of->scale, t));
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (fabs(next - t) < 1e-13 * (1 + fabs(t)))
            return next;
        t = next;
    }
    return t;
}

static double rounded(double x)
{
    int exponent;
    frexp(x, &exponent);
    return ldexp(nearbyint(ldexp(x, 40 - exponent)), exponent - 40);
}

/* Where a tail cannot be computed the table goes on straight. */
static void make_knot(double *points, int k, int step, const TableLaw *of)
{
    double z = -EDGE + k * STEP, *value = points + 2 * k, *before = points + 2 * (k - step);
    double guess = before[0] + step * before[1];
    double t = solve(of, z, guess), d = slope(of, t, z) * STEP;

    bool usable = isfinite(t) && isfinite(d) && d > 0 && (t - before[0]) * step > 0;
    value[0] = usable ? t : guess;
    value[1] = usable ? d : before[1];
}

/* Compare quantiles between the knots with the distribution function: how far off
 * they are in z, beyond what rounding x to a double does. */
static bool check(const Law *law, const TableLaw *of, Error *err)
{
    double u[POINTS], x[POINTS];
    for (int i = 0; i < POINTS; i++)
        u[i] = gsl_cdf_ugaussian_P(-6 + 12.0 * (i + 0.5) / POINTS);
    table_quantile(law, of->scale, u, x);
    for (int i = 0; i < POINTS; i++) {
        double z = -6 + 12.0 * (i + 0.5) / POINTS;
        double tail = z < 0 ? gsl_cdf_ugaussian_P(z) : gsl_cdf_ugaussian_Q(z);
        double there = z < 0 ? of->p(x[i], of->a, of->b) : of->q(x[i], of->a, of->b);
        double rounding = 4 * DBL_EPSILON * x[i] * of->density(x[i], of->a, of->b);
        if (!(fabs(there - tail) - rounding < TABLE_ERROR * gsl_ran_ugaussian_pdf(z)))
            return fail_status(err, STATUS_SCENARIO,
                               "its shape (%g, %g) is too extreme to be tabulated", of->a, of->b);
    }
    return true;
}

bool table_make(Law *law, const TableLaw *of, Arena *arena, Error *err)
{
    double *points = arena_array(arena, double, 2 * KNOTS);
    double middle =
        solve(of, 0, of->scale == TABLE_LOG ? log(of->a * of->b) : log(of->a / of->b));

    points[2 * MIDDLE] = middle;
    points[2 * MIDDLE + 1] = slope(of, middle, 0) * STEP;
    for (int k = MIDDLE + 1; k < KNOTS; k++)
        make_knot(points, k, 1, of);
    for (int k = MIDDLE - 1; k >= 0; k--)
        make_knot(points, k, -1, of);
    for (int i = 0; i < 2 * KNOTS; i++)
        points[i] = rounded(points[i]);
    law->points = points;
    law->point_count = 2 * KNOTS;
    return check(law, of, err);
}

WIDE void table_quantile(const Law *law, TableScale scale, const double *restrict u,
                         double *restrict x)
{
    const double *restrict points = law->points;
    bool logit = scale == TABLE_LOGIT;

    for (int i = 0; i < POINTS; i++) {
        double place = lane_clamp((lane_normal(u[i]) + EDGE) * (1 / STEP), 0, KNOTS - 1.000001);
        int k = (int)place;
        double w = place - k;
        double y0 = points[2 * k], d0 = points[2 * k + 1];
        double y1 = points[2 * k + 2], d1 = points[2 * k + 3];
        double rise = y1 - y0;
        double t = y0 + w * (d0 + w * ((3 * rise - 2 * d0 - d1) + w * (d0 + d1 - 2 * rise)));
        double e = lane_exp(logit ? -t : t);
        x[i] = logit ? 1 / (1 + e) : e;
    }
}
