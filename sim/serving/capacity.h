/* capacity.h - what a replica can do, without simulating it.
 *
 * Mean values of a steady load: b requests are in progress, all with the mean lengths and
 * half way through their answers. Each of them gets a token a step, and waits while the
 * prompts of the others are read:
 *
 *   token time   = step(b) + (b - 1) / output * reading
 *   first token  = step(b) / 2 + (step(b) + reading) (1 + (b - 1) reading / (2 output token
 * time)) most         = 1 / (reading + output step(b) / b)           requests/s, at the largest
 * b
 *
 * reading being what a prompt adds to the steps that read it. In an open loop b is the rate
 * times the time a request takes (Little's law). No burst, no percentile, no queue for a
 * seat: that is what batching.h is for.
 */
#ifndef SIM_SERVING_CAPACITY_H
#define SIM_SERVING_CAPACITY_H

#include <stdbool.h>

#include "sim/serving/step_time.h"

/* Tokens whose keys and values fit beside the weights, as vLLM divides memory; below 0
 * where the weights do not fit. Bytes: memory and reserve of a GPU, weights of the model;
 * share is what the engine may use of the memory. */
double capacity_cache(const ServedModel *model, double gpus, double memory, double share,
                      double reserve, double weights);

typedef struct {
    double input, output; /* tokens of a request, means                                */
    double hit;           /* tokens of the input that are a shared prefix, mean        */
    double budget;        /* tokens of a step, at most                                 */
    double seats;         /* requests in progress, at most                             */
    double cache;         /* tokens that there is room for, without shared prefixes    */
    double rate;          /* requests/s, in an open loop                               */
    double clients;       /* of a closed loop: requests around at any time; 0: open    */
} ServingLoad;

typedef struct {
    bool stable;          /* an open loop's rate is below `most`; closed loops are      */
    double most;          /* requests/s at the largest batch; 0: no request fits        */
    double largest_batch; /* requests in progress, by seats and cache                   */
    double rate;          /* requests/s that are answered                               */
    double batch;         /* requests in progress, mean                                 */
    double token_time;    /* s between two tokens, mean                                 */
    double first_token;   /* s until the first token, mean; infinite if not stable      */
    double whole;         /* s until the last token, mean; infinite if not stable       */
} ServingCapacity;

ServingCapacity capacity_of(const StepTime *step, const ServingLoad *load);

/* Replicas for a rate, each used to a share of the most that it can do; infinite where it
 * can do nothing. */
double capacity_replicas(const ServingCapacity *capacity, double rate, double utilisation);

#endif
