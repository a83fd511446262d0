/* Differences of catalogues in each format, with entries that mean harm. */
#include "tests/unit/support.h"

#include <jansson.h>

#include "sim/output/changes.h"
#include "tests/unit/entry_text.h"

/* input_price 2 to 5 USD/Mtok, a fact that looks like a formula, and an entry more. */
static void write(Text *out, void (*format)(Text *, const Comparison *, const Style *),
                  bool ascii)
{
    Arena arena = { 0 };
    const FactReader reader = facts_of(&model_registry, &arena);
    const Style style = { .ascii = ascii, .width = 80 };
    CatalogChanges changes;
    const CatalogEntry before =
        entry_of_text("llm", "x", "input_price: 2 USD/Mtok\nnote: '=1+1'\n", &arena);
    const CatalogEntry after[2] = {
        entry_of_text("llm", "x",
                      "as_of: 2026-04-01\ninput_price: 5 USD/Mtok\nnote: 'a|b <i>'\n", &arena),
        entry_of_text("llm", "y", "input_price: 1 USD/Mtok\n", &arena),
    };

    catalog_compare(&changes, &before, 1, after, 2, false, &reader);
    const Comparison comparison = { &changes, "old", "new", false };
    format(out, &comparison, &style);
    arena_free(&arena);
}

static void percentages_have_a_sign_and_great_ones_are_factors(void **state)
{
    char buffer[32];

    assert_string_equal(changes_percent(buffer, 0.1234), "+12.3%");
    assert_string_equal(changes_percent(buffer, -0.5), "-50%");
    assert_string_equal(changes_percent(buffer, 0.004), "+0.4%");
    assert_string_equal(changes_percent(buffer, 41), "x 42");
    assert_string_equal(changes_percent(buffer, NAN), "");
}

static void a_table_tells_each_change_in_a_line(void **state)
{
    Text out = { 0 };

    write(&out, changes_table, true);
    assert_string_equal(
        out.data,
        "old -> new: 1 changed, 1 added, 0 removed, 0 the same\n"
        "\n"
        "llm/x  2026-03-17 -> 2026-04-01\n"
        "~ input_price                      2 USD/Mtok           5 USD/Mtok    +150%\n"
        "~ note                                   =1+1              a|b <i>\n"
        "\n"
        "Added\n"
        "+ llm/y  2026-03-17\n");
    text_free(&out);
}

static void a_spreadsheet_gets_no_formula(void **state)
{
    Text out = { 0 };

    write(&out, changes_csv, false);
    assert_string_equal(
        out.data,
        "entry,what,as_of_before,as_of_after,fact,before,after,relative\r\n"
        "llm/x,changed,2026-03-17,2026-04-01,input_price,2 USD/Mtok,5 USD/Mtok,1.5\r\n"
        "llm/x,changed,2026-03-17,2026-04-01,note,'=1+1,a|b <i>,\r\n"
        "llm/y,added,\"\",2026-03-17,\"\",\"\",\"\",\r\n");
    text_free(&out);
}

static void markdown_gets_no_markup(void **state)
{
    Text out = { 0 };

    write(&out, changes_markdown, false);
    assert_non_null(strstr(out.data, "| llm/x | note | =1+1 | a\\|b &#60;i&#62; |  |\n"));
    assert_non_null(strstr(out.data, "| llm/x | input\\_price | 2 USD/Mtok | 5 USD/Mtok | "));
    text_free(&out);
}

static void json_has_numbers_and_null(void **state)
{
    Text out = { 0 };
    json_error_t err;

    write(&out, changes_json, false);
    json_t *root = json_loads(out.data, 0, &err);
    assert_non_null(root);
    const json_t *entries = json_object_get(root, "entries");
    assert_int_equal(json_array_size(entries), 2);
    const json_t *facts = json_object_get(json_array_get(entries, 0), "facts");
    assert_near(json_real_value(json_object_get(json_array_get(facts, 0), "relative")), 1.5, 0);
    assert_true(json_is_null(json_object_get(json_array_get(facts, 1), "relative")));
    assert_true(json_is_null(json_object_get(json_array_get(entries, 1), "as_of_before")));
    json_decref(root);
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentages_have_a_sign_and_great_ones_are_factors),
        cmocka_unit_test(a_table_tells_each_change_in_a_line),
        cmocka_unit_test(a_spreadsheet_gets_no_formula),
        cmocka_unit_test(markdown_gets_no_markup),
        cmocka_unit_test(json_has_numbers_and_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
