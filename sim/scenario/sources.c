/* sources.c - `sources:`, where the values of a scenario come from, and the
 * warnings about values that come from nowhere. */
#include <ctype.h>
#include <string.h>

#include "sim/scenario/dates.h"
#include "sim/scenario/loader.h"
#include "sim/scenario/some_designs.h"

/* --- the list ------------------------------------------------------------------------------
 */

static void check_quality(Loader *l, const Node *node)
{
    static const char *const grades[] = { "measured", "quoted", "assumed" };
    const Node *quality = tree_find(node, "quality");
    Error err;

    for (size_t i = 0; quality && i < 3; i++)
        if (quality->kind == NODE_SCALAR && strcmp(quality->text, grades[i]) == 0)
            return;
    if (!quality)
        return;
    fail_name(&err, quality->mark, "E037", "quality",
              quality->kind == NODE_SCALAR ? quality->text : "", grades, 3);
    loader_tell(l, &err);
}

static void read_one(Loader *l, const Node *node)
{
    static const char *const fields[] = { "title", "file", "owner", "quality",
                                          "url",   "note", "as_of" };
    Error err;

    if (node->kind != NODE_MAPPING || !tree_find(node, "title")) {
        fail_at(&err, node->key_mark, "E037", "source `%.60s` has no title", node->key);
        fail_label(&err, "expected { title: ..., quality: measured }");
        loader_tell(l, &err);
        return;
    }
    check_fields(l, node, "E037", "field of a source", fields,
                 sizeof fields / sizeof fields[0]);
    check_quality(l, node);
    l->s->sources[l->s->source_count++] = (SourceNote){
        .id = node->key,
        .title = text_field(l, node, "title"),
        .file = text_field(l, node, "file"),
        .owner = text_field(l, node, "owner"),
        .quality = text_field(l, node, "quality"),
        .url = text_field(l, node, "url"),
        .mark = node->key_mark,
    };
}

void sources_read(Loader *l)
{
    const Node *list = tree_find(l->root, "sources");
    size_t most = 0;
    Error err;

    if (list && list->kind != NODE_MAPPING) {
        fail_at(&err, list->mark, "E037", "`sources` is a group of sources");
        fail_label(&err, "expected S1: { title: ..., quality: measured }");
        loader_tell(l, &err);
        return;
    }
    for (const Node *node = list ? list->first : NULL; node; node = node->next)
        most++;
    l->s->sources = arena_array(l->arena, SourceNote, most + 1);
    for (const Node *node = list ? list->first : NULL; node; node = node->next)
        read_one(l, node);
}

/* --- who names them --------------------------------------------------------------------------
 */

/* A name such as S4; anything longer is taken for the source itself. */
static bool is_id(const char *text)
{
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '-')
        n++;
    return n > 0 && text[n] == '\0' && isalpha((unsigned char)text[0]);
}

typedef struct {
    size_t values, unsourced, guesses;
    bool *used; /* [source] */
} Tally;

static void use(Loader *l, Tally *tally, const char *id, Mark where)
{
    Error err;

    if (strcmp(id, "guess") == 0) {
        tally->guesses++;
        return;
    }
    for (size_t i = 0; i < l->s->source_count; i++)
        if (strcmp(l->s->sources[i].id, id) == 0) {
            tally->used[i] = true;
            return;
        }
    if (!is_id(id))
        return;
    fail_at(&err, where, "W001", "source `%.60s` is not listed under `sources`", id);
    loader_warn(l, &err);
}

