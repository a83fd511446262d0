/* least_squares.h - constants that are above 0, fitted by nonlinear least squares (GSL).
 *
 * What is fitted are their logarithms; derivatives are finite differences. A residual
 * beyond `far` counts linearly instead of squared (pseudo-Huber), so that a few rows that
 * are wrong at their source do not decide.
 */
#ifndef SIM_DECISION_LEAST_SQUARES_H
#define SIM_DECISION_LEAST_SQUARES_H

#include <stdbool.h>
#include <stddef.h>

enum { MOST_CONSTANTS = 8 };

/* residuals[0..n-1] with these constants; those that cannot be computed are NaN and
 * count as far off. */
typedef void Residuals(double *residuals, const double *constants, void *context);

/* Improve constants[0..p-1], p <= n; spread[i] = the relative standard error of each, NaN
 * if it cannot be told from the residuals. False if there is no improvement to be had. */
bool least_squares(double *constants, double *spread, size_t p, size_t n, double far,
                   Residuals *residuals, void *context);

/* r sqrt(2 / (1 + sqrt(1 + (r/far)^2))): r where it is small, and its square grows as
 * 2 far |r| where it is large. What cannot be computed is far off. */
double softened(double r, double far);

#endif
