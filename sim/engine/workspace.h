/* workspace.h - the columns of a thread and its program; only for the engine itself. */
#ifndef SIM_ENGINE_WORKSPACE_H
#define SIM_ENGINE_WORKSPACE_H

#include "sim/engine/block.h"
#include "sim/engine/lanes.h"

/* A column of uniforms of a formula's own. */
typedef struct {
    uint64_t stream;
    double *out;
} Draw;

/* One operation with everything looked up. */
typedef struct {
    const Op *op;
    const Substitute *held; /* of a given column: the value it is held at, or NULL        */
    const double **from;
    double *out;
    Draw *draws; /* of a formula, as many as it has DRAW sources                     */
    int draw_count;
    Points points;   /* of a given column that is drawn once a trial                 */
    uint64_t stream; /* of one that is drawn more often                              */
    double *total;   /* its sum over the months, or NULL                             */
    double *sums;    /* over lanes: [months], or one if not monthly                  */
    double *known;   /* of a column that is the same in all trials: [months], or one */
} Step;

typedef struct {
    Step *steps;
    int count;
} Program;

struct Workspace {
    Arena arena;
    const Wiring *wiring;
    const Sampler *sampler;
    uint64_t seed, block;
    int lanes;                  /* of this block that are trials   */
    bool means;                 /* take sums over lanes            */
    Program program[AFTER + 1]; /* what differs from trial to trial */
    Program constant, calendar; /* the rest, evaluated at the start */
    double **sums, **known;     /* [op]: as in Step                */
    uint64_t *each_stream;      /* [each]                          */
    double *each_mean;          /* [each]: the mean of the shape   */
    Lanes *column, *last, *sum, *first, *each, *level, *also, *draw, *month, *peak;
    Lanes *at_launch, *at_end; /* [level]: trials' values in the first and the last month */
    Lanes *group; /* scores of the correlated inputs, group after group              */
    int *group_start;
    Points **group_points; /* [group][member] */
    Lanes uniform;
};

/* Evaluate one operation of trials, or of requests if it is no serving formula: draws have
 * the addresses of the tick (month, or trial of the requests) and the block (of trials, or of
 * requests). */
void step_evaluate(Workspace *workspace, const Step *step, uint64_t tick, uint64_t block);

/* Where an operation finds a source. */
const double *port_lanes(const Workspace *workspace, Port port);

/* Evaluate the constants, and month by month what depends on nothing else. */
void block_foresee(Workspace *workspace);

#endif
