/* run_state.h - what a run keeps while it goes on; only for the engine itself. */
#ifndef SIM_ENGINE_RUN_STATE_H
#define SIM_ENGINE_RUN_STATE_H

#include "sim/engine/block.h"
#include "sim/engine/requests.h"
#include "sim/engine/run.h"

/* Shares of requests: counts by the exponent and the first six bits of the value; below
 * the lowest, above the highest, and infinite. */
enum { SHARE_BITS = 6, SHARE_BINS = 28 << SHARE_BITS, SHARE_PLACES = SHARE_BINS + 3 };
#define SHARE_LOWEST 0x1p-14

/* A round is evaluated in so many slots at most, each by one thread in block order. */
enum { SLOTS = RUN_BATCHES };

/* What adds to a sum, in the requests near its P95. */
typedef struct {
    const Quantity *quantity;
    Port source;
    double *share[STATES]; /* [request_trials] */
} SumPart;

/* What is kept of one column. */
typedef struct {
    double *values;     /* [trials of a round]                            */
    double *slot_sums;  /* [slot][months or 1], of the round              */
    double *batch_sums; /* [batch][months or 1]                           */
    uint64_t *misses;   /* of a checked column: [slot] trials below its least value       */
    /* of PER_REQUEST columns, in states in which they are not like in another one */
    double *statistic[STATES][REQUEST_STATS]; /* [request_trials]                       */
    double *within[STATES]; /* [limit][request_trials], if a limit is for it            */
    SumPart *parts;         /* of a reported sum that adds to nothing, in states of its own */
    int part_count;
    bool one_by_one; /* all values, for percentiles                              */
    int slot;        /* a place among counts, for shares; else -1                */
} Kept;

/* What a thread has for itself. */
typedef struct {
    Workspace *workspace;
    TrialRequests *requests; /* NULL: none are asked for          */
    uint64_t *counts;        /* [slot][state][SHARE_PLACES]       */
} Thread;

/* Columns by their numbers. */
typedef struct {
    int *op, count;
} Columns;

struct Run {
    Arena arena;
    const Wiring *wiring;
    RunOptions options;
    uint64_t trials, blocks;
    uint64_t round_blocks, slot_blocks; /* of a full round, of a full slot          */
    uint64_t round, last_round;         /* of this process, as are the slots         */
    uint64_t first_slot, next_slot;
    bool finished;
    uint64_t batches, batch_rounds; /* a batch is so many rounds; 0: it is a slot   */
    int months, threads;
    Sampler *sampler;
    Thread *thread;                 /* [threads] */
    Kept *kept;                     /* [op] */
    double *numbers, *next_numbers; /* what is kept trial by trial, and what is left of it */
    int slots;                      /* PER_REQUEST columns that are kept one by one      */
    uint64_t *counts;               /* [slot][state][SHARE_PLACES], of a finished run    */
    Columns requested;              /* PER_REQUEST columns                              */
    Columns valued[AFTER + 1];      /* what is kept one by one, PER_MONTH in month 1    */
    Columns checked[AFTER + 1];     /* what may not fall below its least value          */
    double **cumulative;            /* [design]: [months + 1][trials of a round], or NULL */
};

/* One block in the making. */
typedef struct {
    const Run *run;
    Thread *thread;
    uint64_t block, slot;
    uint64_t first, place; /* its first trial, in the run and in the round         */
    int lanes;             /* how many of its lanes are trials of the run          */
} Site;

/* Make room for all that the run keeps, and a workspace for each thread; false when memory
 * is out. Free it, also after a failure. */
bool room_make(Run *run);
void room_free(Run *run);

/* How many trials arrays by trial have room for. */
uint64_t round_room(const Run *run);

/* Keep what results need of the columns just evaluated: those of a timing; the
 * ranking cost up to a month; the requests of the block's chosen trials. */
void keep_columns(const Site *at, Timing timing, int month);
void keep_cumulative(const Site *at, int month);
void keep_requests(const Site *at);

/* What adds to a column: find it and make room for it (false when memory is out), keep it
 * for the trial at hand, join it, free it. Nothing unless it is such a sum. */
bool sum_parts_make(Run *run, int op);
void sum_parts_keep(const Site *at, int op, int state, uint64_t place, const double band[3]);
void sum_parts_join(const Run *run, int op);
void sum_parts_free(const Kept *kept);

/* Whether what a PER_REQUEST column has in a state is kept there: if the state is asked for
 * and no state before is like it. */
bool is_kept_in(const Run *run, int op, int state);

/* Where the counts of a slot begin in a state. */
static inline size_t share_place(int slot, int state)
{
    return ((size_t)slot * STATES + (size_t)state) * SHARE_PLACES;
}

/* Take the sums of the blocks of a slot. */
void keep_sums(const Run *run, Thread *thread, uint64_t slot);

/* Add the sums of the slots of a complete round to those of their batches. */
void keep_round(Run *run);

/* Bring together what threads and processes have kept of a finished run. */
void keep_join(Run *run);

/* The place of a value among the counts of shares, and the least value of a place, of the
 * one after it its end. */
int share_bin(double x);
double share_bin_least(int bin);

#endif
