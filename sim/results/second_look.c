#include "sim/results/second_look.h"

#include <math.h>

#include "sim/engine/ranks.h"
#include "sim/results/answer_steps.h"

/* The chance of the verdict's design is unknown: that it is eligible, and not alone. */
static bool is_needed(const Answer *answer)
{
    bool lacks = answer->design_count > 0 && answer->verdict.eligible &&
                 isnan(answer->designs[answer->verdict.design].cheapest_eligible.value);

    return ranks_told(lacks) != 0;
}

/* Only the first process knows. */
static bool *eligible_designs(Arena *arena, const Answer *answer, size_t designs)
{
    bool *in = arena_array(arena, bool, designs + 1);

    for (size_t d = 0; d < designs; d++)
        in[d] = ranks_told(answer->design_count > 0 && !answer->designs[d].ruled_out) != 0;
    return in;
}

static void complete(Answer *answer, const Gatherer *g)
{
    Standing *standings = arena_array(&answer->arena, Standing, g->designs + 1);

    for (size_t month = 0; month <= g->months + 1; month++) {
        gathered_among(standings, g, month);
        answer_standings(answer, standings, month);
    }
    verdict_make(answer);
}

bool second_look(Answer *answer, const Wiring *wiring, const Run *run, int threads, Error *err)
{
    RunOptions costs = { .threads = threads, .by_month = true };
    Arena arena = { 0 };

    if (!is_needed(answer))
        return true;
    costs.rank_cash = run_ranks_cash(run);
    Run *again = run_make(wiring, &costs, err);
    if (!again)
        return false;
    const bool *in = eligible_designs(&arena, answer, wiring->scenario->design_count);
    Gatherer *g = gatherer_among(wiring->scenario, wiring, again, in);
    while (run_step(again, UINT64_MAX))
        if (run_round(again).complete)
            gatherer_take(g);
    gatherer_join(g);
    if (ranks_first())
        complete(answer, g);
    gatherer_free(g);
    run_free(again);
    arena_free(&arena);
    return true;
}
