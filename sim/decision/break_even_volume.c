#include "sim/decision/break_even_volume.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/some_designs.h"

enum { POINTS = 9, NOW = 4, TRIALS = 2048 };

static const double factors[POINTS] = { 1.0 / 64, 1.0 / 16, 0.25, 0.5, 1, 2, 4, 16, 64 };

/* Costs of designs at each volume, by trial. */
typedef struct {
    const Scenario *scenario;
    const Quantity *ranked_by, *volume;
    bool rank_cash;
    int threads;
    Arena arena;
    size_t designs, trials;
    double *cost[POINTS]; /* [design][trial]         */
    double *requests;     /* [trial] a month, as it is */
} Sweep;

static bool is_traffic(const Quantity *quantity)
{
    return strcmp(quantity->key, "traffic.requests_per_day") == 0 ||
           strcmp(quantity->key, "traffic.daily_requests") == 0 ||
           strcmp(quantity->key, "traffic.requests") == 0;
}

/* --- a scenario with other traffic ---------------------------------------------------- */

static const Binding *scaled(const Binding *old, double factor, Arena *arena)
{
    Binding *new = arena_array(arena, Binding, 1);

    *new = *old;
    new->scale *= factor;
    return new;
}

/* A design that shares a value with one before goes on sharing it. */
static void scale_row(Scenario *changed, const Scenario *s, size_t row, double factor,
                      Arena *arena)
{
    for (size_t d = 0; d < scenario_all_designs(s); d++) {
        const Binding *old = s->designs[d].bindings[row];
        size_t before = 0;
        while (s->designs[before].bindings[row] != old)
            before++;
        if (before < d)
            changed->designs[d].bindings[row] = changed->designs[before].bindings[row];
        else if (old)
            changed->designs[d].bindings[row] = scaled(old, factor, arena);
    }
}

static Scenario with_traffic(const Scenario *s, double factor, Arena *arena)
{
    Scenario changed;

    scenario_copy(&changed, s, arena);
    changed.trials = s->trials < TRIALS ? s->trials : TRIALS;
    for (size_t i = 0; i < s->quantity_count; i++)
        if (is_traffic(s->quantities[i]))
            scale_row(&changed, s, i, factor, arena);
    return changed;
}

static void keep(Sweep *sweep, const Run *run, int point)
{
    size_t n = sweep->trials;

    sweep->cost[point] = arena_array(&sweep->arena, double, sweep->designs *n + 1);
    for (size_t d = 0; d < sweep->designs; d++)
        memcpy(sweep->cost[point] + d * n, run_values(run, d, sweep->ranked_by),
               n * sizeof(double));
    if (point == NOW) {
        sweep->requests = arena_array(&sweep->arena, double, n + 1);
        memcpy(sweep->requests, run_values(run, 0, sweep->volume), n * sizeof(double));
    }
}

static bool simulate(Sweep *sweep, int point, Error *err)
{
    Scenario scenario = with_traffic(sweep->scenario, factors[point], &sweep->arena);
    RunOptions options = { .threads = sweep->threads,
                           .alone = true,
                           .rank_cash = sweep->rank_cash };
    Wiring wiring = { 0 };
    Run *run = NULL;
    bool well = wiring_make(&wiring, &scenario, err);

    well = well && (run = run_make(&wiring, &options, err));
    while (well && run_step(run, TRIALS / LANES))
        continue;
    sweep->trials = (size_t)scenario.trials;
    if (well)
        keep(sweep, run, point);
    run_free(run);
    wiring_free(&wiring);
    return well;
}

/* --- where costs cross ---------------------------------------------------------------- */

static double advantage(const Sweep *sweep, int point, size_t a, size_t b, size_t trial)
{
    return sweep->cost[point][b * sweep->trials + trial] -
           sweep->cost[point][a * sweep->trials + trial];
}

/* The factor at which the line through two points is zero. */
static double crossing(double low, double at_low, double high, double at_high)
{
    return low + (high - low) * at_low / (at_low - at_high);
}

