/* Conditions: what is read, what is refused and where, and what holds. */
#include "tests/unit/support.h"

#include "sim/decision/condition.h"
#include "tests/unit/answer_fixture.h"

static bool parse(Condition *condition, const AnswerFixture *fixture, const char *text,
                  Arena *arena, Error *err)
{
    *err = (Error){ 0 };
    return condition_parse(condition, "--require", text, &fixture->scenario, arena, err);
}

static Condition parsed(const AnswerFixture *fixture, const char *text, Arena *arena)
{
    Condition condition;
    Error err;

    if (!parse(&condition, fixture, text, arena, &err))
        fail_msg("%s: %s", text, err.text);
    return condition;
}

static void a_term_is_read_into_its_parts(void **state)
{
    AnswerFixture fixture;
    Arena arena = { 0 };

    fixture_make(&fixture, NULL);
    Condition c = parsed(&fixture, " p90( rag  cost.total )<$450k", &arena);
    assert_int_equal(c.count, 1);
    assert_string_equal(condition_statistics[c.terms[0].statistic], "p90");
    assert_int_equal(c.terms[0].design, 1);
    assert_string_equal(c.terms[0].result, "cost.total");
    assert_int_equal(c.terms[0].compare, COMPARE_LESS);
    assert_close(c.terms[0].value, 450e3, 1e-15);
    assert_false(c.requests);
    c = parsed(&fixture,
               "chance(prompt budget) >= 0.9 and p50(rag latency.request.p95) <= 700 ms",
               &arena);
    assert_int_equal(c.count, 2);
    assert_int_equal(c.terms[0].compare, COMPARE_AT_LEAST);
    assert_close(c.terms[0].value, 0.9, 1e-15);
    assert_string_equal(c.terms[1].text, "p50(rag latency.request.p95) <= 700 ms");
    assert_close(c.terms[1].value, 0.7, 1e-15);
    assert_true(c.requests);
    arena_free(&arena);
    fixture_free(&fixture);
}

static void a_bare_number_is_in_the_results_unit(void **state)
{
    AnswerFixture fixture;
    Arena arena = { 0 };

    fixture_make(&fixture, NULL);
    assert_close(parsed(&fixture, "p90(rag cost.total) < 450k", &arena).terms[0].value, 450e3,
                 1e-15);
    assert_close(
        parsed(&fixture, "mean(rag latency.request.mean) > 2.5", &arena).terms[0].value, 2.5,
        1e-15);
    assert_close(parsed(&fixture, "chance(rag cheapest) > 65%", &arena).terms[0].value, 0.65,
                 1e-15);
    assert_close(parsed(&fixture, "mean(rag training.optimal_interval) > 6 weeks", &arena)
                     .terms[0]
                     .value,
                 42 / DAYS_PER_MONTH, 1e-12);
    arena_free(&arena);
    fixture_free(&fixture);
}

static const struct {
    const char *text, *code;
    int column, width;
} wrong[] = {
    { "   ", "E063", 4, 0 },
    { "p90", "E063", 1, 3 },
    { "p90(rag cost.total < 5", "E063", 1, 22 },
    { "(rag cost.total) < 5", "E063", 1, 0 },
    { "p91(rag cost.total) < 5", "E064", 1, 3 },
    { "p90() < 5", "E063", 5, 0 },
    { "p90(rag) < 5", "E063", 5, 3 },
    { "p90(rga cost.total) < 5", "E064", 5, 3 },
    { "p90(rag cost.totl) < 5", "E064", 9, 9 },
    { "p90(rag latency.request) < 5", "E064", 9, 15 },
    { "chance(rag latency) < 0.5", "E064", 12, 7 },
    { "p90(rag cost.total)", "E063", 20, 0 },
    { "p90(rag cost.total) = 5", "E063", 21, 1 },
    { "p90(rag cost.total) <", "E063", 22, 0 },
    { "p90(rag cost.total) < = 5", "E040", 23, 3 },
    { "p90(rag cost.total) < x", "E040", 23, 1 },
    { "p90(rag cost.total) < 5 s", "E042", 23, 3 },
    { "chance(rag budget) < 90", "E043", 22, 2 },
    { "p90(rag cost.total) < 5 and", "E041", 25, 3 },
    { "p90(rag cost.total) < 5 and  and p90(rag cost.total) < 5", "E063", 29, 0 },
    { "p90(rag cost.total) < 5 or 6", "E041", 25, 4 },
    { "p90(rag cost.total) < 5 and p9(rag cost.total) < 5", "E064", 29, 2 },
    { "p90(rag cost.total) < 5\xc3", "E002", 24, 1 },
};

