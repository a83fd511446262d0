/* replica.h - the state of a replica between two steps.
 *
 * It is small: how many requests are being answered, the sum of their contexts, a heap of
 * the steps in which they end, and one prompt that may be partly read (a second one would
 * only be started with budget left, and then the first would have taken it).
 */
#ifndef SIM_SERVING_REPLICA_H
#define SIM_SERVING_REPLICA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/serving/batching.h"

/* A prompt that is being read: with what was written before, where it was set back. */
typedef struct {
    Entry entry;
    int64_t done, target;
} Prompt;

typedef struct {
    const Batching *rules;
    const StepTime *step;
    const Requests *requests;
    const double *arrival;
    BatchingSpace *space;
    double *first_token, *whole;
    double now;
    size_t seats;
    size_t came, taken; /* requests that have arrived; that have had a seat */
    size_t back;        /* requests that were set back and wait             */
    size_t running;     /* requests in progress                             */
    size_t answering;   /* of these, past their prompts                     */
    size_t fresh;       /* of these, whose prompts end in this step         */
    int64_t context;    /* tokens of those that are being answered          */
    int64_t room, held; /* tokens of the cache, without the shared ones     */
    int64_t most_held;
    int64_t wait_until; /* the step in which those that wait for others get seats; before 0:
                           nobody does                                              */
    bool reading;       /* there is a partly read prompt */
    Prompt prompt;
    BatchingCounts counts;
} Replica;

/* The prompt work of a step. */
typedef struct {
    int64_t budget, tokens;
    double pairs;
} Reading;

/* Tokens of a request's prompt that are not the cache's already. */
static inline int64_t replica_own_input(const Requests *requests, size_t i)
{
    int32_t input = requests->input[i], hit = requests->hit ? requests->hit[i] : 0;

    return hit < input ? (int64_t)input - hit : 1;
}

/* Tokens that a request holds once it is being answered, and when it ends. */
static inline int64_t replica_held_first(const Replica *r, Entry entry)
{
    int64_t own = replica_own_input(r->requests, entry.request);

    return own + (r->rules->policy == CACHE_RESERVE ? r->requests->output[entry.request]
                                                    : entry.written);
}

static inline int64_t replica_held_last(const Replica *r, uint32_t request)
{
    int64_t whole = replica_own_input(r->requests, request) + r->requests->output[request];

    return r->rules->policy == CACHE_RESERVE ? whole : whole - 1;
}

/* Whether somebody waits. */
static inline bool replica_waits(const Replica *r)
{
    return r->back > 0 || r->taken < r->came;
}

/* Whether prompts wait for others; it begins when one of them comes. */
static inline bool replica_holds(Replica *r)
{
    if (r->rules->wait == 0 || r->answering == 0 || !replica_waits(r))
        return false;
    if (r->wait_until < 0)
        r->wait_until = r->counts.steps + r->rules->wait;
    return r->counts.steps < r->wait_until;
}

/* Make room for the tokens of the next step: where there is none, requests are set back. */
void replica_make_room(Replica *r);

/* Give seats to those whose turn it is, and say which prompts the next step reads. */
Reading replica_read(Replica *r);

#endif
