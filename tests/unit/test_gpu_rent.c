/* Prices of GPUs on demand, on the spot and reserved. */
#include "tests/unit/support.h"

static void a_discount_makes_the_price_that_is_not_stated(void **state)
{
    const Quantity *spot = source_named(&gpu_flexible_price, "gpu.spot_price");
    const Quantity *reserved = source_named(&gpu_saved_per_replica, "gpu.reserved_price");

    assert_close(FORMULA_AT(*spot, 0, 2.4, 0.45), 1.32, 1e-15);
    assert_close(FORMULA_AT(*reserved, 0, 2.4, 0.38), 1.488, 1e-15);
}

static double flexible(double price, double spot_share, double reserved, double spot_price)
{
    double on_demand = FORMULA_AT(serving_on_demand_share, 0, spot_share, reserved);

    return FORMULA_AT(gpu_flexible_price, 0, price, on_demand, spot_share, spot_price, 0.1);
}

/* Of ten GPUs five are on demand at 2.40, three spot capacity at 0.96 with a tenth of the
 * hours lost, two reserved: (0.5 * 2.4 + 0.3 * 1.1 * 0.96) / 0.8 */
static void what_is_not_reserved_costs_the_mean_of_the_rest(void **state)
{
    assert_close(flexible(2.4, 0.3, 0.2, 0.96), 1.896, 1e-15);
    assert_close(flexible(2.4, 0.8, 0.2, 0.96), 1.056, 1e-15);
}

static void on_demand_alone_costs_its_price_to_the_bit(void **state)
{
    assert_true(flexible(1.861, 0, 0, 0.9) == 1.861);
    assert_true(FORMULA_AT(gpu_saved_per_replica, 0, 1.861, 1.2, 0, 2, 730) == 0);
}

static void all_reserved_leaves_nothing_to_rent(void **state)
{
    assert_close(flexible(2.4, 0, 1, 0.96), 0, 0);
}

/* 30% and 70% are 100% though they are not in binary; 1% more is refused. */
static void there_are_no_more_gpus_than_all(void **state)
{
    for (int percent = 0; percent <= 100; percent++)
        assert_true(FORMULA_AT(serving_on_demand_share, 0, percent / 100.0,
                               (100 - percent) / 100.0) >= serving_on_demand_share.least);
    assert_close(FORMULA_AT(serving_on_demand_share, 0, 0.31, 0.7), -0.01, 1e-12);
    assert_non_null(serving_on_demand_share.otherwise);
}

/* 20% of two GPUs for 720 h at 1.488 instead of 1.896 */
static void a_reserved_gpu_saves_the_difference_all_month(void **state)
{
    assert_close(FORMULA_AT(gpu_saved_per_replica, 0, 1.896, 1.488, 0.2, 2, 720), 117.504,
                 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_discount_makes_the_price_that_is_not_stated),
        cmocka_unit_test(what_is_not_reserved_costs_the_mean_of_the_rest),
        cmocka_unit_test(on_demand_alone_costs_its_price_to_the_bit),
        cmocka_unit_test(all_reserved_leaves_nothing_to_rent),
        cmocka_unit_test(there_are_no_more_gpus_than_all),
        cmocka_unit_test(a_reserved_gpu_saves_the_difference_all_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
