/* dist_samples.c - measured values: their empirical quantiles.
 *
 * Linear between the order statistics, of which the i-th of n stands at level
 * i / (n - 1).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"

enum { MEAN };

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

bool law_samples(Law *law, const double *values, size_t count, Arena *arena, Error *err)
{
    if (count == 0)
        return fail_status(err, STATUS_SCENARIO, "there are no values");
    double *sorted = arena_array(arena, double, count + 1);
    memcpy(sorted, values, count * sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return fail_status(err, STATUS_SCENARIO, "value %zu is not a finite number", i + 1);
    qsort(sorted, count, sizeof *sorted, ascending);
    sorted[count] = sorted[count - 1];

    /* the trapezoids under the quantile function */
    double sum = count == 1 ? sorted[0] : 0;
    for (size_t i = 0; i + 1 < count; i++)
        sum += (sorted[i] + sorted[i + 1]) / 2 / (double)(count - 1);
    *law = (Law){
        .dist = &dist_samples, .p = { [MEAN] = sum }, .points = sorted, .point_count = count
    };
    return true;
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double last = (double)(law->point_count - 1);
    for (int i = 0; i < 256; i++) {
        double place = u[i] * last;
        size_t k = (size_t)place;
        double low = law->points[k], high = law->points[k + 1];
        x[i] = low + (place - (double)k) * (high - low);
    }
}

static double cdf(const Law *law, double x)
{
    size_t n = law->point_count, below = 0;
    while (below < n && law->points[below] <= x)
        below++;
    if (below == 0 || below == n)
        return below == n;
    double low = law->points[below - 1], high = law->points[below];
    return ((double)(below - 1) + (x - low) / (high - low)) / (double)(n - 1);
}

static double mean(const Law *law)
{
    return law->p[MEAN];
}

static void support(const Law *law, double *low, double *high)
{
    *low = law->points[0];
    *high = law->points[law->point_count - 1];
}

const Dist dist_samples = {
    .name = "samples",
    .help = "measured values from a file",
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
