/* Warnings about values that do nothing because something above them is given, and
 * about errors that cost nothing. */
#include "tests/unit/support.h"

#include "sim/scenario/scenario.h"

/* The text of the only warning with this code; NULL if there is none. */
typedef struct {
    Scenario s;
    const char *text;
    int line;
    size_t count;
} Warned;

static Warned warned(const char *code, const char *text, const Overrides *overrides)
{
    Warned w = { .text = "" };
    Problems problems = { 0 };

    if (!scenario_parse(&w.s, &model_registry, "shop.yaml", text, strlen(text), overrides,
                        &problems))
        fail_msg("line %d: %s", problems.items[0].where.line, problems.items[0].text);
    for (size_t i = 0; i < w.s.warnings.count; i++)
        if (strcmp(w.s.warnings.items[i].code, code) == 0) {
            w.text = w.s.warnings.items[i].text;
            w.line = w.s.warnings.items[i].where.line;
            w.count++;
        }
    return w;
}

static void assert_warned(const char *code, const char *text, int line, const char *expected)
{
    Warned w = warned(code, text, NULL);

    assert_int_equal(w.count, 1);
    assert_string_equal(w.text, expected);
    assert_int_equal(w.line, line);
    scenario_free(&w.s);
}

static void assert_not_warned(const char *code, const char *text)
{
    Warned w = warned(code, text, NULL);

    if (w.count > 0)
        fail_msg("%s", w.text);
    scenario_free(&w.s);
}

#define HEAD                                                                                   \
    "scenario: 1\n"                                                                            \
    "traffic.requests_per_day: 3217 /day\n"                                                    \
    "api.model: catalog:llm/gpt-5.4-mini\n"

/* --- values without effect --------------------------------------------------------------- */

static void what_only_a_given_total_reads_has_no_effect(void **state)
{
    assert_warned("W012",
                  HEAD "designs:\n"
                       "  rag: { api.minimum: $30 /month, cost.inference: $300 /month }\n"
                       "  prompt: { api.minimum: $30 /month }\n",
                  5, "cost.inference is given in rag, so api.minimum has no effect there");
}

/* The same value is read in the other design. */
static void a_value_that_counts_somewhere_is_not_told(void **state)
{
    assert_not_warned("W012", HEAD "api.minimum: $30 /month\n"
                                   "designs: { rag: { cost.inference: $300 /month },\n"
                                   "  prompt: {} }\n");
    assert_not_warned("W012", HEAD "designs: { rag: { training.interval: 3 months,\n"
                                   "  parts: [corpus, tuned, api] },\n"
                                   "  both: { extends: rag, cost.updates: $9 /month } }\n");
}

static void a_default_is_not_told(void **state)
{
    assert_not_warned("W012", HEAD "designs: { rag: { cost.inference: $300 /month } }\n");
}

static void what_is_given_for_all_is_told_once(void **state)
{
    assert_warned("W012", HEAD "cost.inference: $300 /month\napi.minimum: $30 /month\n", 4,
                  "cost.inference is given, so api.minimum has no effect");
}

/* Below cost.cash cost.people is reported and counts for nothing. */
static void totals_below_a_given_one_count_for_nothing(void **state)
{
    assert_warned("W012",
                  HEAD "designs: { prompt: { cost.cash: $3k /month, cost.people: $9 /month,\n"
                       "  upkeep.api_hours: 3 h/month, api.minimum: $30 /month } }\n",
                  4,
                  "cost.cash is given, so cost.people, api.minimum, upkeep.api_hours have "
                  "no effect");
}

/* `both` takes over the total, and the value below it is its own. */
static void designs_that_take_over_a_total_are_told_together(void **state)
{
    assert_warned("W012",
                  HEAD "extras: [ { name: Audit, once: $3k } ]\n"
                       "designs: { prompt: {}, rag: { cost.build: $300 },\n"
                       "  both: { extends: rag, parts: [corpus, api] } }\n",
                  5, "cost.build is given in rag, both, so extras.audit has no effect there");
    assert_warned("W012",
                  HEAD "designs: { rag: { cost.inference: $300 /month },\n"
                       "  both: { extends: rag, parts: [corpus, api], cost.cash: $9 /month,\n"
                       "    api.minimum: $30 /month } }\n",
                  5, "cost.cash is given in both, so api.minimum has no effect there");
}

static void a_derived_value_that_is_given_counts_too(void **state)
{
    assert_warned("W012",
                  HEAD "designs: { finetune: { training.retrain_cost: $9k,\n"
                       "  training.refresh_share: 9% } }\n",
                  4, "training.retrain_cost is given, so training.refresh_share has no effect");
}

/* A line of one's own that is left out in one design is a surprise. */
static void a_line_of_ones_own_below_a_given_total_is_told(void **state)
{
    assert_warned("W012",
                  HEAD "extras: [ { name: Audit, once: $3k },\n"
                       "  { name: Escrow, monthly: $3k, growth: 1% /month } ]\n"
                       "designs: { rag: {}, prompt: { cost.build: $300 } }\n",
                  6, "cost.build is given in prompt, so extras.audit has no effect there");
}

static void the_command_line_has_no_place_in_the_file(void **state)
{
    static const char *const sets[] = { "cost.inference=$300 /month",
                                        "api.minimum=$30 /month" };
    const Overrides o = { .set = sets, .set_count = 2 };
    Warned w = warned("W012", HEAD, &o);

    assert_int_equal(w.count, 1);
    assert_int_equal(w.line, 0);
    scenario_free(&w.s);
}

/* --- errors without a price -----------------------------------------------------------------
 */

static void counted_errors_without_a_price_are_told(void **state)
{
    assert_warned("W013", HEAD "gaps: { behaviour: 8% }\n", 4,
                  "an error has no price yet: gaps.behaviour is given, but "
                  "quality.cost_per_bad_answer is 0");
}

static void a_price_or_no_count_is_fine(void **state)
{
    assert_not_warned("W013", HEAD);
    assert_not_warned("W013",
                      HEAD "gaps.knowledge: 9%\nquality.cost_per_bad_answer: $0.5..$3\n");
    assert_not_warned("W013", HEAD "gaps.knowledge: 9%\ncost.failures: $50 /month\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_only_a_given_total_reads_has_no_effect),
        cmocka_unit_test(a_value_that_counts_somewhere_is_not_told),
        cmocka_unit_test(a_default_is_not_told),
        cmocka_unit_test(what_is_given_for_all_is_told_once),
        cmocka_unit_test(totals_below_a_given_one_count_for_nothing),
        cmocka_unit_test(designs_that_take_over_a_total_are_told_together),
        cmocka_unit_test(a_derived_value_that_is_given_counts_too),
        cmocka_unit_test(a_line_of_ones_own_below_a_given_total_is_told),
        cmocka_unit_test(the_command_line_has_no_place_in_the_file),
        cmocka_unit_test(counted_errors_without_a_price_are_told),
        cmocka_unit_test(a_price_or_no_count_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
