/* precedence.c - which of several entries of a key is stronger in a design. */
#include <stdlib.h>

#include "sim/scenario/loader.h"

enum { LAYERS = LAYER_SET + 1, RANKS = 100000 };

typedef struct {
    Entry *entry;
    size_t layer, rank;
} Ranked;

/* How strong an entry is in a draft; false if it says nothing there. What is said
 * of a design, in a what-if too, is inherited by those that extend it. */
static bool rank_of(const Loader *l, Ranked *ranked, Entry *entry, long draft)
{
    *ranked = (Ranked){ entry, entry->layer, entry->rank };
    if (entry->inactive)
        return false;
    if (entry->design == ALL_DESIGNS || entry->design == draft)
        return true;
    if (draft < 0 || l->drafts[draft].strength[entry->design] == 0)
        return false;
    ranked->layer = LAYER_EXTENDS;
    ranked->rank = (l->drafts[draft].strength[entry->design] * LAYERS + entry->layer) * RANKS +
                   entry->rank;
    return true;
}

/* Strongest first. What one design gets is stronger than what all get. */
static int by_strength(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->layer != y->layer)
        return x->layer > y->layer ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    return (x->entry->design < y->entry->design) - (x->entry->design > y->entry->design);
}

Entry *const *entries_for(const Loader *l, Entry *latest, long draft)
{
    size_t most = 0, count = 0;

    for (Entry *entry = latest; entry; entry = entry->below)
        most++;
    Ranked *ranked = arena_array(l->arena, Ranked, most + 1);
    for (Entry *entry = latest; entry; entry = entry->below)
        count += rank_of(l, &ranked[count], entry, draft);
    qsort(ranked, count, sizeof *ranked, by_strength);
    Entry **list = arena_array(l->arena, Entry *, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = ranked[i].entry;
    return list;
}
