#include "sim/scenario/catalog_faults.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/dates.h"

/* What an entry of a kind is named for. */
static const struct {
    const char *kind, *fact;
} needed[] = {
    { "llm", "input_price" }, { "llm", "output_price" }, { "embedding", "price" },
    { "rerank", "price" },    { "gpu", "price" },        { "gpu", "memory" },
    { "gpu", "peak_tflops" }, { "gpu", "bandwidth" },    { "architecture", "parameters" },
};

/* The first is no more than the second, or somebody mixed them up. A long prompt never
 * costs less a token; a write to the cache may, where a vendor bills its storage. */
static const struct {
    const char *kind, *less, *more;
} orders[] = {
    { "llm", "cached_price", "input_price" },
    { "llm", "batch_input_price", "input_price" },
    { "llm", "batch_output_price", "output_price" },
    { "llm", "input_price", "output_price" },
    { "llm", "input_price", "long_input_price" },
    { "llm", "output_price", "long_output_price" },
    { "llm", "cached_price", "long_cached_price" },
    { "llm", "long_cached_price", "long_input_price" },
    { "llm", "long_context_threshold", "context_window" },
    { "gpu", "spot_price", "price" },
    { "gpu", "reserved_price", "price" },
    { "architecture", "active_parameters", "parameters" },
    { "architecture", "kv_heads", "heads" },
};

/* The first has no effect without the second. */
static const struct {
    const char *kind, *fact, *with;
} pairs[] = {
    { "llm", "long_input_price", "long_context_threshold" },
    { "llm", "long_output_price", "long_context_threshold" },
    { "llm", "long_cached_price", "long_context_threshold" },
    { "llm", "long_context_threshold", "long_input_price" },
    { "llm", "long_context_threshold", "long_output_price" },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A kind of entry that a table has a row for. */
static bool is_of(const CatalogEntry *entry, const char *kind)
{
    return strcmp(entry->kind, kind) == 0;
}

/* --- facts one by one ------------------------------------------------------------------- */

static void tell_unread(const CatalogEntry *entry, const Node *fact, const FactReader *reader,
                        Problems *warnings)
{
    const char *near = fact_nearest(reader, entry->kind, fact->key);
    Error err;

    fail_at(&err, fact->key_mark, "W011", "nothing reads `%.60s`", fact->key);
    if (near)
        fail_label(&err, "did you mean `%s`?", near);
    problems_add(warnings, &err);
}

static void check_fact(const CatalogEntry *entry, const Node *fact, const FactReader *reader,
                       Problems *errors, Problems *warnings)
{
    const Quantity *quantity = fact_quantity(reader, entry->kind, fact->key);
    double value;
    Error err;

    if (fact_is_about(fact->key) || fact_is_shown(entry->kind, fact->key))
        return;
    if (!quantity)
        tell_unread(entry, fact, reader, warnings);
    else if (!fact_value(&value, reader, quantity, fact, &err))
        problems_add(errors, &err);
}

/* --- facts beside each other -------------------------------------------------------------- */

static void check_needed(const CatalogEntry *entry, Problems *warnings)
{
    Error err;

    for (size_t i = 0; i < COUNT(needed); i++) {
        if (!is_of(entry, needed[i].kind) || tree_find(entry->facts, needed[i].fact))
            continue;
        fail_at(&err, (Mark){ .file = entry->path }, "W011", "it has no `%s`", needed[i].fact);
        problems_add(warnings, &err);
    }
}

static void check_orders(const CatalogEntry *entry, const FactReader *reader,
                         Problems *warnings)
{
    Error err;

    for (size_t i = 0; i < COUNT(orders); i++) {
        if (!is_of(entry, orders[i].kind))
            continue;
        double less = fact_of(reader, entry, orders[i].less);
        double more = fact_of(reader, entry, orders[i].more);
        if (isnan(less) || isnan(more) || less <= more * (1 + 1e-9))
            continue;
        const Node *node = tree_find(entry->facts, orders[i].less);
        fail_at(&err, node->key_mark, "W011", "%s, %.40s, is above %s, %.40s", orders[i].less,
                fact_text(node, reader->arena), orders[i].more,
                fact_text(tree_find(entry->facts, orders[i].more), reader->arena));
        problems_add(warnings, &err);
    }
}

static void check_pairs(const CatalogEntry *entry, Problems *warnings)
{
    Error err;

    for (size_t i = 0; i < COUNT(pairs); i++) {
        const Node *node = tree_find(entry->facts, pairs[i].fact);
        if (!is_of(entry, pairs[i].kind) || !node || tree_find(entry->facts, pairs[i].with))
            continue;
        fail_at(&err, node->key_mark, "W011", "`%s` needs `%s`", pairs[i].fact, pairs[i].with);
        problems_add(warnings, &err);
    }
}

void catalog_faults(const CatalogEntry *entry, const FactReader *reader, Problems *errors,
                    Problems *warnings)
{
    Error err;

    if (!fact_kind_is_known(reader, entry->kind)) {
        fail_at(&err, (Mark){ .file = entry->path }, "W011", "nothing reads the kind `%.60s`",
                entry->kind);
        problems_add(warnings, &err);
        return;
    }
    for (const Node *fact = entry->facts->first; fact; fact = fact->next)
        check_fact(entry, fact, reader, errors, warnings);
    check_needed(entry, warnings);
    check_orders(entry, reader, warnings);
    check_pairs(entry, warnings);
}

void catalog_age_fault(const CatalogEntry *entry, const char *day, Problems *warnings)
{
    long days = date_days(entry->as_of, day);
    Error err;

    if (days <= CATALOG_OLD_DAYS || !catalog_has_prices(entry))
        return;
    fail_at(&err, (Mark){ .file = entry->path }, "W005",
            "its prices are %ld days old (limit %d)", days, CATALOG_OLD_DAYS);
    problems_add(warnings, &err);
}
