/* bindings.c - for each design and quantity the value that wins.
 *
 * Designs whose chains are equal share one Binding. Staged designs come last: they have
 * theirs from the two designs that they are made of.
 */
#include "sim/scenario/bindings.h"

#include "sim/scenario/some_designs.h"

static const Binding *bind(Maker *m, size_t draft, size_t row)
{
    const Chain *chain = &m->chains[draft][row];

    if (chain->count == 0)
        return NULL;
    for (size_t k = 0; k < draft; k++)
        if (m->bindings[k][row] && chain_same(&m->chains[k][row], chain))
            return m->bindings[k][row];
    return chain_bind(m, chain, row);
}

/* What a staged design has of the two designs that it is made of. */
static bool is_inherited(const Loader *l, size_t draft, const Quantity *q)
{
    return l->drafts[draft].staged && !staged_owns(&l->drafts[draft], q);
}

static void bind_all(Maker *m, size_t draft)
{
    Loader *l = m->l;

    for (size_t i = 0; i < l->s->quantity_count; i++) {
        const Quantity *q = l->s->quantities[i];
        if (!draft_has(l, draft, q) || is_inherited(l, draft, q))
            continue;
        chain_make(m, &m->chains[draft][i], draft, i, l->facts[draft][i]);
        m->bindings[draft][i] = bind(m, draft, i);
    }
    missing_tell(l, draft, m->bindings[draft]);
}

void bindings_make(Loader *l)
{
    size_t count = l->s->quantity_count;
    Maker m = { .l = l,
                .priors = arena_array(l->arena, const Given *, count + 1),
                .chains = arena_array(l->arena, Chain *, l->draft_count + 1),
                .bindings = arena_array(l->arena, const Binding **, l->draft_count + 1),
                .open_chains = arena_array(l->arena, Chain **, l->draft_count + 1),
                .candidates = arena_array(l->arena, Candidate *, l->draft_count + 1) };

    l->s->designs = arena_array(l->arena, ScenarioDesign, l->draft_count + 1);
    for (size_t k = 0; k < l->draft_count; k++) {
        m.chains[k] = arena_array(l->arena, Chain, count + 1);
        m.bindings[k] = arena_array(l->arena, const Binding *, count + 1);
        if (draft_is_used(&l->drafts[k]))
            bind_all(&m, k);
    }
    designs_make(&m);
    stages_inherit(l->s, l->arena);
}
