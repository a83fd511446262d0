/* catalog_names.c - which entries there are: the names of files of folders and of assets. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/base/assets.h"
#include "sim/scenario/catalog_folders.h"
#include "sim/scenario/tree_rules.h"

typedef struct {
    const char *kind, *name;
} Name;

typedef struct {
    Name *items;
    size_t count, capacity;
    Arena *arena;
    Problems *strays; /* told what no scenario finds; NULL: nobody asks */
} Names;

static int by_name(const void *a, const void *b)
{
    const Name *x = a, *y = b;
    int order = strcmp(x->kind, y->kind);
    return order ? order : strcmp(x->name, y->name);
}

static bool ends_in(const char *file, const char *ending)
{
    const char *dot = strrchr(file, '.');
    return dot && strcmp(dot, ending) == 0;
}

static void tell_stray(const Names *names, const char *path, const char *why)
{
    Error err;

    fail_at(&err, (Mark){ .file = arena_text(names->arena, path) }, "E032",
            "no scenario finds this entry: %s", why);
    tree_tell(names->strays, &err);
}

/* A folder may hold other files too; a YAML file is meant to be an entry. */
static void stray(const Names *names, const char *path, const char *why)
{
    if (names->strays && (ends_in(path, ".yaml") || ends_in(path, ".yml")))
        tell_stray(names, path, why);
}

static void add(Names *names, const char *kind, const char *name)
{
    if (names->count == names->capacity) {
        names->capacity = names->capacity ? 2 * names->capacity : 64;
        names->items = memory_grow(names->items, names->capacity, sizeof *names->items);
    }
    names->items[names->count++] = (Name){ arena_text(names->arena, kind), name };
}

/* Take `NAME.yaml` in. */
static void add_file(Names *names, const char *path, const char *kind, const char *file)
{
    char *name = arena_text(names->arena, file), *dot = strrchr(name, '.');

    if (!ends_in(file, ".yaml")) {
        stray(names, path, "its name must end in .yaml");
        return;
    }
    *dot = '\0';
    if (catalog_is_name(kind) && catalog_is_name(name))
        add(names, kind, name);
    else
        stray(names, path, "a kind and a name have letters, digits, `.`, `_` and `-` only");
}

static void add_assets(Names *names, const char *prefix, const char *kind)
{
    size_t n = strlen(prefix);

    for (size_t i = 0; i < asset_count; i++) {
        const char *path = assets[i].path, *slash = strrchr(path, '/');
        if (strncmp(path, prefix, n) != 0 || path[n] != '/' || slash <= path + n)
            continue;
        const char *its =
            arena_text_n(names->arena, path + n + 1, (size_t)(slash - (path + n + 1)));
        if (!kind || strcmp(its, kind) == 0)
            add_file(names, path, its, slash + 1);
    }
}

