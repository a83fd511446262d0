/* cmd_catalog.c - list and show the dated facts that scenarios refer to. */
#include <string.h>

#include "sim/cli/command.h"
#include "sim/cli/describe.h"
#include "sim/cli/help.h"
#include "sim/cli/terminal.h"
#include "sim/output/file.h"
#include "sim/scenario/catalog.h"

static const char *const about[] = { "title", "as_of", "source", "confidence" };

static bool is_about(const Node *node)
{
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
        if (strcmp(node->key, about[i]) == 0)
            return true;
    return false;
}

static Status list(Text *out, const char *kind, const Options *options, Arena *arena)
{
    const CatalogEntry *entries = NULL;
    size_t count = 0;
    Problems problems = { 0 };

    bool listed = catalog_list(&entries, &count, kind, NULL, arena, &problems);
    for (size_t i = 0; i < problems.count; i++)
        error_print(&problems.items[i], "error", terminal_color(options, stderr), stderr);
    problems_free(&problems);
    for (size_t i = 0; i < count; i++) {
        char *name = arena_format(arena, "%s/%s", entries[i].kind, entries[i].name);
        describe_pad(out, name, 38);
        text_format(out, " %-11s %-9s ", entries[i].as_of, entries[i].confidence);
        text_format(out, "%s\n", entries[i].title);
    }
    return listed ? STATUS_OK : STATUS_SCENARIO;
}

static const char *fact_text(const Node *node, Arena *arena)
{
    const Node *value = node->kind == NODE_MAPPING ? tree_find(node, "value") : node;

    if (value && value->kind == NODE_SCALAR)
        return value->text;
    if (!value || value->kind != NODE_SEQUENCE)
        return "";
    const char *text = "[";
    for (const Node *item = value->first; item; item = item->next)
        text = arena_format(arena, "%s%s%s", text, item->text ? item->text : "",
                            item->next ? ", " : "]");
    return text;
}

static void show(Text *out, const CatalogEntry *entry, Arena *arena)
{
    text_format(out, "%s/%s - %s\n\n", entry->kind, entry->name, entry->title);
    for (const Node *node = entry->facts->first; node; node = node->next) {
        if (is_about(node))
            continue;
        text_format(out, "  %-22s %s\n", node->key, fact_text(node, arena));
    }
    text_format(out, "\n  as of      %s\n  confidence %s\n  source     ", entry->as_of,
                entry->confidence);
    help_wrapped(out, 13, entry->source);
}

static Status show_named(Text *out, const char *word, const Options *options, Arena *arena,
                         Error *err)
{
    Error broken = { 0 };
    const char *name = strncmp(word, "catalog:", 8) == 0 ? word + 8 : word;
    size_t length = strcspn(name, "/");

    if (name[length] == '\0') {
        fail_status(err, STATUS_USAGE, "`%s` is not the name of an entry", word);
        fail_help(err,
                  "a kind and a name, for example llm/gpt-5.4-mini; forkcast catalog list");
        return STATUS_USAGE;
    }
    const CatalogEntry *entry = catalog_find(arena_text_n(arena, name, length),
                                             name + length + 1, NULL, arena, &broken);
    if (!entry)
        return terminal_fail(options, &broken);
    show(out, entry, arena);
    return STATUS_OK;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    const char *verb = count > 0 ? words[0] : "list";
    Arena arena = { 0 };
    Text out = { 0 };
    Status status = STATUS_USAGE;

    if (strcmp(verb, "list") == 0)
        status = list(&out, count > 1 ? words[1] : NULL, options, &arena);
    else if (strcmp(verb, "show") == 0 && count == 2)
        status = show_named(&out, words[1], options, &arena, err);
    else
        fail_status(err, STATUS_USAGE, "forkcast catalog list [KIND], or show KIND/NAME");
    if (out.length > 0 && !file_write(options->output, out.data, out.length, err))
        status = err->status;
    if (status == STATUS_OK && strcmp(verb, "list") == 0 && terminal_watched(options))
        terminal_note(
            options,
            "change one run with --set, for example --set api.input_price=$0.50/Mtok\n");
    text_free(&out);
    arena_free(&arena);
    return status;
}

const Command cmd_catalog = {
    .name = "catalog",
    .summary = "prices, models and GPUs, with dates and sources",
    .usage = "[list [KIND] | show KIND/NAME]",
    .details = "Lists the entries that scenarios can name as catalog:KIND/NAME, or shows all "
               "facts of one. Entries of the folder that FORKCAST_CATALOG names are added "
               "and win.",
    .examples = "  forkcast catalog list llm\n"
                "  forkcast catalog show gpu/l40s\n",
    .options = OPTIONS(OPTION_OUTPUT),
    .min_arguments = 0,
    .max_arguments = 2,
    .run = run,
};
