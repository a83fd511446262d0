/* The facts of the built-in catalogue: every entry loads in a scenario, every fact of it
 * is of use, and no figure contradicts another. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/scenario/catalog_facts.h"
#include "sim/scenario/dates.h"
#include "sim/scenario/scenario.h"

static Arena arena;
static const CatalogEntry *entries;
static const Quantity *const *quantities;
static size_t entry_count, quantity_count;

static int list_all(void **state)
{
    Problems problems = { 0 };

    bool ok = catalog_list_built_in(&entries, &entry_count, &arena, &problems);
    for (size_t i = 0; i < problems.count; i++)
        print_error("%s: %s\n", problems.items[i].where.file, problems.items[i].text);
    problems_free(&problems);
    quantities = registry_quantities(&model_registry, &quantity_count, &arena);
    return ok ? 0 : -1;
}

static int forget_all(void **state)
{
    arena_free(&arena);
    return 0;
}

/* --- entries in a scenario --------------------------------------------------------------- */

static const Quantity *quantity_named(const char *key)
{
    for (size_t i = 0; i < quantity_count; i++)
        if (strcmp(quantities[i]->key, key) == 0)
            return quantities[i];
    return NULL;
}

/* Entries in one scenario; it takes 64 designs at most. */
enum { BATCH = 40 };

/* Designs d0, d1, ... that differ in the entry that a key names. */
static const char *text_of(const char *key, const CatalogEntry *const batch[], size_t count)
{
    bool bought = strcmp(key, "api.model") == 0;
    bool own = strchr("gmt", key[0]) || /* gpu, model, training */
               strcmp(key, "serving.engine") == 0;
    char *text = arena_text(&arena, "scenario: 1\ntraffic.requests_per_day: 1000 /day\n"
                                    "designs:\n");

    if (!bought && !own)
        text =
            arena_format(&arena, "%s  common: { api.model: catalog:llm/gpt-5.4-mini }\n", text);
    for (size_t i = 0; i < count; i++)
        text = arena_format(
            &arena, "%s  d%zu: { parts: [corpus, rerank, tuned, %s], %s: catalog:%s/%s }\n",
            text, i, own ? "hosted" : "api", key, batch[i]->kind, batch[i]->name);
    return text;
}

static void load(Scenario *s, const char *key, const CatalogEntry *const batch[], size_t count)
{
    const char *text = text_of(key, batch, count);
    Problems problems = { 0 };

    if (!scenario_parse(s, &model_registry, key, text, strlen(text), NULL, &problems))
        fail_msg("%s:%d: %s", problems.items[0].where.file, problems.items[0].where.line,
                 problems.items[0].text);
    problems_free(&problems);
    assert_int_equal(s->design_count, count);
}

static const CatalogEntry *entry_named(const char *kind, const char *name)
{
    for (size_t i = 0; i < entry_count; i++)
        if (strcmp(entries[i].kind, kind) == 0 && strcmp(entries[i].name, name) == 0)
            return &entries[i];
    fail_msg("no %s/%s", kind, name);
    return NULL;
}

/* What a design has from its entry for this key, as a mean; NAN if nothing. */
static double value_of(const Scenario *s, size_t design, const char *key)
{
    const Quantity *quantity = quantity_named(key);
    const Binding *binding = quantity ? scenario_binding(s, design, quantity) : NULL;

    return binding && binding->layer == LAYER_CATALOG ? law_mean(&binding->law) : NAN;
}

/* --- what every entry keeps to --------------------------------------------------------------
 */

/* catalog_list() has seen that the date is one and the confidence a known word. */
static void every_entry_says_where_it_is_from_and_when(void **state)
{
    for (size_t i = 0; i < entry_count; i++) {
        const CatalogEntry *e = &entries[i];
        if (strlen(e->source) < 10)
            fail_msg("%s/%s: `%s` is no source", e->kind, e->name, e->source);
        if (strcmp(e->as_of, "2024-01-01") < 0 || strcmp(e->as_of, "2027-01-01") >= 0)
            fail_msg("%s/%s: is of %s", e->kind, e->name, e->as_of);
    }
}

/* A fact that is misspelt would be passed over without a word. */
static void every_fact_is_read_or_meant_to_be_shown(void **state)
{
    const FactReader reader = facts_of(&model_registry, &arena);

    for (size_t i = 0; i < entry_count; i++)
        for (const Node *f = entries[i].facts->first; f; f = f->next)
            if (!fact_is_about(f->key) && !fact_is_shown(entries[i].kind, f->key) &&
                !fact_quantity(&reader, entries[i].kind, f->key))
                fail_msg("%s/%s: nothing reads `%s`", entries[i].kind, entries[i].name, f->key);
}

