#include "sim/results/gatherer.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/quantile.h"
#include "sim/base/vmath.h"
#include "sim/engine/ranks.h"
#include "sim/results/requirement_tests.h"

/* Series that are tallied together, because they are computed together. */
struct Task {
    Take *take;
    size_t a, b;
};

/* --- taking in a round -------------------------------------------------------------- */

void gatherer_tally(const Gatherer *g, Tally *tally, const double *x)
{
    if (g->whole)
        tally_whole(tally, x, g->round.trials);
    else
        tally_add(tally, g->batch, x, g->round.trials);
}

static void take_result(const Gatherer *g, size_t design, size_t quantity)
{
    gatherer_tally(g, g->results[design * g->quantities + quantity],
                   run_values(g->run, design, g->scenario->quantities[quantity]));
}

static void take_month(const Gatherer *g, size_t design, size_t month)
{
    gatherer_tally(g, g->cumulative[design * (g->months + 1) + month],
                   run_cumulative(g->run, design, (int)month));
}

static double *room_for(size_t count)
{
    return memory_grow(NULL, count + 1, sizeof(double));
}

const double *gathered_cost(const Gatherer *g, size_t design, size_t month)
{
    if (month <= g->months)
        return run_cumulative(g->run, design, (int)month);
    return g->ranked_by ? run_values(g->run, design, g->ranked_by) : NULL;
}

size_t gatherer_pair(const Gatherer *g, size_t a, size_t b)
{
    return a * (2 * g->designs - a - 1) / 2 + b - a - 1;
}

static void compare(const Gatherer *g, size_t a, size_t b)
{
    size_t n = g->round.trials, pair = gatherer_pair(g, a, b);
    const double *cost_a = gathered_cost(g, a, g->months + 1),
                 *cost_b = gathered_cost(g, b, g->months + 1);
    double *x = room_for(n);

    for (size_t i = 0; i < n; i++)
        x[i] = cost_a[i] - cost_b[i];
    gatherer_tally(g, g->difference[pair], x);
    for (size_t i = 0; i < n; i++)
        x[i] = cost_a[i] < cost_b[i] ? 1 : cost_a[i] == cost_b[i] ? 0.5 : 0;
    gatherer_tally(g, g->a_cheaper[pair], x);
    for (size_t i = 0; i < n; i++)
        x[i] = cost_a[i] == cost_b[i];
    gatherer_tally(g, g->equal[pair], x);
    free(x);
}

static void take_cash(const Gatherer *g, size_t design, size_t unused)
{
    size_t n = g->round.trials;
    const double *cash = run_values(g->run, design, g->cash);
    double levels[CURVE], *x = room_for(n);

    for (size_t k = 0; k < CURVE; k++)
        levels[k] = answer_curve_level(k);
    if (g->whole)
        quantile_fill(g->curves + design * CURVE, levels, CURVE, cash, n);
    for (size_t i = 0; i < n; i++)
        x[i] = cash[i] <= g->scenario->budget;
    if (g->within[design])
        gatherer_tally(g, g->within[design], x);
    free(x);
}

static void do_task(void *context, size_t index)
{
    const Gatherer *g = context;

    g->tasks[index].take(g, g->tasks[index].a, g->tasks[index].b);
}

/* Of a run of several rounds, batches are whole rounds, as the engine's. */
void gatherer_take(Gatherer *g)
{
    uint64_t rounds = (run_trials(g->run) + RUN_ROUND - 1) / RUN_ROUND;
    uint64_t of_a_batch = (rounds + RUN_BATCHES - 1) / RUN_BATCHES;

    g->round = run_round(g->run);
    if (g->round.trials == 0)
        return;
    g->whole = g->round.trials == run_trials(g->run);
    g->batch = g->whole ? 0 : (size_t)(g->round.first / RUN_ROUND / of_a_batch);
    run_tasks(g->run, do_task, g, g->task_count);
    if (!g->among)
        gather_cadence(g);
}

/* Of a run of one round, the first process has taken in what all have found. */
void gatherer_join(Gatherer *g)
{
    bool whole = run_trials(g->run) <= RUN_EXACT;

    for (size_t i = 0; !whole && ranks_count() > 1 && i < g->tally_count; i++)
        tally_join(&g->tallies[i]);
    if (!whole && !g->among) {
        join_requirements(g);
        join_break_even(g);
        join_saturation(g);
    }
}

/* --- making ready ------------------------------------------------------------------- */

Tally *gatherer_add_tally(Gatherer *g, int bits)
{
    g->tallies[g->tally_count].bits = bits;
    return &g->tallies[g->tally_count++];
}

void gatherer_add_task(Gatherer *g, Take *what, size_t a, size_t b)
{
    g->tasks[g->task_count++] = (Task){ what, a, b };
}

