/* table.h - a quantile function as a table.
 *
 * For laws without a closed form: knots over the normal score z = Phi^-1(u) of a
 * value t(x) that is smooth in z even in the tails (log x, or log x/(1-x)), with
 * exact slopes, joined by cubics. The knots are solved for on GSL's distribution
 * functions by Newton steps kept within a bracket, from the median outwards, each
 * knot starting from the one before. They are rounded to 40 bits, so that a
 * library's last bit does not show.
 */
#ifndef SIM_SAMPLING_TABLE_H
#define SIM_SAMPLING_TABLE_H

#include <stdbool.h>

#include "sim/sampling/dist.h"

/* What is tabulated. */
typedef enum { TABLE_LOG, TABLE_LOGIT } TableScale;

/* P(X <= x), P(X > x) and the density, for a and b. */
typedef struct {
    double (*p)(double x, double a, double b);
    double (*q)(double x, double a, double b);
    double (*density)(double x, double a, double b);
    double a, b;
    TableScale scale;
} TableLaw;

/* Largest error of a tabulated quantile, as a shift of its normal score between -6
 * and 6; checked between the knots whenever a table is made. */
#define TABLE_ERROR 1e-6

/* Fill law->points. False when the distribution functions give no numbers there. */
bool table_make(Law *law, const TableLaw *of, Arena *arena, Error *err);

/* The quantiles of 256 lanes from a table. */
void table_quantile(const Law *law, TableScale scale, const double *restrict u,
                    double *restrict x);

#endif
