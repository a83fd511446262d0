/* map.h - the grid behind the chart `map`. */
#ifndef SIM_CLI_MAP_H
#define SIM_CLI_MAP_H

#include "sim/cli/varied.h"
#include "sim/decision/sweep.h"

/* Parts point to each other: it stays where it is made. */
typedef struct {
    Varied varied;
    SweepInput x, y;
    Sweep sweep;
} GridMap;

/* Sweep a scenario along -x and -y, with progress; tells what is wrong. The caller frees
 * it in any case. */
Status map_make(GridMap *map, const Options *options, const char *path);
void map_free(GridMap *map);

#endif