static void mistakes_are_told_with_their_place(void **state)
{
    AnswerFixture fixture;
    Arena arena = { 0 };
    Condition condition;
    Error err;

    fixture_make(&fixture, NULL);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        if (parse(&condition, &fixture, wrong[i].text, &arena, &err))
            fail_msg("%s is accepted", wrong[i].text);
        if (strcmp(err.code, wrong[i].code) != 0 || err.where.column != wrong[i].column ||
            err.where.width != wrong[i].width || err.status != STATUS_USAGE)
            fail_msg("%s: %s at %d, %d wide: %s", wrong[i].text, err.code, err.where.column,
                     err.where.width, err.text);
    }
    arena_free(&arena);
    fixture_free(&fixture);
}

/* A good text cut off anywhere, and with any byte in any place, is read or refused. */
static void hostile_text_does_no_harm(void **state)
{
    static const char good[] = "p90(rag cost.total) < $450k and chance(rag budget) >= 90%";
    AnswerFixture fixture;
    Arena arena = { 0 };
    Condition condition;
    Error err;

    fixture_make(&fixture, NULL);
    for (size_t n = 0; n + 1 < sizeof good; n++)
        for (int byte = 0; byte < 256; byte += 5) {
            char text[sizeof good];
            memcpy(text, good, sizeof good);
            text[n] = (char)byte;
            if (!parse(&condition, &fixture, text, &arena, &err))
                assert_true(err.text[0] != '\0' && err.where.column > 0);
        }
    char *deep = arena_alloc(&arena, 100001);
    memset(deep, '(', 100000);
    assert_false(parse(&condition, &fixture, deep, &arena, &err));
    arena_free(&arena);
    fixture_free(&fixture);
}

/* Each comparison at the value itself, one bit below and one above. */
static void a_limit_belongs_to_one_side(void **state)
{
    static const struct {
        Compare compare;
        bool below, at, above;
    } sides[] = { { COMPARE_LESS, true, false, false },
                  { COMPARE_AT_MOST, true, true, false },
                  { COMPARE_MORE, false, false, true },
                  { COMPARE_AT_LEAST, false, true, true } };

    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        const ConditionTerm term = { .compare = sides[i].compare, .value = 2.385 };
        assert_true(condition_term_holds(&term, nextafter(2.385, 0)) == sides[i].below);
        assert_true(condition_term_holds(&term, 2.385) == sides[i].at);
        assert_true(condition_term_holds(&term, nextafter(2.385, 3)) == sides[i].above);
        assert_false(condition_term_holds(&term, NAN));
    }
}

static void the_left_side_is_the_answers_number(void **state)
{
    AnswerFixture fixture;
    Arena arena = { 0 };

    fixture_make(&fixture, NULL);
    const Answer *answer = &fixture.answer;
    Summary cost = answer_summary(&answer->designs[1], "cost.total");
    Condition c = parsed(&fixture,
                         "p25(rag cost.total) > 1 and mean(rag cost.total) > 1 and "
                         "sd(rag cost.total) > 1 and chance(rag cheapest) > 0 and "
                         "chance(rag budget) > 0",
                         &arena);
    assert_int_equal(c.count, 5);
    assert_near(condition_value(&c.terms[0], answer).value, cost.q[Q_P25].value, 0);
    assert_near(condition_value(&c.terms[0], answer).se, cost.q[Q_P25].se, 0);
    assert_near(condition_value(&c.terms[1], answer).value, cost.mean.value, 0);
    assert_near(condition_value(&c.terms[2], answer).value, cost.sd, 0);
    assert_near(condition_value(&c.terms[3], answer).value, answer->designs[1].cheapest.value,
                0);
    assert_near(condition_value(&c.terms[4], answer).value,
                answer->designs[1].within_budget.value, 0);
    assert_true(condition_holds(&c, answer));
    c = parsed(&fixture, "p25(rag cost.total) > 1 and mean(rag cost.total) < 1", &arena);
    assert_false(condition_holds(&c, answer));
    arena_free(&arena);
    fixture_free(&fixture);
}

/* Without a budget the chance to stay within it is unknown: nothing holds of it. */
static void nothing_holds_of_what_is_unknown(void **state)
{
    AnswerFixture fixture;
    Arena arena = { 0 };

    fixture_make(&fixture, &(FixtureOptions){ .budget = NAN });
    Condition c = parsed(&fixture, "chance(rag budget) >= 0", &arena);
    assert_false(condition_holds(&c, &fixture.answer));
    arena_free(&arena);
    fixture_free(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_is_read_into_its_parts),
        cmocka_unit_test(a_bare_number_is_in_the_results_unit),
        cmocka_unit_test(mistakes_are_told_with_their_place),
        cmocka_unit_test(hostile_text_does_no_harm),
        cmocka_unit_test(a_limit_belongs_to_one_side),
        cmocka_unit_test(the_left_side_is_the_answers_number),
        cmocka_unit_test(nothing_holds_of_what_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
