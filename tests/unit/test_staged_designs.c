/* Staged designs as a scenario writes them: both forms, what they inherit, what is refused. */
#include "tests/unit/support.h"

#include <stdio.h>

#include "sim/scenario/scenario.h"

#define HEAD                                                                                   \
    "scenario: 1\n"                                                                            \
    "traffic.requests_per_day: 3217 /day\n"                                                    \
    "api.model: catalog:llm/gpt-5.4-mini\n"
#define TWO "designs:\n  rag: {}\n  combined: { corpus.top_k: 3 }\n"

static Problems problems;

static bool parse(Scenario *s, const char *text, const Overrides *overrides)
{
    problems = (Problems){ 0 };
    return scenario_parse(s, &model_registry, "test.yaml", text, strlen(text), overrides,
                          &problems);
}

static void load(Scenario *s, const char *text, const Overrides *overrides)
{
    if (!parse(s, text, overrides))
        fail_msg("line %d: %s", problems.items[0].where.line, problems.items[0].text);
    problems_free(&problems);
}

/* The scenario lacks nothing but this: one error, with a text that holds the words. */
static void assert_refused(const char *code, const char *words, const char *design)
{
    char text[1024];
    Scenario s;

    snprintf(text, sizeof text, "%s%s%s", HEAD TWO, design, "\n");
    assert_false(parse(&s, text, NULL));
    if (problems.count != 1 || strcmp(problems.items[0].code, code) != 0 ||
        !strstr(problems.items[0].text, words))
        fail_msg("%s: %zu errors, the first is %s [%s]", design, problems.count,
                 problems.items[0].text, problems.items[0].code);
    problems_free(&problems);
    scenario_free(&s);
}

static const Binding *binding(const Scenario *s, size_t design, const char *key)
{
    return scenario_binding(s, design, registry_find(&model_registry, key));
}

static void check_stage(const char *text)
{
    Scenario s;
    load(&s, text, NULL);
    const ScenarioDesign *grown = &s.designs[2];

    assert_int_equal(s.design_count, 3);
    assert_int_equal(s.behind_count, 0);
    assert_string_equal(grown->label, "Grown");
    assert_int_equal(grown->stage->start, 0);
    assert_int_equal(grown->stage->then, 1);
    assert_null(s.designs[0].stage);
    assert_int_equal(grown->parts, s.designs[0].parts | s.designs[1].parts | PART_STAGED);
    assert_string_equal(binding(&s, 2, "stage.at")->text, "9..15 months");
    assert_near(law_mean(&binding(&s, 2, "stage.chance")->law), 0.4, 1e-15);
    assert_null(binding(&s, 0, "stage.at"));
    scenario_free(&s);
}

static void both_forms_say_the_same(void **state)
{
    check_stage(HEAD TWO
                "  grown: { label: Grown, start: rag, then: combined, at: 9..15 months, "
                "if: 40% }\n");
    check_stage(HEAD TWO "  grown: { label: Grown, staged: { start: rag, then: combined, "
                         "at: 9..15 months, if: 40% } }\n");
}

/* The values that a staged design begins with, and of what only the second has, those. */
static void values_are_those_of_the_two_designs(void **state)
{
    Scenario s;
    load(&s,
         HEAD "designs:\n  grown: { start: rag, then: combined, at: 2 months }\n"
              "  rag: { corpus.top_k: 7 }\n  combined: { corpus.top_k: 3 }\n",
         NULL);

    assert_ptr_equal(binding(&s, 0, "corpus.top_k"), binding(&s, 1, "corpus.top_k"));
    assert_ptr_equal(binding(&s, 0, "training.epochs"), binding(&s, 2, "training.epochs"));
    assert_non_null(binding(&s, 0, "training.epochs"));
    assert_near(law_mean(&binding(&s, 0, "stage.chance")->law), 1, 0);
    scenario_free(&s);
}

static void its_designs_need_not_be_shown(void **state)
{
    const Overrides only = { .designs = (const char *const[]){ "grown" },
                             .design_count = 1,
                             .set = (const char *const[]){ "prompt.tokens.system=700 tok",
                                                           "grown.stage.at=3 months" },
                             .set_count = 2 };
    Scenario s;
    load(&s, HEAD TWO "  grown: { start: prompt, then: combined, at: 2 months }\n", &only);
    const Stage *stage = s.designs[0].stage;

    assert_int_equal(s.design_count, 1);
    assert_int_equal(s.behind_count, 2);
    assert_string_equal(s.designs[stage->start].name, "prompt");
    assert_string_equal(s.designs[stage->then].name, "combined");
    assert_near(law_mean(&binding(&s, stage->start, "tokens.system")->law), 700, 0);
    assert_near(law_mean(&binding(&s, 0, "stage.at")->law), 3, 0);
    scenario_free(&s);
}

