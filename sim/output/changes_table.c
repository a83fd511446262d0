/* changes_table.c - what differs between two catalogues, for a terminal. */
#include "sim/output/cells.h"
#include "sim/output/changes.h"

enum { FACT_WIDTH = 22, VALUE_WIDTH = 20, PERCENT_WIDTH = 9, FIRST_FEW = 10 };

static void add_count(Text *out, const char *joint, size_t count, const char *what)
{
    text_format(out, "%s%zu %s", joint, count, what);
}

static void add_summary(Text *out, const Comparison *comparison, bool ascii)
{
    const CatalogChanges *changes = comparison->changes;

    cell_plain(out, comparison->before, ascii);
    text_add(out, ascii ? " -> " : " → ");
    cell_plain(out, comparison->after, ascii);
    add_count(out, ": ", changes->changed, "changed");
    add_count(out, ", ", changes->added, "added");
    add_count(out, ", ", changes->removed, "removed");
    add_count(out, ", ", changes->same, "the same");
    if (changes->redated > 0)
        text_format(out, " (%zu of another date)", changes->redated);
    text_add(out, "\n");
}

static void add_fact(Text *out, const FactChange *fact, bool ascii)
{
    char percent[32];

    text_add(out, fact->before && fact->after ? "~ " : fact->before ? "- " : "+ ");
    cell_left(out, fact->fact, FACT_WIDTH, ascii);
    text_add(out, " ");
    cell_right(out, fact->before ? fact->before : "-", VALUE_WIDTH, ascii);
    text_add(out, " ");
    cell_right(out, fact->after ? fact->after : "-", VALUE_WIDTH, ascii);
    changes_percent(percent, fact->relative);
    if (percent[0])
        cell_right(out, percent, PERCENT_WIDTH, ascii);
    text_add(out, "\n");
}

static void add_changed(Text *out, const EntryChange *entry, bool ascii)
{
    const CatalogEntry *before = entry->before, *after = entry->after;

    text_format(out, "\n%s/%s  %s", after->kind, after->name, before->as_of);
    text_format(out, "%s%s\n", ascii ? " -> " : " → ", after->as_of);
    for (size_t k = 0; k < entry->fact_count; k++)
        add_fact(out, &entry->facts[k], ascii);
}

/* The entries that only one of the catalogues has. */
static void add_list(Text *out, const Comparison *comparison, bool added, const char *title,
                     size_t count)
{
    const CatalogChanges *changes = comparison->changes;
    size_t shown = 0, most = comparison->all ? count : FIRST_FEW;

    if (count == 0)
        return;
    text_format(out, "\n%s\n", title);
    for (size_t i = 0; i < changes->count && shown < most; i++) {
        const EntryChange *item = &changes->items[i];
        const CatalogEntry *entry = added ? item->after : item->before;
        if ((added ? item->before : item->after) || !entry)
            continue;
        text_format(out, "%c %s/%s  %s\n", added ? '+' : '-', entry->kind, entry->name,
                    entry->as_of);
        shown++;
    }
    if (shown < count)
        text_format(out, "  and %zu more (--all)\n", count - shown);
}

void changes_table(Text *out, const Comparison *comparison, const Style *style)
{
    const CatalogChanges *changes = comparison->changes;

    add_summary(out, comparison, style->ascii);
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].before && changes->items[i].after)
            add_changed(out, &changes->items[i], style->ascii);
    add_list(out, comparison, true, "Added", changes->added);
    add_list(out, comparison, false, "Removed", changes->removed);
}
