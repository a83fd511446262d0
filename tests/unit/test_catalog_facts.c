/* Facts of entries as values of quantities. */
#include "tests/unit/support.h"

#include "sim/scenario/catalog_facts.h"
#include "tests/unit/entry_text.h"

static int begin(void **state)
{
    static Arena arena;
    static FactReader reader;

    arena = (Arena){ 0 };
    reader = facts_of(&model_registry, &arena);
    *state = &reader;
    return 0;
}

static int end(void **state)
{
    arena_free(((FactReader *)*state)->arena);
    return 0;
}

static void a_fact_is_the_value_of_a_key_with_a_prefix(void **state)
{
    const FactReader *reader = *state;

    assert_string_equal(fact_quantity(reader, "llm", "input_price")->key, "api.input_price");
    assert_string_equal(fact_quantity(reader, "gpu", "memory")->key, "gpu.memory");
    assert_null(fact_quantity(reader, "llm", "memory"));
    assert_null(fact_quantity(reader, "nothing", "input_price"));
}

static void a_prefix_that_ends_in_a_line_is_joined_without_a_point(void **state)
{
    const FactReader *reader = *state;
    const Reference gpu = { .prefix = "training.gpu_" }, api = { .prefix = "api" };

    assert_string_equal(fact_key(&gpu, "price", reader->arena), "training.gpu_price");
    assert_string_equal(fact_key(&api, "price", reader->arena), "api.price");
}

/* GPUs serve and train: the name that both references lead to is one candidate. */
static void the_nearest_fact_is_of_the_same_kind(void **state)
{
    const FactReader *reader = *state;

    assert_string_equal(fact_nearest(reader, "llm", "inptu_price"), "input_price");
    assert_string_equal(fact_nearest(reader, "llm", "shutdwon"), "shutdown");
    assert_string_equal(fact_nearest(reader, "gpu", "peak_tflop"), "peak_tflops");
    assert_null(fact_nearest(reader, "rerank", "shutdwon"));
}

static void some_facts_are_there_to_be_read(void **state)
{
    assert_true(fact_is_shown("llm", "max_output"));
    assert_false(fact_is_shown("gpu", "max_output"));
    assert_false(fact_is_shown("llm", "input_price"));
    assert_true(fact_is_about("confidence"));
    assert_false(fact_is_about("price"));
    assert_true(fact_kind_is_known(*state, "deprecation"));
    assert_true(fact_kind_is_known(*state, "embedding"));
    assert_false(fact_kind_is_known(*state, "embeddings"));
}

/* 2.35 USD per thousand tokens are 2,350 per million; PERT has the mean
 * (low + 4 likely + high) / 6 = (1.1 + 4 * 1.7 + 2.9) / 6 = 1.8. */
static void a_value_is_read_in_the_unit_of_its_quantity(void **state)
{
    const FactReader *reader = *state;
    const CatalogEntry entry =
        entry_of_text("llm", "x",
                      "input_price: { value: 2.35 USD/ktok, source: a letter }\n"
                      "output_price: [1.1 USD/Mtok, 1.7 USD/Mtok, 2.9 USD/Mtok]\n"
                      "cached_price: 3 weeks\n"
                      "max_output: 4096 tok\n",
                      reader->arena);

    assert_close(fact_of(reader, &entry, "input_price"), 2350, 1e-12);
    assert_close(fact_of(reader, &entry, "output_price"), 1.8, 1e-9);
    assert_true(isnan(fact_of(reader, &entry, "cached_price")));
    assert_true(isnan(fact_of(reader, &entry, "max_output")));
    assert_true(isnan(fact_of(reader, &entry, "batch_input_price")));
    assert_string_equal(fact_text(tree_find(entry.facts, "input_price"), reader->arena),
                        "2.35 USD/ktok");
    assert_string_equal(fact_text(tree_find(entry.facts, "output_price"), reader->arena),
                        "[1.1 USD/Mtok, 1.7 USD/Mtok, 2.9 USD/Mtok]");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_fact_is_the_value_of_a_key_with_a_prefix),
        CASE(a_prefix_that_ends_in_a_line_is_joined_without_a_point),
        CASE(the_nearest_fact_is_of_the_same_kind),
        CASE(some_facts_are_there_to_be_read),
        CASE(a_value_is_read_in_the_unit_of_its_quantity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
