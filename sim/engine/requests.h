/* requests.h - all requests of a trial, in every state that is asked for.
 *
 * Requests are evaluated LANES at a time. A serving formula needs all of them at once:
 * they are gone through once for what it reads, which is kept whole, and then again for
 * those who read its results, which are fed back block by block. So there is one pass more
 * than serving formulas stand in a row, and each evaluates only what it is there for.
 *
 * A block of requests stays at hand while the states are gone through, and only columns
 * that depend on what differs between two states are evaluated again. Draws have the
 * address of the request: all states and passes see the same ones.
 */
#ifndef SIM_ENGINE_REQUESTS_H
#define SIM_ENGINE_REQUESTS_H

#include "sim/engine/block.h"

typedef struct {
    unsigned states;     /* which states, a set           */
    uint64_t count;      /* of requests, a multiple of LANES */
    const bool *is_kept; /* [op]: PER_REQUEST columns whose values are kept one by one */
} RequestsWanted;

typedef struct TrialRequests TrialRequests;

/* Room for the requests of the trials of a workspace, which must outlive it; NULL when
 * memory is out. */
TrialRequests *requests_make(Workspace *workspace, const RequestsWanted *wanted);
void requests_free(TrialRequests *requests);

/* Simulate those of the trial in a lane of the block that has just ended. */
void requests_simulate(TrialRequests *requests, int lane);

/* Of the trial last simulated, in a state that was asked for: the values of a kept column,
 * [count]; the sum over the requests of any PER_REQUEST column. */
const double *requests_values(const TrialRequests *requests, int op, int state);
double requests_sum(const TrialRequests *requests, int op, int state);

/* Choose the requests whose value of a kept column lies between two numbers, both finite,
 * in a state; returns how many they are. And the mean over these, in the same state, of a
 * source of a total whose values are kept. */
size_t requests_choose(TrialRequests *requests, int op, int state, double low, double high);
double requests_chosen_mean(const TrialRequests *requests, Port source, int state);

/* The value of a PER_REQUEST column for the first request, in the first of the states. */
double requests_first(const TrialRequests *requests, int op);

#endif
