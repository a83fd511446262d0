#include "sim/scenario/catalog.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/assets.h"
#include "sim/base/text.h"
#include "sim/scenario/dates.h"
#include "sim/scenario/tree_rules.h"

enum { FOLDERS = 3 };

/* Where entries come from, weakest first: built in, beside the scenario, and
 * where FORKCAST_CATALOG says. The first is a prefix of asset names. */
typedef struct {
    const char *path[FOLDERS];
} Folders;

static Folders folders_of(const char *directory, Arena *arena)
{
    const char *own = getenv("FORKCAST_CATALOG");
    return (Folders){ { "models/catalog",
                        arena_format(arena, "%s/catalog", directory ? directory : "."),
                        own && *own ? arena_text(arena, own) : NULL } };
}

/* A kind or a name is a part of a path, and may be hostile. */
static bool is_name(const char *text)
{
    size_t n =
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
    return n > 0 && n < 80 && text[n] == '\0' && text[0] != '.';
}

/* --- one entry ------------------------------------------------------------------- */

static const char *fact(const Node *facts, const char *key)
{
    const Node *node = tree_find(facts, key);
    return node && node->kind == NODE_SCALAR && *node->text ? node->text : NULL;
}

static bool entry_make(CatalogEntry *entry, const Node *facts, Error *err)
{
    static const char *const grades[] = { "measured", "quoted", "assumed" };
    bool graded = false;

    entry->facts = facts;
    entry->title = fact(facts, "title");
    entry->as_of = fact(facts, "as_of");
    entry->source = fact(facts, "source");
    entry->confidence = fact(facts, "confidence");
    if (!entry->title || !entry->source)
        return fail_at(err, facts->mark, "E032",
                       "a catalogue entry needs a title and a source");
    if (!entry->as_of || !date_is_valid(entry->as_of))
        return fail_at(err, facts->mark, "E032",
                       "a catalogue entry needs `as_of`, a date such as 2026-11-01");
    for (size_t i = 0; entry->confidence && i < sizeof grades / sizeof grades[0]; i++)
        graded |= strcmp(entry->confidence, grades[i]) == 0;
    if (!graded)
        return fail_at(err, facts->mark, "E032",
                       "a catalogue entry needs `confidence`: measured, quoted or assumed");
    return true;
}

/* The file of an entry in a folder; false if it has none. */
static bool file_of(Node **root, const char *folder, bool built_in, const char *kind,
                    const char *name, Arena *arena, Problems *problems)
{
    char *path = arena_format(arena, "%s/%s/%s.yaml", folder, kind, name);
    const Asset *asset = built_in ? asset_find(path) : NULL;

    *root = NULL;
    if (built_in && !asset)
        return false;
    if (asset) {
        tree_parse(root, path, asset->data, (size_t)(asset->end - asset->data), arena,
                   problems);
        return true;
    }
    if (access(path, F_OK) != 0)
        return false;
    tree_load(root, path, arena, problems);
    return true;
}