static void make_room(Gatherer *g)
{
    size_t pairs = g->designs * (g->designs + 1) / 2, months = g->months + 2;
    size_t series = g->designs * (g->quantities + months + 2) + 3 * pairs +
                    judgement_tallies(g) + requirement_tallies(g) + g->designs;

    g->results = arena_array(&g->arena, Tally *, g->designs * g->quantities);
    g->cumulative = arena_array(&g->arena, Tally *, g->designs * months);
    g->cheapest = arena_array(&g->arena, Tally *, g->designs * months);
    g->regret = arena_array(&g->arena, Tally *, g->designs);
    g->within = arena_array(&g->arena, Tally *, g->designs);
    g->difference = arena_array(&g->arena, Tally *, pairs);
    g->a_cheaper = arena_array(&g->arena, Tally *, pairs);
    g->equal = arena_array(&g->arena, Tally *, pairs);
    g->curves = arena_array(&g->arena, double, g->designs *CURVE);
    g->tallies = arena_array(&g->arena, Tally, series);
    g->tasks = arena_array(&g->arena, Task, series);
}

/* What a verdict is about: the ranking cost, and what requirements are held against. */
static bool decides(const Gatherer *g, const Quantity *quantity)
{
    const Scenario *s = g->scenario;

    for (size_t k = 0; k < s->requirement_count; k++) {
        const char *key = requirement_test(s, &s->requirements[k]).key;
        if (key && strcmp(key, quantity->key) == 0)
            return true;
    }
    return quantity == g->ranked_by;
}

static void plan_results(Gatherer *g)
{
    for (size_t d = 0; d < g->designs; d++)
        for (size_t i = 0; i < g->quantities; i++) {
            const Quantity *quantity = g->scenario->quantities[i];
            if (quantity->report == NOT_REPORTED || !run_values(g->run, d, quantity) ||
                (g->for_verdict && !decides(g, quantity)))
                continue;
            g->results[d * g->quantities + i] = gatherer_add_tally(g, TALLY_RESULT);
            gatherer_add_task(g, take_result, d, i);
        }
}

static void plan_months(Gatherer *g)
{
    for (size_t d = 0; d < g->designs; d++)
        for (size_t month = 0; month <= g->months && gathered_cost(g, d, month); month++) {
            g->cumulative[d * (g->months + 1) + month] = gatherer_add_tally(g, TALLY_MONTH);
            gatherer_add_task(g, take_month, d, month);
        }
}

static void plan_pairs(Gatherer *g)
{
    for (size_t a = 0; g->regret[0] && a < g->designs; a++)
        for (size_t b = a + 1; b < g->designs; b++) {
            g->difference[gatherer_pair(g, a, b)] = gatherer_add_tally(g, TALLY_RESULT);
            g->a_cheaper[gatherer_pair(g, a, b)] = gatherer_add_tally(g, TALLY_MEAN);
            g->equal[gatherer_pair(g, a, b)] = gatherer_add_tally(g, TALLY_MEAN);
            gatherer_add_task(g, compare, a, b);
        }
}

static void plan_cash(Gatherer *g)
{
    for (size_t d = 0; g->cash && d < g->designs; d++) {
        if (!run_values(g->run, d, g->cash))
            continue;
        if (g->scenario->budget >= 0)
            g->within[d] = gatherer_add_tally(g, TALLY_MEAN);
        gatherer_add_task(g, take_cash, d, 0);
    }
}

const Quantity *gathered_quantity(const Scenario *s, const char *key)
{
    for (size_t i = 0; i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            return s->quantities[i];
    return NULL;
}

/* Without plans. */
static Gatherer *begin(const Scenario *scenario, const Wiring *wiring, const Run *run)
{
    Gatherer *g = memory_grow(NULL, 1, sizeof *g);

    *g = (Gatherer){
        .scenario = scenario,
        .wiring = wiring,
        .run = run,
        .designs = scenario->design_count,
        .months = (size_t)scenario->months,
        .quantities = scenario->quantity_count,
        .ranked_by = gathered_quantity(scenario,
                                       run_ranks_cash(run) ? ANSWER_CASH_KEY : ANSWER_RANK_KEY),
        .cash = gathered_quantity(scenario, ANSWER_CASH_KEY),
    };
    make_room(g);
    return g;
}

static Gatherer *make(const Scenario *scenario, const Wiring *wiring, const Run *run,
                      bool for_verdict)
{
    Gatherer *g = begin(scenario, wiring, run);

    g->for_verdict = for_verdict;
    if (g->designs == 0)
        return g;
    plan_results(g);
    plan_months(g);
    plan_judgements(g);
    plan_requirements(g);
    if (for_verdict)
        return g;
    plan_pairs(g);
    plan_cash(g);
    plan_break_even(g);
    plan_saturation(g);
    return g;
}

Gatherer *gatherer_make(const Scenario *scenario, const Wiring *wiring, const Run *run)
{
    return make(scenario, wiring, run, false);
}

Gatherer *gatherer_for_verdict(const Scenario *scenario, const Wiring *wiring, const Run *run)
{
    return make(scenario, wiring, run, true);
}

Gatherer *gatherer_among(const Scenario *scenario, const Wiring *wiring, const Run *run,
                         const bool *in)
{
    Gatherer *g = begin(scenario, wiring, run);

    g->among = true;
    plan_judgements_among(g, in);
    return g;
}

void gatherer_free(Gatherer *g)
{
    if (!g)
        return;
    for (size_t i = 0; i < g->tally_count; i++)
        tally_free(&g->tallies[i]);
    arena_free(&g->arena);
    free(g);
}
