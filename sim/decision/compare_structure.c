/* compare_structure.c - what differs between two scenarios besides values.
 *
 * What designs are made of, lines of the bill that only one of the two has, and what is
 * correlated change together: as one input, whose other values are those of each scenario.
 */
#include "sim/decision/compare_finder.h"

#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/some_designs.h"

/* --- what is simulated ------------------------------------------------------------------ */

static void add_structural(ChangeFinder *f, const char *key, const char *before,
                           const char *after)
{
    size_t item = finder_add(f, key, before, after);

    f->items[item].input = f->al->structure;
    f->al->structure = finder_input(f, item, "what designs are made of");
}

static const char *part_names(const ChangeFinder *f, unsigned parts)
{
    const Registry *registry = f->a->registry;
    Text names = { 0 };

    for (size_t i = 0; i < registry->part_count; i++)
        if (parts & 1U << i)
            text_format(&names, "%s%s", names.length ? ", " : "", registry->parts[i].name);
    const char *text = arena_text(f->arena, names.data ? names.data : "none");
    text_free(&names);
    return text;
}

/* Parts beyond those of the registry are lines of `extras` that some designs have. */
static void find_parts(ChangeFinder *f)
{
    for (size_t d = 0; d < scenario_all_designs(f->a); d++) {
        if (!finder_has(f, d))
            continue;
        const ScenarioDesign *x = &f->a->designs[d];
        const ScenarioDesign *y = &f->b->designs[f->al->forth.design[d]];
        if (x->parts == y->parts)
            continue;
        const char *before = part_names(f, x->parts), *after = part_names(f, y->parts);
        bool lines = strcmp(before, after) == 0;
        const char *key =
            arena_format(f->arena, "%s.%s", x->name, lines ? "lines of extras" : "parts");
        add_structural(f, key, before, after);
    }
}

/* "rag, then combined, if gaps.behaviour >= 5 %" */
static const char *stages_of(const ChangeFinder *f, const Scenario *s, const Stage *stage)
{
    static const char *const signs[] = {
        [LESS] = "<", [LESS_OR_EQUAL] = "<=", [GREATER_OR_EQUAL] = ">=", [GREATER] = ">"
    };
    const char *stages = arena_format(f->arena, "%s, then %s", s->designs[stage->start].name,
                                      s->designs[stage->then].name);
    char value[32];

    if (!stage->reads)
        return stages;
    text_value(value, stage->value, stage->reads->unit, &s->currency);
    return arena_format(f->arena, "%s, if %s %s %s", stages, stage->reads->key,
                        signs[stage->comparison], value);
}

/* When a design changes, and how surely, are values; into what, and on what condition, not. */
static void find_stages(ChangeFinder *f)
{
    for (size_t d = 0; d < f->a->design_count; d++) {
        const Stage *x = f->a->designs[d].stage;
        const Stage *y = finder_has(f, d) ? finder_twin(f, d)->stage : NULL;
        if (!x || !y)
            continue;
        const char *before = stages_of(f, f->a, x), *after = stages_of(f, f->b, y);
        if (strcmp(before, after) != 0)
            add_structural(f, arena_format(f->arena, "%s.staged", f->a->designs[d].name),
                           before, after);
    }
}

static const Binding *first_binding(const Scenario *s, size_t row)
{
    for (size_t d = 0; d < scenario_all_designs(s); d++)
        if (s->designs[d].bindings[row])
            return s->designs[d].bindings[row];
    return NULL;
}

/* Quantities of lines that the other scenario does not have. */
static void find_lines(ChangeFinder *f, const Match *m, bool before)
{
    for (size_t row = 0; row < m->a->quantity_count; row++) {
        const Binding *binding = m->row[row] < 0 ? first_binding(m->a, row) : NULL;
        if (!binding)
            continue;
        const char *reading = compare_reading(binding, &m->a->currency, f->arena);
        add_structural(f, m->a->quantities[row]->key, before ? reading : NULL,
                       before ? NULL : reading);
    }
}

static const char *total_of(const Quantity *q)
{
    return q->adds_to ? q->adds_to->key : "-";
}

