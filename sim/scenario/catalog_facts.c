#include "sim/scenario/catalog_facts.h"

#include <math.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/value.h"

FactReader facts_of(const Registry *registry, Arena *arena)
{
    FactReader reader = { .registry = registry, .arena = arena };

    reader.quantities = registry_quantities(registry, &reader.quantity_count, arena);
    return reader;
}

const char *fact_key(const Reference *reference, const char *fact, Arena *arena)
{
    size_t n = strlen(reference->prefix);
    const char *joint = n > 0 && reference->prefix[n - 1] == '_' ? "" : ".";

    return arena_format(arena, "%s%s%s", reference->prefix, joint, fact);
}

static const Quantity *quantity_called(const FactReader *reader, const char *key)
{
    for (size_t i = 0; i < reader->quantity_count; i++)
        if (strcmp(reader->quantities[i]->key, key) == 0)
            return reader->quantities[i];
    return NULL;
}

const Quantity *fact_quantity(const FactReader *reader, const char *kind, const char *fact)
{
    const Registry *registry = reader->registry;
    const Quantity *found = NULL;

    for (size_t i = 0; i < registry->reference_count && !found; i++)
        if (strcmp(registry->references[i].kind, kind) == 0)
            found = quantity_called(reader,
                                    fact_key(&registry->references[i], fact, reader->arena));
    return found;
}

/* --- facts that are shown only -------------------------------------------------------- */

static const struct {
    const char *kind, *fact;
} shown[] = {
    { "deprecation", "announced" }, { "deprecation", "lifetime" }, { "deprecation", "notice" },
    { "deprecation", "released" },  { "deprecation", "retired" },  { "llm", "max_output" },
    { "llm", "shutdown" },
};
enum { SHOWN = sizeof shown / sizeof shown[0] };

bool fact_is_shown(const char *kind, const char *fact)
{
    for (size_t i = 0; i < SHOWN; i++)
        if (strcmp(shown[i].kind, kind) == 0 && strcmp(shown[i].fact, fact) == 0)
            return true;
    return false;
}

bool fact_is_about(const char *fact)
{
    static const char *const about[] = { "title", "as_of", "source", "confidence" };

    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
        if (strcmp(fact, about[i]) == 0)
            return true;
    return false;
}

bool fact_kind_is_known(const FactReader *reader, const char *kind)
{
    for (size_t i = 0; i < reader->registry->reference_count; i++)
        if (strcmp(reader->registry->references[i].kind, kind) == 0)
            return true;
    for (size_t i = 0; i < SHOWN; i++)
        if (strcmp(shown[i].kind, kind) == 0)
            return true;
    return false;
}

/* Append a name that is not there yet: a GPU serves and trains with the same facts. */
static void add_once(const char **names, size_t *count, const char *name)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(names[i], name) == 0)
            return;
    names[(*count)++] = name;
}

/* What a key says behind the prefix of a reference; NULL if it begins otherwise. */
static const char *behind(const Reference *reference, const char *key)
{
    size_t n = strlen(reference->prefix);
    bool joined = n > 0 && reference->prefix[n - 1] == '_';

    if (strncmp(key, reference->prefix, n) != 0 || (!joined && key[n] != '.'))
        return NULL;
    return key + n + !joined;
}

const char *fact_nearest(const FactReader *reader, const char *kind, const char *word)
{
    const Registry *registry = reader->registry;
    const char **names =
        arena_array(reader->arena, const char *,
                    registry->reference_count * reader->quantity_count + SHOWN);
    size_t count = 0;

    for (size_t r = 0; r < registry->reference_count; r++)
        for (size_t i = 0; i < reader->quantity_count; i++) {
            const char *name = behind(&registry->references[r], reader->quantities[i]->key);
            if (name && strcmp(registry->references[r].kind, kind) == 0)
                add_once(names, &count, name);
        }
    for (size_t i = 0; i < SHOWN; i++)
        if (strcmp(shown[i].kind, kind) == 0)
            add_once(names, &count, shown[i].fact);
    return text_nearest(word, names, count);
}

/* --- values ---------------------------------------------------------------------------- */

const Node *fact_node(const Node *fact)
{
    return fact->kind == NODE_MAPPING ? tree_find(fact, "value") : fact;
}

const char *fact_text(const Node *fact, Arena *arena)
{
    const Node *value = fact_node(fact);

    if (value && value->kind == NODE_SCALAR)
        return value->text;
    if (!value || value->kind != NODE_SEQUENCE)
        return "";
    Text list = { 0 };
    text_add(&list, "[");
    for (const Node *item = value->first; item; item = item->next)
        text_format(&list, "%s%s", item->text ? item->text : "", item->next ? ", " : "");
    text_add(&list, "]");
    const char *text = arena_text(arena, list.data);
    text_free(&list);
    return text;
}

bool fact_value(double *value, const FactReader *reader, const Quantity *quantity,
                const Node *fact, Error *err)
{
    static const Currency dollars = { "USD", 1 };
    const Node *node = fact_node(fact);
    Value read;

    if (!node)
        return fail_at(err, fact->mark, "E057", "`%.60s` has no value", fact->key);
    if (!value_parse(&read, quantity, node, &dollars, ".", reader->arena, err))
        return false;
    if (read.is_scale)
        return fail_at(err, node->mark, "E039", "`%.60s` is a factor without a value",
                       fact->key);
    *value = law_mean(&read.law);
    return true;
}

double fact_of(const FactReader *reader, const CatalogEntry *entry, const char *fact)
{
    const Node *node = tree_find(entry->facts, fact);
    const Quantity *quantity = node ? fact_quantity(reader, entry->kind, fact) : NULL;
    double value = NAN;
    Error err;

    return quantity && fact_value(&value, reader, quantity, node, &err) ? value : NAN;
}
