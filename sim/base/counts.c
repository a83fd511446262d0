/* counts.c - counts by inversion: sums of probabilities where counts are few, and
 * the normal score of a count where they are many.
 *
 * With c = 1 - 1/dispersion, 0 for Poisson, both laws are one: P(k+1) / P(k) =
 * (c k + (1 - c) m) / (k + 1). From k = 0 the probabilities are summed up.
 *
 * P(K < x) = Phi(z(x)) for x = m (1 + e), with w the signed root of the deviance and
 * v the score that Lugannani and Rice (1980) pair with it for counts,
 *
 *   w^2 / 2 = m (g(e) - g(c e) / c)      g(t) = (1 + t) log(1 + t) - t
 *   v       = e sqrt(m (1 - c) (1 + c e) / (1 + e))
 *   z       = w + L/w + (E - (L/w)^2 / 2 - (1 + L)/w^2 + G/v^2) / w,    L = log(v/w)
 *
 * The last term is of the next order: P(K < x) is an incomplete beta function, of
 * the dispersion too, and its derivative by that is known; E is the error of
 * Stirling's formula in its gamma functions, G = (1 + c e)^2 / (1 + e).
 */
#include "sim/base/counts.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "sim/base/vmath.h"

enum { POINTS = 256, GROUP = 32, AT_ONCE = 8, FEW = 256, MANY = 4096, STEPS = 3 };

/* Laws with at least this mean and this size are not summed. */
#define MEAN_SCORED 64.0
#define SIZE_SCORED 40.0

/* From this size on the score is used beyond FEW, below it beyond MANY. */
#define SIZE_TRUSTED 5.0

/* Sums of probabilities end near 1 - 1e-13 at worst: higher levels would not be reached. */
#define LEVEL_SUMMED (1 - 0x1p-40)

/* The score is 0/0 at the mean: in standard deviations, how near it is taken. */
#define NEAREST 0.005

/* Below it scores mean nothing, nor are they asked for. */
#define LOWEST_SCORED 4.0

/* share: c above; summed: the level for sums, below all of them where none are
 * wanted; term: P(K = 0) at first. */
typedef struct {
    double u[POINTS], mean[POINTS], share[POINTS];
    double summed[POINTS], term[POINTS], count[POINTS];
} Lanes;

/* P(K = 0) = exp(-m log(d) / (d - 1)), and what is not summed. */
WIDE static void prepare(Lanes *restrict l, const double *restrict dispersion)
{
    for (int i = 0; i < POINTS; i++) {
        double d = dispersion[i], m = l->mean[i], c = d <= 1 ? 0 : 1 - 1 / d;
        double level = lane_min(l->u[i], LEVEL_SUMMED);
        double if_large = m * (1 - c) < SIZE_SCORED * c ? level : -1;
        l->share[i] = c;
        l->summed[i] = m < MEAN_SCORED ? level : if_large;
        l->mean[i] = m < 0 ? 0 : m;
    }
    for (int i = 0; i < POINTS; i++) {
        double c = l->share[i], by = c > 0 ? c : 1, decay = lane_log(1 - c) * (1 - c) / by;
        l->term[i] = lane_exp(l->mean[i] * (c > 0 ? decay : -1));
    }
}

/* --- sums ------------------------------------------------------------------------- */

/* Count the sums that are below the levels; how many lanes need more of them. */
WIDE static double add_terms(double *restrict count, double *restrict term,
                             double *restrict sum, const double *restrict level,
                             const double *restrict share, const double *restrict first,
                             int from)
{
    double open = 0;

    for (int k = from; k < from + AT_ONCE; k++) {
        double inverse = 1.0 / (k + 1);
        for (int i = 0; i < GROUP; i++) {
            sum[i] += term[i];
            count[i] += sum[i] < level[i] ? 1 : 0;
            term[i] *= (k * share[i] + first[i]) * inverse;
        }
    }
    for (int i = 0; i < GROUP; i++)
        open += sum[i] < level[i] ? 1 : 0;
    return open;
}

/* Where the sums of a lane end: what is above is scored. */
static double most_summed(const Lanes *l, int i)
{
    double c = l->share[i];

    return l->mean[i] * (1 - c) < SIZE_TRUSTED * c ? MANY : FEW;
}

/* A group of lanes ends when the counts of all are found or at their most. */
static void sum_up(Lanes *l)
{
    for (int at = 0; at < POINTS; at += GROUP) {
        double sum[GROUP] = { 0 }, first[GROUP], level[GROUP], open = 1;
        for (int i = 0; i < GROUP; i++) {
            first[i] = (1 - l->share[at + i]) * l->mean[at + i];
            level[i] = l->summed[at + i];
        }
        for (int k = 0; k < MANY && open > 0; k += AT_ONCE) {
            for (int i = 0; k == FEW && i < GROUP; i++)
                level[i] = most_summed(l, at + i) > FEW ? level[i] : -1;
            open = add_terms(l->count + at, l->term + at, sum, level, l->share + at, first, k);
        }
    }
}

