/* lanes.h - what the engine itself does to columns: LANES (256) values in a row, 64-byte
 * aligned, in vector code. Sources may not overlap what is written. */
#ifndef SIM_ENGINE_LANES_H
#define SIM_ENGINE_LANES_H

#include "models/model.h"
#include "sim/scenario/scenario.h"

typedef double Lanes[LANES];

void lanes_fill(double *restrict out, double value);
void lanes_copy(double *restrict out, const double *restrict x);
void lanes_add(double *restrict sum, const double *restrict more);
void lanes_multiply(double *restrict out, const double *restrict x, double factor);

/* x * scale, not below low and not above high. */
void lanes_scale_and_clamp(double *restrict x, double scale, double low, double high);

/* Vary a level: x[i] is a value of a shape with this mean and becomes level * x / mean. */
void lanes_vary(double *restrict x, double level, double mean);

/* a where the condition is not 0, else b. */
void lanes_choose(double *restrict out, const double *restrict condition,
                  const double *restrict a, const double *restrict b);

/* 1 where x compares with the value as it should, else 0. */
void lanes_compare(double *restrict out, const double *restrict x, Inequality comparison,
                   double value);

/* Add what a is above b. */
void lanes_add_excess(double *restrict sum, const double *restrict a, const double *restrict b);

/* The sum of columns; 0 for none. */
void lanes_total(double *restrict sum, const double *const from[], int count);

/* The sum of the first `lanes` lanes, in a fixed order of addition. */
double lanes_sum(const double *column, int lanes);

#endif
