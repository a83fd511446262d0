/* extra_quantities.c - the quantities of the lines that a scenario adds to the bill.
 *
 * Each line has copies of the patterns of its kind: they read each other where the
 * patterns do, and the quantities of the models where those do.
 */
#include <string.h>

#include "sim/scenario/loader.h"

/* The sources of a pattern, with its fellows' copies in their places. */
static const Source *copied_sources(Loader *l, const Extra *extra, const ExtraKind *kind,
                                    const Source *from)
{
    size_t count = 0;

    while (from[count].kind != SOURCE_END)
        count++;
    Source *sources = arena_array(l->arena, Source, count + 1);
    memcpy(sources, from, (count + 1) * sizeof *from);
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; sources[i].quantity && p < EXTRA_PATTERNS; p++)
            if (from[i].quantity == kind->pattern[p])
                sources[i].quantity = extra->quantity[p];
    return sources;
}

/* The line is `extras.WORD`, and what belongs to it `extras.WORD.KEY`. */
void extra_make(Loader *l, Extra *extra, const ExtraKind *kind, const char *name,
                const char *word)
{
    for (size_t p = 0; p < EXTRA_PATTERNS; p++) {
        const Quantity *pattern = kind->pattern[p];
        if (!pattern)
            continue;
        Quantity *copy = extra->quantity[p] = arena_array(l->arena, Quantity, 1);
        *copy = *pattern;
        copy->part = kind->pattern[EXTRA_LINE]->part;
        copy->key = p == EXTRA_LINE
                        ? arena_format(l->arena, "extras.%s", word)
                        : arena_format(l->arena, "extras.%s.%s", word, pattern->key);
        copy->title =
            p == EXTRA_LINE ? name : arena_format(l->arena, "%s, %s", name, pattern->title);
    }
    for (size_t p = 0; p < EXTRA_PATTERNS; p++)
        if (kind->pattern[p] && kind->pattern[p]->from)
            extra->quantity[p]->from = copied_sources(l, extra, kind, kind->pattern[p]->from);
}

void extra_need(Extra *extra, unsigned parts)
{
    for (size_t p = 0; p < EXTRA_PATTERNS; p++)
        if (extra->quantity[p])
            extra->quantity[p]->part |= parts;
}

void extras_register(Loader *l)
{
    Scenario *s = l->s;
    Registry *registry = arena_array(l->arena, Registry, 1);
    size_t count = s->quantity_count;
    const Quantity **all =
        arena_array(l->arena, const Quantity *, count + l->extra_count * EXTRA_PATTERNS);

    memcpy(all, s->quantities, count * sizeof *all);
    for (size_t i = 0; i < l->extra_count; i++)
        for (size_t p = 0; p < EXTRA_PATTERNS; p++)
            if (l->extras[i].quantity[p])
                all[count++] = l->extras[i].quantity[p];
    *registry = *s->registry;
    registry->quantities = all;
    registry->quantity_count = count;
    s->registry = registry;
    const Quantity *const *known = registry_quantities(registry, &count, l->arena);
    scenario_hold(s, known, count, l->arena);
}

size_t extras_amount(const Loader *l, size_t row)
{
    for (size_t i = 0; i < l->extra_count; i++)
        if (l->s->quantities[row] == l->extras[i].quantity[EXTRA_LINE])
            return (size_t)scenario_quantity(l->s, l->extras[i].quantity[EXTRA_AMOUNT]);
    return row;
}
