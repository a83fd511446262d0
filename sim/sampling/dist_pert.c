/* dist_pert.c - a lowest, a most likely and a highest value, as planners give them.
 *
 * low + (high - low) Beta(1 + 4 r, 1 + 4 (1 - r)), r where the most likely value
 * lies between the ends (Malcolm et al. 1959).
 */
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/scores.h"
#include "sim/sampling/shape_table.h"

enum { LOW, HIGH, A, B };

static bool from_three(Law *law, double low, double mode, double high, Arena *arena, Error *err)
{
    if (!(low <= mode && mode <= high && low < high))
        return fail_status(err, STATUS_SCENARIO,
                           "the most likely value must lie between the lowest and the highest");
    double r = (mode - low) / (high - low), a = 1 + 4 * r, b = 1 + 4 * (1 - r);
    Shape shape = shape_make(a, b);
    *law = (Law){ .dist = &dist_pert, .p = { [LOW] = low, [HIGH] = high, [A] = a, [B] = b } };
    return shape_table_make(law, &shape, arena, err);
}

WIDE static void stretch(const Law *law, double *restrict x)
{
    double low = law->p[LOW], width = law->p[HIGH] - law->p[LOW];
    for (int i = 0; i < 256; i++)
        x[i] = low + width * x[i];
}

static void at_scores(const Law *law, const double *restrict z, double *restrict x)
{
    shape_table_beta(law, z, x);
    stretch(law, x);
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double z[256];

    scores_fill(z, u);
    at_scores(law, z, x);
}

static double cdf(const Law *law, double x)
{
    double share = (x - law->p[LOW]) / (law->p[HIGH] - law->p[LOW]);
    Shape shape = shape_make(law->p[A], law->p[B]);

    if (share <= 0 || share >= 1)
        return share >= 1;
    return exp(shape_log_tail(&shape, log(share / (1 - share)), false));
}

static double mean(const Law *law)
{
    return law->p[LOW] + (law->p[HIGH] - law->p[LOW]) * law->p[A] / (law->p[A] + law->p[B]);
}

static void support(const Law *law, double *low, double *high)
{
    *low = law->p[LOW];
    *high = law->p[HIGH];
}

const Dist dist_pert = {
    .name = "pert",
    .help = "a lowest, a most likely and a highest value: what [A, M, B] means",
    .from_three = from_three,
    .quantile = quantile,
    .at_scores = at_scores,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
