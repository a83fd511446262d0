#include "sim/sampling/shape_table.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "sim/base/vmath.h"

/* Pieces from -EDGE to EDGE, where Phi(-EDGE) is below the smallest uniform. */
enum { PER_SCORE = 8, PIECES = 132, MIDDLE = PIECES / 2, COEFFICIENTS = 6, POINTS = 256 };

/* law->points: the polynomials of T less its rounded median, so that a narrow T keeps
 * its digits, coefficient by coefficient; and after them that median. */
enum { MEDIAN = PIECES * COEFFICIENTS, TABLE_SIZE };

#define EDGE 8.25
#define STEP (1.0 / PER_SCORE)

static double score_of(int knot)
{
    return (knot - MIDDLE) * STEP;
}

double shape_rounded(double x)
{
    int exponent;
    frexp(x, &exponent);
    return ldexp(nearbyint(ldexp(x, 40 - exponent)), exponent - 40);
}

/* The knot one step further from the median. Where the tail cannot be computed the
 * table goes on straight. */
static ShapeKnot next_knot(const Shape *shape, ShapeKnot before, double z, double step)
{
    double guess = before.t + step * (before.slope + 0.5 * step * before.bend);
    ShapeKnot knot = shape_quantile(shape, z, guess);
    bool usable = isfinite(knot.t) && isfinite(knot.slope) && isfinite(knot.bend) &&
                  knot.slope > 0 && (knot.t - before.t) * step > 0;

    return usable ? knot : (ShapeKnot){ before.t + step * before.slope, before.slope, 0 };
}

/* The polynomial over w from 0 to 1 between two knots. */
static void set_piece(double *points, const ShapeKnot *from, const ShapeKnot *to)
{
    double d0 = from->slope * STEP, b0 = 0.5 * from->bend * STEP * STEP;
    double rise = to->t - from->t - d0 - b0;
    double turn = to->slope * STEP - d0 - 2 * b0;
    double bend = to->bend * STEP * STEP - 2 * b0;

    points[0] = from->t;
    points[PIECES] = d0;
    points[2 * PIECES] = b0;
    points[3 * PIECES] = 10 * rise - 4 * turn + 0.5 * bend;
    points[4 * PIECES] = -15 * rise + 7 * turn - bend;
    points[5 * PIECES] = 6 * rise - 3 * turn + 0.5 * bend;
}

static void fill_knots(ShapeKnot knots[PIECES + 1], const Shape *shape)
{
    knots[MIDDLE] = shape_quantile(shape, 0, NAN);
    for (int k = MIDDLE + 1; k <= PIECES; k++)
        knots[k] = next_knot(shape, knots[k - 1], score_of(k), STEP);
    for (int k = MIDDLE - 1; k >= 0; k--)
        knots[k] = next_knot(shape, knots[k + 1], score_of(k), -STEP);
}

LANE double piece_at(const double *restrict points, uint64_t piece, double w)
{
    const double *c0 = points, *c1 = c0 + PIECES, *c2 = c1 + PIECES;
    const double *c3 = c2 + PIECES, *c4 = c3 + PIECES, *c5 = c4 + PIECES;

    return c0[piece] +
           w * (c1[piece] +
                w * (c2[piece] + w * (c3[piece] + w * (c4[piece] + w * c5[piece]))));
}

/* Whether the middles of the pieces are where the distribution function says. */
static bool is_exact(const double *points, const Shape *shape)
{
    for (int k = MIDDLE - 6 * PER_SCORE; k < MIDDLE + 6 * PER_SCORE; k++) {
        double z = score_of(k) + STEP / 2;
        double t = points[MEDIAN] + piece_at(points, (uint64_t)k, 0.5);
        double tail = z < 0 ? gsl_cdf_ugaussian_P(z) : gsl_cdf_ugaussian_Q(z);
        double off = (shape_log_tail(shape, t, z > 0) - log(tail)) * tail;

        if (!(fabs(off) < SHAPE_TABLE_ERROR * gsl_ran_ugaussian_pdf(z)))
            return false;
    }
    return true;
}

bool shape_table_make(Law *law, const Shape *shape, Arena *arena, Error *err)
{
    ShapeKnot knots[PIECES + 1];
    double *points = arena_array(arena, double, TABLE_SIZE);

    fill_knots(knots, shape);
    points[MEDIAN] = shape_rounded(knots[MIDDLE].t);
    for (int k = 0; k <= PIECES; k++)
        knots[k].t -= points[MEDIAN];
    for (int k = 0; k < PIECES; k++)
        set_piece(points + k, &knots[k], &knots[k + 1]);
    for (int i = 0; i < MEDIAN; i++)
        points[i] = shape_rounded(points[i]);
    law->points = points;
    law->point_count = TABLE_SIZE;
    if (!is_exact(points, shape))
        return fail_status(err, STATUS_SCENARIO,
                           "its shape (%g, %g) is too extreme to be tabulated", shape->a,
                           shape->b);
    return true;
}

/* T at 256 normal scores. In two loops with an index as wide as the numbers, because
 * compilers make vectors of neither else. A score on a knot may belong to either piece. */
WIDE static void look_up(double *restrict t, const double *restrict points,
                         const double *restrict z)
{
    uint64_t piece[POINTS];
    double w[POINTS], median = points[MEDIAN];

    for (int i = 0; i < POINTS; i++) {
        double place = lane_clamp((z[i] + EDGE) * PER_SCORE, 0, PIECES - 0x1p-40);
        double shifted = (place - 0.5) + LANE_ROUND;
        piece[i] = lane_bits(shifted) & 255; /* PIECES is less */
        w[i] = place - (shifted - LANE_ROUND);
    }
    for (int i = 0; i < POINTS; i++)
        t[i] = median + piece_at(points, piece[i], w[i]);
}

WIDE static void undo_log(double *restrict x, const double *restrict t)
{
    for (int i = 0; i < POINTS; i++)
        x[i] = lane_exp(t[i]);
}

WIDE static void undo_logit(double *restrict x, const double *restrict t)
{
    for (int i = 0; i < POINTS; i++)
        x[i] = 1 / (1 + lane_exp(-t[i]));
}

void shape_table_gamma(const Law *law, const double *restrict z, double *restrict x)
{
    double t[POINTS];

    look_up(t, law->points, z);
    undo_log(x, t);
}

void shape_table_beta(const Law *law, const double *restrict z, double *restrict x)
{
    double t[POINTS];

    look_up(t, law->points, z);
    undo_logit(x, t);
}
