/* dist_quantiles.c - what a dashboard shows: values at some levels.
 *
 * The values, or their logarithms where all are positive, are joined over the normal
 * scores of the levels by the monotone cubics of Steffen (1990). Beyond the first and
 * last level the line through the outermost pair goes on: a normal tail, or a
 * lognormal one. Tails of other values stop at zero if none is negative.
 */
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"
#include "sim/sampling/scores.h"

enum { LOGS, FLOOR };            /* p: whether points are logarithms; the lowest value */
enum { Z, C0, C1, C2, C3, ROW }; /* points: pieces that start at z, low tail first    */

/* Slope at knot k of the monotone cubics. */
static double steffen(const double *z, const double *y, size_t n, size_t k)
{
    if (k == 0 || k == n - 1) {
        size_t i = k ? k - 1 : 0;
        return (y[i + 1] - y[i]) / (z[i + 1] - z[i]);
    }
    double h0 = z[k] - z[k - 1], h1 = z[k + 1] - z[k];
    double s0 = (y[k] - y[k - 1]) / h0, s1 = (y[k + 1] - y[k]) / h1;
    double parabola = (s0 * h1 + s1 * h0) / (h0 + h1);
    return fmin(fmin(2 * s0, 2 * s1), parabola);
}

static void set_piece(double *row, double z, double y, double slope)
{
    row[Z] = z;
    row[C0] = y;
    row[C1] = slope;
    row[C2] = row[C3] = 0;
}

static void make_pieces(double *points, const double *z, const double *y, size_t n)
{
    set_piece(points, z[0], y[0], steffen(z, y, n, 0));
    for (size_t k = 0; k + 1 < n; k++) {
        double *row = points + (k + 1) * ROW, h = z[k + 1] - z[k], rise = (y[k + 1] - y[k]) / h;
        double d0 = steffen(z, y, n, k), d1 = steffen(z, y, n, k + 1);
        set_piece(row, z[k], y[k], d0);
        row[C2] = (3 * rise - 2 * d0 - d1) / h;
        row[C3] = (d0 + d1 - 2 * rise) / (h * h);
    }
    set_piece(points + n * ROW, z[n - 1], y[n - 1], steffen(z, y, n, n - 1));
}

bool law_quantiles(Law *law, const double *levels, const double *values, size_t count,
                   Arena *arena, Error *err)
{
    bool logs = true, negative = false;
    if (count < 2)
        return fail_status(err, STATUS_SCENARIO, "at least two quantiles are needed");
    for (size_t i = 0; i < count; i++) {
        if (!(levels[i] > 0 && levels[i] < 1) || (i && !(levels[i] > levels[i - 1])))
            return fail_status(err, STATUS_SCENARIO,
                               "levels must rise and lie between 0%% and 100%%");
        if (i && values[i] < values[i - 1])
            return fail_status(err, STATUS_SCENARIO,
                               "a higher level cannot have a lower value");
        logs &= values[i] > 0;
        negative |= values[i] < 0;
    }
    double *z = arena_array(arena, double, count), *y = arena_array(arena, double, count);
    for (size_t i = 0; i < count; i++) {
        z[i] = lane_normal(levels[i]);
        y[i] = logs ? lane_log(values[i]) : values[i];
    }
    *law = (Law){ .dist = &dist_quantiles,
                  .p = { [LOGS] = logs, [FLOOR] = negative ? -INFINITY : 0 },
                  .points = arena_array(arena, double, (count + 1) * ROW),
                  .point_count = (count + 1) * ROW };
    make_pieces(law->points, z, y, count);
    return true;
}

/* lane by lane, because pieces are few and their number is not known */
static void look_up(double *restrict y, const Law *law, const double *restrict z)
{
    size_t pieces = law->point_count / ROW;
    for (int i = 0; i < 256; i++) {
        size_t k = 0;
        while (k + 1 < pieces && z[i] >= law->points[(k + 1) * ROW + Z])
            k++;
        const double *row = law->points + k * ROW;
        double w = z[i] - row[Z];
        y[i] = row[C0] + w * (row[C1] + w * (row[C2] + w * row[C3]));
    }
}

WIDE static void undo_log(double *restrict x, const double *restrict y)
{
    for (int i = 0; i < 256; i++)
        x[i] = lane_exp(y[i]);
}

WIDE static void keep_above(double *restrict x, const double *restrict y, double lowest)
{
    for (int i = 0; i < 256; i++)
        x[i] = lane_max(y[i], lowest);
}

static void at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    double y[256];

    look_up(y, law, z);
    if (law->p[LOGS] != 0)
        undo_log(x, y);
    else
        keep_above(x, y, law->p[FLOOR]);
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double z[256];

    scores_fill(z, u);
    at_scores(law, z, x);
}

static double cdf(const Law *law, double x)
{
    double low = 0x1p-53, high = 1 - 0x1p-53;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (law_quantile(law, middle) > x)
            high = middle;
        else
            low = middle;
    }
    return (low + high) / 2;
}

/* The mean of the quantiles of equally likely levels; the panels are fine enough for
 * six digits, and part of the definition of what `varies` divides by. */
static double mean(const Law *law)
{
    enum { PANELS = 256 };
    double u[256], x[256], sum = 0;
    for (int panel = 0; panel < PANELS; panel++) {
        for (int i = 0; i < 256; i++)
            u[i] = (panel * 256 + i + 0.5) / (PANELS * 256.0);
        quantile(law, u, x);
        for (int i = 0; i < 256; i++)
            sum += x[i];
    }
    return sum / (PANELS * 256.0);
}

static void support(const Law *law, double *low, double *high)
{
    *low = law->p[LOGS] != 0 ? 0 : law->p[FLOOR];
    *high = INFINITY;
}

const Dist dist_quantiles = {
    .name = "quantiles",
    .help = "values at some levels, as a dashboard shows them",
    .quantile = quantile,
    .at_scores = at_scores,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
