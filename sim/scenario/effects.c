/* effects.c - warnings about values that do nothing, and errors that cost nothing.
 *
 * What is given in the place of a total or a formula stands for everything below it. A
 * value that is written down and read only there, in every design that has it, has no
 * effect. A line of `extras` is told even where it has one in other designs: a total
 * that is given leaves it out.
 */
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/some_designs.h"

enum { SHOWN = 8 };

typedef struct {
    Loader *l;
    size_t designs;      /* those behind the shown ones too */
    const bool **needed; /* [design][quantity] */
    bool *below;         /* [quantity]: under what is given, in its place */
} Effects;

static const Binding *binding_of(const Effects *e, size_t design, size_t row)
{
    return e->l->s->designs[design].bindings[row];
}

/* Not in staged designs: what they have is judged where it is stated. */
static bool belongs(const Effects *e, size_t design, const Quantity *q)
{
    const ScenarioDesign *d = &e->l->s->designs[design];

    return !d->stage && quantity_belongs(q, d->parts);
}

/* Whether a derived quantity or a total is given, and results depend on it. */
static bool stands_in(const Effects *e, size_t design, size_t row)
{
    return binding_of(e, design, row) && e->needed[design][row] &&
           !quantity_is_given(e->l, row);
}

/* --- what is below ------------------------------------------------------------------------ */

static void go_below(Effects *e, size_t design, const Quantity *q);

static void mark_below(Effects *e, size_t design, const Quantity *q)
{
    size_t row = (size_t)scenario_quantity(e->l->s, q);

    if (e->below[row] || !belongs(e, design, q))
        return;
    e->below[row] = true;
    if (!stands_in(e, design, row))
        go_below(e, design, q);
}

static void go_below(Effects *e, size_t design, const Quantity *q)
{
    const Scenario *s = e->l->s;

    for (const Source *from = quantity_is_derived(q) ? q->from : NULL;
         from && from->kind != SOURCE_END; from++)
        if (from->quantity)
            mark_below(e, design, from->quantity);
    for (size_t i = 0; !quantity_is_derived(q) && i < s->quantity_count; i++)
        if (s->quantities[i]->adds_to == q)
            mark_below(e, design, s->quantities[i]);
}

/* --- values without effect ---------------------------------------------------------------- */

static bool same_place(Mark a, Mark b)
{
    return a.file && b.file && strcmp(a.file, b.file) == 0 && a.line == b.line &&
           a.column == b.column;
}

/* Whether two designs have a quantity's value from one place. */
static bool is_shared(const Effects *e, size_t a, size_t b, size_t row)
{
    const Binding *x = binding_of(e, a, row), *y = binding_of(e, b, row);

    return x && y && (x == y || same_place(x->mark, y->mark));
}

static bool is_extra(const Quantity *q)
{
    return strncmp(q->key, "extras.", 7) == 0;
}

/* Whether a value was written down for nothing; what holds for the whole comparison is
 * read outside of the models too. */
static bool is_idle(const Effects *e, size_t design, size_t row)
{
    const Scenario *s = e->l->s;
    const Binding *value = binding_of(e, design, row);

    if (!value || value->layer < LAYER_COMMON || s->quantities[row]->constant ||
        e->needed[design][row])
        return false;
    for (size_t d = 0; d < e->designs && !is_extra(s->quantities[row]); d++)
        if (e->needed[d][row] && is_shared(e, d, design, row))
            return false;
    return true;
}

/* The designs in which a value stands in for what is below, by name; empty if all that
 * can have it do. */
static void add_sharers(const Effects *e, Text *names, size_t first, size_t row)
{
    const Scenario *s = e->l->s;
    bool all = true;

    for (size_t d = 0; d < e->designs; d++) {
        if (is_shared(e, d, first, row) && stands_in(e, d, row))
            text_format(names, "%s%s", names->length ? ", " : " in ", s->designs[d].name);
        else if (belongs(e, d, s->quantities[row]))
            all = false;
    }
    if (all)
        text_free(names);
}

/* The key of a value; of one that belongs to a line of `extras`, that of the line. */
static const char *key_of(const Effects *e, const Quantity *q)
{
    const char *end = is_extra(q) ? strchr(q->key + 7, '.') : NULL;

    return end ? arena_text_n(e->l->arena, q->key, (size_t)(end - q->key)) : q->key;
}

static size_t list_keys(const Effects *e, Text *keys, const bool *idle)
{
    const char *last = "";
    size_t count = 0;

    for (size_t i = 0; i < e->l->s->quantity_count; i++) {
        const char *key = idle[i] ? key_of(e, e->l->s->quantities[i]) : last;
        if (strcmp(key, last) == 0)
            continue;
        if (++count <= SHOWN)
            text_format(keys, "%s%s", count > 1 ? ", " : "", key);
        last = key;
    }
    if (count > SHOWN)
        text_format(keys, " and %zu more", count - SHOWN);
    return count;
}

/* List what is idle below a value that stands in for it, in all designs that share that
 * value; returns how many there are. */