static void the_catalogue_is_broad(void **state)
{
    static const struct {
        const char *start;
        size_t least;
    } wanted[] = { { "llm/", 90 },    { "llm/llama-3.3-70b-", 5 }, { "embedding/", 29 },
                   { "rerank/", 14 }, { "architecture/", 37 },     { "gpu/", 50 },
                   { "labour/", 10 }, { "deprecation/", 20 },      { "engine/", 2 } };

    for (size_t k = 0; k < COUNT_OF(wanted); k++) {
        size_t count = 0;
        for (size_t i = 0; i < entry_count; i++) {
            char *name = arena_format(&arena, "%s/%s", entries[i].kind, entries[i].name);
            count += strncmp(name, wanted[k].start, strlen(wanted[k].start)) == 0;
        }
        if (count < wanted[k].least)
            fail_msg("%zu entries start with %s", count, wanted[k].start);
    }
}

/* --- figures --------------------------------------------------------------------------------
 */

/* What must be there and between these bounds, which are those of the market. */
static const struct {
    const char *kind, *key;
    bool must;
    double low, high;
} bounds[] = {
    { "llm", "api.input_price", true, 0.01, 20 },
    { "llm", "api.output_price", true, 0.02, 100 },
    { "llm", "api.cached_price", false, 0.001, 5 },
    { "llm", "api.context_window", false, 16e3, 1.1e6 },
    { "llm", "api.long_context_threshold", false, 1e5, 3e5 },
    { "llm", "api.ttft", false, 0.2, 25 },
    { "llm", "api.output_speed", false, 30, 400 },
    { "llm", "api.train_price", false, 0.1, 50 },
    { "llm", "api.hosting_price", false, 1, 10 },
    { "embedding", "embedding.price", true, 0.003, 0.3 },
    { "embedding", "embedding.dims", true, 256, 4096 },
    { "rerank", "rerank.price", true, 0, 5 },
    { "rerank", "rerank.token_price", false, 0.005, 0.1 },
    { "gpu", "gpu.price", true, 0.2, 30 },
    { "gpu", "gpu.peak_tflops", true, 50, 3000 },
    { "gpu", "gpu.memory", true, 16, 300 },
    { "gpu", "gpu.bandwidth", true, 250, 8000 },
    { "gpu", "gpu.link", true, 16, 900 },
    { "architecture", "model.parameters", true, 0.4, 700 },
    { "architecture", "model.max_context", true, 8192, 163840 },
    { "gpu", "gpu.peak_tflops_8", false, 200, 5000 },
    { "gpu", "gpu.compute_efficiency", false, 0.6, 0.9 },
    { "gpu", "gpu.bandwidth_efficiency", false, 0.7, 0.95 },
    { "gpu", "gpu.model_error", false, 1, 1.2 },
    { "engine", "serving.step_overhead", true, 1e-4, 1e-2 },
    { "engine", "serving.layer_overhead", true, 1e-5, 1e-4 },
    { "engine", "serving.front_end", true, 0.005, 0.1 },
    { "engine", "serving.token_budget", true, 512, 65536 },
    { "labour", "labour.engineer_rate", false, 50, 200 },
    { "labour", "labour.expert_rate", false, 10, 150 },
};

/* The first is no more than the second, where an entry has both. */
static const struct {
    const char *kind, *less, *more;
} orders[] = {
    { "llm", "api.cached_price", "api.input_price" },
    { "llm", "api.batch_input_price", "api.input_price" },
    { "llm", "api.batch_output_price", "api.output_price" },
    { "llm", "api.input_price", "api.output_price" },
    { "llm", "api.input_price", "api.cache_write_price" },
    { "llm", "api.input_price", "api.long_input_price" },
    { "llm", "api.cached_price", "api.long_cached_price" },
    { "llm", "api.long_cached_price", "api.long_input_price" },
    { "llm", "api.output_price", "api.long_output_price" },
    { "gpu", "gpu.spot_price", "gpu.price" },
    { "gpu", "gpu.reserved_price", "gpu.price" },
    { "gpu", "gpu.peak_tflops", "gpu.peak_tflops_8" },
    { "gpu", "gpu.compute_efficiency_8", "gpu.compute_efficiency" },
    { "architecture", "model.active_parameters", "model.parameters" },
    { "architecture", "model.kv_heads", "model.heads" },
};

static void check_bounds(const CatalogEntry *e, const Scenario *s, size_t design)
{
    for (size_t k = 0; k < COUNT_OF(bounds); k++) {
        if (strcmp(bounds[k].kind, e->kind) != 0)
            continue;
        double value = value_of(s, design, bounds[k].key);
        if (isnan(value) ? bounds[k].must : value < bounds[k].low || value > bounds[k].high)
            fail_msg("%s/%s: %s is %g", e->kind, e->name, bounds[k].key, value);
    }
}

