#include "sim/scenario/catalog_changes.h"

#include <math.h>
#include <string.h>

static int order(const CatalogEntry *a, const CatalogEntry *b)
{
    int kinds = strcmp(a->kind, b->kind);
    return kinds ? kinds : strcmp(a->name, b->name);
}

/* --- facts ------------------------------------------------------------------------------ */

/* Title, date and source say where the facts are from; confidence how good they are. */
static bool compared(const char *fact)
{
    return !fact_is_about(fact) || strcmp(fact, "confidence") == 0;
}

/* 0.10 and 0.1 are the same price. */
static bool is_same(const FactChange *change, double before, double after)
{
    return strcmp(change->before, change->after) == 0 ||
           (!isnan(before) && fabs(after - before) <= 1e-12 * fabs(before));
}

static void add_fact(EntryChange *change, const FactReader *reader, const char *fact)
{
    const Node *before = tree_find(change->before->facts, fact);
    const Node *after = tree_find(change->after->facts, fact);
    FactChange row = { .fact = fact,
                       .before = before ? fact_text(before, reader->arena) : NULL,
                       .after = after ? fact_text(after, reader->arena) : NULL,
                       .relative = NAN };

    if (before && after) {
        double x = fact_of(reader, change->before, fact),
               y = fact_of(reader, change->after, fact);
        if (is_same(&row, x, y))
            return;
        row.relative = x > 0 ? y / x - 1 : NAN;
    }
    change->facts[change->fact_count++] = row;
}

static size_t children(const Node *mapping)
{
    size_t count = 0;
    for (const Node *child = mapping->first; child; child = child->next)
        count++;
    return count;
}

/* The facts in the order of the old entry, then those that are new. */
static void compare_facts(EntryChange *change, const FactReader *reader)
{
    const Node *before = change->before->facts, *after = change->after->facts;

    change->facts =
        arena_array(reader->arena, FactChange, children(before) + children(after) + 1);
    for (const Node *fact = before->first; fact; fact = fact->next)
        if (compared(fact->key))
            add_fact(change, reader, fact->key);
    for (const Node *fact = after->first; fact; fact = fact->next)
        if (compared(fact->key) && !tree_find(before, fact->key))
            add_fact(change, reader, fact->key);
}

/* --- entries ---------------------------------------------------------------------------- */

static void add_pair(CatalogChanges *changes, const CatalogEntry *before,
                     const CatalogEntry *after, const FactReader *reader)
{
    EntryChange change = { .before = before, .after = after };

    compare_facts(&change, reader);
    if (change.fact_count > 0) {
        changes->items[changes->count++] = change;
        changes->changed++;
        return;
    }
    changes->same++;
    changes->redated += strcmp(before->as_of, after->as_of) != 0;
}

static void add_single(CatalogChanges *changes, const CatalogEntry *before,
                       const CatalogEntry *after)
{
    changes->items[changes->count++] = (EntryChange){ .before = before, .after = after };
    changes->added += !before;
    changes->removed += !after;
}

void catalog_compare(CatalogChanges *changes, const CatalogEntry *before, size_t before_count,
                     const CatalogEntry *after, size_t after_count, bool stays,
                     const FactReader *reader)
{
    size_t i = 0, k = 0;

    *changes = (CatalogChanges){ 0 };
    changes->items = arena_array(reader->arena, EntryChange, before_count + after_count + 1);
    while (i < before_count || k < after_count) {
        int side = i == before_count ? 1 : k == after_count ? -1 : order(&before[i], &after[k]);
        if (side == 0)
            add_pair(changes, &before[i++], &after[k++], reader);
        else if (side > 0)
            add_single(changes, NULL, &after[k++]);
        else if (!stays)
            add_single(changes, &before[i++], NULL);
        else
            i++;
    }
}