/* --- scores ----------------------------------------------------------------------- */

/* g(t) for t > -1 from t and log(1 + t), by its series near 0. */
LANE double deviance(double t, double log1p)
{
    double series = t * t *
                    lane_poly7(t, 1.0 / 2, -1.0 / 6, 1.0 / 12, -1.0 / 20, 1.0 / 30, -1.0 / 42,
                               1.0 / 56, -1.0 / 72);
    double direct = (1 + t) * log1p - t;

    return __builtin_fabs(t) < 0.03 ? series : direct;
}

/* From e one step of Newton's towards the x = m (1 + e) of score z. */
LANE double step(double e, double z, double m, double c)
{
    double nearest = NEAREST / lane_sqrt(m * (1 - c));
    double at = __builtin_fabs(e) > nearest ? e : e < 0 ? -nearest : nearest;
    double log_x = lane_log(1 + at), log_beside = lane_log(1 + c * at);
    double w2 = 2 * m * (deviance(at, log_x) - (c > 0 ? deviance(c * at, log_beside) / c : 0));
    double w = at < 0 ? -lane_sqrt(w2) : lane_sqrt(w2), x = 1 / (1 + at), beside = 1 + c * at;
    double v2 = at * at * m * (1 - c) * beside * x, over = 1 / w2;
    double l = 0.5 * lane_log(v2 * over);
    double stirling = (x + c / (1 - c) - c / beside) / (12 * m);
    double next = stirling - (0.5 * l * l + 1 + l) * over + beside * beside * x / v2;
    double miss = w + (l + next) / w - z, slope = m * (log_x - log_beside);
    double low = lane_max(LOWEST_SCORED / m - 1, 0.1 * at - 0.9);

    return lane_max(at - miss * w / slope, low);
}

/* Start like Wilson and Hilferty (1931) with the gamma law of the same skewness. */
LANE double start(double z, double m, double c)
{
    double sixth = (1 + c) / (6 * lane_sqrt(m * (1 - c)));
    double root = 1 - sixth * sixth + sixth * z;

    return lane_max((root * root * root - 1) * 2 / (1 + c), LOWEST_SCORED / m - 1);
}

/* The greatest whole numbers below the x of the levels' scores, for a group of lanes. */
WIDE static void score_up(double *restrict count, const double *restrict u,
                          const double *restrict mean, const double *restrict share)
{
    double z[GROUP], e[GROUP];

    for (int i = 0; i < GROUP; i++)
        z[i] = lane_normal(u[i]);
    for (int i = 0; i < GROUP; i++)
        e[i] = start(z[i], mean[i], share[i]);
    for (int k = 0; k < STEPS; k++)
        for (int i = 0; i < GROUP; i++)
            e[i] = step(e[i], z[i], mean[i], share[i]);
    for (int i = 0; i < GROUP; i++)
        count[i] = lane_ceil(mean[i] + mean[i] * e[i]) - 1;
}

/* --- both ------------------------------------------------------------------------- */

/* What the sums have left out, and what they have not reached. */
static bool is_wanted(const Lanes *l, int i)
{
    return l->summed[i] < 0 || l->count[i] >= most_summed(l, i);
}

static void score_rest(Lanes *l)
{
    for (int at = 0; at < POINTS; at += GROUP) {
        double scored[GROUP];
        bool wanted = false;
        for (int i = at; i < at + GROUP; i++)
            wanted |= is_wanted(l, i);
        if (!wanted)
            continue;
        score_up(scored, l->u + at, l->mean + at, l->share + at);
        for (int i = at; i < at + GROUP; i++)
            if (is_wanted(l, i))
                l->count[i] = lane_max(scored[i - at], l->count[i]);
    }
}

/* No law, no count; and an infinite mean is its own. */
WIDE static void finish(double *restrict count, const Lanes *restrict l,
                        const double *restrict dispersion)
{
    for (int i = 0; i < POINTS; i++) {
        double found = l->mean[i] < INFINITY ? l->count[i] : l->mean[i];
        count[i] = ((l->u[i] == l->u[i]) & (dispersion[i] == dispersion[i])) ? found : NAN;
    }
}

void counts_negative_binomial(double count[restrict 256], const double u[restrict 256],
                              const double mean[restrict 256],
                              const double dispersion[restrict 256])
{
    Lanes lanes = { .count = { 0 } };

    memcpy(lanes.u, u, sizeof lanes.u);
    memcpy(lanes.mean, mean, sizeof lanes.mean);
    prepare(&lanes, dispersion);
    sum_up(&lanes);
    score_rest(&lanes);
    finish(count, &lanes, dispersion);
}

void counts_poisson(double count[restrict 256], const double u[restrict 256],
                    const double rate[restrict 256])
{
    double ones[POINTS];

    for (int i = 0; i < POINTS; i++)
        ones[i] = 1;
    counts_negative_binomial(count, u, rate, ones);
}
