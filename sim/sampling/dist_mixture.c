/* dist_mixture.c - one thing or another, each with its share of the chance.
 *
 * The uniform chooses the part, in order of the parts' medians, and what is left of
 * it draws within the part. That gives exactly the mixture, for any parts, and where
 * parts do not overlap it is also the mixture's quantile function.
 */
#include <math.h>
#include <stdlib.h>

#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"

/* points: the cumulated chance at the end of each part */

typedef struct {
    Law law;
    double weight, median;
} Part;

static int by_median(const void *a, const void *b)
{
    double x = ((const Part *)a)->median, y = ((const Part *)b)->median;
    return (x > y) - (x < y);
}

bool law_mixture(Law *law, const Law *parts, const double *weights, size_t count, Arena *arena,
                 Error *err)
{
    double total = 0;
    Part *sorted = arena_array(arena, Part, count + 1);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = (Part){ parts[i], weights[i], law_quantile(&parts[i], 0.5) };
        total += weights[i];
        if (!(weights[i] > 0))
            return fail_status(err, STATUS_SCENARIO, "every part needs a chance above zero");
    }
    if (count == 0 || !(fabs(total - 1) < 1e-9))
        return fail_status(err, STATUS_SCENARIO, "the chances sum to %.6g%%, not 100%%",
                           100 * total);
    qsort(sorted, count, sizeof *sorted, by_median);

    Law *laws = arena_array(arena, Law, count);
    double *ends = arena_array(arena, double, count), end = 0;
    for (size_t i = 0; i < count; i++) {
        laws[i] = sorted[i].law;
        ends[i] = end += sorted[i].weight;
    }
    ends[count - 1] = 1;
    *law = (Law){ .dist = &dist_mixture,
                  .points = ends,
                  .point_count = count,
                  .parts = laws,
                  .part_count = count };
    return true;
}

WIDE static void inside(double *restrict out, const double *restrict u, double begin,
                        double end)
{
    double scale = 1 / (end - begin);
    for (int i = 0; i < 256; i++)
        out[i] = lane_clamp((u[i] - begin) * scale, 0x1p-53, 1 - 0x1p-53);
}

WIDE static void take(double *restrict x, const double *restrict of, const double *restrict u,
                      double begin)
{
    for (int i = 0; i < 256; i++)
        x[i] = u[i] >= begin ? of[i] : x[i];
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double within[256], of[256], begin = 0;
    for (size_t k = 0; k < law->part_count; k++) {
        inside(within, u, begin, law->points[k]);
        law->parts[k].dist->quantile(&law->parts[k], within, of);
        take(x, of, u, begin);
        begin = law->points[k];
    }
}

static double weight(const Law *law, size_t k)
{
    return law->points[k] - (k ? law->points[k - 1] : 0);
}

static double cdf(const Law *law, double x)
{
    double sum = 0;
    for (size_t k = 0; k < law->part_count; k++)
        sum += weight(law, k) * law->parts[k].dist->cdf(&law->parts[k], x);
    return sum;
}

static double mean(const Law *law)
{
    double sum = 0;
    for (size_t k = 0; k < law->part_count; k++)
        sum += weight(law, k) * law_mean(&law->parts[k]);
    return sum;
}

static void support(const Law *law, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t k = 0; k < law->part_count; k++) {
        double a, b;
        law->parts[k].dist->support(&law->parts[k], &a, &b);
        *low = fmin(*low, a);
        *high = fmax(*high, b);
    }
}

const Dist dist_mixture = {
    .name = "mixture",
    .help = "one thing or another: what 40% A | 60% B means",
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