static size_t list_idle(Effects *e, Text *keys, size_t first, size_t row)
{
    const Scenario *s = e->l->s;
    bool *idle = arena_array(e->l->arena, bool, s->quantity_count + 1);

    for (size_t d = first; d < e->designs; d++) {
        if (!is_shared(e, d, first, row) || !stands_in(e, d, row))
            continue;
        memset(e->below, 0, s->quantity_count * sizeof *e->below);
        go_below(e, d, s->quantities[row]);
        for (size_t i = 0; i < s->quantity_count; i++)
            idle[i] |= e->below[i] && is_idle(e, d, i);
    }
    return list_keys(e, keys, idle);
}

/* The place of a value, if it is in the file. */
static Mark mark_of(const Effects *e, const Binding *value)
{
    const char *path = e->l->s->path;
    bool in_file = value->mark.file && strcmp(value->mark.file, path) == 0;

    return in_file ? value->mark : (Mark){ .file = path };
}

static void warn_of_idle(Effects *e, size_t design, size_t row)
{
    const Scenario *s = e->l->s;
    Text keys = { 0 }, names = { 0 };
    Error err;

    size_t count = list_idle(e, &keys, design, row);
    add_sharers(e, &names, design, row);
    if (count > 0) {
        fail_at(&err, mark_of(e, binding_of(e, design, row)), "W012",
                "%s is given%s, so %s %s no effect%s", s->quantities[row]->key,
                names.length ? names.data : "", keys.data, count == 1 ? "has" : "have",
                names.length ? " there" : "");
        loader_warn(e->l, &err);
    }
    text_free(&keys);
    text_free(&names);
}

static bool told_before(const Effects *e, size_t design, size_t row)
{
    for (size_t d = 0; d < design; d++)
        if (stands_in(e, d, row) && is_shared(e, d, design, row))
            return true;
    return false;
}

/* --- errors without a price -----------------------------------------------------------------
 */

/* The row of a quantity that results of a design depend on, or -1. */
static long needed_row(const Effects *e, size_t design, const char *key)
{
    Key found = key_find(e->l, key);
    bool needed = found.kind == KEY_QUANTITY && e->needed[design][found.row];

    return needed ? (long)found.row : -1;
}

/* Whether bad answers count in a design and cost nothing. */
static bool errors_are_free(const Effects *e, size_t design)
{
    long price = needed_row(e, design, "quality.cost_per_bad_answer");
    const Binding *value = price >= 0 ? binding_of(e, design, (size_t)price) : NULL;

    return needed_row(e, design, "monthly.bad_answers") >= 0 && value &&
           law_is_constant(&value->law) && law_mean(&value->law) * value->scale == 0;
}

/* How often an answer is bad was counted, but not what that costs. */
static void warn_of_price(Effects *e)
{
    static const char *const gaps[] = { "gaps.knowledge", "gaps.behaviour" };
    Error err;

    for (size_t d = 0; d < e->designs; d++)
        for (size_t i = 0; errors_are_free(e, d) && i < sizeof gaps / sizeof gaps[0]; i++) {
            long row = needed_row(e, d, gaps[i]);
            const Binding *gap = row >= 0 ? binding_of(e, d, (size_t)row) : NULL;
            if (!gap || gap->layer < LAYER_COMMON)
                continue;
            fail_at(&err, mark_of(e, gap), "W013",
                    "an error has no price yet: %s is given, but quality.cost_per_bad_answer "
                    "is 0",
                    gaps[i]);
            loader_warn(e->l, &err);
            return;
        }
}

/* --- bursts beside a trace ------------------------------------------------------------------
 */

static void warn_of_burstiness(Effects *e)
{
    const Scenario *s = e->l->s;
    Error err;

    for (size_t d = 0; s->trace.file && d < e->designs; d++) {
        long row = needed_row(e, d, "traffic.burstiness");
        const Binding *value = row >= 0 ? binding_of(e, d, (size_t)row) : NULL;
        if (!value || value->layer < LAYER_COMMON)
            continue;
        fail_at(&err, mark_of(e, value), "W018",
                "requests come as in %.80s, so traffic.burstiness has no effect on what is "
                "simulated",
                s->trace.file);
        loader_warn(e->l, &err);
        return;
    }
}

/* --- all ------------------------------------------------------------------------------------
 */

void effects_check(Loader *l)
{
    const Scenario *s = l->s;
    size_t designs = scenario_all_designs(s);
    Effects e = { l, designs, arena_array(l->arena, const bool *, designs + 1),
                  arena_array(l->arena, bool, s->quantity_count + 1) };

    for (size_t d = 0; d < designs; d++)
        e.needed[d] = s->designs[d].stage
                          ? arena_array(l->arena, bool, s->quantity_count + 1)
                          : quantities_needed(s, s->designs[d].parts, s->designs[d].bindings,
                                              true, l->arena);
    for (size_t d = 0; d < designs; d++)
        for (size_t i = 0; i < s->quantity_count; i++)
            if (stands_in(&e, d, i) && !told_before(&e, d, i))
                warn_of_idle(&e, d, i);
    warn_of_price(&e);
    warn_of_burstiness(&e);
}
