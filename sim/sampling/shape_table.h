/* shape_table.h - the quantile function of a shape as a table.
 *
 * T of shape.h over the normal score z: pieces of equal width, each the polynomial
 * of degree five with T's own value, slope and curvature at both ends. Knots are
 * found from the median outwards, each from the Taylor series of the one before,
 * which is so near that one evaluation of the distribution function is enough. They
 * are rounded to 40 bits, so that a library's last bit does not show.
 */
#ifndef SIM_SAMPLING_SHAPE_TABLE_H
#define SIM_SAMPLING_SHAPE_TABLE_H

#include <stdbool.h>

#include "sim/sampling/dist.h"
#include "sim/sampling/shape.h"

/* Largest error of a tabulated quantile, as a shift of its normal score between -6
 * and 6; checked between the knots whenever a table is made. It is below 1e-9
 * for shapes from 0.15 to SHAPE_LARGE. */
#define SHAPE_TABLE_ERROR 1e-6

/* x to 40 bits. Tables and fitted parameters come through GSL and the C library, whose
 * last bits differ between versions and processors: these must not show in results. */
double shape_rounded(double x);

/* Fill law->points. False when a shape is outside SHAPE_MIN..SHAPE_MAX or bends too
 * much for the pieces. */
bool shape_table_make(Law *law, const Shape *shape, Arena *arena, Error *err);

/* Values at the normal scores of 256 lanes: of G(a), and of G(a) / (G(a) + G(b)). */
void shape_table_gamma(const Law *law, const double *restrict z, double *restrict x);
void shape_table_beta(const Law *law, const double *restrict z, double *restrict x);

#endif