static void tally_values(Loader *l, Tally *tally)
{
    for (const Entry *entry = l->first; entry; entry = entry->next) {
        const Node *source = tree_find(entry->node, "source");
        if (source && source->kind == NODE_SCALAR)
            use(l, tally, source->text, source->mark);
        bool counts = entry->key.kind == KEY_QUANTITY && entry->layer < LAYER_WHAT_IF &&
                      !l->s->quantities[entry->key.row]->constant;
        tally->values += counts;
        tally->unsourced += counts && !source;
    }
    for (size_t i = 0; i < l->s->requirement_count; i++)
        if (l->s->requirements[i].source)
            use(l, tally, l->s->requirements[i].source, l->s->requirements[i].mark);
    const Node *pairs = tree_find(l->root, "correlations");
    for (const Node *pair = pairs ? pairs->first : NULL; pair; pair = pair->next) {
        const Node *source = tree_find(pair, "source");
        if (source && source->kind == NODE_SCALAR)
            use(l, tally, source->text, source->mark);
    }
}

static void warn_of_sources(Loader *l)
{
    const Mark file = { .file = l->s->path };
    Tally tally = { .used = arena_array(l->arena, bool, l->s->source_count + 1) };
    Error err;

    tally_values(l, &tally);
    for (size_t i = 0; i < l->s->source_count; i++)
        if (!tally.used[i]) {
            fail_at(&err, l->s->sources[i].mark, "W002", "source `%.60s` is not used",
                    l->s->sources[i].id);
            loader_warn(l, &err);
        }
    if (tally.unsourced > 0) {
        fail_at(&err, file, "W003", "%zu of %zu values do not say where they come from",
                tally.unsourced, tally.values);
        loader_warn(l, &err);
    }
    if (tally.guesses > 0) {
        fail_at(&err, file, "W004", "%zu value%s guessed (source: guess)", tally.guesses,
                tally.guesses == 1 ? " is" : "s are");
        loader_warn(l, &err);
    }
}

/* --- the catalogue
 * ------------------------------------------------------------------------------ */

static void warn_of_entry(Loader *l, const char *name, Mark where)
{
    const char *slash = strchr(name, '/');
    char *kind = arena_text_n(l->arena, name, (size_t)(slash - name));
    Error err;

    const CatalogEntry *entry = catalog_find(kind, slash + 1, l->directory, l->arena, &err);
    long days = entry ? date_days(entry->as_of, l->s->as_of) : 0;
    if (days <= CATALOG_OLD_DAYS || !catalog_has_prices(entry))
        return;
    fail_at(&err, where, "W005", "catalog:%s is %ld days old (limit %d)", name, days,
            CATALOG_OLD_DAYS);
    loader_warn(l, &err);
}

static bool named_before(const Loader *l, size_t design, size_t row, const char *name)
{
    for (size_t d = 0; d <= design; d++)
        for (size_t i = 0; i < l->s->registry->reference_count; i++) {
            const ScenarioDesign *its = &l->s->designs[d];
            const char *other = its->stage ? NULL : its->entries[i];
            if (d == design && i == row)
                return false;
            if (other && strcmp(other, name) == 0)
                return true;
        }
    return false;
}

static void warn_of_catalog(Loader *l)
{
    const Registry *registry = l->s->registry;
    const Mark file = { .file = l->s->path };
    Error err;

    for (size_t d = 0; d < scenario_all_designs(l->s); d++)
        for (size_t i = 0; i < registry->reference_count && !l->s->designs[d].stage; i++) {
            const char *name = l->s->designs[d].entries[i];
            long draft = draft_find(l, l->s->designs[d].name);
            if (!name || named_before(l, d, i, name))
                continue;
            const Entry *entry = *entries_for(l, l->reference_entries[i], draft);
            if (!entry) {
                fail_at(&err, file, "W007", "%s is not stated: %s is assumed",
                        registry->references[i].key, name);
                loader_warn(l, &err);
            }
            if (l->s->as_of)
                warn_of_entry(l, name, entry ? entry->node->mark : file);
        }
    if (!l->s->as_of && l->s->catalog_as_of) {
        fail_at(&err, file, "W006",
                "there is no as_of, so the age of prices (up to %s) cannot be judged",
                l->s->catalog_as_of);
        loader_warn(l, &err);
    }
}

void warnings_make(Loader *l)
{
    warn_of_sources(l);
    warn_of_catalog(l);
    problems_sort(&l->s->warnings);
}
