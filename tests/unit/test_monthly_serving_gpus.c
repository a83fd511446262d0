/* The rent of GPUs, against published months. */
#include "tests/unit/level.h"
#include "tests/unit/support.h"

/* A month of GPUs that are all on demand. */
static double rent(double gpu_hours, double price, double level)
{
    return FORMULA_AT(monthly_serving_gpus, 1, gpu_hours, price, 11, 0, level);
}

/* data-receipts, 2026-11-09: an H100 all month is $1,964 at $2.69 an hour, $5,022 at $6.88
 * and $8,972 at $12.29; openrelay, 2026-09-20: an RTX 4090 for 720 hours at $0.29. */
static void a_gpu_costs_what_is_published(void **state)
{
    assert_near(rent(730, 2.69, 1), 1964, 0.5);
    assert_near(rent(730, 6.88, 1), 5022, 0.5);
    assert_near(rent(730, 12.29, 1), 8972, 0.5);
    assert_close(rent(720, 0.29, 1), 208.8, 1e-14);
}

/* 22 GPUs for 720 h at 1.861 USD/h, falling by 2% a month: 0.98^2 in month 3 */
static void the_rent_drifts_from_the_first_month(void **state)
{
    const Quantity *level = source_named(&monthly_serving_gpus, "gpu.price_level");

    assert_close(rent(22 * 720, 1.861, level_at(level, 1, -0.02)), 29478.24, 1e-14);
    assert_close(rent(22 * 720, 1.861, level_at(level, 3, -0.02)), 28310.901696, 1e-14);
}

/* 9 replicas of two GPUs, a fifth reserved: 0.2 * 18 * 720 = 2,592 of 8,265 GPU hours at
 * 1.488 are 3,856.896, the other 5,673 at 1.896 are 10,756.008. Reserving saves 117.504 a
 * replica. */
static void reserved_hours_cost_the_reserved_price(void **state)
{
    assert_close(FORMULA_AT(monthly_serving_gpus, 1, 8265, 1.896, 9, 117.504, 0.98),
                 0.98 * (3856.896 + 10756.008), 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gpu_costs_what_is_published),
        cmocka_unit_test(the_rent_drifts_from_the_first_month),
        cmocka_unit_test(reserved_hours_cost_the_reserved_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
