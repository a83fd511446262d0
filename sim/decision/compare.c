#include "sim/decision/compare.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "sim/decision/compare_steps.h"

const double *compare_costs(const Scenario *s, const Run *run, size_t design, const char *key)
{
    for (size_t i = 0; i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            return run_values(run, design, s->quantities[i]);
    return NULL;
}

/* Half of the third digit of a median, which is the last that is printed. */
static double rounds_to_zero(double median)
{
    const int digits = 3;

    return median == 0 ? 0 : 0.5 * pow(10, floor(log10(fabs(median))) - (digits - 1));
}

static double largest_of(const Summary *difference)
{
    double mean = fabs(difference->mean.value);

    return fmax(mean, fmax(fabs(difference->q[Q_P10].value), fabs(difference->q[Q_P90].value)));
}

static Summary paired_difference(const double *before, const double *after, size_t trials)
{
    Arena arena = { 0 };
    double *difference = arena_array(&arena, double, trials + 1);

    for (size_t i = 0; i < trials; i++)
        difference[i] = after[i] - before[i];
    Summary summary = summary_make(difference, trials);
    arena_free(&arena);
    return summary;
}

static DesignChange design_change(const Compare *c, size_t before, size_t after)
{
    const CompareSide *x = &c->before, *y = &c->after;
    const char *key = x->answer->rank_key;
    const double *a = compare_costs(x->scenario, x->run, before, key);
    const double *b = compare_costs(y->scenario, y->run, after, key);
    double median = answer_summary(&x->answer->designs[before], key).q[Q_P50].value;
    double then = answer_summary(&y->answer->designs[after], key).q[Q_P50].value;
    DesignChange change = { .before = before, .after = after, .difference = summary_unknown };

    if (!a || !b)
        return change;
    change.difference = paired_difference(a, b, run_trials(x->run));
    change.same = largest_of(&change.difference) <= rounds_to_zero(median);
    change.moved = fabs(then / median - 1) > 0.1;
    return change;
}

static void add_lone(Compare *c, size_t before, size_t after)
{
    c->designs[c->row_count++] = (DesignChange){ before, after, summary_unknown, false, true };
}

static void compare_designs(Compare *c)
{
    const Answer *before = c->before.answer, *after = c->after.answer;

    c->designs =
        arena_array(&c->arena, DesignChange, before->design_count + after->design_count + 1);
    for (size_t k = 0; k < before->design_count; k++) {
        size_t d = before->order[k];
        long twin = compare_design(c->after.scenario, before->designs[d].design->name);
        if (twin >= 0)
            c->designs[c->design_count++] = design_change(c, d, (size_t)twin);
    }
    c->row_count = c->design_count;
    for (size_t k = 0; k < before->design_count; k++) {
        size_t d = before->order[k];
        if (compare_design(c->after.scenario, before->designs[d].design->name) < 0)
            add_lone(c, d, NOT_THERE);
    }
    for (size_t k = 0; k < after->design_count; k++) {
        size_t d = after->order[k];
        if (compare_design(c->before.scenario, after->designs[d].design->name) < 0)
            add_lone(c, NOT_THERE, d);
    }
}

void compare_make(Compare *c, const CompareSide *before, const CompareSide *after, int threads)
{
    Alignment alignment;

    assert(before->scenario->trials == after->scenario->trials);
    assert(before->scenario->seed == after->scenario->seed);
    assert(before->scenario->sampler == after->scenario->sampler);
    assert(before->scenario->trials <= RUN_EXACT);
    assert(strcmp(before->scenario->currency.code, after->scenario->currency.code) == 0);
    *c = (Compare){ .before = *before, .after = *after };
    compare_designs(c);
    compare_changes(c, &alignment);
    compare_attribute(c, &alignment, threads);
    compare_conclude(c);
}

void compare_free(Compare *c)
{
    arena_free(&c->arena);
    *c = (Compare){ 0 };
}
