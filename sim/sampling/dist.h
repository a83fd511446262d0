/* dist.h - probability distributions, as scenarios name them.
 *
 * A distribution is its quantile function: uniforms in, values out. Plain
 * Monte Carlo, Latin hypercube, Sobol points and correlated inputs therefore
 * all work with every distribution. A Dist is a family (lognormal); a Law is
 * one member of it with its numbers, ready to be evaluated.
 *
 * To add a family: write sim/sampling/dist_NAME.c with `const Dist dist_NAME`
 * and add DIST(NAME) to dists.def.
 */
#ifndef SIM_SAMPLING_DIST_H
#define SIM_SAMPLING_DIST_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

enum { LAW_PARAMS = 6 };

typedef struct Dist Dist;
typedef struct Law Law;

struct Law {
    const Dist *dist;
    double p[LAW_PARAMS]; /* meaning: the family's                              */
    double *points;       /* tables, samples, weights: the family's; or NULL    */
    size_t point_count;
    const Law *parts; /* of a mixture                                       */
    size_t part_count;
};

struct Dist {
    const char *name; /* "lognormal", as a scenario writes it                  */
    const char *help; /* one clause: what it is and when to use it             */

    /* Make a member from two quantiles: P(x < low) = tail and P(x > high) = tail,
     * with low < high. NULL: the family cannot be written as a range. */
    bool (*from_range)(Law *law, double low, double high, double tail, Arena *arena,
                       Error *err);

    /* Make a member from a lowest, a most likely and a highest value. NULL: the
     * family cannot be written with three numbers. */
    bool (*from_three)(Law *law, double low, double mode, double high, Arena *arena,
                       Error *err);

    /* x[i] = the value below which a share u[i] of all outcomes lies, for LANES
     * (256) lanes; each u is strictly between 0 and 1. Bits do not depend on the
     * processor. x rises with u, and may not overlap it. */
    void (*quantile)(const Law *law, const double *restrict u, double *restrict x);

    /* x[i] = the value whose normal score is z[i]: the quantile of Phi(z[i]), without
     * the way through it. NULL where law_at_scores() goes that way. */
    void (*at_scores)(const Law *law, const double *restrict z, double *restrict x);

    double (*cdf)(const Law *law, double x); /* P(X <= x)                       */
    double (*mean)(const Law *law);
    void (*support)(const Law *law, double *low, double *high); /* may be infinite */
};

#define DIST(name) extern const Dist dist_##name;
#include "sim/sampling/dists.def"
#undef DIST

/* The family called name, or NULL; and all of them, in the order of dists.def. */
const Dist *dist_find(const char *name);
extern const Dist *const dists[];
extern const size_t dist_count;

/* Laws that are not written as a range or as three numbers. The arrays are copied. */
void law_constant(Law *law, double value);
/* Mixture: parts with weights that sum to 1. Where parts overlap, quantiles come from a
 * table whose error blend.h states. */
bool law_mixture(Law *law, const Law *parts, const double *weights, size_t count, Arena *arena,
                 Error *err);
/* From a table of quantiles, levels strictly increasing within (0,1), values
 * non-decreasing, two at least: monotone interpolation between them; the tails
 * beyond the first and last level follow the slope of the outermost pair and,
 * where all values are positive, do so on a log scale, down to zero at most. */
bool law_quantiles(Law *law, const double *levels, const double *values, size_t count,
                   Arena *arena, Error *err);
/* From measured values: their empirical quantiles (linear between order statistics). */
bool law_samples(Law *law, const double *values, size_t count, Arena *arena, Error *err);

/* x[i] = the value whose normal score is z[i], for LANES lanes and any law:
 * what correlated inputs are given by. x may not overlap z. */
void law_at_scores(const Law *law, const double *restrict z, double *restrict x);

/* One quantile, mean, and whether the law is a single value. */
double law_quantile(const Law *law, double u);
double law_mean(const Law *law);
bool law_is_constant(const Law *law);

#endif
