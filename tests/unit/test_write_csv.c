/* The long form, and fields that a spreadsheet reads as they are. */
#include "tests/unit/support.h"

#include <stdlib.h>
#include <string.h>

#include "sim/output/csv_out.h"
#include "sim/output/writer.h"
#include "tests/unit/answer_fixture.h"

static void assert_field(const char *text, const char *expected)
{
    Text out = { 0 };

    csv_text(&out, text);
    assert_string_equal(out.data, expected);
    text_free(&out);
}

static void fields_are_quoted_where_they_must_be(void **state)
{
    assert_field("plain text", "plain text");
    assert_field("a, b", "\"a, b\"");
    assert_field("say \"hi\"", "\"say \"\"hi\"\"\"");
    assert_field("two\nlines", "\"two\nlines\"");
    assert_field("", "\"\"");
    assert_field("日本語", "日本語");
}

static void what_looks_like_a_formula_is_disarmed(void **state)
{
    assert_field("=1+1", "'=1+1");
    assert_field("+SUM(A1)", "'+SUM(A1)");
    assert_field("-2", "'-2");
    assert_field("@cmd", "'@cmd");
    assert_field("\t=HYPERLINK(\"x\",\"y\")", "\"'\t=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    assert_field("a=b", "a=b");
}

static void numbers_are_never_disarmed_and_unknown_ones_are_empty(void **state)
{
    Text out = { 0 };

    csv_text(&out, "x");
    csv_number(&out, -1234.5625);
    csv_number(&out, NAN);
    csv_number(&out, INFINITY);
    csv_end_line(&out);
    assert_string_equal(out.data, "x,-1234.5625,,\r\n");
    text_free(&out);
}

static char *written(AnswerFixture *fixture, const Style *style)
{
    Text out = { 0 };

    writer_find("csv")->write(&out, &fixture->answer, style);
    return out.data;
}

static void every_line_has_five_fields(void **state)
{
    AnswerFixture fixture;
    int lines = 0;

    fixture_make(&fixture, &(FixtureOptions){ .label = "a, \"b\"\n=c" });
    char *csv = written(&fixture, &(Style){ .by_month = true });
    assert_memory_equal(csv, "design,metric,quantile,value,unit\r\n", 35);
    for (char *line = csv; *line; line = strstr(line, "\r\n") + 2) {
        int commas = 0;
        for (const char *c = line; *c != '\r'; c++)
            commas += *c == ',';
        assert_int_equal(commas, 4);
        lines++;
    }
    assert_true(lines > 4 * 10 * 8);
    free(csv);
    fixture_free(&fixture);
}

/* The values are those of the answer, to 15 digits. */
static void a_line_says_what_the_answer_says(void **state)
{
    AnswerFixture fixture;
    char expected[128];

    fixture_make(&fixture, NULL);
    char *csv = written(&fixture, &(Style){ 0 });
    snprintf(expected, sizeof expected, "\r\nrag,cost.total,p90,%.15g,USD\r\n",
             answer_summary(&fixture.answer.designs[1], "cost.total").q[Q_P90].value);
    assert_non_null(strstr(csv, expected));
    snprintf(expected, sizeof expected, "\r\nrag,probability.cheapest,mean,%.15g,",
             fixture.answer.designs[1].cheapest.value);
    assert_non_null(strstr(csv, expected));
    assert_null(strstr(csv, "month_"));
    assert_null(strstr(csv, ",nan"));
    free(csv);
    fixture_free(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_where_they_must_be),
        cmocka_unit_test(what_looks_like_a_formula_is_disarmed),
        cmocka_unit_test(numbers_are_never_disarmed_and_unknown_ones_are_empty),
        cmocka_unit_test(every_line_has_five_fields),
        cmocka_unit_test(a_line_says_what_the_answer_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