static void check_orders(const CatalogEntry *e, const Scenario *s, size_t design)
{
    for (size_t k = 0; k < COUNT_OF(orders); k++) {
        if (strcmp(orders[k].kind, e->kind) != 0)
            continue;
        double less = value_of(s, design, orders[k].less),
               more = value_of(s, design, orders[k].more);
        if (less > more)
            fail_msg("%s/%s: %s is %g, %s only %g", e->kind, e->name, orders[k].less, less,
                     orders[k].more, more);
    }
}

/* A key whose prefix ends in `_` takes only some of the facts. */
static void check_batch(const Reference *reference, const CatalogEntry *const batch[],
                        size_t count)
{
    bool whole = reference->prefix[strlen(reference->prefix) - 1] != '_';
    Scenario s;

    load(&s, reference->key, batch, count);
    for (size_t i = 0; i < count && whole; i++) {
        check_bounds(batch[i], &s, i);
        check_orders(batch[i], &s, i);
    }
    scenario_free(&s);
}

static void every_entry_loads_with_figures_that_are_plausible(void **state)
{
    for (size_t r = 0; r < model_registry.reference_count; r++) {
        const CatalogEntry *batch[BATCH];
        size_t count = 0;
        for (size_t i = 0; i < entry_count; i++) {
            if (strcmp(model_registry.references[r].kind, entries[i].kind) == 0)
                batch[count++] = &entries[i];
            if (count == BATCH || (count > 0 && i + 1 == entry_count)) {
                check_batch(&model_registry.references[r], batch, count);
                count = 0;
            }
        }
    }
}

/* Somebody else's median, on another day: a range, which says where it is from. */
static void measured_times_are_ranges_with_a_source(void **state)
{
    static const char *const facts[] = { "ttft", "output_speed", "latency" };
    size_t found = 0;

    for (size_t i = 0; i < entry_count; i++)
        for (size_t k = 0; k < COUNT_OF(facts); k++) {
            const Node *fact = tree_find(entries[i].facts, facts[k]);
            if (!fact)
                continue;
            if (!strstr(fact_text(fact, &arena), ".."))
                fail_msg("%s/%s: %s is no range", entries[i].kind, entries[i].name, facts[k]);
            if (fact->kind != NODE_MAPPING || !tree_find(fact, "source") ||
                !tree_find(fact, "confidence"))
                fail_msg("%s/%s: where is %s from?", entries[i].kind, entries[i].name,
                         facts[k]);
            found++;
        }
    assert_true(found >= 80);
}

static void long_prompts_have_all_their_prices_or_none(void **state)
{
    for (size_t i = 0; i < entry_count; i++) {
        const Node *facts = entries[i].facts;
        bool from = tree_find(facts, "long_context_threshold");
        if (strcmp(entries[i].kind, "llm") == 0 &&
            (from != !!tree_find(facts, "long_input_price") ||
             from != !!tree_find(facts, "long_output_price") ||
             (tree_find(facts, "long_cached_price") && !from)))
            fail_msg("%s: half a tier for long prompts", entries[i].name);
    }
}

static void a_reranker_bills_searches_or_tokens(void **state)
{
    const FactReader reader = facts_of(&model_registry, &arena);

    for (size_t i = 0; i < entry_count; i++) {
        double search = fact_of(&reader, &entries[i], "price");
        double token = fact_of(&reader, &entries[i], "token_price");
        if (strcmp(entries[i].kind, "rerank") == 0 && (search > 0) == (token > 0))
            fail_msg("%s: %g a search and %g a token", entries[i].name, search, token);
    }
}

/* A number that no formula reads; 0 where there is none. */
static double plain(const CatalogEntry *e, const char *fact)
{
    const Node *node = tree_find(e->facts, fact);
    return node ? strtod(node->text, NULL) : 0;
}

/* Weights from the shape: attention takes 2 h (heads + key-value heads) d a layer, each
 * expert's three matrices 3 h ffn, and the vocabulary h a word, once where input and
 * output share it, else twice. What is left, norms and routers, is below 0.1%; the first
 * layers and the attention of DeepSeek are of another shape. */
static void the_shape_of_a_model_has_its_parameters(void **state)
{
    for (size_t i = 0; i < entry_count; i++) {
        const CatalogEntry *e = &entries[i];
        if (strcmp(e->kind, "architecture") != 0)
            continue;
        double h = plain(e, "hidden"), experts = plain(e, "experts");
        double heads = plain(e, "heads") + plain(e, "kv_heads");
        double ffn = plain(e, "ffn") + experts * plain(e, "expert_ffn");
        double layer = 2 * h * heads * plain(e, "head_dim") + 3 * h * ffn;
        double words = h * plain(e, "vocab"), layers = plain(e, "layers") * layer;
        double stated = plain(e, "parameters") * 1e9;
        double miss = fmin(fabs(layers + words - stated), fabs(layers + 2 * words - stated));
        bool exact = words > 0 && strcmp(e->name, "deepseek-v3") != 0;
        if (!(miss <= (exact ? 0.001 : 0.05) * stated))
            fail_msg("%s: %g parameters, %g or %g by its shape", e->name, stated,
                     layers + words, layers + 2 * words);
    }
}

