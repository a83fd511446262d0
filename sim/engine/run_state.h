/* run_state.h - what a run keeps while it goes on; only for the engine itself. */
#ifndef SIM_ENGINE_RUN_STATE_H
#define SIM_ENGINE_RUN_STATE_H

#include "sim/engine/block.h"
#include "sim/engine/run.h"

/* Shares of requests: counts by the exponent and the first six bits of the value. */
enum { SHARE_BITS = 6, SHARE_BINS = 28 << SHARE_BITS };
#define SHARE_LOWEST 0x1p-14

/* What is kept of one column. */
typedef struct {
    double *values;                   /* [trials], reported columns                     */
    double *batch_sums;               /* [batch][months or 1]                           */
    double *statistic[REQUEST_STATS]; /* [request_trials], PER_REQUEST columns          */
    uint64_t *misses; /* of a checked column: [batch] trials below its least value      */
    int slot; /* of a reported PER_REQUEST column, its place in Thread; else -1         */
} Kept;

/* What a thread has for itself. */
typedef struct {
    Workspace *workspace;
    double *requests; /* [slot][requests]: a reported column over the requests of a trial */
    uint64_t *counts; /* [slot][SHARE_BINS + 2]                                           */
} Thread;

struct Run {
    const Wiring *wiring;
    RunOptions options;
    uint64_t trials, blocks, batch_blocks, next_batch, batches;
    int months, threads;
    Sampler *sampler;
    Thread *thread; /* [threads] */
    Kept *kept;     /* [op] */
    int slots;
    double **cumulative; /* [design]: [months + 1][trials], or NULL */
};

/* One block in the making. */
typedef struct {
    const Run *run;
    Thread *thread;
    uint64_t block, batch, first; /* first: its first trial */
    int lanes;                    /* how many of its lanes are trials of the run */
} Site;

/* Keep what results need of the columns just evaluated: those of a timing; the
 * ranking cost up to a month; the requests of the block's chosen trials. */
void keep_columns(const Site *at, Timing timing, int month);
void keep_cumulative(const Site *at, int month);
void keep_requests(const Site *at);

/* How many sums a batch keeps of a column: one a month, or one. */
size_t keep_sums(const Run *run, const Op *op);

/* The place of a value among the counts of shares. */
int share_bin(double x);

#endif
