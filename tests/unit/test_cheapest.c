/* The cheapest GPUs, of a catalogue with made-up ones (made_up_gpus.h). */
#include "tests/unit/support.h"

#include <stdio.h>

#include "sim/decision/cheapest.h"
#include "sim/decision/variant.h"
#include "tests/unit/made_up_gpus.h"

/* Two replicas always: one that carries the peak, and a spare one. 730 hours a month. */
#define SCENARIO                                                                               \
    "scenario: 1\nas_of: 2026-12-05\n"                                                         \
    "money: { horizon: 3 months }\n"                                                           \
    "traffic: { requests_per_day: 20 /day, peak_to_mean: 2 }\n"                                \
    "tokens: { system: 300 tok, question: 90 tok, output: 200 tok }\n"                         \
    "model.name: llama-3.1-8b\n"                                                               \
    "designs: { own: { parts: [hosted] } }\n"

typedef struct {
    Scenario scenario;
    Problems problems;
    Error err;
    bool loaded, chosen;
} Chosen;

static void choose(Chosen *c, const char *more, const char *const set[], size_t set_count)
{
    const Overrides overrides = { .set = set, .set_count = set_count };
    char text[2048];

    *c = (Chosen){ 0 };
    snprintf(text, sizeof text, "%s%s", SCENARIO, more);
    c->loaded = scenario_parse(&c->scenario, &model_registry, "test.yaml", text, strlen(text),
                               &overrides, &c->problems);
    c->chosen = c->loaded && cheapest_apply(&c->scenario, &c->err);
}

static void drop(Chosen *c)
{
    problems_free(&c->problems);
    scenario_free(&c->scenario);
}

static const GpuChoice *choice_of(const Chosen *c)
{
    if (!c->loaded)
        fail_msg("%s", c->problems.items[0].text);
    if (!c->chosen)
        fail_msg("%s", c->err.text);
    assert_non_null(c->scenario.designs[0].choice);
    return c->scenario.designs[0].choice;
}

static const Binding *bound(const Scenario *s, const Quantity *quantity)
{
    return scenario_binding(s, 0, quantity);
}

#define OFFER_IS(offer, name, number, usd)                                                     \
    do {                                                                                       \
        assert_string_equal((offer).entry, (name));                                            \
        assert_close((offer).gpus, (number), 0);                                               \
        assert_close((offer).cost, (usd), 1e-12);                                              \
    } while (0)

/* 2 replicas * 730 h * 0.010 USD are 14.60 USD a month; the fast one costs 24.82 USD. */
static void the_cheapest_is_chosen_and_the_next_is_told(void **state)
{
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.token_limit: 300 ms\n", NULL, 0);
    OFFER_IS(choice_of(&c)->best, "gpu/aa-slow", 1, 14.60);
    OFFER_IS(choice_of(&c)->next, "gpu/ab-twin", 1, 14.60);
    assert_true(choice_of(&c)->fast <= choice_of(&c)->holding);
    assert_string_equal(c.scenario.catalog_as_of, "2026-12-01");
    drop(&c);
}

/* At 60 ms four slow ones would do, for 58.40 USD; one first token takes 160 ms or more. */
static void a_tighter_limit_takes_a_faster_type(void **state)
{
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.token_limit: 60 ms\n", NULL, 0);
    OFFER_IS(choice_of(&c)->best, "gpu/bb-fast", 1, 24.82);
    OFFER_IS(choice_of(&c)->next, "gpu/aa-slow", 4, 58.40);
    drop(&c);
    choose(&c, "gpu.type: cheapest\nserving: { token_limit: 1 s, first_token_limit: 90 ms }\n",
           NULL, 0);
    assert_string_equal(choice_of(&c)->best.entry, "gpu/bb-fast");
    drop(&c);
}

/* aa-slow keeps to 300 ms and not to 60 ms. */
static void nine_futures_in_ten_have_to_be_within_the_limits(void **state)
{
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.token_limit: 93% 300 ms | 7% 60 ms\n", NULL, 0);
    assert_string_equal(choice_of(&c)->best.entry, "gpu/aa-slow");
    drop(&c);
    choose(&c, "gpu.type: cheapest\nserving.token_limit: 87% 300 ms | 13% 60 ms\n", NULL, 0);
    assert_string_equal(choice_of(&c)->best.entry, "gpu/bb-fast");
    drop(&c);
}

