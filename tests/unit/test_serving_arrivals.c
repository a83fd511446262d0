/* The requests that reach one replica, and the day it is looked at. */
#include "tests/unit/support.h"

/* At a peak of 12 a second, thrice the mean, replicas that do 0.85 need 14.1, and a spare one:
 * 16. The mean hour needs 4.7: 5 and one. A tenth is reserved: 2. */
static double running(double scaled, double reserved, double at_peak)
{
    return FORMULA_AT(serving_running, 0, 12, 3, 1 / 0.85, 1, 1, 16, scaled, reserved, at_peak);
}

static void without_autoscaling_all_replicas_run(void **state)
{
    assert_close(running(0, 0.1, 0), 16, 0);
    assert_close(running(0, 0.1, 1), 16, 0);
}

static void with_it_those_run_that_the_hour_needs(void **state)
{
    assert_close(running(1, 0.1, 0), 6, 0);
    assert_close(running(1, 0.1, 1), 16, 0);
    assert_close(running(1, 0.7, 0), 12, 0); /* 11.2 are reserved */
}

/* A fleet without replicas still gets its requests somewhere. */
static void there_is_always_a_replica(void **state)
{
    assert_close(FORMULA_AT(serving_running, 0, 0, 3, 1 / 0.85, 0, 0, 0, 1, 0, 0), 1, 0);
}

/* 345,600 a day are 4 a second; a fifth is in the answer cache; 6 replicas. */
static void requests_are_spread_over_those_that_run(void **state)
{
    assert_close(FORMULA_AT(serving_arrival_rate, 0, 345600, 0.2, 6, 3, 0), 3.2 / 6, 1e-14);
    assert_close(FORMULA_AT(serving_arrival_rate, 0, 345600, 0.2, 16, 3, 1), 9.6 / 16, 1e-14);
}

/* 1 + (3^2 - 1) / 4 = 3; chance stays chance, and what is regular becomes chance. */
static void bursts_are_shared_too(void **state)
{
    assert_close(FORMULA_AT(serving_burstiness, 0, 3, 4), sqrt(3), 1e-14);
    assert_close(FORMULA_AT(serving_burstiness, 0, 3, 1), 3, 1e-14);
    assert_close(FORMULA_AT(serving_burstiness, 0, 1, 7), 1, 1e-14);
    assert_close(FORMULA_AT(serving_burstiness, 0, 0, 4), sqrt(0.75), 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_autoscaling_all_replicas_run),
        cmocka_unit_test(with_it_those_run_that_the_hour_needs),
        cmocka_unit_test(there_is_always_a_replica),
        cmocka_unit_test(requests_are_spread_over_those_that_run),
        cmocka_unit_test(bursts_are_shared_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
