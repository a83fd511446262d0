/* How long own GPUs take, by hand and by Little's law. */
#include "tests/unit/support.h"

/* 864,000 requests a day on two replicas are 5 a second each. Waiting on memory:
 * 5 * 200 * 8 ms / (1 - 5 * (200 * 0.1 ms + 11 ms)) = 8 / 0.845 in progress. */
static double half_way(double chance, double burstiness, double room)
{
    return FORMULA_AT(serving_batch, 0, 864000, 0, 2, 1000, 200, 2e-3, 6e-3, 1e-5, 1e-9, 1e-4,
                      room, burstiness, chance);
}

static void the_mean_load_obeys_littles_law(void **state)
{
    double b = half_way(0.5, 1, 100), step = 8e-3 + 1e-4 * b;
    assert_close(b, 8 / 0.845, 1e-13);
    assert_close(b, 5 * (200 * step + b * 0.011), 1e-13); /* rate * time in progress */
}

/* 97.5% of a normal lie below 1.959963984540054 standard deviations; the variance is
 * b for chance arrivals (c = 1) and 5 b for c = 3. */
static void bursts_widen_the_load_that_a_request_meets(void **state)
{
    double b = 8 / 0.845, z = 1.959963984540054;
    assert_close(half_way(0.975, 1, 100), b + z * sqrt(b), 1e-12);
    assert_close(half_way(0.975, 3, 100), b + z * sqrt(5 * b), 1e-12);
}

static void the_load_stays_between_none_and_the_room(void **state)
{
    assert_close(half_way(0.001, 3, 100), 0, 0);
    assert_close(half_way(0.999, 3, 12), 11, 0);
}

/* 500 a second is far beyond what two replicas can do. */
static void an_overloaded_replica_is_full(void **state)
{
    assert_close(FORMULA_AT(serving_batch, 0, 43.2e6, 0, 2, 1000, 200, 2e-3, 6e-3, 1e-5, 1e-9,
                            1e-4, 100, 1, 0.5),
                 99, 0);
}

/* Beside 4 others: half a step of 2 + 0.4 + 6 = 8.4 ms, then a step that reads 2,000
 * tokens: 2.4 + 20.04 + 4 ms; the front end takes 20 ms. */
static void the_first_token_comes_with_the_step_that_reads_the_prompt(void **state)
{
    assert_close(FORMULA_AT(serving_first_token, 0, 4, 2e-3, 6e-3, 1e-5, 1e-9, 1e-4, 1000, 200,
                            150, 2000, 0, 0.02),
                 0.02 + 0.0042 + 0.02644, 1e-13);
}

/* Alone, nothing is in progress that has to end its step first. */
static void a_request_alone_waits_for_nobody(void **state)
{
    assert_close(FORMULA_AT(serving_first_token, 0, 0, 2e-3, 6e-3, 1e-5, 1e-9, 1e-4, 1000, 200,
                            150, 2000, 0, 0.02),
                 0.02 + 0.002 + 0.02 + 0.004, 1e-13);
}

/* Five in progress: a step of 2 + 6 + 0.5 ms, and the four others' share of reading
 * prompts, 4 / 200 * 11 ms, between two tokens. */
static void the_answer_comes_a_step_at_a_time(void **state)
{
    assert_close(FORMULA_AT(serving_decode, 0, 4, 2e-3, 6e-3, 1e-5, 1e-9, 1e-4, 1000, 200, 150),
                 149 * 8.72e-3, 1e-13);
}

static void reasoning_comes_before_the_first_token(void **state)
{
    double at_once = FORMULA_AT(serving_first_token, 0, 4, 2e-3, 6e-3, 1e-5, 1e-9, 1e-4, 1000,
                                200, 150, 2000, 0, 0.02);
    double after_half = FORMULA_AT(serving_first_token, 0, 4, 2e-3, 6e-3, 1e-5, 1e-9, 1e-4,
                                   1000, 200, 150, 2000, 0.5, 0.02);
    assert_close(after_half - at_once, 75 * 8.72e-3, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mean_load_obeys_littles_law),
        cmocka_unit_test(bursts_widen_the_load_that_a_request_meets),
        cmocka_unit_test(the_load_stays_between_none_and_the_room),
        cmocka_unit_test(an_overloaded_replica_is_full),
        cmocka_unit_test(the_first_token_comes_with_the_step_that_reads_the_prompt),
        cmocka_unit_test(a_request_alone_waits_for_nobody),
        cmocka_unit_test(the_answer_comes_a_step_at_a_time),
        cmocka_unit_test(reasoning_comes_before_the_first_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
