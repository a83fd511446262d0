/* What is printed of comparisons, with names that mean harm. */
#include "tests/unit/support.h"

#include <jansson.h>
#include <stdlib.h>

#include "sim/output/compare_out.h"
#include "tests/unit/compare_fixture.h"

static const char hostile[] =
    "scenario: 1\n"
    "name: \"=1+1 | <script>`id`</script> "
    "文書検索と回答生成を組み合わせた設計の長い名前\"\n"
    "money: { horizon: 12 months, budget: $30k }\n"
    "traffic.requests_per_day: 4k /day\n"
    "extras:\n"
    "  - { name: \"=HYPERLINK(1) a line of the bill\",\n"
    "      monthly: $100 /month, to: cost.people }\n"
    "designs:\n"
    "  common: { cost.failures: $0 /month, cost.updates: $0 /month, cost.inference: $0 "
    "/month,\n"
    "            cost.infrastructure: $1k /month, api.model: catalog:llm/gpt-5.4-mini }\n"
    "  rag: { label: \"@all | <b>RAG</b>\", cost.build: $10k..$20k }\n"
    "  prompt: { label: \"=cmd|' /C calc'!A0 and a name of more than forty characters\",\n"
    "            cost.build: $14k }\n"
    "run: { trials: 256, seed: 7 }\n";

static const char *const changes[] = {
    "cost.build=$30k",
    "cost.infrastructure=$700 /month",
    "money.budget=$31k",
    "api.model=catalog:llm/claude-haiku-4-5",
};

typedef void Format(Text *, const CompareReport *, const Style *);

static char *written(Format *format, const char *text, size_t count, bool ascii)
{
    const Style style = { .width = 80, .ascii = ascii };
    CompareFixture f;
    Text out = { 0 };

    compare_fixture_make(&f, text, text, changes, count);
    f.compare.after.name =
        text == hostile ? "| <i> =a\x1b[2J what-if of a long name" : "change";
    const CompareReport report = { &f.compare, 1 };
    format(&out, &report, &style);
    compare_fixture_free(&f);
    return out.data;
}

static const char *const texts[] = { hostile, compare_shop };

static void the_table_keeps_to_80_columns_and_to_plain_text(void **state)
{
    for (size_t t = 0; t < COUNT_OF(texts); t++)
        for (size_t count = 0; count <= COUNT_OF(changes) - t; count++) {
            char *table = written(compare_table, texts[t], count, t == 0 && count % 2);
            for (char *line = strtok(table, "\n"); line; line = strtok(NULL, "\n")) {
                if (text_width(line) > 80)
                    fail_msg("%d columns: %s", text_width(line), line);
                assert_true(line[strlen(line) - 1] != ' ');
                for (const char *c = line; *c; c++)
                    assert_true((unsigned char)*c >= ' ' && *c != 0x7F);
            }
            free(table);
        }
}

static void markdown_takes_no_markup_from_names(void **state)
{
    char *markdown = written(compare_markdown, hostile, COUNT_OF(changes), false);

    assert_null(strstr(markdown, "<script"));
    assert_null(strstr(markdown, "<b>"));
    assert_null(strstr(markdown, "<i>"));
    assert_null(strstr(markdown, "@all"));
    assert_non_null(strstr(markdown, "<details>\n<summary>Changed assumptions</summary>\n\n"));
    assert_non_null(strstr(markdown, "&#60;b&#62;RAG"));
    free(markdown);
}

static void a_spreadsheet_gets_no_formula(void **state)
{
    char *csv = written(compare_csv, hostile, COUNT_OF(changes), false);

    assert_true(strncmp(csv, "scenario,design,", 16) == 0);
    for (const char *c = csv; (c = strchr(c, '\n')) && c[1]; c++)
        assert_null(strchr("=+-@", c[1]));
    assert_null(strstr(csv, ",="));
    free(csv);
}

static void json_holds_shares_that_add_up(void **state)
{
    char *text = written(compare_json, hostile, COUNT_OF(changes), false);
    json_t *root = json_loads(text, 0, NULL);

    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "schema")),
                        "forkcast.compare/1");
    json_t *one = json_array_get(json_object_get(root, "comparisons"), 0);
    json_t *columns = json_object_get(json_object_get(one, "attribution"), "columns");
    json_t *designs = json_object_get(one, "designs");
    assert_int_equal(json_array_size(columns), json_array_size(designs) + 1);
    for (size_t k = 0; k < json_array_size(designs); k++) {
        json_t *shares = json_object_get(json_array_get(columns, k), "shares");
        json_t *difference = json_object_get(json_array_get(designs, k), "difference");
        double sum = 0;
        for (size_t i = 0; i < json_array_size(shares); i++)
            sum += json_real_value(json_object_get(json_array_get(shares, i), "share"));
        assert_close(sum, json_real_value(json_object_get(difference, "mean")), 1e-9);
    }
    json_decref(root);
    free(text);
}

/* Of the shop: 25 to 30 k$ once and 12 times 500 to 700 $, so 31 to 38.4 k$. */
static void the_table_says_what_differs_and_why(void **state)
{
    char *table = written(compare_table, compare_shop, 3, true);

    assert_non_null(strstr(table, "~ Fine-tuned              $31k       $38.4k"
                                  "                 +$7.4k          >99%\n"));
    assert_non_null(
        strstr(table, "~ finetune.cost.build                               $25k -> $30k"));
    assert_non_null(strstr(table, "cost.build               "));
    assert_non_null(strstr(table, "in all "));
    assert_non_null(strstr(table, "(Shapley shares, exact, 256 futures; * margin: "));
    free(table);
}