static int by_letters(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_seen(const struct dirent *item)
{
    return item->d_name[0] != '.';
}

/* What lies in a folder, hidden files left out, so that messages come in one order
 * everywhere; -1 if it is no folder that can be read. */
static int names_in(const char ***items, const char *folder, Arena *arena)
{
    struct dirent **found;
    int count = scandir(folder, &found, is_seen, by_letters);

    if (count < 0)
        return -1;
    *items = arena_array(arena, const char *, (size_t)count + 1);
    for (int i = 0; i < count; i++) {
        (*items)[i] = arena_text(arena, found[i]->d_name);
        free(found[i]);
    }
    free(found);
    return count;
}

/* The files of the folder of one kind. */
static void add_kind(Names *names, const char *folder, const char *kind)
{
    const char *path = arena_format(names->arena, "%s/%s", folder, kind), **items;
    int count = names_in(&items, path, names->arena);

    if (count < 0)
        stray(names, path, "it lies beside the folders of kinds, not in one");
    for (int i = 0; i < count; i++)
        add_file(names, arena_format(names->arena, "%s/%s", path, items[i]), kind, items[i]);
}

static void add_folder(Names *names, const char *folder)
{
    const char **items;
    int count = names_in(&items, folder, names->arena);

    for (int i = 0; i < count; i++)
        add_kind(names, folder, items[i]);
}

/* --- lists of entries ---------------------------------------------------------------- */

/* Load what was found, each name once, from the strongest of the folders. */
static bool load_all(const CatalogEntry **entries, size_t *count, Names *names,
                     const Folders *folders, Problems *problems, size_t before)
{
    if (names->count > 0)
        qsort(names->items, names->count, sizeof *names->items, by_name);
    CatalogEntry *list = arena_array(names->arena, CatalogEntry, names->count + 1);
    *count = 0;
    for (size_t i = 0; i < names->count; i++) {
        const Name *name = &names->items[i];
        Error err;
        if (i > 0 && by_name(name, name - 1) == 0)
            continue;
        const CatalogEntry *entry =
            folders_find(folders, name->kind, name->name, names->arena, &err);
        if (entry)
            list[(*count)++] = *entry;
        else
            tree_tell(problems, &err);
    }
    free(names->items);
    *entries = list;
    return problems->count == before;
}

static bool list(const CatalogEntry **entries, size_t *count, const Folders *folders,
                 const char *kind, Arena *arena, Problems *problems)
{
    Names names = { .arena = arena };
    size_t before = problems->count;

    for (size_t i = 0; i < folders->count && (!kind || catalog_is_name(kind)); i++) {
        if (folders->items[i].built_in)
            add_assets(&names, folders->items[i].path, kind);
        else if (kind)
            add_kind(&names, folders->items[i].path, kind);
        else
            add_folder(&names, folders->items[i].path);
    }
    return load_all(entries, count, &names, folders, problems, before);
}

bool catalog_list(const CatalogEntry **entries, size_t *count, const char *kind,
                  const char *directory, Arena *arena, Problems *problems)
{
    const Folders folders = folders_of(directory, arena);
    return list(entries, count, &folders, kind, arena, problems);
}

bool catalog_list_built_in(const CatalogEntry **entries, size_t *count, Arena *arena,
                           Problems *problems)
{
    const Folders folders = { { { CATALOG_BUILT_IN, true } }, 1 };
    return list(entries, count, &folders, NULL, arena, problems);
}

/* What stands before the last slash and behind it; false if there is none. */
static bool split(const char **before, const char **behind, const char *path, Arena *arena)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return false;
    *before = arena_text_n(arena, path, (size_t)(slash - path));
    *behind = arena_text(arena, slash + 1);
    return true;
}

/* FOLDER/KIND, where a path that is relative may leave out the folder, which is the
 * current one. */
static void split_kind(const char **folder, const char **kind, const char *path, Arena *arena)
{
    *folder = ".";
    *kind = path;
    split(folder, kind, path, arena);
}

/* A folder of entries of one kind has files and no folders. */
static bool is_kind(const char *folder, Arena *arena)
{
    const char **items;
    int count = names_in(&items, folder, arena);
    bool entries = false;
    struct stat status;

    for (int i = 0; i < count; i++) {
        if (stat(arena_format(arena, "%s/%s", folder, items[i]), &status) == 0 &&
            S_ISDIR(status.st_mode))
            return false;
        entries |= ends_in(items[i], ".yaml");
    }
    return entries;
}

static void add_named_file(Names *names, const char **folder, const char *path)
{
    const char *kind_folder, *kind, *file;

    if (!split(&kind_folder, &file, path, names->arena)) {
        tell_stray(names, path, "name it with the folder of its kind: KIND/NAME.yaml");
    } else if (!ends_in(file, ".yaml")) {
        tell_stray(names, path, "its name must end in .yaml");
    } else {
        split_kind(folder, &kind, kind_folder, names->arena);
        add_file(names, path, kind, file);
    }
}

/* A path without the slashes at its end. */
static const char *trimmed(const char *path, Arena *arena)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_text_n(arena, path, length);
}

bool catalog_list_path(const CatalogEntry **entries, size_t *count, const char *place,
                       Arena *arena, Problems *problems)
{
    const char *path = trimmed(place, arena), *kind;
    Names names = { .arena = arena, .strays = problems };
    size_t before = problems->count;
    Folders folders = { { { path, false } }, 1 };
    struct stat status;
    Error err;

    *entries = NULL;
    *count = 0;
    if (stat(path, &status) != 0) {
        fail(&err, "cannot read `%s`: %s", place, strerror(errno));
        problems_add(problems, &err);
        return false;
    }
    if (!S_ISDIR(status.st_mode)) {
        add_named_file(&names, &folders.items[0].path, path);
    } else if (is_kind(path, arena)) {
        split_kind(&folders.items[0].path, &kind, path, arena);
        add_kind(&names, folders.items[0].path, kind);
    } else {
        add_folder(&names, path);
    }
    return load_all(entries, count, &names, &folders, problems, before);
}
