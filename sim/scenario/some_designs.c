#include "sim/scenario/some_designs.h"

#include <string.h>

size_t scenario_all_designs(const Scenario *s)
{
    return s->design_count + s->behind_count;
}

void scenario_show_all(Scenario *s)
{
    s->design_count = scenario_all_designs(s);
    s->behind_count = 0;
}

/* --- some designs of a scenario --------------------------------------------------------- */

typedef struct {
    Scenario *chosen;
    const Scenario *s;
    size_t *places; /* [design chosen so far] */
    Arena *arena;
} Choice;

static void take(Choice *c, size_t place)
{
    size_t count = c->s->quantity_count, k = scenario_all_designs(c->chosen);
    const Binding **bindings = arena_array(c->arena, const Binding *, count + 1);

    memcpy(bindings, c->s->designs[place].bindings, count * sizeof *bindings);
    c->chosen->designs[k] = c->s->designs[place];
    c->chosen->designs[k].bindings = bindings;
    c->places[k] = place;
}

/* Where a design stands among the chosen ones, behind which it goes if need be. */
static size_t place_among(Choice *c, size_t place)
{
    size_t count = scenario_all_designs(c->chosen), k = 0;

    while (k < count && c->places[k] != place)
        k++;
    if (k == count) {
        take(c, place);
        c->chosen->behind_count++;
    }
    return k;
}

static void move_stage(Choice *c, ScenarioDesign *design)
{
    Stage *stage = arena_array(c->arena, Stage, 1);

    *stage = *design->stage;
    stage->start = place_among(c, stage->start);
    stage->then = place_among(c, stage->then);
    design->stage = stage;
}

const size_t *scenario_choose(Scenario *chosen, const Scenario *s, const size_t places[],
                              size_t count, Arena *arena)
{
    size_t most = count + scenario_all_designs(s);
    Choice c = { chosen, s, arena_array(arena, size_t, most + 1), arena };

    *chosen = *s;
    chosen->arena = (Arena){ 0 };
    chosen->warnings = (Problems){ 0 };
    chosen->designs = arena_array(arena, ScenarioDesign, most + 1);
    chosen->design_count = chosen->behind_count = 0;
    chosen->fit_count = 0; /* they are told of with the scenario that was loaded */
    for (; chosen->design_count < count; chosen->design_count++)
        take(&c, places[chosen->design_count]);
    for (size_t d = 0; d < count; d++)
        if (chosen->designs[d].stage)
            move_stage(&c, &chosen->designs[d]);
    return c.places;
}

void scenario_copy(Scenario *copy, const Scenario *s, Arena *arena)
{
    size_t count = scenario_all_designs(s);
    size_t *places = arena_array(arena, size_t, count + 1);

    for (size_t d = 0; d < count; d++)
        places[d] = d;
    scenario_choose(copy, s, places, count, arena);
    copy->design_count = s->design_count;
    copy->behind_count = s->behind_count;
}

/* --- what staged designs have of others --------------------------------------------------- */

/* What is computed in the one and given in the other changes on the way: neither. */
static const Binding *inherited(const Scenario *s, const Stage *stage, size_t row)
{
    const Quantity *q = s->quantities[row];
    const Binding *first = s->designs[stage->start].bindings[row];
    const Binding *second = s->designs[stage->then].bindings[row];

    if (first == second)
        return first;
    if (q->timing != PER_TRIAL && quantity_is_computed(s, q))
        return NULL;
    return design_has(s, stage->start, q) ? first : second;
}

static void inherit(const Scenario *s, size_t design, Arena *arena)
{
    ScenarioDesign *d = &s->designs[design];
    const ScenarioDesign *start = &s->designs[d->stage->start];
    const ScenarioDesign *then = &s->designs[d->stage->then];
    size_t references = s->registry->reference_count;
    const char **entries = arena_array(arena, const char *, references + 1);

    for (size_t row = 0; row < s->quantity_count; row++) {
        const Quantity *q = s->quantities[row];
        if (!design_owns(d, q))
            d->bindings[row] = design_has(s, design, q) ? inherited(s, d->stage, row) : NULL;
    }
    for (size_t i = 0; i < references; i++)
        entries[i] = start->entries[i] ? start->entries[i] : then->entries[i];
    d->entries = entries;
}

void stages_inherit(Scenario *s, Arena *arena)
{
    for (size_t d = 0; d < s->design_count; d++)
        if (s->designs[d].stage)
            inherit(s, d, arena);
}