/* --- labour, tuning, retirement
 * --------------------------------------------------------------- */

/* PERT means are (low + 4 likely + high) / 6: of 80, 110 and 175 it is 695 / 6, of 8, 20
 * and 45 it is 133 / 6. */
static void labour_rates_come_from_one_entry(void **state)
{
    const CatalogEntry *entry = entry_named("labour", "planner-annotators");
    Scenario s;

    load(&s, "labour.rates", &entry, 1);
    assert_close(value_of(&s, 0, "labour.engineer_rate"), 695.0 / 6, 1e-9);
    assert_close(value_of(&s, 0, "labour.expert_rate"), 133.0 / 6, 1e-9);
    scenario_free(&s);
}

/* One name brings the price of training, of the tuned model, and of keeping it ready. */
static void a_tuned_model_brings_all_its_prices(void **state)
{
    const CatalogEntry *tuned[] = { entry_named("llm", "gpt-4.1-mini-tuned"),
                                    entry_named("llm", "gpt-4.1-tuned-azure") };
    Scenario s;

    load(&s, "api.model", tuned, 2);
    assert_close(value_of(&s, 0, "api.train_price"), 5, 1e-12);
    assert_close(value_of(&s, 0, "api.input_price"), 0.8, 1e-12);
    assert_close(value_of(&s, 0, "api.cached_price"), 0.2, 1e-12);
    assert_close(value_of(&s, 0, "api.output_price"), 3.2, 1e-12);
    assert_true(isnan(value_of(&s, 0, "api.hosting_price")));
    assert_close(value_of(&s, 1, "api.hosting_price"), 1.7, 1e-12);
    scenario_free(&s);
}

static const char *date(const CatalogEntry *e, const char *fact)
{
    const Node *node = tree_find(e->facts, fact);

    if (!node)
        return NULL;
    if (!date_is_valid(node->text))
        fail_msg("%s: `%s` is no date", e->name, node->text);
    return node->text;
}

/* Months of 30.4375 days, to one decimal. */
static void lifetimes_and_notices_follow_from_their_dates(void **state)
{
    for (size_t i = 0; i < entry_count; i++) {
        const CatalogEntry *e = &entries[i];
        if (strcmp(e->kind, "deprecation") != 0)
            continue;
        const char *released = date(e, "released"), *announced = date(e, "announced");
        const char *retired = date(e, "retired");
        assert_non_null(retired);
        if (released)
            assert_near(plain(e, "lifetime"), (double)date_days(released, retired) / 30.4375,
                        0.0501);
        if (announced)
            assert_near(plain(e, "notice"), (double)date_days(announced, retired), 0);
    }
}

/* A model that is gone or going has the same date wherever it stands. */
static void a_shutdown_has_one_date(void **state)
{
    size_t pairs = 0;

    for (size_t i = 0; i < entry_count; i++)
        for (size_t k = 0; k < entry_count; k++) {
            const char *shutdown = date(&entries[i], "shutdown");
            if (!shutdown || strcmp(entries[k].kind, "deprecation") != 0 ||
                strcmp(entries[i].name, entries[k].name) != 0)
                continue;
            assert_string_equal(shutdown, date(&entries[k], "retired"));
            pairs++;
        }
    assert_true(pairs >= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_says_where_it_is_from_and_when),
        cmocka_unit_test(every_fact_is_read_or_meant_to_be_shown),
        cmocka_unit_test(the_catalogue_is_broad),
        cmocka_unit_test(every_entry_loads_with_figures_that_are_plausible),
        cmocka_unit_test(measured_times_are_ranges_with_a_source),
        cmocka_unit_test(long_prompts_have_all_their_prices_or_none),
        cmocka_unit_test(a_reranker_bills_searches_or_tokens),
        cmocka_unit_test(the_shape_of_a_model_has_its_parameters),
        cmocka_unit_test(labour_rates_come_from_one_entry),
        cmocka_unit_test(a_tuned_model_brings_all_its_prices),
        cmocka_unit_test(lifetimes_and_notices_follow_from_their_dates),
        cmocka_unit_test(a_shutdown_has_one_date),
    };
    return cmocka_run_group_tests(tests, list_all, forget_all);
}
