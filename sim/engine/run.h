/* run.h - evaluate the trials of a scenario.
 *
 * Trials are evaluated in blocks of LANES on all processors. A run goes in rounds:
 * a round is a range of consecutive trials whose values are kept at once. Up to
 * RUN_EXACT trials the whole run is one round; beyond, rounds have RUN_ROUND
 * trials, and memory stays the same for any number of them.
 *
 * Consecutive blocks form at most RUN_BATCHES batches. Every number that leaves a
 * run is either one per trial, stored at the trial's place, an integer count, or a
 * sum over a batch, added up in block order: so the answer has the same bits on
 * any number of threads, and the batches give it a standard error.
 */
#ifndef SIM_ENGINE_RUN_H
#define SIM_ENGINE_RUN_H

#include "sim/engine/substitutes.h"
#include "sim/engine/wiring.h"

enum { RUN_BATCHES = 64, RUN_EXACT = 1 << 17, RUN_ROUND = 1 << 14 };

/* What is kept of the requests of one trial. */
enum { REQUEST_MEAN, REQUEST_P50, REQUEST_P95, REQUEST_P99, REQUEST_STATS };

/* A value that requests should not exceed. */
typedef struct {
    const Quantity *quantity; /* PER_REQUEST */
    double most;              /* in its unit */
} RequestLimit;

typedef struct {
    int threads;                /* 0: all processors                                     */
    uint64_t request_trials;    /* trials whose requests are simulated, evenly spread    */
    uint64_t requests;          /* per such trial, a multiple of LANES; 0: none          */
    unsigned states;            /* in which they are simulated, a set                    */
    const RequestLimit *limits; /* shares of requests within these are kept, by trial */
    size_t limit_count;
    bool means;              /* keep the means of all columns, by month               */
    bool by_month;           /* keep the ranking cost of every month                  */
    bool inputs;             /* keep the values of given PER_TRIAL quantities too     */
    bool alone;              /* in this process, although there are others            */
    bool rank_cash;          /* rank by cash alone, without what bad answers cost     */
    Substitutes substitutes; /* must outlive the run                          */
} RunOptions;

/* All processors, 256 trials with 4,096 requests each in all states, months kept. */
extern const RunOptions run_defaults;

typedef struct Run Run;

/* Prepare a run. The wiring and its scenario must outlive it. NULL when there is
 * not enough memory for the trials (the error names run.trials). The caller frees it. */
Run *run_make(const Wiring *wiring, const RunOptions *options, Error *err);

/* Evaluate more trials of a round, `blocks` blocks at least unless fewer are left in
 * it; after a complete round, the first ones of the next. False, and nothing done, when
 * all rounds are complete. */
bool run_step(Run *run, uint64_t blocks);

/* The round at hand: where it begins, how many trials it has, and whether they are all
 * evaluated, so that what is kept of them can be read. */
typedef struct {
    uint64_t first, trials;
    bool complete;
} Round;
Round run_round(const Run *run);

/* Trials evaluated so far, of run_trials. */
uint64_t run_done(const Run *run);

void run_free(Run *run);

/* Whether every checked quantity kept to its least value; if not, an error that says
 * in which design, in how many trials, and what the figures behind it are. */
bool run_check(const Run *run, Error *err);

/* Do tasks 0..count-1, which may not touch the same data, on the run's threads. */
typedef void RunTask(void *context, size_t index);
void run_tasks(const Run *run, RunTask *task, void *context, size_t count);

/* --- what a run knows; arrays are owned by the run -------------------------------- */

uint64_t run_trials(const Run *run);
uint64_t run_request_trials(const Run *run);
uint64_t run_requests(const Run *run);

/* Whether requests are simulated in a state. */
bool run_has_state(const Run *run, RequestState state);

/* The reported value of a quantity in a design, one per trial of the round, in its
 * unit: of PER_MONTH the mean over the months of service or, AT_LAUNCH, the value in
 * month 1. NULL where the design does not have it, it is PER_REQUEST, or it is neither
 * reported nor, with `inputs`, given PER_TRIAL. */
const double *run_values(const Run *run, size_t design, const Quantity *quantity);

/* Whether the ranking cost is cash alone. */
bool run_ranks_cash(const Run *run);

/* The ranking cost (registry: build plus monthly or, with rank_cash, cash) up to and
 * including a month, one per trial of the round; month 0 is the build. NULL unless
 * by_month. */
const double *run_cumulative(const Run *run, size_t design, int month);

/* Of a finished run: what is known of the requests of its simulated trials in a state, one
 * number per such trial; NULL if the design or the state is not there. Infinite is what
 * requests have that get no answer, and it counts as larger than any number.
 *
 * A statistic of a PER_REQUEST quantity, in its unit: the mean of any, percentiles only of
 * reported quantities, of what adds to them, and of those with a limit. */
const double *run_request_values(const Run *run, size_t design, const Quantity *quantity,
                                 RequestState state, int statistic);

/* The share of a trial's requests whose value of a quantity is at most a limit; NULL if that
 * is not among the options' limits. */
const double *run_request_within(const Run *run, size_t design, const Quantity *quantity,
                                 RequestState state, double most);

/* What adds to a reported sum that adds to nothing itself, such a summand being no sum: its
 * share of the sum's P95. It is the mean among the requests between the P94 and the P96 of
 * the sum, times a number near 1 that makes the shares add up to the P95. NAN in a trial
 * whose P95 is infinite. */
const double *run_request_part(const Run *run, size_t design, const Quantity *sum,
                               const Quantity *part, RequestState state);

/* In how many of the simulated trials a statistic of some reported quantity is infinite: with
 * REQUEST_MEAN, some request got no answer; with REQUEST_P50, half of them or more. Unless
 * NULL, in[trial] says in which of them. */
uint64_t run_request_infinite(const Run *run, size_t design, RequestState state, int statistic,
                              bool *in);

/* The share of all simulated requests for which a quantity that is reported or has a limit
 * is at most x (to 1 % of x, for x between 2^-14 and 2^14); NAN if absent. */
double run_request_share(const Run *run, size_t design, const Quantity *quantity,
                         RequestState state, double x);

/* The quantiles of all simulated requests, of such a quantity and as exactly, at n levels
 * from 0 to 1 in equal steps; false if it is absent. */
bool run_request_curve(const Run *run, double *values, size_t n, size_t design,
                       const Quantity *quantity, RequestState state);

/* A mean with its Monte Carlo standard error from the means of the batches (an
 * upper bound for Sobol points and Latin hypercubes; NAN with one batch). */
typedef struct {
    double mean, se;
} MeanSe;

/* The mean over trials of a wired column: of PER_MONTH columns in month 1..horizon,
 * or the mean over all months for month 0; for others the month is ignored. False
 * if the design has no such column or it is PER_REQUEST. */
bool run_mean(const Run *run, size_t design, const Quantity *quantity, int month, MeanSe *mean);

/* Every column's value in one trial, [design][quantity of the scenario]: PER_MONTH
 * ones in `month` (1..horizon), PER_REQUEST ones of the first of run_defaults.requests
 * requests at launch at mean, NAN where absent. False, with an error, when there is no such
 * trial or month. */
bool run_replay(const Wiring *wiring, uint64_t trial, int month, double *values, Error *err);

#endif