/* Keys and values of 60,000 tokens take 7.9 GB: 48 GB * 0.9 - 1.7 GB - 16 GB hold three. */
static void room_for_four_requests_is_needed(void **state)
{
    const char *const longer[] = { "tokens.system=60k tok" };
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.token_limit: 300 ms\n", longer, 1);
    OFFER_IS(choice_of(&c)->best, "gpu/aa-slow", 2, 29.20);
    drop(&c);
}

static void a_number_that_is_stated_is_kept(void **state)
{
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving: { token_limit: 300 ms, gpus_per_replica: 2 }\n",
           NULL, 0);
    OFFER_IS(choice_of(&c)->best, "gpu/aa-slow", 2, 29.20);
    assert_int_equal(bound(&c.scenario, &serving_gpus_per_replica)->layer, LAYER_COMMON);
    drop(&c);
}

/* Every value is that of the scenario which names the entry and the number. */
static void the_choice_is_as_if_it_were_named(void **state)
{
    Chosen c, named;

    choose(&c, "gpu: { type: cheapest, model_error: 1.1 }\nserving.token_limit: 60 ms\n", NULL,
           0);
    choose(&named,
           "gpu: { type: bb-fast, model_error: 1.1 }\nserving.token_limit: 60 ms\n"
           "serving.gpus_per_replica: 1\n",
           NULL, 0);
    assert_true(choice_of(&c) && named.chosen && !named.scenario.designs[0].choice);
    for (size_t i = 0; i < c.scenario.quantity_count; i++) {
        const Binding *a = c.scenario.designs[0].bindings[i];
        const Binding *b = named.scenario.designs[0].bindings[i];
        assert_true(!a == !b);
        if (a)
            assert_close(law_mean(&a->law) * a->scale, law_mean(&b->law) * b->scale, 0);
    }
    for (size_t r = 0; r < c.scenario.registry->reference_count; r++) {
        const char *a = c.scenario.designs[0].entries[r];
        const char *b = named.scenario.designs[0].entries[r];
        assert_string_equal(a ? a : "", b ? b : "");
    }
    const Binding *gpus = bound(&c.scenario, &serving_gpus_per_replica);
    assert_string_equal(gpus->entry, "gpu/bb-fast");
    assert_int_equal(gpus->layer, LAYER_CATALOG);
    drop(&named);
    drop(&c);
}

/* `× 0.5` halves the price of whatever is chosen. */
static void a_factor_holds_for_every_candidate(void **state)
{
    const char *const half[] = { "gpu.price=× 0.5" };
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.token_limit: 300 ms\n", half, 1);
    OFFER_IS(choice_of(&c)->best, "gpu/aa-slow", 1, 7.30);
    assert_int_equal(c.scenario.warnings.count, 1); /* of values without a source */
    drop(&c);
}

static bool warns(const Scenario *s, const char *code)
{
    for (size_t i = 0; i < s->warnings.count; i++)
        if (strcmp(s->warnings.items[i].code, code) == 0)
            return true;
    return false;
}

/* Then the first that is fast enough is as cheap as any; the scenario is told. */
static void a_price_for_all_is_doubted(void **state)
{
    Chosen c;

    choose(&c, "gpu: { type: cheapest, price: 2 USD/h }\nserving.token_limit: 300 ms\n", NULL,
           0);
    assert_close(choice_of(&c)->best.cost, 2920, 1e-12);
    assert_close(choice_of(&c)->next.cost, 2920, 1e-12);
    assert_true(warns(&c.scenario, "W016"));
    drop(&c);
}

/* The choice knows nothing of the load. */
static void a_required_response_time_is_not_looked_at(void **state)
{
    Chosen c;

    choose(&c,
           "gpu.type: cheapest\n"
           "requirements: { latency: { level: must, percentile: 95%, under: 6 s } }\n",
           NULL, 0);
    assert_true(warns(&c.scenario, "W019"));
    drop(&c);
    choose(&c, "gpu.type: cheapest\n", NULL, 0);
    assert_false(warns(&c.scenario, "W019"));
    drop(&c);
}

static void an_old_price_is_told(void **state)
{
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.token_limit: 300 ms\n", NULL, 0);
    assert_true(choice_of(&c) && !warns(&c.scenario, "W005"));
    c.scenario.designs[0].choice = NULL;
    c.scenario.as_of = "2027-07-01";
    assert_true(cheapest_apply(&c.scenario, &c.err) && warns(&c.scenario, "W005"));
    drop(&c);
}

