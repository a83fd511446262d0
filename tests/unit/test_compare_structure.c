/* Comparisons of scenarios that differ in more than single values. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/base/text.h"
#include "tests/unit/compare_fixture.h"

/* The text with what stands for `old` replaced; the caller frees it. */
static char *replaced(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    Text out = { 0 };

    assert_non_null(at);
    text_add_n(&out, text, (size_t)(at - text));
    text_add(&out, new);
    text_add(&out, at + strlen(old));
    return out.data;
}

/* A line that only one has changes what designs are made of. */
static void a_new_line_is_a_change_of_structure(void **state)
{
    char *after =
        replaced(compare_bought, "designs:\n",
                 "extras:\n  - { name: Audit, once: $4k, designs: [rag] }\ndesigns:\n");
    static const char *const set[] = { "rag.cost.updates=$1.5k /month" };
    CompareFixture f;

    compare_fixture_make(&f, compare_bought, after, set, 1);
    size_t k = compare_place(&f.compare, "rag");
    assert_int_equal(f.compare.changes.input_count, 2);
    assert_shares_add_up(&f.compare);
    assert_close(compare_share(&f.compare, "what designs are made of", k).value, 4000, 1e-9);
    assert_null(compare_change(&f.compare, "extras.audit.once")->before);
    assert_string_equal(compare_change(&f.compare, "extras.audit.once")->after, "$4k");
    compare_fixture_free(&f);
    compare_fixture_make(&f, after, compare_bought, NULL, 0);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
    free(after);
}

static void an_entry_of_the_catalogue_is_one_input(void **state)
{
    static const char *const set[] = { "rag.api.model=catalog:llm/gpt-5.4",
                                       "traffic.requests_per_day=5k..9k /day" };
    CompareFixture f;

    compare_fixture_make(&f, compare_bought, compare_bought, set, 2);
    const AssumptionChange *model = compare_change(&f.compare, "rag.api.model");
    size_t prompt = compare_place(&f.compare, "prompt");
    assert_string_equal(model->before, "llm/gpt-5.4-mini");
    assert_string_equal(model->after, "llm/gpt-5.4");
    assert_int_equal(f.compare.changes.count, 2);
    assert_int_equal(f.compare.changes.input_count, 2);
    assert_true(compare_share(&f.compare, "rag.api.model", 1 - prompt).value > 0);
    assert_true(compare_share(&f.compare, "rag.api.model", prompt).value == 0);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
}

/* A fact that is set by itself is not the entry's. */
static void a_price_that_is_set_stays_an_input_of_its_own(void **state)
{
    static const char *const set[] = { "api.model=catalog:llm/gpt-5.4",
                                       "api.input_price=9 USD/Mtok" };
    CompareFixture f;

    compare_fixture_make(&f, compare_bought, compare_bought, set, 2);
    compare_change(&f.compare, "api.model");
    compare_change(&f.compare, "api.input_price");
    assert_int_equal(f.compare.changes.input_count, 2);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
}

/* Both designs had their own before. */
static void one_statement_is_one_input(void **state)
{
    static const char *const set[] = { "cost.infrastructure=$2k /month" };
    CompareFixture f;

    compare_fixture_make(&f, compare_shop, compare_shop, set, 1);
    assert_int_equal(f.compare.changes.count, 2);
    assert_int_equal(f.compare.changes.input_count, 1);
    assert_string_equal(f.compare.changes.inputs[0], "cost.infrastructure");
    assert_close(f.compare.why.share[compare_place(&f.compare, "rag")].value, 12e3, 1e-12);
    assert_close(f.compare.why.share[compare_place(&f.compare, "finetune")].value, 18e3, 1e-12);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
}

/* What is above is given in one and computed in the other, so that requests are needed only
 * there. */
static void a_total_may_be_given_in_one_of_the_two(void **state)
{
    static const char *const set[] = { "prompt.cost.inference=$700 /month" };
    CompareFixture f;

    compare_fixture_make(&f, compare_bought, compare_bought, set, 1);
    assert_string_equal(compare_change(&f.compare, "prompt.cost.inference")->before,
                        "computed");
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
    char *silent = replaced(compare_bought, "run:", "cost.inference: $700 /month\nrun:");
    compare_fixture_make(&f, compare_bought, silent, NULL, 0);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
    free(silent);
}

static void another_exchange_rate_is_one_input(void **state)
{
    char *euro = replaced(
        compare_bought, "designs:", "money: { currency: EUR, exchange_rate: 0.85 }\ndesigns:");
    static const char *const set[] = { "money.exchange_rate=0.95" };
    CompareFixture f;

    compare_fixture_make(&f, euro, euro, set, 1);
    assert_int_equal(f.compare.changes.count, 1);
    assert_int_equal(f.compare.changes.input_count, 1);
    assert_string_equal(f.compare.changes.items[0].key, "money.exchange_rate");
    assert_true(compare_share(&f.compare, "money.exchange_rate", 0).value > 0);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
    free(euro);
}

static void requirements_correlations_and_designs_are_told(void **state)
{
    char *wanted = replaced(compare_bought, "designs:",
                            "requirements: { citations: { level: must } }\n"
                            "correlations: [{ between: [traffic.requests_per_day,\n"
                            "                 gaps.knowledge], strength: 0.5 }]\ndesigns:");
    char *alone = replaced(compare_bought, "  prompt: {", "  mine: { extends: prompt,");
    CompareFixture f;

    compare_fixture_make(&f, compare_bought, wanted, NULL, 0);
    assert_null(compare_change(&f.compare, "requirements.citations")->before);
    assert_string_equal(compare_change(&f.compare, "requirements.citations")->after, "must");
    assert_int_equal(compare_change(&f.compare, "requirements.citations")->input, NO_INPUT);
    assert_int_equal(compare_change(&f.compare, "correlations")->input, 0);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
    compare_fixture_make(&f, compare_bought, alone, NULL, 0);
    assert_null(compare_change(&f.compare, "designs.prompt")->after);
    assert_null(compare_change(&f.compare, "designs.mine")->before);
    assert_int_equal(f.compare.design_count, 1);
    assert_int_equal(f.compare.changes.input_count, 0);
    compare_fixture_free(&f);
    free(wanted);
    free(alone);
}

static void no_design_in_common_is_no_mistake(void **state)
{
    char *other = replaced(compare_shop, "  rag:", "  mine:\n    parts: [corpus, api]");
    char *another = replaced(other, "  finetune:", "  yours:\n    extends: mine");
    CompareFixture f;

    compare_fixture_make(&f, compare_shop, another, NULL, 0);
    assert_int_equal(f.compare.design_count, 0);
    assert_true(f.compare.flips);
    compare_fixture_free(&f);
    free(other);
    free(another);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_line_is_a_change_of_structure),
        cmocka_unit_test(an_entry_of_the_catalogue_is_one_input),
        cmocka_unit_test(a_price_that_is_set_stays_an_input_of_its_own),
        cmocka_unit_test(one_statement_is_one_input),
        cmocka_unit_test(a_total_may_be_given_in_one_of_the_two),
        cmocka_unit_test(another_exchange_rate_is_one_input),
        cmocka_unit_test(requirements_correlations_and_designs_are_told),
        cmocka_unit_test(no_design_in_common_is_no_mistake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
