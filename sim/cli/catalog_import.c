/* catalog_import.c - `forkcast catalog import`: entries from a price list that others keep. */
#include <string.h>

#include "sim/base/sha256.h"
#include "sim/cli/catalog_verbs.h"
#include "sim/cli/terminal.h"
#include "sim/output/folder.h"
#include "sim/scenario/bytes.h"
#include "sim/scenario/price_entry.h"

/* The price map of LiteLLM has 2 MB. */
enum { MOST_BYTES = 32 * 1000 * 1000, DIGEST = 12 };

/* What becomes of a list. */
typedef struct {
    const char *path, *folder;
    PriceMap map;
    PriceOrigin origin;
    char hex[65];
    const CatalogEntry *usual; /* the built-in entries, sorted */
    size_t usual_count;
    FolderFile *files;
    size_t file_count, kept;
} Import;

/* --- reading ----------------------------------------------------------------------------- */

/* Every pattern must be of use: one that is not was misspelt. */
static bool all_met(const PriceWish *wish, const char *path, Error *err)
{
    for (size_t i = 0; i < wish->pattern_count; i++) {
        if (wish->met[i])
            continue;
        fail_status(err, STATUS_USAGE, "no model of %s is called `%s`", path,
                    wish->patterns[i]);
        return fail_help(err, "a MODEL is a name of the list or a pattern such as 'gpt-5*'");
    }
    return true;
}

static bool read_list(Import *import, const CatalogCall *call, Error *err)
{
    const PriceWish wish = { .as_of = call->options->as_of,
                             .patterns = call->words + 1,
                             .pattern_count = call->count - 1,
                             .met = arena_array(call->arena, bool, call->count) };
    const char *path = strcmp(import->path, "-") == 0 ? "standard input" : import->path;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t length;
    char *text;

    if (!bytes_read(&text, &length, import->path, MOST_BYTES, call->arena, err))
        return false;
    sha256_hex(import->hex, text, length);
    if (!price_map_read(&import->map, path, text, length, &wish, call->arena, err))
        return false;
    import->origin.as_of = call->options->as_of;
    import->origin.source = arena_format(call->arena, "%s, %s, sha256 %.*s", name,
                                         import->map.format, DIGEST, import->hex);
    return all_met(&wish, path, err);
}

/* --- entries --------------------------------------------------------------------------------
 */

static const CatalogEntry *usual_of(const Import *import, const PricedModel *model)
{
    for (size_t i = 0; i < import->usual_count; i++)
        if (strcmp(import->usual[i].kind, model->kind) == 0 &&
            strcmp(import->usual[i].name, model->name) == 0)
            return &import->usual[i];
    return NULL;
}

static void add_entry(Import *import, const CatalogCall *call, const PricedModel *model)
{
    Text file = { 0 };
    size_t kept = 0;

    price_entry_write(&file, &kept, model, &import->origin, usual_of(import, model));
    if (price_entry_check(&file, model, &call->reader)) {
        import->kept += kept;
        import->files[import->file_count++] =
            (FolderFile){ arena_format(call->arena, "%s/%s.yaml", model->kind, model->name),
                          arena_text_n(call->arena, file.data, file.length), file.length };
    } else {
        price_map_skip(&import->map, "a price or size that cannot be");
    }
    text_free(&file);
}

static void make_entries(Import *import, const CatalogCall *call)
{
    Problems problems = { 0 };

    catalog_list_built_in(&import->usual, &import->usual_count, call->arena, &problems);
    problems_free(&problems);
    import->files = arena_array(call->arena, FolderFile, import->map.count + 1);
    for (size_t i = 0; i < import->map.count; i++)
        add_entry(import, call, &import->map.models[i]);
}

/* --- the report ------------------------------------------------------------------------------
 */

static void add_kinds(Text *out, const Import *import)
{
    static const char *const kinds[] = { "llm", "embedding", "rerank" };
    const char *joint = "";

    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        size_t count = 0, n = strlen(kinds[k]);
        for (size_t i = 0; i < import->file_count; i++)
            count += strncmp(import->files[i].path, kinds[k], n) == 0;
        if (count > 0) {
            text_format(out, "%s%zu %s", joint, count, kinds[k]);
            joint = ", ";
        }
    }
}

static void add_report(const CatalogCall *call, const Import *import)
{
    const PriceMap *map = &import->map;

    text_format(call->out, "wrote %zu entr%s to %s", import->file_count,
                import->file_count == 1 ? "y" : "ies", import->folder);
    if (import->file_count > 0) {
        text_add(call->out, ": ");
        add_kinds(call->out, import);
    }
    text_format(call->out, "\nfrom %s, prices of %s\n", import->origin.source,
                import->origin.as_of);
    if (import->kept > 0)
        text_format(call->out, "%zu fact%s that %s no price taken over from built-in entries\n",
                    import->kept, import->kept == 1 ? "" : "s",
                    import->kept == 1 ? "is" : "are");
    if (map->simplified > 0)
        text_format(call->out,
                    "%zu model%s: further price steps or prices by the hour left out\n",
                    map->simplified, map->simplified == 1 ? "" : "s");
    for (size_t i = 0; i < map->skipped_count; i++)
        text_format(call->out, "%s%6zu  %s\n", i == 0 ? "models left out\n" : "",
                    map->skipped[i].count, map->skipped[i].why);
}

static Status import_list(CatalogCall *call, Error *err)
{
    const char *folder = call->options->output;
    Import import = { .path = call->words[0], .folder = folder ? folder : "catalog" };

    if (!call->options->as_of) {
        fail_status(err, STATUS_USAGE, "forkcast catalog import needs the date of the prices");
        fail_help(err, "say when the list was fetched, for example --as-of 2026-11-01");
        return STATUS_USAGE;
    }
    bool good = read_list(&import, call, err);
    if (good) {
        make_entries(&import, call);
        good = import.file_count == 0 ||
               folder_write(import.folder, import.files, import.file_count,
                            call->options->force, err);
    }
    if (good) {
        add_report(call, &import);
        terminal_note(call->options, "next: forkcast catalog diff %s\n", import.folder);
    }
    price_map_free(&import.map);
    return good ? STATUS_OK : err->status;
}

const CatalogVerb catalog_verb_import = {
    .name = "import",
    .usage = "FILE [MODEL...] --as-of DATE",
    .options = OPTIONS(OPTION_AS_OF, OPTION_OUTPUT, OPTION_FORCE),
    .min_words = 1,
    .max_words = -1,
    .run = import_list,
};
