#include "sim/scenario/catalog.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/base/assets.h"
#include "sim/base/text.h"
#include "sim/scenario/catalog_folders.h"
#include "sim/scenario/dates.h"

Folders folders_of(const char *directory, Arena *arena)
{
    const char *own = getenv("FORKCAST_CATALOG");
    Folders folders = { { { CATALOG_BUILT_IN, true },
                          { arena_format(arena, "%s/catalog", directory ? directory : "."),
                            false } },
                        2 };

    if (own && *own)
        folders.items[folders.count++] = (Folder){ arena_text(arena, own), false };
    return folders;
}

bool catalog_is_name(const char *text)
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

/* More facts than any entry has; what compares them looks at all pairs. */
enum { MOST_FACTS = 200 };

static size_t count_facts(const Node *facts)
{
    size_t count = 0;
    for (const Node *node = facts->first; node; node = node->next)
        count++;
    return count;
}

bool catalog_entry_make(CatalogEntry *entry, const Node *facts, Error *err)
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
    if (count_facts(facts) > MOST_FACTS)
        return fail_at(err, facts->mark, "E032", "a catalogue entry has at most %d facts",
                       MOST_FACTS);
    return true;
}

/* Read a file of a folder; false if it has none. */
static bool file_of(Node **root, Folder folder, const char *path, Arena *arena,
                    Problems *problems)
{
    const Asset *asset = folder.built_in ? asset_find(path) : NULL;

    *root = NULL;
    if (folder.built_in && !asset)
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

const CatalogEntry *folders_find(const Folders *folders, const char *kind, const char *name,
                                 Arena *arena, Error *err)
{
    CatalogEntry *entry = arena_array(arena, CatalogEntry, 1);
    Problems problems = { 0 };
    const char *path = NULL;
    Node *root = NULL;
    bool found = false;

    *err = (Error){ 0 };
    for (size_t i = folders->count; i-- > 0 && !found;) {
        path = arena_format(arena, "%s/%s/%s.yaml", folders->items[i].path, kind, name);
        found = file_of(&root, folders->items[i], path, arena, &problems);
    }
    bool readable = problems.count == 0;
    if (!readable)
        *err = problems.items[0];
    problems_free(&problems);
    if (!found || !readable || !catalog_entry_make(entry, root, err))
        return NULL;
    entry->kind = arena_text(arena, kind);
    entry->name = arena_text(arena, name);
    entry->path = path;
    return entry;
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

    if (!catalog_is_name(kind) || !catalog_is_name(name)) {
        fail_at(err, (Mark){ 0 }, "E031", "`%.80s/%.80s` cannot be a catalogue entry", kind,
                name);
        return NULL;
    }
    const CatalogEntry *entry = folders_find(&folders, kind, name, arena, err);
    if (!entry && !err->text[0])
        fail_unknown(err, kind, name, directory, arena);
    return entry;
}

/* --- age ---------------------------------------------------------------------------- */

static bool is_money(const char *text)
{
    return strchr(text, '$') || strstr(text, "USD");
}

bool catalog_has_prices(const CatalogEntry *entry)
{
    for (const Node *node = entry->facts->first; node; node = node->next) {
        const Node *value = node->kind == NODE_MAPPING ? tree_find(node, "value") : node;
        if (value && value->kind == NODE_SEQUENCE)
            value = value->first;
        bool about = strcmp(node->key, "title") == 0 || strcmp(node->key, "source") == 0;
        if (!about && value && value->kind == NODE_SCALAR && is_money(value->text))
            return true;
    }
    return false;
}

const char *catalog_newest(const CatalogEntry *entries, size_t count)
{
    const char *newest = NULL;

    for (size_t i = 0; i < count; i++)
        if (!newest || strcmp(entries[i].as_of, newest) > 0)
            newest = entries[i].as_of;
    return newest;
}