static bool fail_unknown(Error *err, const char *kind, const char *name, const char *directory,
                         Arena *arena)
{
    const CatalogEntry *entries;
    Problems problems = { 0 };
    size_t count;

    catalog_list(&entries, &count, kind, directory, arena, &problems);
    problems_free(&problems);
    const char **names = arena_array(arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = entries[i].name;
    const char *near = text_nearest(name, names, count);
    fail_at(err, (Mark){ 0 }, "E031", "no catalogue entry `%.80s/%.80s`", kind, name);
    if (near)
        fail_label(err, "did you mean `%s`?", near);
    if (count == 0)
        return fail_help(err, "no kind of entry is called `%.80s`", kind);
    return fail_help(err, "forkcast catalog list %.80s shows the %zu there are", kind, count);
}

const CatalogEntry *catalog_find(const char *kind, const char *name, const char *directory,
                                 Arena *arena, Error *err)
{
    Folders folders = folders_of(directory, arena);
    CatalogEntry *entry = arena_array(arena, CatalogEntry, 1);
    Problems problems = { 0 };
    Node *root = NULL;
    bool found = false;

    if (!is_name(kind) || !is_name(name)) {
        fail_at(err, (Mark){ 0 }, "E031", "`%.80s/%.80s` cannot be a catalogue entry", kind,
                name);
        return NULL;
    }
    for (int i = FOLDERS - 1; i >= 0 && !found; i--)
        found = folders.path[i] &&
                file_of(&root, folders.path[i], i == 0, kind, name, arena, &problems);
    bool readable = problems.count == 0;
    if (!readable)
        *err = problems.items[0];
    problems_free(&problems);
    if (!found)
        fail_unknown(err, kind, name, directory, arena);
    if (!found || !readable || !entry_make(entry, root, err))
        return NULL;
    entry->kind = arena_text(arena, kind);
    entry->name = arena_text(arena, name);
    return entry;
}

/* --- all entries ------------------------------------------------------------------- */

typedef struct {
    const char *kind, *name;
} Name;

typedef struct {
    Name *items;
    size_t count, capacity;
    Arena *arena;
} Names;

static int by_name(const void *a, const void *b)
{
    const Name *x = a, *y = b;
    int order = strcmp(x->kind, y->kind);
    return order ? order : strcmp(x->name, y->name);
}

/* Take `NAME.yaml` in. */
static void names_add(Names *names, const char *kind, const char *file)
{
    const char *dot = strrchr(file, '.');

    if (!dot || strcmp(dot, ".yaml") != 0)
        return;
    const char *name = arena_text_n(names->arena, file, (size_t)(dot - file));
    if (!is_name(kind) || !is_name(name))
        return;
    if (names->count == names->capacity) {
        names->capacity = names->capacity ? 2 * names->capacity : 64;
        names->items = memory_grow(names->items, names->capacity, sizeof *names->items);
    }
    names->items[names->count++] = (Name){ arena_text(names->arena, kind), name };
}

static void names_of_assets(Names *names, const char *prefix, const char *kind)
{
    size_t n = strlen(prefix);

    for (size_t i = 0; i < asset_count; i++) {
        const char *path = assets[i].path, *slash = strrchr(path, '/');
        if (strncmp(path, prefix, n) != 0 || path[n] != '/' || slash <= path + n)
            continue;
        const char *its =
            arena_text_n(names->arena, path + n + 1, (size_t)(slash - (path + n + 1)));
        if (!kind || strcmp(its, kind) == 0)
            names_add(names, its, slash + 1);
    }
}

/* The files of one kind, or the folders of all kinds. */
static void names_of_folder(Names *names, const char *folder, const char *kind)
{
    DIR *dir = opendir(kind ? arena_format(names->arena, "%s/%s", folder, kind) : folder);

    if (!dir)
        return;
    for (const struct dirent *item; (item = readdir(dir));) {
        if (kind)
            names_add(names, kind, item->d_name);
        else if (is_name(item->d_name))
            names_of_folder(names, folder, item->d_name);
    }
    closedir(dir);
}

bool catalog_list(const CatalogEntry **entries, size_t *count, const char *kind,
                  const char *directory, Arena *arena, Problems *problems)
{
    Folders folders = folders_of(directory, arena);
    Names names = { .arena = arena };
    size_t before = problems->count;

    if (!kind || is_name(kind)) {
        names_of_assets(&names, folders.path[0], kind);
        for (int i = 1; i < FOLDERS; i++)
            if (folders.path[i])
                names_of_folder(&names, folders.path[i], kind);
    }
    if (names.count > 0)
        qsort(names.items, names.count, sizeof *names.items, by_name);
    CatalogEntry *list = arena_array(arena, CatalogEntry, names.count + 1);
    *count = 0;
    for (size_t i = 0; i < names.count; i++) {
        Error err;
        if (i > 0 && by_name(&names.items[i], &names.items[i - 1]) == 0)
            continue;
        const CatalogEntry *entry =
            catalog_find(names.items[i].kind, names.items[i].name, directory, arena, &err);
        if (entry)
            list[(*count)++] = *entry;
        else
            tree_tell(problems, &err);
    }
    free(names.items);
    *entries = list;
    return problems->count == before;
}
