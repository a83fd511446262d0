/* compare_references.c - which entries of the catalogue two scenarios do not share. */
#include "sim/decision/compare_finder.h"

#include "sim/scenario/some_designs.h"

/* Whether a design names entries itself in both scenarios: a staged one has others'. */
static bool names_entries(const ChangeFinder *f, size_t d)
{
    return finder_has(f, d) && !f->a->designs[d].stage && !finder_twin(f, d)->stage;
}

/* The change of a reference that a design begins, for it and all with the same two entries. */
static void add_reference(ChangeFinder *f, References *refs, size_t first, size_t ref)
{
    const char *before = f->a->designs[first].entries[ref];
    const char *after = finder_twin(f, first)->entries[ref];
    bool *in = arena_array(f->arena, bool, scenario_all_designs(f->a));
    bool *all = arena_array(f->arena, bool, scenario_all_designs(f->a));

    for (size_t d = 0; d < scenario_all_designs(f->a); d++) {
        if (!names_entries(f, d))
            continue;
        const char *x = f->a->designs[d].entries[ref], *y = finder_twin(f, d)->entries[ref];
        all[d] = x || y;
        in[d] = finder_same(x, before) && finder_same(y, after);
    }
    const char *key = finder_key(f, f->a->registry->references[ref].key, in, all);
    long item = (long)finder_add(f, key, before, after);
    for (size_t d = 0; d < scenario_all_designs(f->a); d++)
        if (in[d])
            refs->item[d * refs->count + ref] = item;
}

References compare_references(ChangeFinder *f)
{
    References refs = { .count = f->a->registry->reference_count };
    size_t cells = scenario_all_designs(f->a) * refs.count;

    refs.item = arena_array(f->arena, long, cells + 1);
    for (size_t i = 0; i < cells; i++)
        refs.item[i] = -1;
    for (size_t ref = 0; ref < refs.count; ref++)
        for (size_t d = 0; d < scenario_all_designs(f->a); d++)
            if (names_entries(f, d) && refs.item[d * refs.count + ref] < 0 &&
                !finder_same(f->a->designs[d].entries[ref], finder_twin(f, d)->entries[ref]))
                add_reference(f, &refs, d, ref);
    return refs;
}

static bool from_catalog(const Binding *binding)
{
    return !binding || binding->layer <= LAYER_CATALOG;
}

long finder_reference(const ChangeFinder *f, const References *refs, size_t d,
                      const Binding *before, const Binding *after)
{
    if (!from_catalog(before) || !from_catalog(after))
        return -1;
    for (size_t ref = 0; ref < refs->count; ref++) {
        const char *x = f->a->designs[d].entries[ref], *y = finder_twin(f, d)->entries[ref];
        if (refs->item[d * refs->count + ref] >= 0 &&
            ((before && before->entry && finder_same(before->entry, x)) ||
             (after && after->entry && finder_same(after->entry, y))))
            return refs->item[d * refs->count + ref];
    }
    return -1;
}
