/* The rent of GPUs, against published months. */
#include "tests/unit/level.h"
#include "tests/unit/support.h"

/* data-receipts, 2026-11-09: an H100 all month is $1,964 at $2.69 an hour and $5,022
 * at $6.88. */
static void an_h100_costs_what_is_published(void **state)
{
    assert_near(FORMULA_AT(monthly_serving_gpus, 1, 1, 730, 2.69, 1), 1964, 0.5);
    assert_near(FORMULA_AT(monthly_serving_gpus, 1, 1, 730, 6.88, 1), 5022, 0.5);
}

/* 22 GPUs for 720 h at 1.861 USD/h, falling by 2% a month: 0.98^2 in month 3 */
static void the_rent_drifts_from_the_first_month(void **state)
{
    const Quantity *level = source_named(&monthly_serving_gpus, "gpu.price_level");

    assert_close(FORMULA_AT(monthly_serving_gpus, 1, 22, 720, 1.861, level_at(level, 1, -0.02)),
                 29478.24, 1e-14);
    assert_close(FORMULA_AT(monthly_serving_gpus, 3, 22, 720, 1.861, level_at(level, 3, -0.02)),
                 28310.901696, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_h100_costs_what_is_published),
        cmocka_unit_test(the_rent_drifts_from_the_first_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
