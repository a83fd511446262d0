/* compare_changes.c - which assumptions are not the same in two scenarios.
 *
 * A value is the same if it has the same outcomes, however it is written. Another entry of
 * the catalogue is one change with all the facts that come from it, and another exchange
 * rate is one with all the amounts that it converts.
 */
#include "sim/decision/compare_finder.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/some_designs.h"

size_t finder_add(ChangeFinder *f, const char *key, const char *before, const char *after)
{
    if (f->count == f->capacity) {
        AssumptionChange *old = f->items;
        f->capacity = f->capacity ? 2 * f->capacity : 16;
        f->items = arena_array(f->arena, AssumptionChange, f->capacity);
        if (f->count > 0)
            memcpy(f->items, old, f->count * sizeof *old);
    }
    f->items[f->count] = (AssumptionChange){ key, before, after, NAN, NO_INPUT };
    return f->count++;
}

int finder_input(ChangeFinder *f, size_t item, const char *name)
{
    if (f->items[item].input != NO_INPUT)
        return f->items[item].input;
    if (f->input_count == f->input_capacity) {
        const char **old = f->inputs;
        f->input_capacity = f->input_capacity ? 2 * f->input_capacity : 16;
        f->inputs = arena_array(f->arena, const char *, f->input_capacity);
        if (f->input_count > 0)
            memcpy(f->inputs, old, f->input_count * sizeof *old);
    }
    f->inputs[f->input_count] = name ? name : f->items[item].key;
    return f->items[item].input = (int)f->input_count++;
}

bool finder_has(const ChangeFinder *f, size_t design)
{
    return f->al->forth.design[design] >= 0;
}

bool finder_inherits(const ChangeFinder *f, size_t design, const Quantity *quantity)
{
    const ScenarioDesign *a = &f->a->designs[design], *b = finder_twin(f, design);

    return (a->stage && !design_owns(a, quantity)) || (b->stage && !design_owns(b, quantity));
}

bool finder_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

const ScenarioDesign *finder_twin(const ChangeFinder *f, size_t design)
{
    return &f->b->designs[f->al->forth.design[design]];
}

const char *finder_key(const ChangeFinder *f, const char *key, const bool *in, const bool *all)
{
    Text names = { 0 };
    bool every = true;

    for (size_t d = 0; d < scenario_all_designs(f->a); d++) {
        every = every && in[d] == all[d];
        if (in[d])
            text_format(&names, "%s%s", names.length ? "," : "", f->a->designs[d].name);
    }
    const char *full = every ? key : arena_format(f->arena, "%s.%s", names.data, key);
    text_free(&names);
    return full;
}

/* --- values --------------------------------------------------------------------------- */

/* A quantity in both scenarios, [design of a]: its values, whether they differ for a reason
 * of their own, and whether the design has it at all. */
typedef struct {
    const Quantity *quantity;
    size_t row;
    const Binding **before, **after;
    bool *changed, *there;
    size_t first_item, first_design; /* of its changes, once there is one */
    bool told;
} Row;

/* Neither computed nor a sum. */
static bool is_given(const Quantity *q)
{
    return q->min < q->max && !q->formula;
}

/* A value that is computed says so; one that is not needed says nothing. */
static const char *reading_of(const ChangeFinder *f, const Binding *b, const Scenario *s,
                              const Quantity *q)
{
    return b || is_given(q) ? compare_reading(b, &s->currency, f->arena) : "computed";
}

static double mean_of(const Binding *b)
{
    return b ? law_mean(&b->law) * b->scale : NAN;
}

/* Whether one statement gives both, so that it changes designs that differed before. */
static bool same_statement(const Binding *a, const Binding *b)
{
    return a && b && a->layer == b->layer && finder_same(a->text, b->text);
}

/* The input of a change of a value, which its key may have already. */
static int input_of(ChangeFinder *f, const Row *r, size_t item, size_t d)
{
    int first = r->told ? f->items[r->first_item].input : NO_INPUT;

    if (first != NO_INPUT && same_statement(r->after[d], r->after[r->first_design])) {
        f->inputs[first] = r->quantity->key;
        f->items[item].input = first;
    }
    return finder_input(f, item, NULL);
}

/* What differs in the fourth digit reads the same: then as it is written, or in full. */
static void add_value(ChangeFinder *f, Row *r, const bool *in, size_t d)
{
    const Binding *x = r->before[d], *y = r->after[d];
    const char *before = reading_of(f, x, f->a, r->quantity);
    const char *after = reading_of(f, y, f->b, r->quantity);

    if (x && y && strcmp(before, after) == 0) {
        bool written = strcmp(x->text, y->text) != 0;
        before = written ? x->text : x->reading;
        after = written ? y->text : y->reading;
    }
    size_t item = finder_add(f, finder_key(f, r->quantity->key, in, r->there), before, after);
    double relative = mean_of(y) / mean_of(x) - 1;
    if (!r->quantity->choices && isfinite(relative))
        f->items[item].relative = relative;
    /* one value is used whenever there is only one */
    bool only = (!x || !y) && is_given(r->quantity);
    for (size_t k = 0; k < scenario_all_designs(f->a); k++)
        if (in[k] && f->costly[k][r->row] && !only)
            f->al->input[k * f->a->quantity_count + r->row] = input_of(f, r, item, d);
    if (!r->told) {
        r->told = true;
        r->first_item = item;
        r->first_design = d;
    }
}

