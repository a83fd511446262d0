/* How many replicas the traffic needs, and what a quota leaves. */
#include "tests/unit/support.h"

/* Replicas for a peak, with a share answered from the cache. */
static double replicas(double peak, double hit, double rate, double least, double spare)
{
    return FORMULA_AT(serving_replicas, 1, peak,
                      FORMULA_AT(serving_replicas_per_rate, 0, hit, rate), least,
                      FORMULA_AT(serving_whole_spares, 0, spare), 0);
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
    assert_close(FORMULA_AT(serving_rented_per_replica, 0, 2), 2, 0);
    assert_close(FORMULA_AT(serving_rented_per_replica, 0, 1.2), 2, 0);
}

/* 7.31 requests a second at 0.85 each need 9 and a spare one; a quota of 6.7 allows 6. */
static void a_quota_limits_the_fleet(void **state)
{
    const Quantity *quota = source_named(&serving_replicas, "serving.whole_quota");

    assert_close(FORMULA_AT(*quota, 0, 6.7), 6, 0);
    assert_close(FORMULA_AT(*quota, 0, 0.4), 1, 0);
    assert_close(FORMULA_AT(*quota, 0, 0), 0, 0);
    assert_close(FORMULA_AT(serving_replicas, 1, 7.31, 1 / 0.85, 1, 1, 6), 6, 0);
    assert_close(FORMULA_AT(serving_replicas, 1, 7.31, 1 / 0.85, 1, 1, 12), 10, 0);
}

/* 7.31 a second, a fifth from the cache, on 6 replicas that do 1.1 at most: 0.886 of it; on
 * 5 it is 1.06. */
static void a_fleet_saturates_where_the_peak_is_more_than_it_can_do(void **state)
{
    double enough = FORMULA_AT(serving_load, 1, 7.31, 0.2, 6, 1.1);
    double little = FORMULA_AT(serving_load, 1, 7.31, 0.2, 5, 1.1);

    assert_close(enough, 5.848 / 6.6, 1e-13);
    assert_close(little, 5.848 / 5.5, 1e-13);
    assert_close(FORMULA_AT(serving_saturated, 1, enough), 0, 0);
    assert_close(FORMULA_AT(serving_saturated, 1, little), 1, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replicas_are_whole_and_some_are_spare),
        cmocka_unit_test(the_minimum_runs_without_any_traffic),
        cmocka_unit_test(a_load_that_fits_exactly_needs_no_replica_more),
        cmocka_unit_test(gpus_are_rented_whole),
        cmocka_unit_test(a_quota_limits_the_fleet),
        cmocka_unit_test(a_fleet_saturates_where_the_peak_is_more_than_it_can_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
