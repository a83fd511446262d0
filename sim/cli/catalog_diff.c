/* catalog_diff.c - `forkcast catalog diff`: what changed from one catalogue to another. */
#include <string.h>

#include "sim/cli/catalog_verbs.h"
#include "sim/cli/terminal.h"
#include "sim/output/changes.h"

/* The formats of a comparison; the first is the usual one. */
static const struct {
    const char *name;
    void (*write)(Text *, const Comparison *, const Style *);
} formats[] = {
    { "table", changes_table },
    { "json", changes_json },
    { "csv", changes_csv },
    { "markdown", changes_markdown },
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static bool choose(size_t *chosen, const Options *options, Error *err)
{
    const char *names[FORMATS + 1] = { NULL };

    for (size_t i = 0; i < FORMATS; i++)
        names[i] = formats[i].name;
    return options_choose(chosen, "format", options->format, names, err);
}

static Status diff(CatalogCall *call, Error *err)
{
    const char *before = call->count == 2 ? call->words[0] : CATALOG_WORD;
    const char *after = call->words[call->count - 1];
    const CatalogEntry *old, *new;
    Problems problems = { 0 };
    CatalogChanges changes;
    size_t old_count, new_count, format;

    if (!choose(&format, call->options, err))
        return STATUS_USAGE;
    catalog_entries(&old, &old_count, before, call->arena, &problems);
    catalog_entries(&new, &new_count, after, call->arena, &problems);
    bool outside = problems.count > 0 && problems.items[0].status == STATUS_OUTSIDE;
    if (!catalog_tell(call, &problems))
        return outside ? STATUS_OUTSIDE : STATUS_SCENARIO;
    catalog_compare(&changes, old, old_count, new, new_count, strcmp(before, CATALOG_WORD) == 0,
                    &call->reader);
    const Comparison comparison = { &changes, before, after, call->options->all };
    const Style style = terminal_style(call->options);
    formats[format].write(call->out, &comparison, &style);
    return STATUS_OK;
}

const CatalogVerb catalog_verb_diff = {
    .name = "diff",
    .usage = "[A] B",
    .options = OPTIONS(OPTION_FORMAT, OPTION_OUTPUT, OPTION_ALL),
    .min_words = 1,
    .max_words = 2,
    .run = diff,
};