/* Designs whose values before and after are the same are one change. */
static void add_groups(ChangeFinder *f, Row *r)
{
    for (size_t d = 0; d < scenario_all_designs(f->a); d++) {
        if (!r->changed[d])
            continue;
        bool *in = arena_array(f->arena, bool, scenario_all_designs(f->a));
        for (size_t k = d; k < scenario_all_designs(f->a); k++)
            in[k] = r->changed[k] && compare_same_binding(r->before[k], r->before[d]) &&
                    compare_same_binding(r->after[k], r->after[d]);
        add_value(f, r, in, d);
        for (size_t k = d; k < scenario_all_designs(f->a); k++)
            r->changed[k] = r->changed[k] && !in[k];
    }
}

/* A value that comes with a change of something else belongs to that. */
static bool belongs_to(ChangeFinder *f, long item, size_t d, size_t row)
{
    if (item >= 0 && f->costly[d][row])
        f->al->input[d * f->a->quantity_count + row] = finder_input(f, (size_t)item, NULL);
    return item >= 0;
}

/* Whether a design of its own has a value in both scenarios. */
static bool is_in_both(const ChangeFinder *f, size_t d, const Quantity *q)
{
    return finder_has(f, d) && !finder_inherits(f, d, q) &&
           quantity_belongs(q, f->a->designs[d].parts) &&
           quantity_belongs(q, finder_twin(f, d)->parts);
}

/* The rate item is the change of the exchange rate, or -1. */
static void find_values(ChangeFinder *f, const References *refs, long rate, size_t row)
{
    size_t designs = scenario_all_designs(f->a);
    Row r = { .quantity = f->a->quantities[row],
              .row = row,
              .before = arena_array(f->arena, const Binding *, designs + 1),
              .after = arena_array(f->arena, const Binding *, designs + 1),
              .changed = arena_array(f->arena, bool, designs + 1),
              .there = arena_array(f->arena, bool, designs + 1) };

    for (size_t d = 0; d < designs; d++) {
        if (!is_in_both(f, d, r.quantity))
            continue;
        const Binding *x = r.before[d] = f->a->designs[d].bindings[row];
        const Binding *y = r.after[d] = finder_twin(f, d)->bindings[f->al->forth.row[row]];
        r.there[d] = x || y || !is_given(r.quantity);
        bool converted = rate >= 0 && x && y && finder_same(x->text, y->text);
        r.changed[d] = !compare_same_binding(x, y) &&
                       !belongs_to(f, finder_reference(f, refs, d, x, y), d, row) &&
                       !(converted && belongs_to(f, rate, d, row));
    }
    add_groups(f, &r);
}

/* --- all of them ------------------------------------------------------------------------ */

/* [design][quantity]: whether the ranking cost of a design depends on it; of one behind the
 * shown ones, as if it were shown. */
static const bool **costly_in(const Scenario *s, const char *key, Arena *arena)
{
    size_t designs = scenario_all_designs(s);
    const bool **costly = arena_array(arena, const bool *, designs + 1);
    Scenario all = *s;
    Wiring wiring;
    Error err;

    scenario_show_all(&all);
    bool wired = wiring_make(&wiring, &all, &err);
    assert(wired);
    for (size_t d = 0; wired && d < designs; d++)
        costly[d] = compare_costly(&wiring, d, key, arena);
    wiring_free(&wiring);
    return costly;
}

/* The horizon is no source of the total, but the number of months that it sums. */
static void find_costly(ChangeFinder *f, const Compare *c)
{
    size_t designs = scenario_all_designs(f->a), count = f->a->quantity_count;
    const bool **before = costly_in(f->a, c->before.answer->rank_key, f->arena);
    const bool **after = costly_in(f->b, c->before.answer->rank_key, f->arena);

    f->costly = arena_array(f->arena, const bool *, designs + 1);
    for (size_t d = 0; d < designs; d++) {
        if (!finder_has(f, d))
            continue;
        bool *costly = arena_array(f->arena, bool, count + 1);
        for (size_t i = 0; i < count; i++) {
            long row = f->al->forth.row[i];
            costly[i] = before[d][i] || (row >= 0 && after[f->al->forth.design[d]][row]) ||
                        strcmp(f->a->quantities[i]->key, "money.horizon") == 0;
        }
        f->costly[d] = costly;
    }
}

static long find_rate(ChangeFinder *f)
{
    double before = f->a->currency.per_usd, after = f->b->currency.per_usd;

    if (before == after)
        return -1;
    size_t item = finder_add(f, "money.exchange_rate", arena_format(f->arena, "%.6g", before),
                             arena_format(f->arena, "%.6g", after));
    f->items[item].relative = after / before - 1;
    return (long)item;
}

void compare_changes(Compare *c, Alignment *al)
{
    const Scenario *a = c->before.scenario, *b = c->after.scenario;
    ChangeFinder f = { .al = al, .a = a, .b = b, .arena = &c->arena };
    size_t cells = scenario_all_designs(a) * a->quantity_count;

    *al = (Alignment){ match_make(a, b, &c->arena), match_make(b, a, &c->arena),
                       arena_array(&c->arena, int, cells + 1), NO_INPUT };
    for (size_t i = 0; i < cells; i++)
        al->input[i] = NO_INPUT;
    find_costly(&f, c);
    compare_structure(&f);
    References refs = compare_references(&f);
    long rate = find_rate(&f);
    for (size_t row = 0; row < a->quantity_count; row++)
        if (al->forth.row[row] >= 0 &&
            (rate < 0 || strcmp(a->quantities[row]->key, "money.exchange_rate") != 0))
            find_values(&f, &refs, rate, row);
    c->changes = (AssumptionChanges){ f.items, f.count, f.inputs, f.input_count };
}
