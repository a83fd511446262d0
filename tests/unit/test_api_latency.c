/* How long a model API takes, by hand. */
#include "tests/unit/support.h"

/* 5,000 tokens of which 1,000 are cached: 3,000 more than measured, read at 20,000 a
 * second; (0.6 + 0.15) * 1.5 s. Then 20% of 300 tokens of reasoning at 80 tok/s. */
static void the_first_token_waits_for_the_prompt_and_the_reasoning(void **state)
{
    assert_close(FORMULA_AT(api_first_token, 0, 0.6, 1.5, 5000, 2000, 0.5, 20000, 300, 0.2, 100,
                            0.8, 60, 0.5),
                 1.125 + 0.75, 1e-14);
}

static void a_shorter_prompt_is_answered_sooner(void **state)
{
    double plain =
        FORMULA_AT(api_first_token, 0, 0.6, 1, 5000, 0, 0, 20000, 300, 0, 100, 1, 60, 0.5);
    double tuned =
        FORMULA_AT(api_first_token, 0, 0.6, 1, 3500, 0, 0, 20000, 300, 0, 100, 1, 60, 0.5);
    assert_close(plain - tuned, 0.075, 1e-13);
}

/* 900 tokens fewer at 1,000 tok/s would be 0.9 s sooner than 0.6 s. */
static void no_prompt_is_read_before_it_is_sent(void **state)
{
    assert_close(
        FORMULA_AT(api_first_token, 0, 0.6, 1, 100, 0, 0, 1000, 300, 0, 100, 1, 60, 0.5), 0.15,
        1e-14);
}

/* 0.6 s times 70 are 42 s; given up after 12.5 s, and asked again half a second later. */
static void a_call_that_hangs_is_made_again(void **state)
{
    assert_close(
        FORMULA_AT(api_first_token, 0, 0.6, 70, 1000, 0, 0, 20000, 300, 0, 100, 1, 12.5, 0.5),
        12.5 + 0.5 + 0.6, 1e-14);
    assert_close(
        FORMULA_AT(api_first_token, 0, 0.6, 20, 1000, 0, 0, 20000, 300, 0, 100, 1, 12.5, 0.5),
        12, 1e-14);
}

/* Of 3% of slow calls, a uniform of 1.5% is the median one. */
static void a_few_first_tokens_are_far_slower(void **state)
{
    const Quantity *variation = source_named(&api_first_token, "api.ttft_variation");

    assert_close(FORMULA_AT(*variation, 0, 0.25, 0.03, 9.5, 0.015), 9.5, 1e-12);
    assert_close(FORMULA_AT(*variation, 0, 0.25, 0.03, 9.5, 0.515), 1, 1e-12);
}

/* Sources: first token, time-out, pause, retry share, chance, miss. A quarter of retries
 * are a fifth of calls that fail: one in 25 fails twice, after pauses of 0.7 and 1.4 s. */
static void failed_calls_come_before_the_first_token(void **state)
{
    assert_close(FORMULA_AT(latency_retry, 0, 1.3, 20, 0.7, 0.25, 0.201, 1), 0, 0);
    assert_close(FORMULA_AT(latency_retry, 0, 1.3, 20, 0.7, 0.25, 0.199, 1), 2, 1e-14);
    assert_close(FORMULA_AT(latency_retry, 0, 1.3, 20, 0.7, 0.25, 0.039, 1), 4.7, 1e-14);
    assert_close(FORMULA_AT(latency_retry, 0, 31, 20, 0.7, 0.25, 0.199, 1), 20.7, 1e-14);
    assert_close(FORMULA_AT(latency_retry, 0, 1.3, 20, 0.7, 0.25, 0.039, 0), 0, 0);
}

static void the_answer_follows_at_the_vendors_speed(void **state)
{
    assert_close(FORMULA_AT(api_decode, 0, 300, 100, 0.8), 3.7375, 1e-14);
    assert_close(FORMULA_AT(api_decode, 0, 1, 100, 0.8), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_token_waits_for_the_prompt_and_the_reasoning),
        cmocka_unit_test(a_shorter_prompt_is_answered_sooner),
        cmocka_unit_test(no_prompt_is_read_before_it_is_sent),
        cmocka_unit_test(a_call_that_hangs_is_made_again),
        cmocka_unit_test(a_few_first_tokens_are_far_slower),
        cmocka_unit_test(failed_calls_come_before_the_first_token),
        cmocka_unit_test(the_answer_follows_at_the_vendors_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
