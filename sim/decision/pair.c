#include "sim/decision/pair.h"

#include <assert.h>

#include "sim/results/answer.h"
#include "sim/scenario/some_designs.h"

bool pair_make(Pair *pair, const Scenario *scenario, size_t a, size_t b, int threads,
               Error *err)
{
    *pair = (Pair){ .threads = threads };
    scenario_choose(&pair->scenario, scenario, (const size_t[]){ a, b }, 2, &pair->arena);
    scenario_show_all(&pair->scenario);
    pair->cost = registry_find(scenario->registry, ANSWER_RANK_KEY);
    assert(pair->cost);
    return wiring_make(&pair->wiring, &pair->scenario, err);
}

/* What the scenario owns stays with the scenario. */
void pair_free(Pair *pair)
{
    wiring_free(&pair->wiring);
    arena_free(&pair->arena);
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