static void conditions_compare_in_four_ways(void **state)
{
    static const struct {
        const char *sign;
        Inequality comparison;
    } cases[] = {
        { "<", LESS }, { "<=", LESS_OR_EQUAL }, { ">=", GREATER_OR_EQUAL }, { ">", GREATER }
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[1024];
        Scenario s;
        snprintf(text, sizeof text, "%s%s%s%s", HEAD TWO,
                 "  grown: { start: rag, then: combined, at: 2 months, if: cost.cash ",
                 cases[i].sign, " $3.7k /month }\n");
        load(&s, text, NULL);
        const Stage *stage = s.designs[2].stage;
        assert_string_equal(stage->reads->key, "cost.cash");
        assert_int_equal(stage->comparison, cases[i].comparison);
        assert_close(stage->value, 3700, 1e-15);
        assert_near(law_mean(&binding(&s, 2, "stage.chance")->law), 1, 0);
        scenario_free(&s);
    }
}

#define GROWN "  grown: { start: rag, then: combined, at: 2 months, "

static void wrong_stages_are_refused(void **state)
{
    assert_refused("E027", "unknown design `rga`",
                   "  g: { start: rga, then: rag, at: 1 month }");
    assert_refused("E030", "another design", "  g: { start: rag, then: rag, at: 1 month }");
    assert_refused("E030", "names two designs", "  g: { start: rag, at: 1 month }");
    assert_refused("E030", "names two designs", "  g: { then: rag, at: 1 month }");
    assert_refused("E023", "`stage.at` is not given", "  g: { start: rag, then: combined }");
    assert_refused("E030", "unknown word",
                   "  g: { staged: { start: rag, then: combined, "
                   "at: 1 month, when: 3% } }");
    assert_refused("E045", "out of range", GROWN "if: 140% }");
    assert_refused("E030", "stay as they are",
                   GROWN "if: 4% }\n  g: { start: rag, then: grown, at: 1 month }");
    assert_refused("E030", "stay as they are", "  g: { start: g, then: rag, at: 1 month }");
    assert_refused("E030", "cannot be extended", GROWN "if: 4% }\n  g: { extends: grown }");
}

static void what_belongs_to_the_two_designs_is_refused(void **state)
{
    assert_refused("E030", "made of the two designs", GROWN "parts: [corpus, api] }");
    assert_refused("E030", "made of the two designs", GROWN "extends: rag }");
    assert_refused("E030", "no values of its own", GROWN "corpus.top_k: 4 }");
    assert_refused("E030", "no values of its own", GROWN "api.model: catalog:llm/gpt-6-luna }");
    assert_refused("E025", "holds for all designs", GROWN "money.horizon: 4 months }");
    assert_refused("E026", "unknown part", "  g: { parts: [corpus, api, staged] }");
}

static void wrong_conditions_are_refused(void **state)
{
    assert_refused("E021", "unknown key", GROWN "if: gaps.behavior > 5% }");
    assert_refused("E030", "starts with", GROWN "if: training.epochs > 5 }");
    assert_refused("E030", "each month", GROWN "if: latency.request > 2 s }");
    assert_refused("E030", "each month", GROWN "if: cost.total > $20 }");
    assert_refused("E030", "each month", GROWN "if: api.model > 2 }");
    assert_refused("E042", "cannot be in", GROWN "if: gaps.behaviour > 5 months }");
    assert_refused("E055", "one number", GROWN "if: gaps.behaviour > 5..6% }");
    assert_refused("E030", "a key, a sign and a value", GROWN "if: \"> 5%\" }");
    assert_refused("E030", "a key, a sign and a value", GROWN "if: \"gaps.behaviour >=\" }");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_say_the_same),
        cmocka_unit_test(values_are_those_of_the_two_designs),
        cmocka_unit_test(its_designs_need_not_be_shown),
        cmocka_unit_test(conditions_compare_in_four_ways),
        cmocka_unit_test(wrong_stages_are_refused),
        cmocka_unit_test(what_belongs_to_the_two_designs_is_refused),
        cmocka_unit_test(wrong_conditions_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
