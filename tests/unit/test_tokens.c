/* What a prompt and an answer are made of. */
#include "tests/unit/support.h"

static void tuning_saves_its_share_of_the_examples(void **state)
{
    assert_close(FORMULA_AT(tokens_examples_sent, 0, 1250, 0.84), 200, 1e-14);
    assert_int_equal(tokens_examples_saved.part, PART_TUNED);
    assert_close(tokens_examples_saved.absent, 0, 0);
}

static void what_never_changes_can_be_cached(void **state)
{
    assert_close(FORMULA_AT(tokens_cacheable, 0, 610, 200, 3070), 3880, 0);
}

/* 210 tokens with 35% of reasoning before them */
static void reasoning_is_generated_besides_the_answer(void **state)
{
    assert_close(FORMULA_AT(tokens_generated, 0, 210, 0.35), 283.5, 1e-15);
}

/* 4,000 tokens in the mean, 90 of them the question and 400 the history; this
 * request asks 130 and has no history yet: 4000 + 40 - 400 */
static void a_request_has_its_own_question_and_history(void **state)
{
    assert_close(FORMULA_AT(tokens_request_prompt, 0, 4000, 90, 400, 130, 0), 3640, 0);
}

static void a_prompt_has_a_token_at_least(void **state)
{
    assert_close(FORMULA_AT(tokens_request_prompt, 0, 100, 100, 0, 0, 0), 1, 0);
}

/* What can be cited is what stands in the prompt. */
static void sources_are_pinned_or_found(void **state)
{
    assert_close(FORMULA_AT(tokens_sources, 0, 350, 1280), 1630, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tuning_saves_its_share_of_the_examples),
        cmocka_unit_test(what_never_changes_can_be_cached),
        cmocka_unit_test(reasoning_is_generated_besides_the_answer),
        cmocka_unit_test(a_request_has_its_own_question_and_history),
        cmocka_unit_test(a_prompt_has_a_token_at_least),
        cmocka_unit_test(sources_are_pinned_or_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
