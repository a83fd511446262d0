/* crossing.h - where a rising quantity reaches a limit, in lanes.
 *
 * Regula falsi: the next point is where the line between the two ends crosses the limit, and
 * an end that stays where it is twice counts half (Illinois). A lane is found when
 * its point moves by less than a share; then it stays, so that the rounds which other lanes
 * need change nothing in it.
 *
 *     crossing_start(&c, low, under, high, over);
 *     while (crossing_next(&c))
 *         crossing_tell(&c, excess at c.at);
 */
#ifndef MODELS_CROSSING_H
#define MODELS_CROSSING_H

#include <stdbool.h>

#include "models/model.h"

typedef struct {
    double low[LANES], high[LANES];   /* the ends                                     */
    double under[LANES], over[LANES]; /* over the limit there: below 0, and above it  */
    double side[LANES];               /* of the last point: -1 under, 1 over, 0 none  */
    double at[LANES];
    double found[LANES]; /* 1: this lane is done                                      */
    int rounds;
} Crossing;

/* Start at the higher ends, where a lane that is not over its limit stays. The last points
 * told are `high`. */
void crossing_start(Crossing *c, const double low[LANES], const double under[LANES],
                    const double high[LANES], const double over[LANES]);

/* The next points; false when all lanes are found, or too many rounds have passed. */
bool crossing_next(Crossing *c);

/* By how much these are over the limit. */
void crossing_tell(Crossing *restrict c, const double over[LANES]);

#endif
