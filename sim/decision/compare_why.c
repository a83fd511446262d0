/* compare_why.c - how much of the change of the mean costs is due to each input.
 *
 * Every subset of inputs is a scenario between the two that is simulated on the same draws.
 * Where that would take too long, on fewer of them: shares then add up to the change over
 * those trials, and the rest of the whole change is told by itself.
 *
 * Shares are linear in the means, so those of batches of trials give their Monte Carlo
 * error, as in summary.h. To it comes the error of sampled orders.
 */
#include "sim/decision/compare_steps.h"

#include <math.h>

#include "sim/decision/shapley.h"

/* Trials of all simulations together: some two seconds on two cores. Orders are sampled
 * with a number of simulations like that of SHAPLEY_EXACT inputs. */
enum { WORK = 1 << 19, FEWEST_TRIALS = 1024, SIMULATIONS = 1 << SHAPLEY_EXACT };

/* Of a column: the mean, and the means of the batches. */
enum { PARTS = 1 + SUMMARY_BATCHES };

typedef struct {
    const Compare *compare;
    const Alignment *alignment;
    RunOptions options;
    uint64_t trials;
    Error err;
} Between;

/* --- one simulation ------------------------------------------------------------------ */

static void fill_parts(double *parts, const double *x, size_t n)
{
    parts[0] = estimate_mean(x, n).value;
    for (size_t k = 0; k < SUMMARY_BATCHES; k++) {
        size_t begin = n * k / SUMMARY_BATCHES, end = n * (k + 1) / SUMMARY_BATCHES;
        parts[1 + k] = estimate_mean(x + begin, end - begin).value;
    }
}

static bool fill_columns(const Between *v, const Scenario *s, const Run *run, double *values)
{
    const Compare *c = v->compare;
    const Attribution *why = &c->why;

    for (size_t k = 0; k < c->design_count; k++) {
        const char *name = c->before.answer->designs[c->designs[k].before].design->name;
        const double *costs =
            compare_costs(s, run, (size_t)compare_design(s, name), c->before.answer->rank_key);
        if (costs)
            fill_parts(values + k * PARTS, costs, s->trials);
        if (!costs || !isfinite(values[k * PARTS]))
            return false;
    }
    for (size_t p = 0; why->columns > c->design_count && p < PARTS; p++)
        values[c->design_count * PARTS + p] =
            values[why->first * PARTS + p] - values[why->second * PARTS + p];
    return true;
}

/* A scenario between two that may well be impossible, with requests longer than the model
 * allows: what it costs is known all the same. */
static bool simulate(void *context, const bool *in, double *values)
{
    Between *v = context;
    Arena arena = { 0 };
    Wiring wiring;
    Run *run = NULL;

    Scenario *mixed = compare_mix(v->alignment, in, &arena);
    mixed->trials = v->trials;
    bool known =
        wiring_make(&wiring, mixed, &v->err) && (run = run_make(&wiring, &v->options, &v->err));
    while (known && run_step(run, RUN_EXACT / LANES))
        continue;
    if (known && !fill_columns(v, mixed, run, values))
        known = fail(&v->err, "between the two, a cost is not finite");
    run_free(run);
    wiring_free(&wiring);
    arena_free(&arena);
    return known;
}

/* --- all of them ------------------------------------------------------------------- */

/* The two that lead the answer before (answer_leaders()), as far as both answers have them;
 * but if another design leads afterwards, that one in place of the second. */
static void choose_pair(Compare *c)
{
    Attribution *why = &c->why;
    size_t leaders[2];

    answer_leaders(leaders, c->before.answer);
    why->columns = c->design_count + (c->design_count > 1);
    for (size_t k = 0; k < c->design_count; k++)
        if (c->designs[k].before == leaders[0])
            why->first = k;
    why->second = why->first == 0 && c->design_count > 1;
    for (size_t k = 0; k < c->design_count; k++)
        if (c->designs[k].before == leaders[1] && k != why->first)
            why->second = k;
    for (size_t k = 0; k < c->design_count; k++)
        if (c->designs[k].after == c->after.answer->verdict.design && k != why->first)
            why->second = k;
}

