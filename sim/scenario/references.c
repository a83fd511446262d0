/* references.c - the catalogue entries that designs name, and their facts. */
#include <string.h>

#include "sim/scenario/catalog_facts.h"
#include "sim/scenario/loader.h"

/* An entry that was looked up for a reference; the facts of a pair are shared by
 * all designs that name it. */
typedef struct Loaded Loaded;
struct Loaded {
    size_t reference;
    const char *name;
    const CatalogEntry *entry; /* NULL: there is none, and it was told */
    const Given **givens;      /* [quantity] */
    Loaded *next;
};

/* The quantity that a fact of an entry is the value of, or -1. */
static long quantity_of(const Loader *l, const Reference *reference, const char *fact)
{
    Key key = key_find(l, fact_key(reference, fact, l->arena));
    return key.kind == KEY_QUANTITY ? (long)key.row : -1;
}

/* Facts are in US dollars whatever the scenario counts in. */
static void read_facts(Loader *l, Loaded *loaded)
{
    const Reference *reference = &l->s->registry->references[loaded->reference];
    const CatalogEntry *entry = loaded->entry;

    for (const Node *fact = entry->facts->first; fact; fact = fact->next) {
        long row = quantity_of(l, reference, fact->key);
        if (row < 0)
            continue;
        const Given *read = given_read(l, l->s->quantities[row], fact);
        l->told[row] |= !read;
        if (!read)
            continue;
        Given *given = arena_array(l->arena, Given, 1);
        *given = *read;
        given->layer = LAYER_CATALOG;
        given->entry = loaded->name;
        if (!given->source)
            given->source = entry->source;
        loaded->givens[row] = given;
    }
}

static Loaded *add(Loader *l, Loaded **all, size_t reference, const char *name,
                   const CatalogEntry *entry)
{
    Loaded *loaded = arena_array(l->arena, Loaded, 1);

    *loaded = (Loaded){ reference, name, entry, NULL, *all };
    *all = loaded;
    loaded->givens = arena_array(l->arena, const Given *, l->s->quantity_count + 1);
    if (entry)
        read_facts(l, loaded);
    return loaded;
}

static Loaded *find(Loaded *all, size_t reference, const char *name)
{
    while (all && (all->reference != reference || strcmp(all->name, name) != 0))
        all = all->next;
    return all;
}

static Loaded *load(Loader *l, Loaded **all, size_t reference, const char *name,
                    const Node *where)
{
    Loaded *old = find(*all, reference, name);
    Error err;

    if (old)
        return old;
    const char *slash = strchr(name, '/');
    const char *kind = arena_text_n(l->arena, name, (size_t)(slash - name));
    const CatalogEntry *entry = catalog_find(kind, slash + 1, l->directory, l->arena, &err);
    if (!entry) {
        if (err.where.line == 0 && where)
            err.where = where->mark;
        loader_tell(l, &err);
    }
    return add(l, all, reference, name, entry);
}

/* --- which entry a reference names ----------------------------------------------------- */

static const Node *value_of(const Node *node)
{
    const Node *inner = tree_find(node, "value");

    return inner ? inner : node;
}

/* The GPUs that answers are generated on may be left open; an entry of that name is
 * `catalog:gpu/cheapest`. */
static bool is_open(const Reference *reference, const Node *node)
{
    const Node *value = value_of(node);

    return strcmp(reference->key, "gpu.type") == 0 && value->kind == NODE_SCALAR &&
           strcmp(value->text, "cheapest") == 0;
}

/* `catalog:llm/NAME`, `llm/NAME` or `NAME` as "llm/NAME"; NULL if it is something else. */
static const char *reference_name(Loader *l, const Reference *reference, const Node *node)
{
    const Node *value = value_of(node);
    const char *text = value->kind == NODE_SCALAR ? value->text : "";
    Error err;

    if (strncmp(text, "catalog:", 8) == 0)
        text += 8;
    const char *slash = strchr(text, '/');
    if (!*text || strchr(text, ' ')) {
        fail_at(&err, value->mark, "E031", "%s names no catalogue entry", reference->key);
        fail_label(&err, "expected catalog:%s/NAME", reference->kind);
        loader_tell(l, &err);
        return NULL;
    }
    if (!slash)
        return arena_format(l->arena, "%s/%s", reference->kind, text);
    size_t n = strlen(reference->kind);
    if (strncmp(text, reference->kind, n) == 0 && text + n == slash)
        return text;
    fail_at(&err, value->mark, "E031", "%s is of the kind `%s`", reference->key,
            reference->kind);
    fail_label(&err, "expected catalog:%s/NAME", reference->kind);
    loader_tell(l, &err);
    return NULL;
}

