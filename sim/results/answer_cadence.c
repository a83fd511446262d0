/* answer_cadence.c - the trials that say what more or fewer retrains would cost. */
#include <string.h>

#include "sim/results/answer_steps.h"

/* The values of a result in the round at hand; NULL if the design does not have it. */
static const double *values_of(const Gatherer *g, size_t design, const char *key)
{
    const Scenario *s = g->scenario;

    for (size_t i = 0; i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            return run_values(g->run, design, s->quantities[i]);
    return NULL;
}

static const double *copied(Arena *arena, const double *x, size_t n)
{
    double *copy = arena_array(arena, double, n);

    return memcpy(copy, x, n * sizeof *copy);
}

static CadenceTrials copied_trials(Arena *arena, const CadenceTrials *t, size_t n)
{
    return (CadenceTrials){
        .retrain = copied(arena, t->retrain, n),
        .all_stale = copied(arena, t->all_stale, n),
        .fresh = copied(arena, t->fresh, n),
        .decay = copied(arena, t->decay, n),
        .count = n,
    };
}

void gather_cadence(Gatherer *g)
{
    size_t n = g->round.trials < CADENCE_TRIALS ? (size_t)g->round.trials : CADENCE_TRIALS;

    if (g->round.first > 0)
        return;
    g->cadence = arena_array(&g->arena, CadenceTrials, g->designs + 1);
    for (size_t d = 0; d < g->designs; d++) {
        const CadenceTrials all = {
            .retrain = values_of(g, d, "training.retrain_cost"),
            .all_stale = values_of(g, d, "training.cost_if_all_stale"),
            .fresh = values_of(g, d, "knowledge.stale_when_fresh"),
            .decay = values_of(g, d, "knowledge.decay"),
        };
        if (all.retrain && all.all_stale && all.fresh && all.decay)
            g->cadence[d] = copied_trials(&g->arena, &all, n);
    }
}

void answer_list_cadence(Answer *answer, const Gatherer *g, size_t design)
{
    if (g->cadence && g->cadence[design].count > 0)
        answer->designs[design].cadence =
            copied_trials(&answer->arena, &g->cadence[design], g->cadence[design].count);
}