/* Lines of the same name that are counted otherwise. */
static void find_kinds(ChangeFinder *f)
{
    for (size_t row = 0; row < f->a->quantity_count; row++) {
        if (f->al->forth.row[row] < 0)
            continue;
        const Quantity *x = f->a->quantities[row];
        const Quantity *y = f->b->quantities[f->al->forth.row[row]];
        if (x->formula != y->formula || x->timing != y->timing ||
            strcmp(total_of(x), total_of(y)) != 0)
            add_structural(f, x->key, total_of(x), total_of(y));
    }
}

static const char *pairs_of(const ChangeFinder *f, const Scenario *s)
{
    Text pairs = { 0 };

    for (size_t i = 0; i < s->correlation_count; i++)
        text_format(&pairs, "%s%s, %s: %g", i ? "; " : "",
                    s->quantities[s->correlations[i].a]->key,
                    s->quantities[s->correlations[i].b]->key, s->correlations[i].rank);
    const char *text = pairs.data ? arena_text(f->arena, pairs.data) : NULL;
    text_free(&pairs);
    return text;
}

static void find_correlations(ChangeFinder *f)
{
    const char *before = pairs_of(f, f->a), *after = pairs_of(f, f->b);

    if (strcmp(before ? before : "", after ? after : "") != 0)
        add_structural(f, "correlations", before, after);
}

/* --- what no cost depends on ---------------------------------------------------------------
 */

static void find_designs(ChangeFinder *f, const Match *m, bool before)
{
    for (size_t d = 0; d < m->a->design_count; d++) {
        const ScenarioDesign *design = &m->a->designs[d];
        if (!match_shows(m, d))
            finder_add(f, arena_format(f->arena, "designs.%s", design->name),
                       before ? design->label : NULL, before ? NULL : design->label);
    }
}

/* The k-th requirement of a name: "must, within: 1 week"; NULL if there are fewer. */
static const char *requirement_of(const ChangeFinder *f, const Scenario *s, const char *name,
                                  size_t k)
{
    for (size_t i = 0; i < s->requirement_count; i++) {
        const Requirement *r = &s->requirements[i];
        if (strcmp(r->name, name) != 0 || k-- > 0)
            continue;
        Text text = { 0 };
        text_add(&text, r->level == MUST ? "must" : "want");
        for (const Node *node = r->node ? r->node->first : NULL; node; node = node->next)
            if (node->key && node->text && strcmp(node->key, "level") != 0 &&
                strcmp(node->key, "source") != 0 && strcmp(node->key, "note") != 0)
                text_format(&text, ", %s: %s", node->key, node->text);
        const char *words = arena_text(f->arena, text.data);
        text_free(&text);
        return words;
    }
    return NULL;
}

/* Which of its name a requirement is, counted from 0. */
static size_t place_of(const Scenario *s, size_t requirement)
{
    size_t k = 0;

    for (size_t i = 0; i < requirement; i++)
        k += strcmp(s->requirements[i].name, s->requirements[requirement].name) == 0;
    return k;
}

static void find_requirements(ChangeFinder *f, const Scenario *s)
{
    for (size_t i = 0; i < s->requirement_count; i++) {
        const char *name = s->requirements[i].name;
        size_t k = place_of(s, i);
        const char *before = requirement_of(f, f->a, name, k);
        const char *after = requirement_of(f, f->b, name, k);
        bool told = s == f->b && before; /* with those of the first scenario */
        if (!told && strcmp(before ? before : "", after ? after : "") != 0)
            finder_add(f, arena_format(f->arena, "requirements.%s", name), before, after);
    }
}

void compare_structure(ChangeFinder *f)
{
    find_designs(f, &f->al->forth, true);
    find_designs(f, &f->al->back, false);
    find_requirements(f, f->a);
    find_requirements(f, f->b);
    find_parts(f);
    find_stages(f);
    find_lines(f, &f->al->forth, true);
    find_lines(f, &f->al->back, false);
    find_kinds(f);
    find_correlations(f);
}
