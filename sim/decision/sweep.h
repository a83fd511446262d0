/* sweep.h - the designs at other values of one input or two.
 *
 * Each point is the scenario with the inputs set to known values, simulated on the same
 * draws (variant.h) and answered as `run` answers it: points differ by their inputs and
 * nothing else, and which designs are eligible, and which of them wins, is the verdict's
 * rule at each. Requests are simulated only where a must is on a response time, and then
 * only in its state: as many as in a run along a line, few of them on a grid.
 */
#ifndef SIM_DECISION_SWEEP_H
#define SIM_DECISION_SWEEP_H

#include "sim/decision/sweep_input.h"
#include "sim/decision/variant.h"
#include "sim/results/summary.h"

/* Trials of a point of a grid, unless the command line says. */
enum { SWEEP_GRID_TRIALS = 4096 };

/* A design at a point. */
typedef struct {
    bool competes;            /* it meets every must                                      */
    const char *misses;       /* the musts that rule it out, or NULL                      */
    Summary cost;             /* what designs are ranked by                               */
    Estimate cheapest;        /* the chance among those that compete; ties are split      */
    Estimate cheapest_of_all; /* the same among all, whether they compete or not         */
} SweepCell;

typedef struct {
    const VariantBase *base;
    const Scenario *scenario;
    const SweepInput *x, *y; /* y: NULL for one input */
    RunOptions how;
    uint64_t trials;      /* of a point */
    size_t count, done;   /* points; those that are simulated */
    SweepCell *cells;     /* [y][x][design] */
    Summary *differences; /* [x][pair] cost of a less that of b, a < b; NULL on a grid */
    Arena arena;
} Sweep;

/* Where two designs are the cheaper one equally often: the median of the difference of
 * their costs is zero, interpolated between two points. */
typedef struct {
    size_t below, above; /* the design that is the cheaper one more often there */
    size_t point;        /* the point before it                              */
    Estimate x;          /* unknown where the medians do not cross           */
} SweepCrossing;

/* A grid has many points: give each SWEEP_GRID_TRIALS at most, unless the command line
 * says how many. */
void sweep_lower_trials(VariantBase *base, Scenario *scenario);

/* Prepare a sweep. Everything must outlive it. The caller frees it. */
void sweep_make(Sweep *sweep, const VariantBase *base, const Scenario *scenario,
                const SweepInput *x, const SweepInput *y);
void sweep_free(Sweep *sweep);

/* Simulate the next point, of which there must be one. On failure the problems have been
 * handed to `tell`, while what they point to is there. */
bool sweep_step(Sweep *sweep, PointProblems *tell, void *context);

/* The point at place i of x and k of y. */
const SweepCell *sweep_cells(const Sweep *sweep, size_t i, size_t k);

/* Of the designs that compete at a point, the one with the lowest mean cost, as the
 * verdict of a run has it, and the one that is the cheapest most often; the number of
 * designs if none competes. */
size_t sweep_winner(const Sweep *sweep, const SweepCell *cells);
size_t sweep_favourite(const Sweep *sweep, const SweepCell *cells);

/* Whether no design competes at some point. */
bool sweep_has_none(const Sweep *sweep);

/* Of a finished sweep over numbers of one input: where another design becomes the one that
 * is cheapest most often, in order. In the sweep's arena. */
size_t sweep_crossings(Sweep *sweep, SweepCrossing **crossings);

#endif
