/* catalog_show.c - `forkcast catalog show`: all facts of an entry. */
#include <stdlib.h>
#include <string.h>

#include "sim/cli/catalog_verbs.h"
#include "sim/cli/describe.h"
#include "sim/cli/help.h"
#include "sim/cli/terminal.h"
#include "sim/scenario/dates.h"

enum { NAME_WIDTH = 22, VALUE_WIDTH = 24, SOURCE_COLUMN = 13 };

/* A fact that is from elsewhere than the entry says so, and how good it is. */
static void add_source(const CatalogCall *call, const Node *fact)
{
    const Node *source = tree_find(fact, "source"), *confidence = tree_find(fact, "confidence");

    if (!source || source->kind != NODE_SCALAR)
        return;
    bool graded = confidence && confidence->kind == NODE_SCALAR;
    text_format(call->out, "  %*s ", NAME_WIDTH, "");
    help_wrapped(call->out, NAME_WIDTH + 3,
                 arena_format(call->arena, "%s%s%s", graded ? confidence->text : "",
                              graded ? ": " : "", source->text));
}

/* Behind a fact the key that it is the value of, to change it with --set. */
static void add_fact(const CatalogCall *call, const CatalogEntry *entry, const Node *fact)
{
    const Quantity *quantity = fact_quantity(&call->reader, entry->kind, fact->key);

    text_add(call->out, "  ");
    describe_pad(call->out, fact->key, NAME_WIDTH);
    text_add(call->out, " ");
    if (quantity) {
        describe_pad(call->out, fact_text(fact, call->arena), VALUE_WIDTH);
        text_format(call->out, " %s\n", quantity->key);
    } else {
        text_format(call->out, "%s\n", fact_text(fact, call->arena));
    }
    add_source(call, fact);
}

/* The day to count the age to. */
static const char *day_for(const CatalogCall *call)
{
    const CatalogEntry *entries;
    Problems problems = { 0 };
    size_t count;

    if (call->options->as_of)
        return call->options->as_of;
    catalog_list(&entries, &count, NULL, NULL, call->arena, &problems);
    problems_free(&problems);
    return catalog_day(call, entries, count);
}

static void add_entry(const CatalogCall *call, const CatalogEntry *entry)
{
    const char *day = day_for(call);
    long days = date_days(entry->as_of, day);
    bool own = strncmp(entry->path, CATALOG_BUILT_IN "/", sizeof CATALOG_BUILT_IN) != 0;

    text_format(call->out, "%s/%s - %s\n\n", entry->kind, entry->name, entry->title);
    for (const Node *fact = entry->facts->first; fact; fact = fact->next)
        if (!fact_is_about(fact->key))
            add_fact(call, entry, fact);
    text_format(call->out, "\n  as of      %s, %ld days %s %s\n  confidence %s\n", entry->as_of,
                labs(days), days < 0 ? "after" : "before", day, entry->confidence);
    if (own)
        text_format(call->out, "  file       %s\n", entry->path);
    text_add(call->out, "  source     ");
    help_wrapped(call->out, SOURCE_COLUMN, entry->source);
}

static Status show(CatalogCall *call, Error *err)
{
    const char *word = call->words[0];
    const char *name = strncmp(word, "catalog:", 8) == 0 ? word + 8 : word;
    size_t length = strcspn(name, "/");
    Error broken = { 0 };

    if (name[length] == '\0') {
        fail_status(err, STATUS_USAGE, "`%s` is not the name of an entry", word);
        fail_help(err,
                  "a kind and a name, for example llm/gpt-5.4-mini; forkcast catalog list");
        return STATUS_USAGE;
    }
    const CatalogEntry *entry = catalog_find(arena_text_n(call->arena, name, length),
                                             name + length + 1, NULL, call->arena, &broken);
    if (!entry)
        return terminal_fail(call->options, &broken);
    add_entry(call, entry);
    return STATUS_OK;
}

const CatalogVerb catalog_verb_show = {
    .name = "show",
    .usage = "KIND/NAME",
    .options = OPTIONS(OPTION_AS_OF, OPTION_OUTPUT),
    .min_words = 1,
    .max_words = 1,
    .run = show,
};
