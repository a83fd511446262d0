#include "sim/sampling/shape.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* Where e^t is nothing beside 1. */
#define FAR 37.0

/* Cumulants of log G(a): the polygamma functions, by their series for large a. The
 * first is without its log a. */
static void add_cumulants(double k[5], double a, double sign)
{
    double r = 1 / a, r2 = r * r;

    k[0] -= sign * (r / 2 + r2 / 12);
    k[1] += r + r2 / 2 + r2 * r / 6;
    k[2] -= sign * (r2 + r2 * r + r2 * r2 / 2);
    k[3] += r2 * r * (2 + 3 * r);
    k[4] -= sign * 6 * r2 * r2;
}

/* Abramowitz and Stegun 26.2.49, sorted by powers of z. */
static void expand(Shape *shape)
{
    double k[5] = { 0 };

    add_cumulants(k, shape->a, 1);
    if (shape->b > 0)
        add_cumulants(k, shape->b, -1);
    double s = sqrt(k[1]), g1 = k[2] / (s * s * s), g2 = k[3] / (k[1] * k[1]);
    double g3 = k[4] / (k[1] * k[1] * s);
    double h1 = g1 / 6, h2 = g2 / 24, h11 = -g1 * g1 / 36;
    double h3 = g3 / 120, h12 = -g1 * g2 / 24, h111 = g1 * g1 * g1 / 324;
    double he4 = h3 + h12 + 12 * h111, he3 = h2 + 2 * h11, he2 = h1 + h12 + 19 * h111;

    shape->mean = log(shape->b > 0 ? shape->a / shape->b : shape->a) + k[0];
    shape->sd = s;
    shape->term[0] = 3 * he4 - he2;
    shape->term[1] = 1 + h11 - 3 * he3;
    shape->term[2] = he2 - 6 * he4;
    shape->term[3] = he3;
    shape->term[4] = he4;
}

Shape shape_make(double a, double b)
{
    Shape shape = { .a = a, .b = b, .large = a > SHAPE_LARGE && (b == 0 || b > SHAPE_LARGE) };

    if (shape.large)
        expand(&shape);
    else
        shape.log_norm = b > 0 ? gsl_sf_lnbeta(a, b) : gsl_sf_lngamma(a);
    return shape;
}

static ShapeKnot expansion_at(const Shape *shape, double z)
{
    const double *c = shape->term;
    double w = c[0] + z * (c[1] + z * (c[2] + z * (c[3] + z * c[4])));
    double dw = c[1] + z * (2 * c[2] + z * (3 * c[3] + z * 4 * c[4]));
    double ddw = 2 * c[2] + z * (6 * c[3] + z * 12 * c[4]);

    return (ShapeKnot){ shape->mean + shape->sd * w, shape->sd * dw, shape->sd * ddw };
}

/* The normal score of t, when shapes are large: w is nearly z. */
static double expansion_score(const Shape *shape, double t)
{
    double z = fmin(fmax((t - shape->mean) / shape->sd, -40), 40);

    for (int i = 0; i < 8; i++) {
        ShapeKnot knot = expansion_at(shape, z);
        z -= (knot.t - t) / knot.slope;
    }
    return z;
}

static double log_normal_tail(double z, bool upper)
{
    return log(upper ? gsl_cdf_ugaussian_Q(z) : gsl_cdf_ugaussian_P(z));
}

/* The log of one tail where that of the other is known to be `other`. */
static double log_rest(double other)
{
    return log(-expm1(fmin(other, -0.0)));
}

static double log_gamma_tail(const Shape *shape, double t, bool upper)
{
    double a = shape->a, x = exp(t);

    if (t < -FAR) {
        double lower = a * t - log(a) - shape->log_norm;
        return upper ? log_rest(lower) : lower;
    }
    return log(upper ? gsl_cdf_gamma_Q(x, a, 1) : gsl_cdf_gamma_P(x, a, 1));
}

/* GSL is given the smaller of the share and its complement, which has all digits. */
static double log_beta_tail(const Shape *shape, double t, bool upper)
{
    bool flip = t > 0;
    double a = flip ? shape->b : shape->a, b = flip ? shape->a : shape->b, s = -fabs(t);
    double x = 1 / (1 + exp(-s));

    if (s < -FAR - log1p(b)) {
        double lower = a * s - log(a) - shape->log_norm;
        return upper != flip ? log_rest(lower) : lower;
    }
    return log(upper != flip ? gsl_cdf_beta_Q(x, a, b) : gsl_cdf_beta_P(x, a, b));
}

double shape_log_tail(const Shape *shape, double t, bool upper)
{
    if (shape->large)
        return log_normal_tail(expansion_score(shape, t), upper);
    return shape->b > 0 ? log_beta_tail(shape, t, upper) : log_gamma_tail(shape, t, upper);
}

/* log(1 + e^t) */
static double softplus(double t)
{
    return fmax(t, 0) + log1p(exp(-fabs(t)));
}

static double log_density(const Shape *shape, double t)
{
    return (shape->b > 0 ? -shape->a * softplus(-t) - shape->b * softplus(t)
                         : shape->a * t - exp(t)) -
           shape->log_norm;
}

/* The slope of log_density. */
static double log_density_slope(const Shape *shape, double t)
{
    return shape->b > 0 ? shape->a / (1 + exp(t)) - shape->b / (1 + exp(-t))
                        : shape->a - exp(t);
}

/* The derivatives at the t whose normal score is z: densities over densities. */
static ShapeKnot knot_at(const Shape *shape, double t, double z)
{
    double slope = exp(-0.5 * z * z - log_density(shape, t)) / sqrt(2 * M_PI);

    return (ShapeKnot){ t, slope, slope * (-z - slope * log_density_slope(shape, t)) };
}

/* How far the normal score of t is from z, from the logs of their tails: exact to
 * second order, so exact enough when it is small. *away: the difference of the logs. */
static double score_distance(const Shape *shape, double t, double z, double *away)
{
    bool upper = z > 0;
    double sign = upper ? -1 : 1, log_tail = log_normal_tail(z, upper);
    double hazard = gsl_ran_ugaussian_pdf(z) / exp(log_tail);

    *away = sign * (shape_log_tail(shape, t, upper) - log_tail);
    double first = *away / hazard;
    return first + sign * 0.5 * (hazard - fabs(z)) * first * first;
}

/* Near the root a step with the curvature, which cubes the error; far from it
 * Newton's for the log of the tail, which is nearly straight; and halving the
 * bracket where neither stays inside. */
ShapeKnot shape_quantile(const Shape *shape, double z, double guess)
{
    const double near = 0.1, done = 1e-4;
    double low = -1e6, high = shape->b > 0 ? 1e6 : 700;
    double t = isfinite(guess) ? guess : log(shape->b > 0 ? shape->a / shape->b : shape->a);

    if (shape->large)
        return expansion_at(shape, z);
    for (int i = 0; i < 200; i++) {
        double away, dz = score_distance(shape, t, z, &away);
        ShapeKnot here = knot_at(shape, t, z + dz);
        double next = t - dz * here.slope + 0.5 * dz * dz * here.bend;

        if (away > 0)
            high = t;
        else
            low = t;
        if (!(fabs(dz) < near))
            next = t - away * exp(shape_log_tail(shape, t, z > 0) - log_density(shape, t));
        if (!(next >= low && next <= high))
            next = 0.5 * (low + high);
        t = next;
        if (fabs(dz) < done)
            break;
    }
    return knot_at(shape, t, z);
}
