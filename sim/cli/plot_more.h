/* plot_more.h - what some charts show besides the answer of a run. */
#ifndef SIM_CLI_PLOT_MORE_H
#define SIM_CLI_PLOT_MORE_H

#include "sim/cli/map.h"
#include "sim/cli/simulate.h"
#include "sim/output/chart.h"

typedef struct {
    bool map, sensitivity;
} PlotNeeds;

/* Starts as { 0 }. Parts point to each other: it stays where it is made. */
typedef struct {
    GridMap map;
    Payback payback;
    Sensitivity sensitivity;
    ChartMore more; /* what of these there is */
} PlotMore;

/* Before the run: the grid of two inputs, if it is needed; tells what is wrong. */
Status plot_more_map(PlotMore *more, const PlotNeeds *needs, const Options *options,
                     const char *path);

/* After it: what sets two designs against each other, those that --pair names or else the
 * two that lead. */
bool plot_more_pair(PlotMore *more, const Simulation *simulation, const PlotNeeds *needs,
                    const Options *options, Error *err);

void plot_more_free(PlotMore *more);

#endif
