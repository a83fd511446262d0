#include "sim/decision/pair.h"

#include <assert.h>

#include "sim/results/answer.h"

/* The designs of a pair, by their places in the scenario. */
typedef struct {
    size_t places[PAIR_DESIGNS];
    size_t count;
} Members;

/* The place among the members of a design of the scenario, which joins them if need be. */
static size_t join(Members *members, size_t design)
{
    size_t k = 0;

    while (k < members->count && members->places[k] != design)
        k++;
    if (k == members->count)
        members->places[members->count++] = design;
    return k;
}

/* A staged design knows what it is made of by place, which is another one in the pair. */
static void move_stage(Pair *pair, Members *members, size_t k)
{
    const Stage *stage = pair->designs[k].stage;

    if (!stage)
        return;
    pair->stages[k] = *stage;
    pair->stages[k].start = join(members, stage->start);
    pair->stages[k].then = join(members, stage->then);
    pair->designs[k].stage = &pair->stages[k];
}

bool pair_make(Pair *pair, const Scenario *scenario, size_t a, size_t b, int threads,
               Error *err)
{
    Members members = { .places = { a, b }, .count = 2 };

    *pair = (Pair){ .scenario = *scenario, .threads = threads };
    for (size_t k = 0; k < 2; k++) {
        pair->designs[k] = scenario->designs[members.places[k]];
        move_stage(pair, &members, k);
    }
    for (size_t k = 2; k < members.count; k++)
        pair->designs[k] = scenario->designs[members.places[k]];
    pair->scenario.designs = pair->designs;
    pair->scenario.design_count = members.count;
    pair->scenario.behind_count = 0;
    pair->cost = registry_find(scenario->registry, ANSWER_RANK_KEY);
    assert(pair->cost);
    return wiring_make(&pair->wiring, &pair->scenario, err);
}

/* What the scenario owns stays with the scenario. */
void pair_free(Pair *pair)
{
    wiring_free(&pair->wiring);
    *pair = (Pair){ 0 };
}

Run *pair_run(Pair *pair, uint64_t trials, const Substitutes *substitutes, Error *err)
{
    const RunOptions how = { .threads = pair->threads,
                             .inputs = !substitutes,
                             .substitutes = substitutes ? *substitutes : (Substitutes){ 0 } };

    assert(trials <= RUN_EXACT);
    pair->scenario.trials = trials;
    Run *run = run_make(&pair->wiring, &how, err);
    while (run && run_step(run, RUN_EXACT / LANES))
        continue;
    if (run && run_check(run, err))
        return run;
    run_free(run);
    return NULL;
}

void pair_difference(double *difference, const Pair *pair, const Run *run)
{
    const double *a = run_values(run, 0, pair->cost), *b = run_values(run, 1, pair->cost);

    for (uint64_t i = 0; i < run_trials(run); i++)
        difference[i] = a[i] - b[i];
}

bool pair_simulate(double *difference, Pair *pair, uint64_t trials,
                   const Substitutes *substitutes, Error *err)
{
    Run *run = pair_run(pair, trials, substitutes, err);

    if (!run)
        return false;
    pair_difference(difference, pair, run);
    run_free(run);
    return true;
}
