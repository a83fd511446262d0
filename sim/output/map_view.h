/* map_view.h - what a map shows: the design that each point belongs to, in its colour, the
 * stronger the surer; and where each design's points lie. */
#ifndef SIM_OUTPUT_MAP_VIEW_H
#define SIM_OUTPUT_MAP_VIEW_H

#include "sim/output/map_layout.h"
#include "sim/output/palette.h"
#include "sim/output/script.h"

/* By design, and last by nobody: what no design may have. */
typedef struct {
    const Sweep *sweep;
    const Answer *answer;
    Color colors[DESIGNS_MOST + 1];
    MapBox box;
    double cells[DESIGNS_MOST + 1], boxed[DESIGNS_MOST + 1]; /* how many points, in the box */
    double x[DESIGNS_MOST + 1], y[DESIGNS_MOST + 1];         /* their mean place            */
    double most; /* the highest chance of a winner to be the cheapest */
} MapView;

/* Of a finished sweep along two inputs. */
MapView map_view_make(const Sweep *sweep, const Answer *answer);

/* Whether a winner is nobody. */
bool map_view_nobody(const MapView *view, size_t winner);

/* The chance of a winner at a point to be the cheapest; NAN of nobody. */
double map_view_chance(const MapView *view, const SweepCell *cells, size_t winner);

/* The colour of a point, and of its winner's name on it. */
unsigned map_view_fill(const MapView *view, const SweepCell *cells, size_t winner);
unsigned map_view_ink(const MapView *view, const SweepCell *cells, size_t winner);

#endif
