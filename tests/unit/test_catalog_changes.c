/* What differs between two catalogues. */
#include "tests/unit/support.h"

#include "sim/scenario/catalog_changes.h"
#include "tests/unit/entry_text.h"

typedef struct {
    Arena arena;
    FactReader reader;
    CatalogChanges changes;
} Case;

static int begin(void **state)
{
    static Case here;

    here = (Case){ 0 };
    here.reader = facts_of(&model_registry, &here.arena);
    *state = &here;
    return 0;
}

static int end(void **state)
{
    arena_free(&((Case *)*state)->arena);
    return 0;
}

/* Compare one entry with one, under the same name. */
static const EntryChange *compare(Case *here, const char *before, const char *after)
{
    CatalogEntry *pair = arena_array(&here->arena, CatalogEntry, 2);

    pair[0] = entry_of_text("llm", "x", before, &here->arena);
    pair[1] = entry_of_text("llm", "x", after, &here->arena);
    catalog_compare(&here->changes, &pair[0], 1, &pair[1], 1, false, &here->reader);
    return here->changes.items;
}

/* 2.7 / 3.6 - 1 = -0.25. */
static void a_change_has_its_percentage(void **state)
{
    Case *here = *state;
    const EntryChange *change =
        compare(here, "input_price: 3.6 USD/Mtok\n", "input_price: 2.7 USD/Mtok\n");

    assert_int_equal(here->changes.changed, 1);
    assert_int_equal(change->fact_count, 1);
    assert_string_equal(change->facts[0].fact, "input_price");
    assert_string_equal(change->facts[0].before, "3.6 USD/Mtok");
    assert_string_equal(change->facts[0].after, "2.7 USD/Mtok");
    assert_close(change->facts[0].relative, -0.25, 1e-12);
}

static void the_same_amount_in_other_words_is_no_change(void **state)
{
    Case *here = *state;

    compare(here, "input_price: 0.10 USD/Mtok\n", "input_price: 0.0001 USD/ktok\n");
    assert_int_equal(here->changes.count, 0);
    assert_int_equal(here->changes.same, 1);
    assert_int_equal(here->changes.redated, 0);
}

static void another_date_alone_is_no_change_but_counted(void **state)
{
    Case *here = *state;

    compare(here, "input_price: 0.1 USD/Mtok\n",
            "as_of: 2026-05-02\ninput_price: 0.1 USD/Mtok\n");
    assert_int_equal(here->changes.count, 0);
    assert_int_equal(here->changes.redated, 1);
}

static void facts_come_and_go(void **state)
{
    Case *here = *state;
    const EntryChange *change = compare(
        here, "input_price: 3 USD/Mtok\ncached_price: 1 USD/Mtok\nshutdown: 2027-01-01\n",
        "shutdown: 2027-02-03\nbatch_input_price: 2 USD/Mtok\ninput_price: 3 USD/Mtok\n");

    assert_int_equal(change->fact_count, 3);
    assert_string_equal(change->facts[0].fact, "cached_price");
    assert_null(change->facts[0].after);
    assert_string_equal(change->facts[1].fact, "shutdown");
    assert_string_equal(change->facts[1].after, "2027-02-03");
    assert_string_equal(change->facts[2].fact, "batch_input_price");
    assert_null(change->facts[2].before);
    for (size_t i = 0; i < 3; i++)
        assert_true(isnan(change->facts[i].relative));
}

/* a b d against b c d: a goes, c comes. Where the first list stays, only c comes. */
static void entries_come_and_go(void **state)
{
    static const char *const names[2][3] = { { "a", "b", "d" }, { "b", "c", "d" } };
    Case *here = *state;
    CatalogEntry lists[2][3];

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < 3; i++)
            lists[k][i] =
                entry_of_text("llm", names[k][i], "input_price: 1 USD/Mtok\n", &here->arena);
    catalog_compare(&here->changes, lists[0], 3, lists[1], 3, false, &here->reader);
    assert_int_equal(here->changes.count, 2);
    assert_string_equal(here->changes.items[0].before->name, "a");
    assert_null(here->changes.items[0].after);
    assert_string_equal(here->changes.items[1].after->name, "c");
    assert_null(here->changes.items[1].before);
    assert_int_equal(here->changes.same, 2);
    catalog_compare(&here->changes, lists[0], 3, lists[1], 3, true, &here->reader);
    assert_int_equal(here->changes.count, 1);
    assert_int_equal(here->changes.added, 1);
    assert_int_equal(here->changes.removed, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_change_has_its_percentage),
        CASE(the_same_amount_in_other_words_is_no_change),
        CASE(another_date_alone_is_no_change_but_counted),
        CASE(facts_come_and_go),
        CASE(entries_come_and_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
