/* changes_json.c - what differs between two catalogues, for programs: schema
 * forkcast.catalog-diff/1. Values are as written; `relative` is after / before - 1, null
 * where that says nothing. */
#include "sim/output/changes.h"
#include "sim/output/json_values.h"

enum { DIGITS = 12 };

static json_t *fact_change(const FactChange *change)
{
    json_t *fact = json_object();

    set(fact, "fact", text(change->fact));
    set(fact, "before", text(change->before));
    set(fact, "after", text(change->after));
    set(fact, "relative", number(change->relative));
    return fact;
}

static json_t *entry_change(const EntryChange *change)
{
    const CatalogEntry *any = change->after ? change->after : change->before;
    json_t *entry = json_object(), *facts = json_array();
    Text name = { 0 };

    text_format(&name, "%s/%s", any->kind, any->name);
    set(entry, "entry", text(name.data));
    set(entry, "what",
        text(!change->before  ? "added"
             : !change->after ? "removed"
                              : "changed"));
    set(entry, "as_of_before", text(change->before ? change->before->as_of : NULL));
    set(entry, "as_of_after", text(change->after ? change->after->as_of : NULL));
    for (size_t i = 0; i < change->fact_count; i++)
        json_array_append_new(facts, fact_change(&change->facts[i]));
    set(entry, "facts", facts);
    text_free(&name);
    return entry;
}

void changes_json(Text *out, const Comparison *comparison, const Style *style)
{
    const CatalogChanges *changes = comparison->changes;
    json_t *root = json_object(), *entries = json_array();

    set(root, "schema", text("forkcast.catalog-diff/1"));
    set(root, "before", text(comparison->before));
    set(root, "after", text(comparison->after));
    set(root, "same", json_integer((json_int_t)changes->same));
    for (size_t i = 0; i < changes->count; i++)
        json_array_append_new(entries, entry_change(&changes->items[i]));
    set(root, "entries", entries);
    add_json(out, root, DIGITS);
}
