/* Designs that are taken out of a scenario, with what staged ones among them are made of. */
#include "tests/unit/support.h"

#include "sim/scenario/some_designs.h"

#define TEXT                                                                                   \
    "scenario: 1\n"                                                                            \
    "money.horizon: 24 months\n"                                                               \
    "traffic.requests_per_day: 3217 /day\n"                                                    \
    "api.model: catalog:llm/gpt-5.4-mini\n"                                                    \
    "designs:\n"                                                                               \
    "  grown: { start: rag, then: combined, at: 30 months }\n"                                 \
    "  prompt: {}\n"                                                                           \
    "  fed: { start: prompt, then: rag, at: 20..30 months }\n"

static void load(Scenario *s)
{
    Problems problems = { 0 };

    assert_true(
        scenario_parse(s, &model_registry, "test.yaml", TEXT, strlen(TEXT), NULL, &problems));
    assert_int_equal(s->design_count, 3);
    assert_int_equal(s->behind_count, 2);
}

static void assert_names(const Scenario *s, const char *const names[], size_t count)
{
    assert_int_equal(scenario_all_designs(s), count);
    for (size_t d = 0; d < count; d++)
        assert_string_equal(s->designs[d].name, names[d]);
}

static void what_stands_behind_comes_along(void **state)
{
    Arena arena = { 0 };
    Scenario s, one;
    load(&s);
    const size_t *places = scenario_choose(&one, &s, (const size_t[]){ 2 }, 1, &arena);

    assert_int_equal(one.design_count, 1);
    assert_names(&one, (const char *const[]){ "fed", "prompt", "rag" }, 3);
    assert_int_equal(one.designs[0].stage->start, 1);
    assert_int_equal(one.designs[0].stage->then, 2);
    for (size_t d = 0; d < 3; d++)
        assert_string_equal(s.designs[places[d]].name, one.designs[d].name);
    arena_free(&arena);
    scenario_free(&s);
}

static void what_is_chosen_does_not_stand_behind_too(void **state)
{
    Arena arena = { 0 };
    Scenario s, two;
    load(&s);
    scenario_choose(&two, &s, (const size_t[]){ 2, 1 }, 2, &arena);

    assert_int_equal(two.design_count, 2);
    assert_names(&two, (const char *const[]){ "fed", "prompt", "rag" }, 3);
    assert_int_equal(two.designs[0].stage->start, 1);
    arena_free(&arena);
    scenario_free(&s);
}

static void a_copy_has_every_design_at_its_place(void **state)
{
    Arena arena = { 0 };
    Scenario s, copy;
    load(&s);
    scenario_copy(&copy, &s, &arena);

    assert_int_equal(copy.design_count, 3);
    for (size_t d = 0; d < scenario_all_designs(&s); d++) {
        assert_string_equal(copy.designs[d].name, s.designs[d].name);
        assert_ptr_not_equal(copy.designs[d].bindings, s.designs[d].bindings);
    }
    assert_int_equal(copy.designs[0].stage->then, s.designs[0].stage->then);
    arena_free(&arena);
    scenario_free(&s);
}

/* Of `grown` all changes come after month 24, of `fed` not all. */
static void a_change_that_never_comes_is_told(void **state)
{
    size_t told = 0;
    Scenario s;
    load(&s);

    for (size_t i = 0; i < s.warnings.count; i++)
        if (strcmp(s.warnings.items[i].code, "W020") == 0) {
            assert_non_null(strstr(s.warnings.items[i].text, "`grown`"));
            assert_int_equal(s.warnings.items[i].where.line, 6);
            told++;
        }
    assert_int_equal(told, 1);
    scenario_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_behind_comes_along),
        cmocka_unit_test(what_is_chosen_does_not_stand_behind_too),
        cmocka_unit_test(a_copy_has_every_design_at_its_place),
        cmocka_unit_test(a_change_that_never_comes_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