static void read_references(Loader *l)
{
    for (Entry *entry = l->first; entry; entry = entry->next) {
        if (entry->key.kind != KEY_REFERENCE)
            continue;
        const Reference *reference = &l->s->registry->references[entry->key.row];
        entry->open = is_open(reference, entry->node);
        if (!entry->open)
            entry->reference = reference_name(l, reference, entry->node);
    }
}

/* --- references that are left open ------------------------------------------------------- */

/* The draft of another one that leaves it open too, or NULL. */
static const Opening *opened_before(const Loader *l, size_t draft, size_t row)
{
    for (size_t k = 0; k < draft; k++)
        if (l->openings[k].entry && l->openings[k].reference == row)
            return &l->openings[k];
    return NULL;
}

/* Those of its kind that have a price. */
static void list_priced(Loader *l, Opening *opening, Loaded **all)
{
    const Reference *reference = &l->s->registry->references[opening->reference];
    const CatalogEntry *entries;
    size_t count;
    Error err;

    catalog_list(&entries, &count, reference->kind, l->directory, l->arena, l->problems);
    OpenEntry *items = arena_array(l->arena, OpenEntry, count + 1);
    for (size_t i = 0; i < count; i++) {
        if (!tree_find(entries[i].facts, "price"))
            continue;
        const char *name = arena_format(l->arena, "%s/%s", reference->kind, entries[i].name);
        Loaded *loaded = find(*all, opening->reference, name);
        if (!loaded)
            loaded = add(l, all, opening->reference, name, &entries[i]);
        items[opening->count++] = (OpenEntry){ name, entries[i].as_of, loaded->givens };
    }
    opening->items = items;
    if (opening->count > 0)
        return;
    fail_at(&err, opening->mark, "E031", "no entry of the kind `%s` has a price",
            reference->kind);
    loader_tell(l, &err);
}

static void open_up(Loader *l, size_t draft, size_t row, const Entry *entry, Loaded **all)
{
    const Opening *before = opened_before(l, draft, row);
    Opening *opening = &l->openings[draft];

    if (before)
        *opening = *before;
    opening->entry = entry;
    opening->mark = value_of(entry->node)->mark;
    opening->reference = row;
    if (!before)
        list_priced(l, opening, all);
}

/* --- designs ------------------------------------------------------------------------------ */

/* An entry that cannot be read may have said any of these. */
static void told_all(Loader *l, const Reference *reference)
{
    size_t n = strlen(reference->prefix);
    for (size_t i = 0; i < l->s->quantity_count; i++)
        l->told[i] |= strncmp(l->s->quantities[i]->key, reference->prefix, n) == 0;
}

/* The facts that reach a draft through one of its references. */
static void apply(Loader *l, size_t draft, size_t row, Loaded **all)
{
    const Reference *reference = &l->s->registry->references[row];
    const Entry *entry = *entries_for(l, l->reference_entries[row], (long)draft);

    if (entry && entry->open) {
        open_up(l, draft, row, entry, all);
        return;
    }
    if (entry && !entry->reference) {
        told_all(l, reference);
        return;
    }
    const char *name = entry ? entry->reference : NULL;
    if (!entry && reference->prior)
        name = arena_format(l->arena, "%s/%s", reference->kind, reference->prior);
    if (!name)
        return;
    const Loaded *loaded = load(l, all, row, name, entry ? entry->node : NULL);
    l->entry_names[draft][row] = loaded->entry ? loaded->name : NULL;
    if (!loaded->entry)
        told_all(l, reference);
    for (size_t i = 0; i < l->s->quantity_count; i++)
        if (loaded->givens[i])
            l->facts[draft][i] = loaded->givens[i];
    const char *as_of = loaded->entry ? loaded->entry->as_of : NULL;
    if (as_of && (!l->s->catalog_as_of || strcmp(as_of, l->s->catalog_as_of) > 0))
        l->s->catalog_as_of = as_of;
}

/* A staged design has those of the two designs it is made of. */
static bool has_references(const Draft *draft)
{
    return draft_is_used(draft) && !draft->staged;
}

void catalog_read(Loader *l)
{
    const Registry *registry = l->s->registry;
    Loaded *all = NULL;

    read_references(l);
    l->openings = arena_array(l->arena, Opening, l->draft_count + 1);
    l->facts = arena_array(l->arena, const Given **, l->draft_count + 1);
    l->entry_names = arena_array(l->arena, const char **, l->draft_count + 1);
    for (size_t k = 0; k < l->draft_count; k++) {
        l->facts[k] = arena_array(l->arena, const Given *, l->s->quantity_count + 1);
        l->entry_names[k] = arena_array(l->arena, const char *, registry->reference_count + 1);
        for (size_t row = 0; row < registry->reference_count && has_references(&l->drafts[k]);
             row++)
            if ((registry->references[row].part & l->drafts[k].parts) ==
                registry->references[row].part)
                apply(l, k, row, &all);
    }
}
