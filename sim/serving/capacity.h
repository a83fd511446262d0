/* capacity.h - what a replica can do, without simulating it.
 *
 * Mean values of a steady load: all requests have the mean lengths and are half way through
 * their answers. `reading` being what a prompt adds to the steps that read it, a request that
 * shares its steps with n others has
 *
 *   token time  = step(n + 1) + n / output * reading
 *   most        = 1 / (reading + output step(b) / b)      requests/s, at the largest batch b
 *
 * In an open loop n is the mean batch, as arrivals by chance see it, and the batch is the
 * rate times the time that a request takes (Little's law). The first token comes when the
 * step at hand ends, half of it on average, and one is done with this prompt and those that
 * came in the same step. In a closed loop n is the batch less one, and
 *
 *   first token = step / 2 + (step + reading) (1 + n reading / (2 output token time))
 *
 * which fits measured means. A step has n / output new prompts; those of one step are read
 * together, with all that come while they wait w steps for others (batching.h), and `reading`
 * is the share of one. Where they wait, w token times pass before the first token. No
 * burst, no percentile, no queue for a seat: that is what batching.h is for. Without bursts
 * open loops come out some 5% too fast at 60% of what is possible and 10% at 80%; first tokens
 * 13% and 23%.
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
    double wait;          /* steps that prompts wait for others, as in batching.h      */
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
