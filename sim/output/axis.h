/* axis.h - an axis of amounts, its tics at round numbers. */
#ifndef SIM_OUTPUT_AXIS_H
#define SIM_OUTPUT_AXIS_H

#include "sim/base/text.h"

typedef struct {
    double low, high; /* low < high                                               */
    double step;      /* between tics; of a logarithmic axis, unused              */
    bool log;         /* for positive amounts that span more than a factor of 40  */
} Axis;

/* An axis that holds amounts from low to high with up to `tics` tics or so. */
Axis axis_linear(double low, double high, int tics);

/* The same, logarithmic where a linear one would crowd most of the amounts. */
Axis axis_for(double low, double high, int tics);

/* Where an amount lies: 0 at the low end, 1 at the high end. */
double axis_place(const Axis *axis, double amount);
bool axis_holds(const Axis *axis, double amount);

/* Append the gnuplot command `set xtics (...)`, or ytics for which = 'y', with
 * amounts of money, on an axis that runs from `begin` to `end` for gnuplot. */
void axis_tics(Text *script, const Axis *axis, char which, double begin, double end,
               const Currency *money);

#endif
