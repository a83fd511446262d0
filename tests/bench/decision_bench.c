#include "tests/bench/decision_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/assets.h"
#include "sim/decision/compare.h"
#include "sim/decision/sensitivity_steps.h"
#include "sim/decision/sweep.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/stopwatch.h"

/* A scenario simulated without requests, and its answer. */
typedef struct {
    Prepared prepared;
    Answer answer;
} Answered;

static bool answer_file(Answered *a, const char *path, const Overrides *overrides)
{
    Error err;

    prepare_file_with(&a->prepared, path, overrides);
    a->prepared.options.request_trials = 0;
    run_prepared(&a->prepared);
    Gatherer *gatherer =
        gatherer_make(&a->prepared.scenario, &a->prepared.wiring, a->prepared.run);
    gatherer_take(gatherer);
    bool made = answer_make(&a->answer, gatherer, &err);
    gatherer_free(gatherer);
    return made;
}

static void answered_free(Answered *a)
{
    answer_free(&a->answer);
    prepared_free(&a->prepared);
}

static double print(const char *name, Work *work, void *context)
{
    double seconds = stopwatch_time(work, context).seconds;

    printf("%-38s %8.2f s", name, seconds);
    return seconds;
}

/* --- sensitivity ---------------------------------------------------------------------- */

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

static void measure(Bench *b, double whole)
{
    printf("sensitivity, %zu inputs, all processors\n", b->sensitivity.count);
    double worth = print("EVPPI, shares, ranks (16,384)", sampled, b);
    printf("   %.1f costs-only runs of all designs\n", worth / whole);
    double values = print("tornado, switching values (4,096)", held, b);
    printf("   %.1f\n", values / whole);
    double sobol = print("Sobol indices (1,024)", indices, b);
    printf("   %.1f\n", sobol / whole);
}

static void print_sensitivity(Answered *a)
{
    const Scenario *scenario = &a->prepared.scenario;
    double whole = stopwatch_time(run_prepared, &a->prepared).seconds;
    Bench b = { 0 };
    size_t leaders[2];
    Error err;

    answer_leaders(leaders, &a->answer);
    if (pair_make(&b.pair, scenario, leaders[0], leaders[1], 0, &err) &&
        (b.run = pair_run(&b.pair, scenario->trials, NULL, &err))) {
        b.sensitivity = (Sensitivity){ .scenario = scenario,
                                       .a = leaders[0],
                                       .b = leaders[1],
                                       .favourite = leaders[0],
                                       .trials = scenario->trials,
                                       .held = SENSITIVITY_HELD,
                                       .points = SENSITIVITY_POINTS };
        b.difference = memory_grow(NULL, scenario->trials, sizeof *b.difference);
        pair_difference(b.difference, &b.pair, b.run);
        b.sensitivity.mean = estimate_mean(b.difference, scenario->trials);
        sensitivity_list(&b.sensitivity, &b.pair);
        measure(&b, whole);
    }
    free(b.difference);
    run_free(b.run);
    sensitivity_free(&b.sensitivity);
    pair_free(&b.pair);
}

/* --- a map ---------------------------------------------------------------------------- */

enum { SIDE = 24, ROWS = 2 };

typedef struct {
    VariantBase base;
    Scenario scenario;
    SweepInput x, y;
    Arena arena;
} Grid;

static void fail_of(void *context, const Problems *problems)
{
    fprintf(stderr, "bench: %s\n", problems->items[0].text);
}

static void sweep_grid(void *context)
{
    Grid *grid = context;
    Sweep sweep;

    sweep_make(&sweep, &grid->base, &grid->scenario, &grid->x, &grid->y);
    while (sweep.done < sweep.count && sweep_step(&sweep, fail_of, NULL))
        continue;
    sweep_free(&sweep);
}

/* Two of the rows: the others take as long. */
static void print_map(const char *path)
{
    static const char *const quick[] = { "serving.simulation=off" };
    const Asset *asset = asset_find(path);
    Problems problems = { 0 };
    Error err;
    Grid grid = { .base = { &model_registry,
                            asset->path,
                            asset->data,
                            (size_t)(asset->end - asset->data),
                            { .set = quick, .set_count = 1, .trials = SWEEP_GRID_TRIALS } } };

    if (scenario_parse(&grid.scenario, &model_registry, grid.base.name, grid.base.text,
                       grid.base.length, &grid.base.overrides, &problems) &&
        sweep_input_parse(&grid.x, "-x", "traffic.requests_per_day", SIDE, &grid.scenario,
                          &grid.arena, &err) &&
        sweep_input_parse(&grid.y, "-y", "quality.cost_per_bad_answer", ROWS, &grid.scenario,
                          &grid.arena, &err)) {
        double seconds = stopwatch_time(sweep_grid, &grid).seconds * SIDE / ROWS;
        printf("%-38s %8.2f s   %.1f ms a point\n", "map, 24 x 24 points (4,096)", seconds,
               1e3 * seconds / (SIDE * SIDE));
    }
    problems_free(&problems);
    scenario_free(&grid.scenario);
    arena_free(&grid.arena);
}

/* --- a comparison --------------------------------------------------------------------- */

typedef struct {
    CompareSide before, after;
} Sides;

static void compare_sides(void *context)
{
    Sides *sides = context;
    Compare compare;

    compare_make(&compare, &sides->before, &sides->after, 0);
    if (compare.changes.input_count != 8 || compare.why.orders > 0)
        puts("bench: the comparison is not of 8 inputs");
    compare_free(&compare);
}

static CompareSide side_of(const char *name, const Answered *a)
{
    return (CompareSide){ name, &a->prepared.scenario, &a->prepared.wiring, a->prepared.run,
                          &a->answer };
}

static void print_compare(const char *path, const Answered *before)
{
    static const char *const set[] = {
        "traffic.requests_per_day=5k..9k /day",
        "quality.cost_per_bad_answer=$0.1..$0.4",
        "gaps.knowledge=8%..20%",
        "gaps.behaviour=1%..9%",
        "tokens.output=150..600 tok",
        "tokens.question=50..200 tok",
        "traffic.growth=1%..6% /month",
        "corpus.tokens_per_document=700..1.3k tok",
    };
    Overrides overrides = { .set = set, .set_count = sizeof set / sizeof set[0] };
    Answered after = { 0 };

    if (answer_file(&after, path, &overrides)) {
        Sides sides = { side_of("before", before), side_of("after", &after) };
        print("compare, Shapley of 8 inputs", compare_sides, &sides);
        puts("   2^8 simulations of 2,048");
    }
    answered_free(&after);
}

void decision_print(const char *path)
{
    Answered a = { 0 };

    if (answer_file(&a, path, NULL)) {
        print_sensitivity(&a);
        print_compare(path, &a);
        print_map(path);
    }
    answered_free(&a);
}
