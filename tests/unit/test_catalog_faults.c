/* What is wrong with an entry, and what is odd about it. */
#include "tests/unit/support.h"

#include "sim/scenario/catalog_faults.h"
#include "tests/unit/entry_text.h"

/* The first thing said of an entry. */
typedef struct {
    size_t errors, warnings;
    Error first;
} Verdict;

static Verdict verdict(const char *kind, const char *facts, const char *day)
{
    Arena arena = { 0 };
    const FactReader reader = facts_of(&model_registry, &arena);
    const CatalogEntry entry = entry_of_text(kind, "x", facts, &arena);
    Problems errors = { 0 }, warnings = { 0 };

    if (day)
        catalog_age_fault(&entry, day, &warnings);
    else
        catalog_faults(&entry, &reader, &errors, &warnings);
    Verdict found = { .errors = errors.count, .warnings = warnings.count };
    if (errors.count + warnings.count > 0)
        found.first = errors.count > 0 ? errors.items[0] : warnings.items[0];
    problems_free(&errors);
    problems_free(&warnings);
    arena_free(&arena);
    return found;
}

static void assert_odd(const char *kind, const char *facts, const char *text)
{
    Verdict found = verdict(kind, facts, NULL);

    if (found.errors != 0 || found.warnings != 1 || !strstr(found.first.text, text))
        fail_msg("%zu errors, %zu warnings: %s", found.errors, found.warnings,
                 found.first.text);
    assert_string_equal(found.first.code, "W011");
}

#define USUAL "input_price: 2.3 USD/Mtok\noutput_price: 7.1 USD/Mtok\n"

static void an_entry_in_order_is_left_in_peace(void **state)
{
    Verdict found = verdict("llm",
                            USUAL "cached_price: 0.23 USD/Mtok\n"
                                  "batch_input_price: 1.15 USD/Mtok\n"
                                  "batch_output_price: 3.55 USD/Mtok\n"
                                  "context_window: 131072 tok\nmax_output: 8192 tok\n",
                            NULL);
    assert_int_equal(found.errors + found.warnings, 0);
}

static void a_fact_that_nothing_reads_is_told_with_the_nearest(void **state)
{
    Verdict found = verdict("llm", USUAL "cahced_price: 0.2 USD/Mtok\n", NULL);

    assert_odd("llm", USUAL "cahced_price: 0.2 USD/Mtok\n", "nothing reads `cahced_price`");
    assert_string_equal(found.first.label, "did you mean `cached_price`?");
    assert_int_equal(found.first.where.line, 7);
}

static void a_wrong_unit_is_an_error(void **state)
{
    Verdict found =
        verdict("llm", "input_price: 2.3 weeks\noutput_price: 7.1 USD/Mtok\n", NULL);

    assert_int_equal(found.errors, 1);
    assert_string_equal(found.first.code, "E042");
    assert_int_equal(verdict("llm", USUAL "cached_price: -0.1 USD/Mtok\n", NULL).errors, 1);
    assert_int_equal(verdict("llm", USUAL "cached_price: × 0.5\n", NULL).errors, 1);
    assert_int_equal(verdict("llm", USUAL "cached_price: { source: a }\n", NULL).errors, 1);
}

static void contradictions_are_odd(void **state)
{
    assert_odd("llm", USUAL "cached_price: 2.4 USD/Mtok\n",
               "cached_price, 2.4 USD/Mtok, is above input_price, 2.3 USD/Mtok");
    assert_odd("llm", USUAL "batch_input_price: 2.5 USD/Mtok\n", "batch_input_price");
    assert_odd("llm", USUAL "batch_output_price: 7.2 USD/Mtok\n", "batch_output_price");
    assert_odd("llm", "input_price: 7.2 USD/Mtok\noutput_price: 7.1 USD/Mtok\n",
               "is above output_price");
}

/* Prices in other units are compared as what they are: 0.0024 USD a thousand tokens are
 * 2.4 USD a million. */
static void what_is_compared_are_amounts(void **state)
{
    assert_odd("llm", USUAL "cached_price: 0.0024 USD/ktok\n", "is above input_price");
    Verdict same = verdict("llm", USUAL "cached_price: 0.0023 USD/ktok\n", NULL);
    assert_int_equal(same.warnings, 0);
}

static void what_an_entry_is_named_for_must_be_there(void **state)
{
    assert_odd("llm", "output_price: 7.1 USD/Mtok\n", "it has no `input_price`");
    assert_odd("embedding", "dims: 1024\n", "it has no `price`");
}

static void a_kind_that_nothing_reads_is_odd(void **state)
{
    assert_odd("llms", USUAL, "nothing reads the kind `llms`");
}

/* 2026-03-17 and 180 days: 14 of March, 30, 31, 30, 31, 31 to the end of August are 167,
 * and 13 of September. */
static void prices_are_old_after_180_days(void **state)
{
    assert_int_equal(verdict("llm", USUAL, "2026-09-13").warnings, 0);
    Verdict late = verdict("llm", USUAL, "2026-09-14");
    assert_int_equal(late.warnings, 1);
    assert_string_equal(late.first.code, "W005");
    assert_non_null(strstr(late.first.text, "181 days"));
    assert_int_equal(verdict("architecture", "layers: 46\n", "2028-01-01").warnings, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_in_order_is_left_in_peace),
        cmocka_unit_test(a_fact_that_nothing_reads_is_told_with_the_nearest),
        cmocka_unit_test(a_wrong_unit_is_an_error),
        cmocka_unit_test(contradictions_are_odd),
        cmocka_unit_test(what_is_compared_are_amounts),
        cmocka_unit_test(what_an_entry_is_named_for_must_be_there),
        cmocka_unit_test(a_kind_that_nothing_reads_is_odd),
        cmocka_unit_test(prices_are_old_after_180_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
