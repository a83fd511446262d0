/* batching.h - a replica that answers many requests at once, simulated event by event.
 *
 * Continuous batching with chunked prompts, as vLLM V1 schedules it. A step has a budget
 * of tokens. First, every request that is being answered gets its next token. What is
 * left of the budget reads prompts, first come first served: the one that is partly read,
 * then those that wait, while seats and cache last. A prompt's last piece makes the first
 * token. The cache holds the keys and values of all requests in progress:
 *
 *   on demand  a prompt takes its room when it starts and a token a step after it. Where
 *              that runs out, the request that came last goes back to the front of the
 *              queue, and reads its prompt and its answer so far once more (vLLM)
 *   reserve    a prompt waits until there is room for its whole answer (TensorRT-LLM,
 *              GUARANTEED_NO_EVICT)
 *
 * Prompts may begin with a prefix that the cache has: it is not read again, and its room
 * is counted once, for good. Steps that only answer are not simulated one by one: until
 * the next arrival, end or lack of room they have a sum in closed form (step_run() of
 * step_time.h). Times differ from those of a simulation step by step by rounding alone.
 *
 * A request costs about as much as three events, and its tokens cost nothing. No memory
 * is allocated, and the same input gives the same bits everywhere.
 */
#ifndef SIM_SERVING_BATCHING_H
#define SIM_SERVING_BATCHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/serving/step_time.h"

enum { BATCHING_REQUESTS = 1 << 24 }; /* of a simulation, at most */

typedef enum { CACHE_ON_DEMAND, CACHE_RESERVE } CachePolicy;

typedef struct {
    int32_t budget; /* tokens of a step, at most                                        */
    int32_t seats;  /* requests in progress, at most; no more than the budget           */
    int64_t cache;  /* tokens whose keys and values there is room for                   */
    int64_t shared; /* of these, what all prefixes that requests share take, once       */
    CachePolicy policy;
    int32_t wait;        /* steps that a prompt waits for others, while anybody is answered:
                            fewer steps read prompts (TensorRT-LLM's batch_wait_timeout_iters) */
    int32_t clients;     /* closed loop: so many clients, each of whom sends a request when
                            its last one is answered; 0: open, requests come by the clock */
    int64_t max_waiting; /* saturated where more wait; 0: no limit                      */
    double max_seconds;  /* saturated where it goes on for longer; 0: no limit          */
} Batching;

/* Tokens are at least one of input and of output. */
typedef struct {
    size_t count;
    const double *arrival; /* s, ascending from 0; not read in a closed loop            */
    const int32_t *input;
    const int32_t *output;
    const int32_t *hit; /* tokens of the input that are a shared prefix, or NULL; the
                           last token is always read                                */
} Requests;

typedef enum {
    BATCHING_DONE,
    BATCHING_SATURATED, /* a limit was passed: times of what was not answered are infinite */
    BATCHING_REFUSED,   /* a request larger than the cache, or numbers out of range;
                           nothing was written but `culprit`                           */
} BatchingEnd;

typedef struct {
    BatchingEnd end;
    size_t culprit;       /* refused: the first request at fault, or 0 for the rules      */
    size_t answered;      /* requests                                                    */
    int64_t steps;        /* of the engine                                               */
    int64_t prompt_steps; /* of these, with prompts                                     */
    int64_t preemptions;
    int64_t read;        /* tokens of prompts, those read again included                */
    int64_t written;     /* tokens of answers                                           */
    int64_t most_cached; /* tokens in the cache, at most, with the shared ones          */
    double seconds;      /* until the last answer                                       */
    double busy;         /* s in steps                                                  */
    double batch;        /* requests in progress, integrated over time: s               */
    double waiting;      /* requests that wait, integrated over time: s; those that still
                            wait at saturation are not in it                            */
} BatchingCounts;

/* A request without its next token, and the tokens it had when it was set back. */
typedef struct {
    uint32_t request;
    int32_t written;
} Entry;

/* Memory of a simulation, for reuse by one thread. */
typedef struct {
    size_t requests, seats;
    Entry *fresh, *back;      /* [seats] prompts that end in a step; [requests] set back */
    uint64_t *ends;           /* [seats] when answers end: a heap                      */
    double *sent;             /* [requests] of closed loops                            */
    double *answering, *head; /* [seats + 1] parts of step times, by requests          */
} BatchingSpace;

/* Memory for so many requests and seats; false when there is none. The caller frees it. */
bool batching_space_make(BatchingSpace *space, size_t requests, size_t seats);
void batching_space_free(BatchingSpace *space);

/* Simulate all requests. Of each one, the seconds from its arrival until its first token,
 * and until its last, go to first_token and whole. */
BatchingCounts batching_run(double *first_token, double *whole, const Batching *rules,
                            const StepTime *step, const Requests *requests,
                            BatchingSpace *space);

#endif
