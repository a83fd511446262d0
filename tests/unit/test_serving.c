/* How many requests a replica answers. */
#include "tests/unit/support.h"

/* Reading a prompt of 1,000 tokens takes 1000 * (10 us + 1000 * 1 ns) = 11 ms. With
 * room for 50 requests a step is 2 + 6 + 50 * 0.1 = 13 ms; a request takes
 * 11 + 200 * 13 / 50 = 63 ms of the replica, which is planned to be 80% busy. */
static void memory_limits_the_batch_of_a_small_replica(void **state)
{
    assert_close(FORMULA_AT(serving_rate_per_replica, 0, 1000, 200, 2e-3, 6e-3, 1e-5, 1e-9,
                            1e-4, 50, 0.04, 0.8),
                 0.8 / 0.063, 1e-13);
}

/* With room for more, the 40 ms allowed for a token decide: a batch b gives one
 * every 8 + 0.1 b + (b - 1) * 11 / 200 ms, so b = 32.055 / 0.155. */
static void the_time_allowed_for_a_token_limits_the_batch_of_a_large_one(void **state)
{
    double b = 32.055 / 0.155, step = 8e-3 + 1e-4 * b;
    assert_close(step + (b - 1) * 0.011 / 200, 0.04, 1e-13);
    assert_close(FORMULA_AT(serving_rate_per_replica, 0, 1000, 200, 2e-3, 6e-3, 1e-5, 1e-9,
                            1e-4, 1000, 0.04, 0.8),
                 0.8 / (0.011 + 200 * step / b), 1e-13);
}

/* At 50 us a token, reading is 51 ms. Waiting on arithmetic b = (40 - 2 + 0.255) /
 * (0.1 + 0.05 + 0.255) = 94, on 3 ms of weights (38.255 - 3) / 0.355 = 99: the
 * smaller counts. */
static void arithmetic_can_limit_the_batch_too(void **state)
{
    double b = 38.255 / 0.405, step = 2e-3 + b * 15e-5;
    assert_close(FORMULA_AT(serving_rate_per_replica, 0, 1000, 200, 2e-3, 3e-3, 5e-5, 1e-9,
                            1e-4, 1000, 0.04, 1),
                 1 / (0.051 + 200 * step / b), 1e-13);
}

/* Reading 60 ms of weights leaves no request in time: a token may take twice the 62
 * ms of a request alone, so b = (124 - 62 + 0.055) / 0.155. */
static void where_no_request_is_in_time_twice_its_time_is_allowed(void **state)
{
    double b = 62.055 / 0.155, step = 62e-3 + 1e-4 * b;
    assert_close(FORMULA_AT(serving_rate_per_replica, 0, 1000, 200, 2e-3, 60e-3, 1e-5, 1e-9,
                            1e-4, 1000, 0.04, 1),
                 1 / (0.011 + 200 * step / b), 1e-13);
}

static void a_model_that_does_not_fit_answers_next_to_nothing(void **state)
{
    assert_close(FORMULA_AT(serving_rate_per_replica, 0, 1000, 200, 2e-3, 6e-3, 1e-5, 1e-9,
                            1e-4, 0.99, 0.04, 1),
                 1e-9, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_limits_the_batch_of_a_small_replica),
        cmocka_unit_test(the_time_allowed_for_a_token_limits_the_batch_of_a_large_one),
        cmocka_unit_test(arithmetic_can_limit_the_batch_too),
        cmocka_unit_test(where_no_request_is_in_time_twice_its_time_is_allowed),
        cmocka_unit_test(a_model_that_does_not_fit_answers_next_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