/* The factor from which on design a costs less than b in a trial. */
static double overtakes_at(const Sweep *sweep, size_t a, size_t b, size_t trial)
{
    int last = POINTS - 1;

    while (last >= 0 && advantage(sweep, last, a, b, trial) > 0)
        last--;
    if (last == POINTS - 1)
        return (double)INFINITY;
    int from = last < 0 ? 0 : last;
    double at_low = advantage(sweep, from, a, b, trial);
    double at_high = advantage(sweep, from + 1, a, b, trial);
    if (last >= 0)
        return crossing(factors[from], at_low, factors[from + 1], at_high);
    return at_high > at_low
               ? fmax(0, crossing(factors[from], at_low, factors[from + 1], at_high))
               : 0;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double value_at(const double *sorted, size_t n, double level)
{
    double place = floor(level * (double)n);

    return sorted[place < 0 ? 0 : place >= (double)n ? n - 1 : (size_t)place];
}

/* The volumes as quantiles, each with half the width between those one standard error of
 * its rank off. */
static BreakEven summarise(double *volumes, size_t n)
{
    static const double levels[] = { 0.1, 0.5, 0.9 };
    BreakEven found = { .known = true };
    size_t never = 0;

    qsort(volumes, n, sizeof *volumes, ascending);
    while (never < n && isinf(volumes[n - 1 - never]))
        never++;
    for (size_t k = 0; k < 3; k++) {
        double off = sqrt(levels[k] * (1 - levels[k]) / (double)n);
        found.q[k].value = value_at(volumes, n, levels[k]);
        found.q[k].se =
            (value_at(volumes, n, levels[k] + off) - value_at(volumes, n, levels[k] - off)) / 2;
    }
    double share = (double)never / (double)n;
    found.never = (Estimate){ share, sqrt(share * (1 - share) / (double)n) };
    return found;
}

/* Of a pair, the design that gains by traffic in more futures. */
static bool first_overtakes(const Sweep *sweep, size_t a, size_t b)
{
    size_t count = 0;

    for (size_t i = 0; i < sweep->trials; i++)
        count += advantage(sweep, POINTS - 1, a, b, i) > advantage(sweep, 0, a, b, i);
    return 2 * count >= sweep->trials;
}

static void solve(const Sweep *sweep, PairAnswer *pair)
{
    size_t n = sweep->trials;
    bool first = first_overtakes(sweep, pair->a, pair->b);
    size_t over = first ? pair->a : pair->b, under = first ? pair->b : pair->a;
    double *volumes = memory_grow(NULL, n + 1, sizeof *volumes);

    for (size_t i = 0; i < n; i++) {
        double factor = overtakes_at(sweep, over, under, i);
        volumes[i] = isinf(factor) ? factor : factor * sweep->requests[i];
    }
    pair->volume = summarise(volumes, n);
    pair->volume.design = over;
    pair->volume.now = estimate_mean(sweep->requests, n).value;
    free(volumes);
}

/* Whether all designs have traffic and a cost. */
static bool can_sweep(const Sweep *sweep, const Run *run)
{
    for (size_t d = 0; d < sweep->designs; d++)
        if (!sweep->ranked_by || !sweep->volume || !run_values(run, d, sweep->ranked_by) ||
            !run_values(run, d, sweep->volume))
            return false;
    return true;
}

bool break_even_volume(Answer *answer, const Run *run, int threads, Error *err)
{
    const Registry *registry = answer->scenario->registry;
    Sweep sweep = { .scenario = answer->scenario,
                    .ranked_by = registry_find(registry, answer->rank_key),
                    .volume = registry_find(registry, "traffic.requests"),
                    .rank_cash = run_ranks_cash(run),
                    .threads = threads,
                    .designs = answer->design_count };
    bool well = true;

    if (answer->pair_count == 0 || !can_sweep(&sweep, run))
        return true;
    for (int point = 0; well && point < POINTS; point++)
        well = simulate(&sweep, point, err);
    for (size_t i = 0; well && i < answer->pair_count; i++)
        solve(&sweep, &answer->pairs[i]);
    arena_free(&sweep.arena);
    return well;
}