/* The shop with a design more, of 9 k$ and 12 times 300 $: 12.6 k$, the cheapest. */
static const char with_prompt[] =
    "scenario: 1\n"
    "name: Shop\n"
    "traffic.requests_per_day: 4k /day\n"
    "money: { horizon: 12 months, budget: $30k }\n"
    "designs:\n"
    "  common: { cost.failures: $0 /month, cost.people: $0 /month, cost.updates: $0 /month }\n"
    "  prompt: { api.model: catalog:llm/gpt-5.4-mini, cost.inference: $0 /month,\n"
    "            cost.build: $9k, cost.infrastructure: $300 /month }\n"
    "  rag: { api.model: catalog:llm/gpt-5.4-mini, cost.inference: $0 /month,\n"
    "         cost.build: $10k..$20k, cost.infrastructure: $1k /month }\n"
    "run: { trials: 256, seed: 7 }\n";

static char *of_two(Format *format, const char *before, const char *after)
{
    const Style style = { .width = 80, .ascii = true };
    CompareFixture f;
    Text out = { 0 };

    compare_fixture_make(&f, before, after, NULL, 0);
    const CompareReport report = { &f.compare, 1 };
    format(&out, &report, &style);
    compare_fixture_free(&f);
    return out.data;
}

static void assert_says(Format *format, const char *before, const char *after,
                        const char *const words[])
{
    char *text = of_two(format, before, after);

    for (; *words; words++)
        if (!strstr(text, *words))
            fail_msg("`%s` is not in:\n%s", *words, text);
    free(text);
}

/* Of the shop the fine-tuned design (31 k$) is only before, the prompt only after. */
static void a_design_of_one_scenario_has_a_row_with_its_own_numbers(void **state)
{
    assert_says(
        compare_table, compare_shop, with_prompt,
        (const char *[]){ "~ Fine-tuned              $31k            -           only in "
                          "file     >99% -> -\n",
                          "~ Prompt only                -       $12.6k         only in "
                          "change      - -> <1%\n",
                          "Fine-tuned 14% -> -    Prompt only - -> >99%\n", NULL });
    assert_says(compare_markdown, compare_shop, with_prompt,
                (const char *[]){ "| Prompt only | - | $12.6k | only in change | - → <1% | "
                                  "- → >99% |\n",
                                  "| Fine-tuned | $31k | - | only in file | >99% → - |",
                                  NULL });
    assert_says(compare_csv, compare_shop, with_prompt,
                (const char *[]){ "change,prompt,cost.total,mean,,12600,,USD\r\n",
                                  "change,finetune,cost.total,mean,31000,,,USD\r\n",
                                  "change,prompt,probability.cheapest,mean,,1,,", NULL });
}

static void json_has_null_for_a_design_that_is_not_there(void **state)
{
    char *text = of_two(compare_json, compare_shop, with_prompt);
    json_t *root = json_loads(text, 0, NULL);
    json_t *one = json_array_get(json_object_get(root, "comparisons"), 0);
    json_t *designs = json_object_get(one, "designs");

    assert_int_equal(json_array_size(designs), 3);
    json_t *lone = json_array_get(designs, 2);
    assert_string_equal(json_string_value(json_object_get(lone, "name")), "prompt");
    assert_true(json_is_null(json_object_get(lone, "before")));
    assert_true(json_is_null(json_object_get(lone, "difference")));
    json_t *cost = json_object_get(json_object_get(lone, "after"), "cost");
    assert_close(json_number_value(json_object_get(cost, "mean")), 12600, 1e-12);
    assert_true(json_is_null(json_object_get(json_array_get(designs, 1), "after")));
    json_decref(root);
    free(text);
}

static void what_rounds_to_nothing_is_an_equals_sign(void **state)
{
    char *table = written(compare_table, compare_shop, 0, true);

    assert_non_null(strstr(table, "No assumption differs\n"));
    assert_non_null(strstr(table, "$31k                      ="));
    assert_null(strstr(table, "+$"));
    assert_null(strstr(table, "Key: "));
    free(table);
}

static void signed_amounts_have_the_digits_that_are_sure(void **state)
{
    const Currency dollars = { "USD", 1 };
    char buffer[64];

    assert_string_equal(compare_signed(buffer, (Estimate){ 24187, 600 }, &dollars), "+$24.2k");
    assert_string_equal(compare_signed(buffer, (Estimate){ -24187, 3000 }, &dollars), "-$24k");
    assert_string_equal(compare_signed(buffer, (Estimate){ 0, 0 }, &dollars), "$0");
    assert_string_equal(compare_signed(buffer, estimate_unknown, &dollars), "-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_keeps_to_80_columns_and_to_plain_text),
        cmocka_unit_test(markdown_takes_no_markup_from_names),
        cmocka_unit_test(a_spreadsheet_gets_no_formula),
        cmocka_unit_test(json_holds_shares_that_add_up),
        cmocka_unit_test(the_table_says_what_differs_and_why),
        cmocka_unit_test(a_design_of_one_scenario_has_a_row_with_its_own_numbers),
        cmocka_unit_test(json_has_null_for_a_design_that_is_not_there),
        cmocka_unit_test(what_rounds_to_nothing_is_an_equals_sign),
        cmocka_unit_test(signed_amounts_have_the_digits_that_are_sure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
