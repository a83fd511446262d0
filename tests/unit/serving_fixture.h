/* serving_fixture.h - models, GPUs and loads for the tests of serving. */
#ifndef TESTS_SERVING_FIXTURE_H
#define TESTS_SERVING_FIXTURE_H

#include "sim/serving/batching.h"

/* Llama 3.1 8B and Mixtral 8x7B, in 16 bits. */
extern const ServedModel llama_8b, mixtral_8x7b;

/* One GPU; and an engine's overheads. */
extern const ServingGpus l40s, h100;
extern const EngineOverheads vllm;

/* The same GPUs, so many of them. */
ServingGpus gpus_of(const ServingGpus *gpus, double count);

/* An engine whose steps take so many seconds, whatever they do. */
StepTime steps_of(double seconds);

/* Uniform number i of a stream that has a name. */
double uniform_of(const char *stream, uint64_t seed, size_t i);

/* Requests in memory of their own. */
typedef struct {
    size_t count;
    double *arrival, *first_token, *whole;
    int32_t *input, *output, *hit;
} Crowd;

/* Poisson arrivals, lengths from a tenth to 1.9 of the means, and every third request with
 * a prefix of up to `shared` tokens. */
Crowd crowd_make(uint64_t seed, size_t count, double rate, double input, double output,
                 int32_t shared);
void crowd_free(Crowd *crowd);
Requests crowd_requests(const Crowd *crowd);

/* Simulate in memory of its own. */
BatchingCounts crowd_run(Crowd *crowd, const Batching *rules, const StepTime *step);

/* The same from step to step, as plainly as can be: the oracle of batching_run(). */
BatchingCounts plain_run(Crowd *crowd, const Batching *rules, const StepTime *step);

#endif
