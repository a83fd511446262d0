/* compare_mix.c - scenarios between two: some inputs of one, the rest of the other.
 *
 * They have the designs that both show. What those are made of comes as a whole from one of
 * the two. A value that is neither computed nor written there is taken from the other one:
 * with what is above it computed, it may be needed.
 */
#include "sim/decision/compare_steps.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/some_designs.h"

static long row_of(const Scenario *s, const char *key)
{
    for (size_t i = 0; i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            return (long)i;
    return -1;
}

static long find_design(const Scenario *s, size_t count, const char *name)
{
    for (size_t d = 0; d < count; d++)
        if (strcmp(s->designs[d].name, name) == 0)
            return (long)d;
    return -1;
}

long compare_design(const Scenario *s, const char *name)
{
    return find_design(s, s->design_count, name);
}

Match match_make(const Scenario *a, const Scenario *b, Arena *arena)
{
    long *row = arena_array(arena, long, a->quantity_count + 1);
    size_t designs = scenario_all_designs(a), others = scenario_all_designs(b);
    long *design = arena_array(arena, long, designs + 1);

    for (size_t i = 0; i < a->quantity_count; i++)
        row[i] = row_of(b, a->quantities[i]->key);
    for (size_t d = 0; d < designs; d++)
        design[d] = find_design(b, others, a->designs[d].name);
    return (Match){ a, b, row, design, arena };
}

bool match_shows(const Match *m, size_t design)
{
    return m->design[design] >= 0 && (size_t)m->design[design] < m->b->design_count;
}

/* The input of a value, by its places in the first scenario. */
static int input_at(const Alignment *al, long design, long row)
{
    if (design < 0 || row < 0)
        return NO_INPUT;
    return al->input[(size_t)design * al->forth.a->quantity_count + (size_t)row];
}

/* The values of a design, in the scenario it is made as in (m->a). One that the other does
 * not have, with which a staged design is made, is as it is. */
static void mix_design(const Binding **mixed, const Alignment *al, const Match *m, size_t d,
                       const bool *in)
{
    const Scenario *own = m->a;
    bool first = m == &al->forth;

    for (size_t row = 0; m->design[d] >= 0 && row < own->quantity_count; row++) {
        const Quantity *q = own->quantities[row];
        long design = m->design[d], other = m->row[row];
        const Binding *here = own->designs[d].bindings[row];
        const Binding *there = other < 0 ? NULL : m->b->designs[design].bindings[other];
        int input = first ? input_at(al, (long)d, (long)row) : input_at(al, design, other);
        bool foreign = input != NO_INPUT && in[input] == first;
        bool given =
            q->min < q->max && !q->formula && quantity_belongs(q, own->designs[d].parts);
        mixed[row] = foreign ? there : here;
        if (!mixed[row] && given)
            mixed[row] = foreign ? here : there;
    }
}

/* The horizon, which is the same in all designs. */
static int months_of(const Scenario *s)
{
    long row = row_of(s, "money.horizon");
    const Binding *horizon = row < 0 ? NULL : s->designs[0].bindings[row];

    return horizon ? (int)round(law_mean(&horizon->law) * horizon->scale) : s->months;
}

Scenario *compare_mix(const Alignment *al, const bool *in, Arena *arena)
{
    bool first = al->structure == NO_INPUT || !in[al->structure];
    const Match *m = first ? &al->forth : &al->back;
    size_t *both = arena_array(arena, size_t, m->a->design_count + 1), count = 0;
    Scenario *mixed = arena_array(arena, Scenario, 1);

    for (size_t d = 0; d < m->a->design_count; d++)
        if (match_shows(m, d))
            both[count++] = d;
    const size_t *places = scenario_choose(mixed, m->a, both, count, arena);
    for (size_t k = 0; k < scenario_all_designs(mixed); k++)
        mix_design(mixed->designs[k].bindings, al, m, places[k], in);
    stages_inherit(mixed, arena);
    mixed->months = months_of(mixed);
    return mixed;
}
