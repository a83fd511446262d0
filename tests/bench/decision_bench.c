#include "tests/bench/decision_bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "sim/decision/sensitivity_steps.h"
#include "sim/results/answer.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/stopwatch.h"

typedef struct {
    Sensitivity sensitivity;
    Pair pair;
    Run *run;
    double *difference;
} Bench;

static void sampled(void *context)
{
    Bench *b = context;

    sensitivity_sampled(&b->sensitivity, &b->pair, b->run, b->difference);
}

static void held(void *context)
{
    Bench *b = context;

    sensitivity_held(&b->sensitivity, &b->pair, b->run, b->difference);
}

static void indices(void *context)
{
    Bench *b = context;
    Error err;

    sensitivity_indices(&b->sensitivity, &b->pair, &err);
}

static void print(const char *name, Work *work, Bench *b)
{
    printf("%-34s %8.2f s\n", name, stopwatch_time(work, b).seconds);
}

static void measure(Bench *b)
{
    printf("sensitivity, %zu inputs, all processors\n", b->sensitivity.count);
    print("worth, shares, ranks (16,384)", sampled, b);
    print("tornado, switching values (4,096)", held, b);
    print("Sobol indices (1,024)", indices, b);
}

/* Of a run without requests. */
static void find_leaders(size_t leaders[2], Prepared *p)
{
    Answer answer;
    Error err;

    p->options.request_trials = 0;
    run_prepared(p);
    Gatherer *gatherer = gatherer_make(&p->scenario, &p->wiring, p->run);
    gatherer_take(gatherer);
    if (answer_make(&answer, gatherer, &err))
        answer_leaders(leaders, &answer);
    gatherer_free(gatherer);
    answer_free(&answer);
}

void decision_print(const char *path)
{
    Prepared p;
    Bench b = { 0 };
    size_t leaders[2];
    Error err;

    prepare_file(&p, path);
    uint64_t trials = p.scenario.trials;
    find_leaders(leaders, &p);
    if (pair_make(&b.pair, &p.scenario, leaders[0], leaders[1], 0, &err) &&
        (b.run = pair_run(&b.pair, trials, NULL, &err))) {
        b.sensitivity = (Sensitivity){ .scenario = &p.scenario,
                                       .a = leaders[0],
                                       .b = leaders[1],
                                       .favourite = leaders[0],
                                       .trials = trials,
                                       .held = SENSITIVITY_HELD,
                                       .points = SENSITIVITY_POINTS };
        b.difference = memory_grow(NULL, trials, sizeof *b.difference);
        pair_difference(b.difference, &b.pair, b.run);
        b.sensitivity.mean = estimate_mean(b.difference, trials);
        sensitivity_list(&b.sensitivity, &b.pair);
        measure(&b);
    }
    free(b.difference);
    run_free(b.run);
    sensitivity_free(&b.sensitivity);
    pair_free(&b.pair);
    prepared_free(&p);
}
