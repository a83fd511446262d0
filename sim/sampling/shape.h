/* shape.h - the two shapes without a closed form: logarithms of gamma variables.
 *
 * G(a) being a gamma variable of scale 1, the law of T = log G(a) is behind the
 * gamma family and that of T = log G(a) - log G(b), the logit of a share, behind
 * beta and PERT. T is smooth in its normal score z even in the tails, where its
 * density and all cumulants are known: what a table and its solver need.
 *
 * Tails come from GSL's incomplete functions, out to where only the leading power
 * is left: to 1e-8, or to 2e-6 for |z| < 6.5 where a shape above 1e5 stands beside
 * one below 10. When every shape is above SHAPE_LARGE, where GSL slows down and then
 * fails, they come from the expansion of Cornish and Fisher to the fifth cumulant:
 * T = k1 + sqrt(k2) w(z), within 1e-8 of the score for |z| < 8.
 *
 * These functions may use the C library's mathematics: GSL's do, and its last bits are
 * rounded away from everything that draws come from (shape_rounded of shape_table.h).
 */
#ifndef SIM_SAMPLING_SHAPE_H
#define SIM_SAMPLING_SHAPE_H

#include <stdbool.h>

#define SHAPE_LARGE 2e4
#define SHAPE_MIN   1e-3
#define SHAPE_MAX   1e15

typedef struct {
    double a, b;     /* b = 0: log G(a)                       */
    double log_norm; /* log of the gamma or beta function     */
    bool large;      /* by expansion, with these coefficients */
    double mean, sd; /* of T                                  */
    double term[5];  /* w(z) = term[0] + term[1] z + ...      */
} Shape;

/* The shape of log G(a), when b is 0, or of log G(a)/G(b). */
Shape shape_make(double a, double b);

/* log P(T <= t), or log P(T > t) for the upper tail. */
double shape_log_tail(const Shape *shape, double t, bool upper);

/* T and its first two derivatives at a normal score. */
typedef struct {
    double t, slope, bend;
} ShapeKnot;

/* The knot at z, |z| < 9; the search begins at `guess`, or NAN. */
ShapeKnot shape_quantile(const Shape *shape, double z, double guess);

#endif
