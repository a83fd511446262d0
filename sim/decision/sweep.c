#include "sim/decision/sweep.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/results/answer.h"

void sweep_lower_trials(VariantBase *base, Scenario *scenario)
{
    if (base->overrides.trials == 0 && scenario->trials > SWEEP_GRID_TRIALS)
        base->overrides.trials = scenario->trials = SWEEP_GRID_TRIALS;
}

void sweep_make(Sweep *sweep, const VariantBase *base, const Scenario *scenario,
                const SweepInput *x, const SweepInput *y)
{
    size_t designs = scenario->design_count;

    *sweep = (Sweep){ .base = base,
                      .scenario = scenario,
                      .x = x,
                      .y = y,
                      .count = x->count * (y ? y->count : 1) };
    sweep->cells = arena_array(&sweep->arena, SweepCell, sweep->count * designs + 1);
    if (!y)
        sweep->differences =
            arena_array(&sweep->arena, Summary, sweep->count * designs * designs + 1);
}

void sweep_free(Sweep *sweep)
{
    arena_free(&sweep->arena);
    *sweep = (Sweep){ 0 };
}

/* --- a point ---------------------------------------------------------------------- */

/* Which designs may win. */
static bool competes(const Variant *variant, size_t design)
{
    return design < variant->scenario.design_count;
}

/* The chance of each competing design to be the cheapest; of k that tie, each has 1/k. */
static void find_chances(SweepCell *cells, const double *const *cost, size_t designs, size_t n)
{
    double *share = memory_zeros(designs * n + 1, sizeof *share);

    for (size_t i = 0; i < n; i++) {
        double least = INFINITY, ties = 0;
        for (size_t d = 0; d < designs; d++)
            if (cells[d].competes)
                least = fmin(least, cost[d][i]);
        for (size_t d = 0; d < designs; d++)
            ties += cells[d].competes && cost[d][i] == least;
        for (size_t d = 0; d < designs; d++)
            share[d * n + i] = cells[d].competes && cost[d][i] == least ? 1 / ties : 0;
    }
    for (size_t d = 0; d < designs; d++)
        cells[d].cheapest = estimate_mean(share + d * n, n);
    free(share);
}

static size_t pair_at(const Sweep *sweep, size_t point, size_t a, size_t b)
{
    return (point * sweep->scenario->design_count + a) * sweep->scenario->design_count + b;
}

static void find_differences(Sweep *sweep, const double *const *cost, size_t designs, size_t n)
{
    double *x = memory_zeros(n + 1, sizeof *x);

    for (size_t a = 0; a < designs; a++)
        for (size_t b = a + 1; b < designs; b++) {
            for (size_t i = 0; i < n; i++)
                x[i] = cost[a][i] - cost[b][i];
            sweep->differences[pair_at(sweep, sweep->done, a, b)] = summary_make(x, n);
        }
    free(x);
}

static void take_point(Sweep *sweep, const Variant *variant)
{
    size_t designs = sweep->scenario->design_count, n = (size_t)run_trials(variant->run);
    SweepCell *cells = sweep->cells + sweep->done * designs;
    const double **cost = memory_grow(NULL, designs + 1, sizeof *cost);

    assert(variant->scenario.design_count == designs);
    for (size_t d = 0; d < designs; d++) {
        cost[d] = variant_values(variant, d, ANSWER_RANK_KEY);
        assert(cost[d]);
        cells[d] =
            (SweepCell){ .competes = competes(variant, d), .cost = summary_make(cost[d], n) };
    }
    find_chances(cells, cost, designs, n);
    if (sweep->differences)
        find_differences(sweep, cost, designs, n);
    sweep->trials = n;
    free(cost);
}

