#include "sim/output/changes.h"

#include <math.h>
#include <stdio.h>

#include "sim/output/cells.h"
#include "sim/output/csv_out.h"

/* More than this is told as a factor. */
static const double percent_most = 9.995;

char *changes_percent(char *buffer, double relative)
{
    if (isnan(relative))
        buffer[0] = '\0';
    else if (relative >= percent_most)
        snprintf(buffer, 32, "x %.3g", relative + 1);
    else
        snprintf(buffer, 32, "%+.3g%%", 100 * relative);
    return buffer;
}

static const char *what_of(const EntryChange *entry)
{
    return !entry->before ? "added" : !entry->after ? "removed" : "changed";
}

static const CatalogEntry *either(const EntryChange *entry)
{
    return entry->after ? entry->after : entry->before;
}

/* --- comma-separated -------------------------------------------------------------------------
 */

static void add_line(Text *out, const EntryChange *entry, const FactChange *fact)
{
    char name[176];

    snprintf(name, sizeof name, "%s/%s", either(entry)->kind, either(entry)->name);
    csv_text(out, name);
    csv_text(out, what_of(entry));
    csv_text(out, entry->before ? entry->before->as_of : "");
    csv_text(out, entry->after ? entry->after->as_of : "");
    csv_text(out, fact ? fact->fact : "");
    csv_text(out, fact && fact->before ? fact->before : "");
    csv_text(out, fact && fact->after ? fact->after : "");
    csv_number(out, fact ? fact->relative : NAN);
    csv_end_line(out);
}

void changes_csv(Text *out, const Comparison *comparison, const Style *style)
{
    const CatalogChanges *changes = comparison->changes;

    text_add(out, "entry,what,as_of_before,as_of_after,fact,before,after,relative\r\n");
    for (size_t i = 0; i < changes->count; i++) {
        const EntryChange *entry = &changes->items[i];
        for (size_t k = 0; k < entry->fact_count; k++)
            add_line(out, entry, &entry->facts[k]);
        if (entry->fact_count == 0)
            add_line(out, entry, NULL);
    }
}

/* --- Markdown
 * ----------------------------------------------------------------------------------- */

static void add_cell(Text *out, const char *text)
{
    text_add(out, " ");
    cell_markdown(out, text);
    text_add(out, " |");
}

static void add_row(Text *out, const EntryChange *entry, const FactChange *fact)
{
    char name[176], percent[32];

    snprintf(name, sizeof name, "%s/%s", either(entry)->kind, either(entry)->name);
    text_add(out, "|");
    add_cell(out, name);
    add_cell(out, fact ? fact->fact : what_of(entry));
    add_cell(out, fact && fact->before ? fact->before : "-");
    add_cell(out, fact && fact->after ? fact->after : "-");
    add_cell(out, fact ? changes_percent(percent, fact->relative) : "");
    text_add(out, "\n");
}

void changes_markdown(Text *out, const Comparison *comparison, const Style *style)
{
    const CatalogChanges *changes = comparison->changes;

    text_add(out, "### Catalogue: from ");
    cell_markdown(out, comparison->before);
    text_add(out, " to ");
    cell_markdown(out, comparison->after);
    text_format(out, "\n\n%zu changed, %zu added, %zu removed, %zu the same\n",
                changes->changed, changes->added, changes->removed, changes->same);
    if (changes->count > 0)
        text_add(out, "\n| entry | fact | before | after | change |\n"
                      "| :-- | :-- | --: | --: | --: |\n");
    for (size_t i = 0; i < changes->count; i++) {
        const EntryChange *entry = &changes->items[i];
        for (size_t k = 0; k < entry->fact_count; k++)
            add_row(out, entry, &entry->facts[k]);
        if (entry->fact_count == 0)
            add_row(out, entry, NULL);
    }
}
