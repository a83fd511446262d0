#include "sim/decision/sweep.h"

#include <assert.h>
#include <math.h>

#include "sim/results/requirement_tests.h"

/* What is simulated of the requests at a point of a grid, where a must is on their time. */
enum { GRID_REQUEST_TRIALS = 32, GRID_REQUESTS = LANES };

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
                      .count = x->count * (y ? y->count : 1),
                      .how = variant_costs };
    sweep->how.request_trials = y ? GRID_REQUEST_TRIALS : run_defaults.request_trials;
    sweep->how.requests = y ? GRID_REQUESTS : run_defaults.requests;
    requirements_ask(&sweep->how, scenario, true, &sweep->arena);
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

static size_t pair_at(const Sweep *sweep, size_t point, size_t a, size_t b)
{
    return (point * sweep->scenario->design_count + a) * sweep->scenario->design_count + b;
}

/* What the answer there says of each design. */
static void take_answer(Sweep *sweep, const Answer *answer)
{
    SweepCell *cells = sweep->cells + sweep->done * answer->design_count;

    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        cells[d] = (SweepCell){
            .competes = !design->ruled_out,
            .misses = design->ruled_out ? arena_text(&sweep->arena, design->misses) : NULL,
            .cost = answer_summary(design, answer->rank_key),
            .cheapest = design->cheapest_eligible,
            .cheapest_of_all = design->cheapest,
        };
    }
    for (size_t i = 0; sweep->differences && i < answer->pair_count; i++) {
        const PairAnswer *pair = &answer->pairs[i];
        sweep->differences[pair_at(sweep, sweep->done, pair->a, pair->b)] = pair->difference;
    }
    sweep->trials = answer->trials;
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
        return variant_make(variant, sweep->base, set, inputs, &sweep->how, problems);
    }
    const KnownValue known[] = { { x->quantity, x->values[i] },
                                 { y ? y->quantity : NULL, y ? y->values[k] : 0 } };
    if (variant_make_known(variant, sweep->scenario, known, inputs, &sweep->how, &err))
        return true;
    problems_add(problems, &err);
    return false;
}

/* False with the problems of its values. */
static bool simulate_point(Sweep *sweep, Variant *variant, Problems *problems)
{
    size_t columns = sweep->x->count;
    Answer answer = { 0 };
    Error err;

    if (!make_variant(variant, sweep, sweep->done % columns, sweep->done / columns, problems))
        return false;
    assert(variant->scenario.design_count == sweep->scenario->design_count);
    bool made = variant_answer(&answer, variant, sweep->y != NULL, &err);
    if (made)
        take_answer(sweep, &answer);
    else
        problems_add(problems, &err);
    answer_free(&answer);
    return made;
}

bool sweep_step(Sweep *sweep, PointProblems *tell, void *context)
{
    Problems problems = { 0 };
    Variant variant;

    assert(sweep->done < sweep->count);
    bool made = simulate_point(sweep, &variant, &problems);
    if (!made)
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
    size_t none = sweep->scenario->design_count, winner = none;

    for (size_t d = 0; d < sweep->scenario->design_count; d++)
        if (cells[d].competes &&
            (winner == none || cells[d].cost.mean.value < cells[winner].cost.mean.value))
            winner = d;
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

bool sweep_has_none(const Sweep *sweep)
{
    size_t designs = sweep->scenario->design_count;

    for (size_t i = 0; i < sweep->count; i++)
        if (sweep_winner(sweep, sweep->cells + i * designs) == designs)
            return true;
    return false;
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
        bool there = a < sweep->scenario->design_count && b < sweep->scenario->design_count;
        if (there && a != b && !sweep->x->quantity->choices)
            (*crossings)[count++] = (SweepCrossing){ a, b, i, interpolate(sweep, i, a, b) };
    }
    return count;
}
