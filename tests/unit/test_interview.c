/* The questions of `init`: answers in, a changed scenario out. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <string.h>

#include "sim/cli/interview.h"

static const char template_text[] = "requirements:\n"
                                    "  citations: { level: must }\n"
                                    "money: { horizon: 36 months }\n"
                                    "budget: $9k   # all of it\n"
                                    "traffic:\n"
                                    "  requests_per_day: 1k..2k /day   # <--\n"
                                    "corpus:\n"
                                    "  change_rate: 5%\n"
                                    "gaps:\n"
                                    "  knowledge: 1%   # <-- facts\n"
                                    "  behaviour: 2%\n";

/* The scenario after these answers, which the caller frees. */
static Text interview(const char *answers)
{
    FILE *in = tmpfile(), *out = tmpfile();
    Text scenario = { 0 };

    assert_true(in && out);
    fputs(answers, in);
    rewind(in);
    interview_make(&scenario, template_text, in, out);
    fclose(in);
    fclose(out);
    return scenario;
}

static void assert_has(const Text *scenario, const char *line)
{
    if (!strstr(scenario->data, line))
        fail_msg("no `%s` in\n%s", line, scenario->data);
}

static void answers_change_their_lines_and_keep_comments(void **state)
{
    Text s = interview("behaviour\nweekly\nyes\n3k\n4.5k\n$1.2M\n");

    assert_has(&s, "  requests_per_day: { value: 3000..4500 /day, source: guess }   # <--\n");
    assert_has(&s, "budget: $1200000   # all of it\n");
    assert_has(&s, "  change_rate: { value: 10%..30% /month, source: guess }\n");
    assert_has(&s, "  knowledge: { value: 2%..8%, source: guess }   # <-- facts\n");
    assert_has(&s, "  behaviour: { value: 15%..40%, source: guess }\n");
    assert_has(&s, "  citations: { level: must }\n");
    assert_has(&s, "money: { horizon: 36 months }\n");
    text_free(&s);
}

static void no_answer_takes_the_default(void **state)
{
    Text s = interview("");

    assert_has(&s, "requests_per_day: { value: 5000..20000 /day, source: guess }");
    assert_has(&s, "budget: $450000");
    assert_has(&s, "citations");
    text_free(&s);
}

static void without_citations_their_line_goes(void **state)
{
    Text s = interview("mixed\ndaily\nno\n");

    assert_null(strstr(s.data, "citations"));
    assert_has(&s, "  knowledge: { value: 15%..40%, source: guess }");
    assert_has(&s, "  behaviour: { value: 15%..40%, source: guess }");
    text_free(&s);
}

static void what_is_no_answer_is_asked_again(void **state)
{
    Text s = interview(
        "dunno\nfacts\n?\nyearly\nmaybe\nyes\nmany\n-3\n70\n: x }\n70\n0\n1e99\n$5k\n");

    assert_has(&s, "requests_per_day: { value: 70 /day, source: guess }");
    assert_has(&s, "change_rate: { value: 0.5%..2% /month, source: guess }");
    assert_has(&s, "budget: $5000");
    text_free(&s);
}

static void a_change_leaves_other_lines_alone(void **state)
{
    Text changed = { 0 };

    interview_change(&changed, "a: 1\n  key_more: 2\n  key: 3 # why\nkey: 4", "key", "9");
    assert_string_equal(changed.data, "a: 1\n  key_more: 2\n  key: 9 # why\nkey: 4");
    text_free(&changed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_change_their_lines_and_keep_comments),
        cmocka_unit_test(no_answer_takes_the_default),
        cmocka_unit_test(without_citations_their_line_goes),
        cmocka_unit_test(what_is_no_answer_is_asked_again),
        cmocka_unit_test(a_change_leaves_other_lines_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
