/* serving_bench.c - what a trial of self-hosted serving simulates: 4,096 requests with
 * prompts of 1,400 tokens and answers of 250 to Llama 3.1 8B on an H100, at 60% of what it
 * can do. Beside it the oracle of the unit tests, which goes from step to step. */
#include "tests/bench/serving_bench.h"

#include <stdio.h>

#include "sim/serving/capacity.h"
#include "tests/bench/stopwatch.h"
#include "tests/unit/serving_fixture.h"

enum { REQUESTS = 4096, TIMES = 50 };

#define INPUT       1400
#define OUTPUT      250
#define UTILISATION 0.6

typedef struct {
    Batching rules;
    StepTime step;
    Crowd crowd;
    BatchingSpace space;
} Replay;

static void by_events(void *context)
{
    Replay *r = context;
    Requests requests = crowd_requests(&r->crowd);

    for (int i = 0; i < TIMES; i++)
        batching_run(r->crowd.first_token, r->crowd.whole, &r->rules, &r->step, &requests,
                     &r->space);
}

static void by_steps(void *context)
{
    Replay *r = context;

    plain_run(&r->crowd, &r->rules, &r->step);
}

static void print(const char *name, Elapsed took, double requests)
{
    printf("  %-32s %9.0f requests/s  +-%.0f%%\n", name, requests / took.seconds,
           50 * took.spread / took.seconds);
}

void serving_print(void)
{
    Replay r = {
        .rules = { .budget = 8192, .seats = 256, .cache = 380000 },
        .step = step_time_make(&llama_8b, &h100, &vllm),
    };
    ServingLoad load = { .input = INPUT,
                         .output = OUTPUT,
                         .budget = r.rules.budget,
                         .seats = r.rules.seats,
                         .cache = (double)r.rules.cache };

    r.crowd = crowd_make(1, REQUESTS, UTILISATION * capacity_of(&r.step, &load).most, INPUT,
                         OUTPUT, 0);
    if (!batching_space_make(&r.space, REQUESTS, (size_t)r.rules.seats))
        return;
    Elapsed events = stopwatch_time(by_events, &r), steps = stopwatch_time(by_steps, &r);

    puts("\nserving, one core");
    print("event by event", events, (double)REQUESTS * TIMES);
    print("step by step", steps, REQUESTS);
    printf("  event by event is %.0f times as fast\n", steps.seconds * TIMES / events.seconds);
    batching_space_free(&r.space);
    crowd_free(&r.crowd);
}
