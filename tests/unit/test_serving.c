/* How many requests a replica answers, and how many replicas that takes. */
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

/* Replicas for a peak, with a share answered from the cache. */
static double replicas(double peak, double hit, double rate, double least, double spare)
{
    const Quantity *per_rate = source_named(&serving_replicas, "serving.replicas_per_rate");
    const Quantity *spares = source_named(&serving_replicas, "serving.whole_spares");

    return FORMULA_AT(serving_replicas, 1, peak, FORMULA_AT(*per_rate, 0, hit, rate), least,
                      FORMULA_AT(*spares, 0, spare));
}

/* 7.31 requests a second at 0.85 each need 8.6 replicas; with a fifth answered from
 * the cache 6.88 */
static void replicas_are_whole_and_some_are_spare(void **state)
{
    assert_close(replicas(7.31, 0, 0.85, 1, 2), 11, 0);
    assert_close(replicas(7.31, 0.2, 0.85, 1, 1.3), 9, 0);
}

static void the_minimum_runs_without_any_traffic(void **state)
{
    assert_close(replicas(0, 0, 0.85, 3, 1), 4, 0);
}

/* 0.54 / 0.18 is 3.0000000000000004 in floating point */
static void a_load_that_fits_exactly_needs_no_replica_more(void **state)
{
    assert_true(0.54 / 0.18 > 3);
    assert_close(replicas(0.54, 0, 0.18, 1, 0), 3, 0);
}

static void gpus_are_rented_whole(void **state)
{
    const Quantity *rented = source_named(&serving_gpus, "serving.rented_per_replica");

    assert_close(FORMULA_AT(*rented, 0, 2), 2, 0);
    assert_close(FORMULA_AT(*rented, 0, 1.2), 2, 0);
    assert_close(FORMULA_AT(serving_gpus, 1, 11, 2), 22, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_limits_the_batch_of_a_small_replica),
        cmocka_unit_test(the_time_allowed_for_a_token_limits_the_batch_of_a_large_one),
        cmocka_unit_test(arithmetic_can_limit_the_batch_too),
        cmocka_unit_test(where_no_request_is_in_time_twice_its_time_is_allowed),
        cmocka_unit_test(a_model_that_does_not_fit_answers_next_to_nothing),
        cmocka_unit_test(replicas_are_whole_and_some_are_spare),
        cmocka_unit_test(the_minimum_runs_without_any_traffic),
        cmocka_unit_test(a_load_that_fits_exactly_needs_no_replica_more),
        cmocka_unit_test(gpus_are_rented_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
