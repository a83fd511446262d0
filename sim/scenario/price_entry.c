#include "sim/scenario/price_entry.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/bytes.h"
#include "sim/scenario/catalog_faults.h"

/* Append text in single quotes, where a quote alone is special. What would not show as
 * what it is becomes a blank: no entry may have it, not even as an escape. */
static void add_quoted(Text *out, const char *text)
{
    size_t left = strlen(text), n;

    text_add(out, "'");
    for (; left > 0; text += n, left -= n) {
        n = text_character(text, left);
        bool broken = n == 1 && (unsigned char)*text >= 0x80;
        if (broken || bytes_hostile(text, n) || *text == '\t' || *text == '\n')
            text_add(out, " ");
        else
            text_add_n(out, text, n);
        text_add(out, *text == '\'' ? "'" : "");
    }
    text_add(out, "'\n");
}

static void add_line(Text *out, const char *key, const char *text)
{
    text_format(out, "%s: ", key);
    add_quoted(out, text);
}

/* Prices per million have at most these digits; those behind them are the error of their
 * conversion from prices per token. */
enum { DIGITS = 12 };

static void add_fact(Text *out, const PricedFact *fact)
{
    if (isnan(fact->number))
        text_format(out, "%s: %s\n", fact->key, fact->text);
    else
        text_format(out, "%s: %.*g%s%s\n", fact->key, DIGITS, fact->number,
                    *fact->text ? " " : "", fact->text);
}

/* --- what the list has no word on ------------------------------------------------------------
 */

static bool is_price(const char *fact)
{
    const char *word = strstr(fact, "price");
    return (word && strcmp(word, "price") == 0) || strcmp(fact, "long_context_threshold") == 0;
}

static bool is_listed(const PricedModel *model, const char *fact)
{
    for (size_t i = 0; i < model->fact_count; i++)
        if (strcmp(model->facts[i].key, fact) == 0)
            return true;
    return false;
}

static bool keep(Text *out, const CatalogEntry *usual, const Node *fact)
{
    const Node *value = fact_node(fact), *source = tree_find(fact, "source");

    if (!value || value->kind != NODE_SCALAR)
        return false;
    text_format(out, "%s:\n  value: ", fact->key);
    add_quoted(out, value->text);
    text_add(out, "  source: ");
    add_quoted(out, source && source->kind == NODE_SCALAR ? source->text : usual->source);
    return true;
}

/* --- the entry
 * --------------------------------------------------------------------------------- */

void price_entry_write(Text *out, size_t *kept, const PricedModel *model,
                       const PriceOrigin *origin, const CatalogEntry *usual)
{
    add_line(out, "title", model->title);
    text_format(out, "as_of: %s\n", origin->as_of);
    add_line(out, "source", origin->source);
    text_add(out, "confidence: quoted\n");
    for (size_t i = 0; i < model->fact_count; i++)
        add_fact(out, &model->facts[i]);
    for (const Node *fact = usual ? usual->facts->first : NULL; fact; fact = fact->next)
        if (!fact_is_about(fact->key) && !is_price(fact->key) && !is_listed(model, fact->key))
            *kept += keep(out, usual, fact);
}

bool price_entry_check(const Text *file, const PricedModel *model, const FactReader *reader)
{
    CatalogEntry entry = { .kind = model->kind, .name = model->name, .path = model->name };
    Problems errors = { 0 }, warnings = { 0 };
    Node *root;
    Error err;

    bool good =
        tree_parse(&root, model->name, file->data, file->length, reader->arena, &errors) &&
        catalog_entry_make(&entry, root, &err) && catalog_is_name(model->name);
    if (good)
        catalog_faults(&entry, reader, &errors, &warnings);
    good = good && errors.count == 0;
    problems_free(&errors);
    problems_free(&warnings);
    return good;
}
