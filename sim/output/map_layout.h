/* map_layout.h - where things stand on a map of two inputs, in cells: the point at place i
 * of x and k of y is the square around (i, k). */
#ifndef SIM_OUTPUT_MAP_LAYOUT_H
#define SIM_OUTPUT_MAP_LAYOUT_H

#include "sim/base/text.h"
#include "sim/decision/sweep.h"

/* Where a value lies along an input, by its spacing; NAN on a list of single values. */
double map_place(const SweepInput *input, double value);

/* The tics of an input, as `set xtics (...)`, or ytics for which = 'y'. */
void map_tics(Text *script, const SweepInput *input, char which);

/* The widest label that map_tics() writes, in pixels. */
double map_tic_room(const SweepInput *input);

/* The scenario's own P10 to P90 along both inputs, in cells and cut to the map. */
typedef struct {
    double left, right, bottom, top, x, y; /* x, y: the medians                        */
    bool known, whole;                     /* whole: nothing of it was cut             */
} MapBox;
MapBox map_box(const Sweep *sweep);

/* Where the name of a winner stands: the middle of the area in which it is surest, as far
 * from others, from the box and from the edge as can be. The number of designs stands for
 * no winner. False if it wins nowhere. */
bool map_middle(double *x, double *y, const Sweep *sweep, const MapBox *box, size_t winner);

#endif
