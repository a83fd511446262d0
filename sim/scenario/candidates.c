/* candidates.c - what a design would be with each entry of a reference that is open.
 *
 * Where a reference is open (`gpu.type: cheapest`) a design has no entry's facts, and beside
 * its bindings those that it would have with each of the entries: a candidate.
 */
#include <string.h>

#include "sim/scenario/bindings.h"

/* A value of the c-th candidate of a draft: that of the draft itself where the scenario says
 * it. All drafts that leave a reference open have the same candidates. */
static const Binding *bind_candidate(Maker *m, size_t draft, size_t c, size_t row)
{
    const Chain *chain = &m->open_chains[draft][c][row];

    if (chain_same(&m->chains[draft][row], chain))
        return m->bindings[draft][row];
    for (size_t k = 0; k < draft; k++)
        if (m->open_chains[k] && chain_same(&m->open_chains[k][c][row], chain))
            return m->candidates[k][c].bindings[row];
    return chain_bind(m, chain, row);
}

static Candidate make_candidate(Maker *m, size_t draft, size_t c)
{
    Loader *l = m->l;
    size_t count = l->s->quantity_count;
    const OpenEntry *item = &l->openings[draft].items[c];
    const Binding **bindings = arena_array(l->arena, const Binding *, count + 1);
    Chain *chains = arena_array(l->arena, Chain, count + 1);

    m->open_chains[draft][c] = chains;
    memcpy(bindings, m->bindings[draft], count * sizeof *bindings);
    for (size_t row = 0; row < count; row++)
        if (item->givens[row] && draft_has(l, draft, l->s->quantities[row])) {
            chain_make(m, &chains[row], draft, row, item->givens[row]);
            bindings[row] = bind_candidate(m, draft, c, row);
        }
    return (Candidate){ item->name, item->as_of, bindings };
}

const OpenReference *candidates_make(Maker *m, size_t draft)
{
    const Opening *opening = &m->l->openings[draft];
    OpenReference *open = arena_array(m->l->arena, OpenReference, 1);

    if (!opening->entry)
        return NULL;
    m->open_chains[draft] = arena_array(m->l->arena, Chain *, opening->count + 1);
    m->candidates[draft] = arena_array(m->l->arena, Candidate, opening->count + 1);
    for (size_t c = 0; c < opening->count; c++)
        m->candidates[draft][c] = make_candidate(m, draft, c);
    *open = (OpenReference){ opening->reference, opening->mark, m->candidates[draft],
                             opening->count };
    return open;
}