/* The variant of the point at place i of x and k of y. */
static bool make_variant(Variant *variant, Sweep *sweep, size_t i, size_t k, Problems *problems)
{
    const SweepInput *x = sweep->x, *y = sweep->y;
    size_t inputs = y ? 2 : 1;
    Error err = { 0 };

    if (!x->known || (y && !y->known)) {
        const char *set[] = { sweep_input_set(x, i, &sweep->arena),
                              y ? sweep_input_set(y, k, &sweep->arena) : NULL };
        return variant_make(variant, sweep->base, set, inputs, &variant_costs, problems);
    }
    const KnownValue known[] = { { x->quantity, x->values[i] },
                                 { y ? y->quantity : NULL, y ? y->values[k] : 0 } };
    if (variant_make_known(variant, sweep->scenario, known, inputs, &variant_costs, &err))
        return true;
    problems_add(problems, &err);
    return false;
}

bool sweep_step(Sweep *sweep, PointProblems *tell, void *context)
{
    size_t columns = sweep->x->count;
    Problems problems = { 0 };
    Variant variant;

    assert(sweep->done < sweep->count);
    bool made =
        make_variant(&variant, sweep, sweep->done % columns, sweep->done / columns, &problems);
    if (made)
        take_point(sweep, &variant);
    else
        tell(context, &problems);
    sweep->done += made;
    problems_free(&problems);
    variant_free(&variant);
    return made;
}

/* --- what it shows ---------------------------------------------------------------- */

const SweepCell *sweep_cells(const Sweep *sweep, size_t i, size_t k)
{
    return sweep->cells + (k * sweep->x->count + i) * sweep->scenario->design_count;
}

size_t sweep_winner(const Sweep *sweep, const SweepCell *cells)
{
    double least = INFINITY;
    size_t winner = 0;

    for (size_t d = 0; d < sweep->scenario->design_count; d++)
        if (cells[d].competes && cells[d].cost.mean.value < least) {
            least = cells[d].cost.mean.value;
            winner = d;
        }
    return winner;
}

size_t sweep_favourite(const Sweep *sweep, const SweepCell *cells)
{
    size_t best = sweep_winner(sweep, cells);

    for (size_t d = 0; d < sweep->scenario->design_count; d++)
        if (cells[d].competes && cells[d].cheapest.value > cells[best].cheapest.value)
            best = d;
    return best;
}

/* The median of the cost of a less that of b at a point. */
static Estimate median_difference(const Sweep *sweep, size_t point, size_t a, size_t b)
{
    Estimate median = a < b ? sweep->differences[pair_at(sweep, point, a, b)].q[Q_P50]
                            : sweep->differences[pair_at(sweep, point, b, a)].q[Q_P50];

    return a < b ? median : (Estimate){ -median.value, median.se };
}

/* Costs are linear in most inputs, and so are their differences: the crossing is that of
 * the straight line between the points. Its error is that of the line there, by its
 * slope; the errors of both ends go together, because they share their draws. */
static Estimate interpolate(const Sweep *sweep, size_t point, size_t a, size_t b)
{
    double x0 = sweep->x->values[point], x1 = sweep->x->values[point + 1];
    Estimate d0 = median_difference(sweep, point, a, b);
    Estimate d1 = median_difference(sweep, point + 1, a, b);

    if (!(d0.value <= 0 && d1.value >= 0 && d1.value > d0.value))
        return estimate_unknown;
    double share = -d0.value / (d1.value - d0.value);
    double se = (1 - share) * d0.se + share * d1.se;
    return (Estimate){ x0 + share * (x1 - x0), se * fabs(x1 - x0) / (d1.value - d0.value) };
}

size_t sweep_crossings(Sweep *sweep, SweepCrossing **crossings)
{
    size_t count = 0;

    *crossings = arena_array(&sweep->arena, SweepCrossing, sweep->x->count + 1);
    for (size_t i = 0; sweep->x->quantity && !sweep->y && i + 1 < sweep->x->count; i++) {
        size_t a = sweep_favourite(sweep, sweep_cells(sweep, i, 0));
        size_t b = sweep_favourite(sweep, sweep_cells(sweep, i + 1, 0));
        if (a != b && !sweep->x->quantity->choices)
            (*crossings)[count++] = (SweepCrossing){ a, b, i, interpolate(sweep, i, a, b) };
    }
    return count;
}
