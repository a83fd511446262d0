/* dist_beta.c - a share between 0 and 1.
 *
 * A range gives the member with those two quantiles, found by Newton steps on the
 * logarithms of the two shape parameters.
 */
#include <math.h>

#include "sim/base/vmath.h"
#include "sim/sampling/scores.h"
#include "sim/sampling/shape_table.h"

enum { A, B };

/* What is known of the member: the logits of its quantiles at both tails. */
typedef struct {
    double low, high, tail;
} Wanted;

/* How far the two tails of shape (exp s, exp t) are from the wanted one, in logs. */
static void misses(double miss[2], const Wanted *wanted, double s, double t)
{
    Shape shape = shape_make(exp(s), exp(t));

    miss[0] = shape_log_tail(&shape, wanted->low, false) - log(wanted->tail);
    miss[1] = shape_log_tail(&shape, wanted->high, true) - log(wanted->tail);
}

static double size_of(const double miss[2])
{
    double size = fabs(miss[0]) + fabs(miss[1]);
    return isfinite(size) ? size : INFINITY;
}

/* One damped Newton step with a numerical Jacobian; false when nothing improves. */
static bool step(double shape[2], const Wanted *wanted)
{
    const double h = 1e-6;
    double miss[2], a[2], b[2], after[2];

    misses(miss, wanted, shape[0], shape[1]);
    misses(a, wanted, shape[0] + h, shape[1]);
    misses(b, wanted, shape[0], shape[1] + h);
    double j00 = (a[0] - miss[0]) / h, j01 = (b[0] - miss[0]) / h;
    double j10 = (a[1] - miss[1]) / h, j11 = (b[1] - miss[1]) / h;
    double det = j00 * j11 - j01 * j10;
    double d0 = (miss[0] * j11 - miss[1] * j01) / det;
    double d1 = (miss[1] * j00 - miss[0] * j10) / det;

    for (int halvings = 0; halvings < 14; halvings++, d0 /= 2, d1 /= 2) {
        double s = shape[0] - d0, t = shape[1] - d1;
        misses(after, wanted, s, t);
        if (size_of(after) < size_of(miss)) {
            shape[0] = s;
            shape[1] = t;
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
    Wanted wanted = { log(low / (1 - low)), log(high / (1 - high)), tail };
    double middle = (low + high) / 2, sd = (high - low) / (2 * lane_normal(1 - tail));
    double size = fmax(middle * (1 - middle) / (sd * sd) - 1, 0.1), miss[2];
    double at[2] = { log(middle * size), log((1 - middle) * size) };

    for (int i = 0; i < 100 && step(at, &wanted); i++)
        ;
    misses(miss, &wanted, at[0], at[1]);
    double a = shape_rounded(exp(at[0])), b = shape_rounded(exp(at[1]));
    if (!(size_of(miss) < 1e-8 && fmin(a, b) > SHAPE_MIN && fmax(a, b) < SHAPE_MAX))
        return fail_status(err, STATUS_SCENARIO, "no beta distribution has these quantiles");
    Shape shape = shape_make(a, b);
    *law = (Law){ .dist = &dist_beta, .p = { [A] = a, [B] = b } };
    return shape_table_make(law, &shape, arena, err);
}

static void quantile(const Law *law, const double *restrict u, double *restrict x)
{
    double z[256];

    scores_fill(z, u);
    shape_table_beta(law, z, x);
}

static double cdf(const Law *law, double x)
{
    Shape shape = shape_make(law->p[A], law->p[B]);

    if (x <= 0 || x >= 1)
        return x >= 1;
    return exp(shape_log_tail(&shape, log(x / (1 - x)), false));
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
    .help = "a share between 0% and 100%",
    .from_range = from_range,
    .quantile = quantile,
    .at_scores = shape_table_beta,
    .cdf = cdf,
    .mean = mean,
    .support = support,
};