static void nothing_fast_enough_names_the_nearest(void **state)
{
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.token_limit: 1 ms\n", NULL, 0);
    assert_true(c.loaded && !c.chosen);
    assert_string_equal(c.err.code, "E065");
    assert_non_null(strstr(c.err.label, "the nearest are gpu/"));
    assert_non_null(strstr(c.err.help, "times as long as allowed"));
    assert_int_equal(c.err.where.line, 8);
    drop(&c);
}

/* 405 billion parameters in 16 bits, and two GPUs. */
static void nothing_that_holds_the_model_is_told(void **state)
{
    const char *const large[] = { "model.name=llama-3.1-405b" };
    Chosen c;

    choose(&c, "gpu.type: cheapest\nserving.gpus_per_replica: 2\n", large, 1);
    assert_true(c.loaded && !c.chosen);
    assert_non_null(strstr(c.err.text, "hold the model"));
    drop(&c);
}

static void anchors_need_a_type(void **state)
{
    Chosen c;

    choose(&c,
           "gpu.type: cheapest\nlatency.anchors:\n"
           "  - { clients: 1, input: 390 tok, output: 150 tok, token_time: 34 ms }\n"
           "  - { clients: 8, input: 390 tok, output: 150 tok, token_time: 36 ms }\n"
           "  - { clients: 24, input: 390 tok, output: 150 tok, token_time: 40 ms }\n",
           NULL, 0);
    assert_true(c.loaded && !c.chosen);
    assert_string_equal(c.err.code, "E065");
    drop(&c);
}

static void only_serving_gpus_can_be_left_open(void **state)
{
    const char *const model[] = { "model.name=cheapest" };
    Chosen c;

    choose(&c, "", model, 1);
    assert_false(c.loaded);
    assert_string_equal(c.problems.items[0].code, "E031");
    drop(&c);
}

/* Where the text is read again so is the catalogue; known values change nothing of it. */
static void variants_choose_again_or_keep_the_choice(void **state)
{
    static const char text[] = SCENARIO "gpu.type: cheapest\nserving.token_limit: 300 ms\n";
    const VariantBase base = { .registry = &model_registry,
                               .name = "test.yaml",
                               .text = text,
                               .length = sizeof text - 1 };
    const char *const set[] = { "serving.token_limit=60 ms", "run.trials=256" };
    Problems problems = { 0 };
    Variant read, known;
    Chosen c;

    assert_true(variant_make(&read, &base, set, 2, &variant_costs, &problems));
    assert_string_equal(read.scenario.designs[0].choice->best.entry, "gpu/bb-fast");
    choose(&c, "gpu.type: cheapest\nserving.token_limit: 300 ms\nrun.trials: 256\n", NULL, 0);
    const KnownValue limit = { registry_find(&model_registry, "serving.token_limit"), 0.06 };
    assert_true(choice_of(&c) &&
                variant_make_known(&known, &c.scenario, &limit, 1, &variant_costs, &c.err));
    assert_string_equal(known.scenario.designs[0].choice->best.entry, "gpu/aa-slow");
    variant_free(&known);
    variant_free(&read);
    drop(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cheapest_is_chosen_and_the_next_is_told),
        cmocka_unit_test(a_tighter_limit_takes_a_faster_type),
        cmocka_unit_test(nine_futures_in_ten_have_to_be_within_the_limits),
        cmocka_unit_test(room_for_four_requests_is_needed),
        cmocka_unit_test(a_number_that_is_stated_is_kept),
        cmocka_unit_test(the_choice_is_as_if_it_were_named),
        cmocka_unit_test(a_factor_holds_for_every_candidate),
        cmocka_unit_test(a_price_for_all_is_doubted),
        cmocka_unit_test(a_required_response_time_is_not_looked_at),
        cmocka_unit_test(an_old_price_is_told),
        cmocka_unit_test(nothing_fast_enough_names_the_nearest),
        cmocka_unit_test(nothing_that_holds_the_model_is_told),
        cmocka_unit_test(anchors_need_a_type),
        cmocka_unit_test(only_serving_gpus_can_be_left_open),
        cmocka_unit_test(variants_choose_again_or_keep_the_choice),
    };
    return cmocka_run_group_tests(tests, made_up_begin, made_up_end);
}
