/* cmd_catalog.c - the dated facts that scenarios refer to. */
#include <stdio.h>
#include <string.h>

#include "sim/cli/catalog_verbs.h"
#include "sim/cli/terminal.h"
#include "sim/output/file.h"
#include "sim/scenario/dates.h"

static const CatalogVerb *const verbs[] = {
    &catalog_verb_list, &catalog_verb_show,   &catalog_verb_check,
    &catalog_verb_diff, &catalog_verb_import,
};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

/* --- what the verbs share ------------------------------------------------------------- */

const char *catalog_day(const CatalogCall *call, const CatalogEntry *entries, size_t count)
{
    return call->options->as_of ? call->options->as_of : catalog_newest(entries, count);
}

bool catalog_entries(const CatalogEntry **entries, size_t *count, const char *place,
                     Arena *arena, Problems *problems)
{
    if (!place)
        return catalog_list(entries, count, NULL, NULL, arena, problems);
    if (strcmp(place, CATALOG_WORD) == 0)
        return catalog_list_built_in(entries, count, arena, problems);
    return catalog_list_path(entries, count, place, arena, problems);
}

bool catalog_tell(const CatalogCall *call, Problems *problems)
{
    enum { MOST = 20 };
    bool none = problems->count == 0;

    for (size_t i = 0; i < problems->count && i < MOST; i++)
        terminal_fail(call->options, &problems->items[i]);
    if (problems->count > MOST)
        fprintf(stderr, "\n%zu more are not shown\n", problems->count - MOST);
    problems_free(problems);
    return none;
}

/* --- the command ------------------------------------------------------------------------ */

static const CatalogVerb *find_verb(const char *name, Error *err)
{
    const char *names[VERBS];

    for (size_t i = 0; i < VERBS; i++) {
        names[i] = verbs[i]->name;
        if (strcmp(names[i], name) == 0)
            return verbs[i];
    }
    const char *nearest = text_nearest(name, names, VERBS);
    fail_status(err, STATUS_USAGE, "forkcast catalog does not know `%s`", name);
    if (nearest)
        fail_help(err, "did you mean forkcast catalog %s?", nearest);
    else
        fail_help(err, "it can list, show, check, diff and import");
    return NULL;
}

static bool right_words(const CatalogVerb *verb, size_t count, Error *err)
{
    if ((int)count >= verb->min_words && (verb->max_words < 0 || (int)count <= verb->max_words))
        return true;
    fail_status(err, STATUS_USAGE, "forkcast catalog %s has too %s arguments", verb->name,
                (int)count < verb->min_words ? "few" : "many");
    return fail_help(err, "usage: forkcast catalog %s %s", verb->name, verb->usage);
}

static bool right_date(const Options *options, Error *err)
{
    if (!options->as_of || date_is_valid(options->as_of))
        return true;
    fail_status(err, STATUS_USAGE, "--as-of must be a date, not `%s`", options->as_of);
    return fail_help(err, "for example --as-of 2026-11-01");
}

static Status call_verb(const CatalogVerb *verb, CatalogCall *call, Error *err)
{
    const char *name = arena_format(call->arena, "catalog %s", verb->name);

    if (!options_check(call->options, verb->options, name, err)) {
        fail_help(err, "forkcast help catalog tells more");
        return STATUS_USAGE;
    }
    if (!right_words(verb, call->count, err) || !right_date(call->options, err))
        return STATUS_USAGE;
    call->reader = facts_of(&model_registry, call->arena);
    return verb->run(call, err);
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    const CatalogVerb *verb = count > 0 ? find_verb(words[0], err) : &catalog_verb_list;
    Arena arena = { 0 };
    Text out = { 0 };
    CatalogCall call = { .options = options,
                         .count = count > 0 ? count - 1 : 0,
                         .words = words + 1,
                         .out = &out,
                         .arena = &arena };

    Status status = verb ? call_verb(verb, &call, err) : STATUS_USAGE;
    const char *path = verb == &catalog_verb_import ? NULL : options->output;
    if (out.length > 0 && !file_write(path, out.data, out.length, err))
        status = err->status;
    text_free(&out);
    arena_free(&arena);
    return status;
}

const Command cmd_catalog = {
    .name = "catalog",
    .summary = "prices, models and GPUs, with dates and sources",
    .usage = "[list | show | check | diff | import] [OPTIONS]",
    .details =
        "Entries are what scenarios name as catalog:KIND/NAME: those built in, those of the "
        "folder catalog/ here, and those of the folder that FORKCAST_CATALOG names; a later "
        "one wins.\n\n"
        "list [KIND]             the entries, with main facts, age and confidence\n"
        "show KIND/NAME          all facts of one, and where they come from\n"
        "check [PLACE...]        what cannot be read, contradicts itself or is old\n"
        "diff [A] B              what changed from A to B\n"
        "import FILE [MODEL...]  entries from a price list of LiteLLM or genai-prices\n\n"
        "A PLACE, A or B is a folder KIND/NAME.yaml, one such file, or `" CATALOG_WORD "`, "
        "which A is when it is left out. MODEL is a name or a pattern, `gpt-5*`. import "
        "writes into catalog/ or the folder of --output, all or nothing. Ages are counted to "
        "--as-of, or to the newest date there is; import needs it.",
    .examples = "  forkcast catalog list llm\n"
                "  forkcast catalog show gpu/l40s\n"
                "  forkcast catalog check --as-of 2026-11-01\n"
                "  forkcast catalog import prices.json --as-of 2026-11-01\n"
                "  forkcast catalog diff catalog\n",
    .options = OPTIONS(OPTION_AS_OF, OPTION_FORMAT, OPTION_OUTPUT, OPTION_ALL, OPTION_STRICT,
                       OPTION_FORCE),
    .min_arguments = 0,
    .max_arguments = -1,
    .run = run,
};
