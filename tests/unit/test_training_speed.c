/* What share of the peak training reaches. */
#include "tests/unit/support.h"

enum { FULL, LORA, QLORA };

/* 43% of the peak with all weights, 0.77 of that with adapters of either kind */
static void adapters_reach_less_of_the_peak(void **state)
{
    assert_close(FORMULA_AT(training_mfu, 0, FULL, 0.43, 0.77), 0.43, 0);
    assert_close(FORMULA_AT(training_mfu, 0, LORA, 0.43, 0.77), 0.3311, 1e-15);
    assert_close(FORMULA_AT(training_mfu, 0, QLORA, 0.43, 0.77), 0.3311, 1e-15);
}

/* No loss of a bit, so that a bill of a node can be checked to the cent. */
static void gpus_of_a_node_lose_nothing(void **state)
{
    assert_true(FORMULA_AT(training_parallel_efficiency, 0, 1, 0.08) == 1);
    assert_true(FORMULA_AT(training_parallel_efficiency, 0, 8, 0.08) == 1);
    assert_true(FORMULA_AT(training_parallel_efficiency, 0, 512, 0) == 1);
}

/* MLPerf: about 75% on 64 GPUs, 0.5 to 0.67 on 512. With 8% a doubling 0.92^3 and 0.92^6;
 * 12 GPUs are log2(1.5) doublings. */
static void each_doubling_costs_a_share_of_the_speed(void **state)
{
    assert_close(FORMULA_AT(training_parallel_efficiency, 0, 64, 0.08), 0.778688, 1e-13);
    assert_close(FORMULA_AT(training_parallel_efficiency, 0, 512, 0.08), 0.606355001, 1e-9);
    assert_close(FORMULA_AT(training_parallel_efficiency, 0, 12, 0.08), pow(0.92, log2(1.5)),
                 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adapters_reach_less_of_the_peak),
        cmocka_unit_test(gpus_of_a_node_lose_nothing),
        cmocka_unit_test(each_doubling_costs_a_share_of_the_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