static double batch_error(const double *parts)
{
    double mean = 0, squares = 0;

    for (size_t k = 1; k < PARTS; k++)
        mean += parts[k] / SUMMARY_BATCHES;
    for (size_t k = 1; k < PARTS; k++)
        squares += (parts[k] - mean) * (parts[k] - mean);
    return sqrt(squares / (SUMMARY_BATCHES - 1) / SUMMARY_BATCHES);
}

/* How many pairs of orders are sampled; 0: none, shares are exact. */
static size_t order_pairs(size_t inputs)
{
    size_t pairs = inputs > SHAPLEY_EXACT ? SIMULATIONS / (2 * (inputs - 1)) : 0;

    return inputs > SHAPLEY_EXACT && pairs < 2 ? 2 : pairs;
}

static uint64_t fewer_trials(uint64_t trials, size_t inputs)
{
    size_t pairs = order_pairs(inputs);
    uint64_t simulations =
        pairs ? 2 * pairs * (inputs - 1) + 2 : (uint64_t)1 << (inputs < 64 ? inputs : 63);
    uint64_t fewer = RUN_EXACT;

    while (fewer > FEWEST_TRIALS && fewer * simulations > WORK)
        fewer /= 2;
    return fewer < trials ? fewer : trials;
}

static double whole_change(const Compare *c, size_t column)
{
    const Attribution *why = &c->why;

    if (column < c->design_count)
        return c->designs[column].difference.mean.value;
    return c->designs[why->first].difference.mean.value -
           c->designs[why->second].difference.mean.value;
}

static void tell_shares(Compare *c, const double *shares, const double *errors)
{
    Attribution *why = &c->why;
    size_t inputs = c->changes.input_count, columns = why->columns;
    Estimate *share = arena_array(&c->arena, Estimate, inputs * columns + 1);
    Estimate *total = arena_array(&c->arena, Estimate, columns + 1);
    double *rest = arena_array(&c->arena, double, columns + 1);
    bool few = why->trials < 2 * SUMMARY_BATCHES;

    for (size_t k = 0; k < columns; k++) {
        double sum[PARTS] = { 0 };
        for (size_t i = 0; i < inputs; i++) {
            const double *parts = &shares[(i * columns + k) * PARTS];
            double orders = errors[(i * columns + k) * PARTS];
            double se = few ? (double)NAN : batch_error(parts);
            share[i * columns + k] = (Estimate){ parts[0], hypot(se, orders) };
            for (size_t p = 0; p < PARTS; p++)
                sum[p] += parts[p];
        }
        total[k] = (Estimate){ sum[0], few ? (double)NAN : batch_error(sum) };
        rest[k] = why->trials < c->before.answer->trials ? whole_change(c, k) - sum[0] : 0;
    }
    why->share = share;
    why->total = total;
    why->rest = rest;
}

void compare_attribute(Compare *c, const Alignment *alignment, int threads)
{
    size_t inputs = c->changes.input_count, pairs = order_pairs(inputs);
    Between v = { .compare = c, .alignment = alignment, .options = { .threads = threads } };

    choose_pair(c);
    if (inputs == 0 || c->design_count == 0)
        return;
    size_t cells = inputs * c->why.columns * PARTS;
    const ShapleyGame game = { inputs, c->why.columns * PARTS, simulate, &v };
    double *shares = arena_array(&c->arena, double, cells);
    double *errors = arena_array(&c->arena, double, cells);
    v.trials = c->why.trials = fewer_trials(c->before.answer->trials, inputs);
    c->why.orders = 2 * pairs;
    bool known = pairs ? shapley_sampled(&game, shares, errors, pairs, c->before.scenario->seed)
                       : shapley_exact(&game, shares);
    if (known)
        tell_shares(c, shares, errors);
    else
        c->why.reason = arena_text(&c->arena, v.err.text);
}
