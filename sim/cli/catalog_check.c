/* catalog_check.c - `forkcast catalog check`: errors, contradictions and old prices. */
#include <string.h>

#include "sim/cli/catalog_verbs.h"
#include "sim/cli/help.h"

/* What was looked at, of all places. */
typedef struct {
    const CatalogEntry *entries;
    size_t count;
} Entries;

static void append(Entries *all, const CatalogEntry *entries, size_t count, Arena *arena)
{
    CatalogEntry *joined = arena_array(arena, CatalogEntry, all->count + count + 1);

    if (all->count > 0)
        memcpy(joined, all->entries, all->count * sizeof *joined);
    if (count > 0)
        memcpy(joined + all->count, entries, count * sizeof *joined);
    *all = (Entries){ joined, all->count + count };
}

static Entries gather(const CatalogCall *call, Problems *errors)
{
    Entries all = { 0 };

    for (size_t i = 0; i < call->count || i == 0; i++) {
        const CatalogEntry *entries;
        size_t count;
        catalog_entries(&entries, &count, call->count > 0 ? call->words[i] : NULL, call->arena,
                        errors);
        append(&all, entries, count, call->arena);
    }
    return all;
}

/* --- warnings ---------------------------------------------------------------------------- */

enum { FIRST_FEW = 20, INDENT = 6 };

static void add_warning(Text *out, const Error *warning)
{
    Text line = { 0 };

    text_format(&line, "%s", warning->text);
    if (warning->label[0])
        text_format(&line, "; %s", warning->label);
    if (warning->where.line > 0)
        text_format(&line, " (line %d)", warning->where.line);
    text_format(out, "%*s", INDENT, "");
    help_wrapped(out, INDENT, line.data);
    text_free(&line);
}

/* Warnings under the file they are of, the first few of them unless all are wanted. */
static void add_warnings(const CatalogCall *call, const Problems *warnings)
{
    size_t shown = warnings->count;
    const char *file = "";

    if (!call->options->all && shown > FIRST_FEW)
        shown = FIRST_FEW;
    for (size_t i = 0; i < shown; i++) {
        const Error *warning = &warnings->items[i];
        if (strcmp(warning->where.file, file) != 0)
            text_format(call->out, "\n  %s\n", warning->where.file);
        file = warning->where.file;
        add_warning(call->out, warning);
    }
    if (shown < warnings->count)
        text_format(call->out, "\n  and %zu more (--all)\n", warnings->count - shown);
}

static size_t count_old(const Problems *warnings)
{
    size_t count = 0;
    for (size_t i = 0; i < warnings->count; i++)
        count += strcmp(warnings->items[i].code, "W005") == 0;
    return count;
}

static void add_summary(const CatalogCall *call, const Entries *all, size_t errors,
                        const Problems *warnings, const char *day)
{
    size_t old = count_old(warnings), odd = warnings->count - old;

    text_format(call->out, "%zu entr%s", all->count, all->count == 1 ? "y" : "ies");
    if (errors > 0)
        text_format(call->out, ", %zu error%s", errors, errors == 1 ? "" : "s");
    if (odd > 0)
        text_format(call->out, ", %zu odd fact%s", odd, odd == 1 ? "" : "s");
    if (old > 0)
        text_format(call->out, ", %zu with prices older than %d days on %s", old,
                    CATALOG_OLD_DAYS, day);
    else if (day)
        text_format(call->out, ", no prices older than %d days on %s", CATALOG_OLD_DAYS, day);
    text_add(call->out, errors + warnings->count == 0 ? ": ok\n" : "\n");
}

static Status check(CatalogCall *call, Error *err)
{
    Problems errors = { 0 }, warnings = { 0 };
    Entries all = gather(call, &errors);
    const char *day = catalog_day(call, all.entries, all.count);

    for (size_t i = 0; i < all.count; i++) {
        catalog_faults(&all.entries[i], &call->reader, &errors, &warnings);
        catalog_age_fault(&all.entries[i], day, &warnings);
    }
    bool outside = errors.count == 1 && errors.items[0].status == STATUS_OUTSIDE;
    bool odd = warnings.count > 0;
    add_summary(call, &all, errors.count, &warnings, day);
    add_warnings(call, &warnings);
    problems_free(&warnings);
    if (!catalog_tell(call, &errors))
        return outside ? STATUS_OUTSIDE : STATUS_SCENARIO;
    return odd && call->options->strict ? STATUS_NO : STATUS_OK;
}

const CatalogVerb catalog_verb_check = {
    .name = "check",
    .usage = "[PLACE...]",
    .options = OPTIONS(OPTION_AS_OF, OPTION_OUTPUT, OPTION_ALL, OPTION_STRICT),
    .min_words = 0,
    .max_words = -1,
    .run = check,
};
