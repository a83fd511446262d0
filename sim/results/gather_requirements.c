/* gather_requirements.c - in which futures a design meets what is required. */
#include <math.h>
#include <stdlib.h>

#include "sim/engine/ranks.h"
#include "sim/results/requirement_tests.h"

/* The values that a requirement is held against, in the round at hand, or NULL. */
static const double *values_of(const Gatherer *g, size_t design, const RequirementTest *test)
{
    const Quantity *quantity = test->key ? gathered_quantity(g->scenario, test->key) : NULL;

    return quantity ? run_values(g->run, design, quantity) : NULL;
}

static void hold_against(double *met, const double *x, size_t n, const RequirementTest *test)
{
    for (size_t i = 0; i < n; i++)
        met[i] = test->at_least ? x[i] >= test->limit : x[i] <= test->limit;
}

/* A requirement that is the same in all futures, or of which nothing is known. */
static double hold_fact(const Gatherer *g, size_t design, const Requirement *r)
{
    const char *place;

    return r->kind == REQUIRE_RESIDENCY && !requirement_strays(&place, g->scenario, design, r);
}

/* Keep what the simulated trials of the round say: they lie evenly spread over the run. */
static void keep_simulated(const Gatherer *g, size_t design, const double *all)
{
    uint64_t count = run_request_trials(g->run), trials = run_trials(g->run);
    uint64_t first = g->round.first, last = first + g->round.trials;

    if (count == 0)
        return;
    for (uint64_t j = (first * count + trials - 1) / trials;
         j < count && j * trials / count < last; j++)
        g->others[design * count + j] = all[j * trials / count - first];
}

static void take_requirements(const Gatherer *g, size_t design, size_t unused)
{
    const Scenario *s = g->scenario;
    size_t n = g->round.trials;
    double *met = memory_grow(NULL, 2 * n + 1, sizeof *met), *all = met + n;

    for (size_t i = 0; i < n; i++)
        all[i] = 1;
    for (size_t k = 0; k < s->requirement_count; k++) {
        const Requirement *r = &s->requirements[k];
        RequirementTest test = requirement_test(s, r);
        const double *x = values_of(g, design, &test);
        if (r->kind == REQUIRE_LATENCY && !x)
            continue;
        if (x)
            hold_against(met, x, n, &test);
        for (size_t i = 0; !x && i < n; i++)
            met[i] = hold_fact(g, design, r);
        if (g->meets[design * s->requirement_count + k])
            gatherer_tally(g, g->meets[design * s->requirement_count + k], met);
        for (size_t i = 0; r->level == MUST && i < n; i++)
            all[i] *= met[i];
    }
    gatherer_tally(g, g->meets_all[design], all);
    keep_simulated(g, design, all);
    free(met);
}

size_t requirement_tallies(const Gatherer *g)
{
    return g->designs * (g->scenario->requirement_count + 2);
}

void plan_requirements(Gatherer *g)
{
    const Scenario *s = g->scenario;

    g->meets = arena_array(&g->arena, Tally *, g->designs * s->requirement_count + 1);
    g->meets_all = arena_array(&g->arena, Tally *, g->designs + 1);
    g->others = arena_array(&g->arena, double, g->designs *run_request_trials(g->run) + 1);
    for (size_t d = 0; s->requirement_count > 0 && d < g->designs; d++) {
        for (size_t k = 0; k < s->requirement_count; k++) {
            RequirementTest test = requirement_test(s, &s->requirements[k]);
            if (values_of(g, d, &test) || s->requirements[k].kind == REQUIRE_RESIDENCY)
                g->meets[d * s->requirement_count + k] = gatherer_add_tally(g, TALLY_MEAN);
        }
        g->meets_all[d] = gatherer_add_tally(g, TALLY_MEAN);
        gatherer_add_task(g, take_requirements, d, 0);
    }
}

void join_requirements(Gatherer *g)
{
    size_t count = g->designs * (size_t)run_request_trials(g->run);

    if (count > 0 && g->scenario->requirement_count > 0)
        ranks_join(g->others, count);
}
