/* dist_mixture.c - one thing or another, each with its share of the chance.
 *
 * The parts are put into sections that do not overlap, in rising order: a single part,
 * or parts whose supports overlap, blended into one law by blend.h. The uniform
 * chooses the section and what is left of it is the level within, so that values rise
 * with it.
 */
#include <math.h>
#include <stdlib.h>

#include "sim/base/vmath.h"
#include "sim/sampling/blend.h"
#include "sim/sampling/dist.h"
#include "sim/sampling/scores.h"

/* points: the cumulated chance at the end of each part; parts are the sections of a
 * mixture, or what a section blends */

static const Dist section_of_many;

typedef struct {
    Law law;
    double weight, low, high;
} Part;

/* By where they begin, and points before what begins there. */
static int by_support(const void *a, const void *b)
{
    const Part *x = a, *y = b;
    return x->low != y->low ? (x->low > y->low) - (x->low < y->low)
                            : (x->high > y->high) - (x->high < y->high);
}

static bool take_parts(Part *parts, const Law *laws, const double *weights, size_t count,
                       Error *err)
{
    double total = 0;

    for (size_t i = 0; i < count; i++) {
        parts[i] = (Part){ .law = laws[i], .weight = weights[i] };
        laws[i].dist->support(&laws[i], &parts[i].low, &parts[i].high);
        total += weights[i];
        if (!(weights[i] > 0))
            return fail_status(err, STATUS_SCENARIO, "every part needs a chance above zero");
    }
    if (count == 0 || !(fabs(total - 1) < 1e-9))
        return fail_status(err, STATUS_SCENARIO, "the chances sum to %.6g%%, not 100%%",
                           100 * total);
    qsort(parts, count, sizeof *parts, by_support);
    return true;
}

/* How many parts from the first on overlap one of those before. */
static size_t section_length(const Part *parts, size_t count)
{
    double reach = parts[0].high;
    size_t n = 1;

    for (; n < count && parts[n].low < reach; n++)
        reach = fmax(reach, parts[n].high);
    return n;
}

/* One law of n parts; the chance of all. */
static double make_section(Law *law, const Part *parts, size_t n, Arena *arena)
{
    double chance = 0;

    for (size_t i = 0; i < n; i++)
        chance += parts[i].weight;
    if (n == 1) {
        *law = parts[0].law;
        return chance;
    }
    Law *laws = arena_array(arena, Law, n);
    double *ends = arena_array(arena, double, n), end = 0;
    for (size_t i = 0; i < n; i++) {
        laws[i] = parts[i].law;
        ends[i] = end += parts[i].weight / chance;
    }
    *law = (Law){ .dist = &section_of_many, .points = ends, .parts = laws, .part_count = n };
    blend_make(law, arena);
    return chance;
}

bool law_mixture(Law *law, const Law *parts, const double *weights, size_t count, Arena *arena,
                 Error *err)
{
    Part *sorted = arena_array(arena, Part, count + 1);
    Law *sections = arena_array(arena, Law, count + 1);
    double *ends = arena_array(arena, double, count + 1), end = 0;
    size_t n = 0;

    if (!take_parts(sorted, parts, weights, count, err))
        return false;
    for (size_t at = 0, length; at < count; at += length) {
        length = section_length(sorted + at, count - at);
        ends[n] = end += make_section(&sections[n], sorted + at, length, arena);
        n++;
    }
    ends[n - 1] = 1;
    *law = (Law){ .dist = &dist_mixture,
                  .points = ends,
                  .point_count = n,
                  .parts = sections,
                  .part_count = n };
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

WIDE static void take_constant(double *restrict x, double value, const double *restrict u,
                               double begin)
{
    for (int i = 0; i < 256; i++)
        x[i] = u[i] >= begin ? value : x[i];
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double within[256], of[256], begin = 0;

    for (size_t k = 0; k < law->part_count; k++) {
        const Law *section = &law->parts[k];
        if (law_is_constant(section)) {
            take_constant(x, law_mean(section), u, begin);
        } else {
            inside(within, u, begin, law->points[k]);
            section->dist->quantile(section, within, of);
            take(x, of, u, begin);
        }
        begin = law->points[k];
    }
}

WIDE static void to_uniforms(double *restrict u, const double *restrict z)
{
    for (int i = 0; i < 256; i++)
        u[i] = lane_clamp(lane_normal_cdf(z[i]), 0x1p-53, 1 - 0x1p-53);
}

/* A blend alone has its table over the scores. */
static void at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    double u[256];

    if (law->part_count == 1) {
        law_at_scores(&law->parts[0], z, x);
        return;
    }
    to_uniforms(u, z);
    quantile(law, u, x);
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
    .at_scores = at_scores,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};

static void section_quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double z[256];

    scores_fill(z, u);
    blend_at_scores(law, z, x);
}

static const Dist section_of_many = {
    .name = "section",
    .help = "parts that overlap",
    .quantile = section_quantile,
    .at_scores = blend_at_scores,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
