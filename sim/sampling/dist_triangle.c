/* dist_triangle.c - between two ends, most likely at a point in between.
 *
 * A range A..B gives the symmetric triangle with those quantiles.
 */
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/dist.h"

enum { LOW, MODE, HIGH };

static bool from_three(Law *law, double low, double mode, double high, Arena *arena, Error *err)
{
    (void)arena;
    if (!(low <= mode && mode <= high && low < high))
        return fail_status(err, STATUS_SCENARIO,
                           "the most likely value must lie between the lowest and the highest");
    *law = (Law){ .dist = &dist_triangle, .p = { [LOW] = low, [MODE] = mode, [HIGH] = high } };
    return true;
}

static bool from_range(Law *law, double low, double high, double tail, Arena *arena, Error *err)
{
    double middle = (low + high) / 2, half = (high - low) / 2 / (1 - sqrt(2 * tail));
    return from_three(law, middle - half, middle, middle + half, arena, err);
}

/* a where all bits of the mask are set, b where none is. */
LANE double either(uint64_t mask, double a, double b)
{
    return lane_from_bits((lane_bits(a) & mask) | (lane_bits(b) & ~mask));
}

/* By masks, so that compilers do not make two cases of it with a root each. */
WIDE static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double low = law->p[LOW], high = law->p[HIGH], width = high - low;
    double up = law->p[MODE] - low, down = high - law->p[MODE], share = up / width;

    for (int i = 0; i < 256; i++) {
        uint64_t rising = u[i] < share ? UINT64_MAX : 0;
        double part = either(rising, u[i], 1 - u[i]) * either(rising, width * up, width * down);
        double root = lane_sqrt(part);
        x[i] = either(rising, low, high) + either(rising, root, -root);
    }
}

static double cdf(const Law *law, double x)
{
    double low = law->p[LOW], mode = law->p[MODE], high = law->p[HIGH];
    if (x <= low || x >= high)
        return x >= high;
    return x < mode ? (x - low) * (x - low) / ((high - low) * (mode - low))
                    : 1 - (high - x) * (high - x) / ((high - low) * (high - mode));
}

static double mean(const Law *law)
{
    return (law->p[LOW] + law->p[MODE] + law->p[HIGH]) / 3;
}

static void support(const Law *law, double *low, double *high)
{
    *low = law->p[LOW];
    *high = law->p[HIGH];
}

const Dist dist_triangle = {
    .name = "triangle",
    .help = "between a lowest and a highest value, most likely at a point in between",
    .from_range = from_range,
    .from_three = from_three,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
