/* What a GPU reaches, by the precision of the weights. */
#include "tests/unit/support.h"

static const Quantity *eight_bits(void)
{
    return source_named(&serving_peak, "serving.eight_bits");
}

/* H100: 989 TFLOPS in 16 bits, 1,979 in 8. Weights of 4 bits are unpacked, and an A100 has no
 * arithmetic of 8 bits. */
static void eight_bits_need_weights_and_arithmetic_of_them(void **state)
{
    assert_close(FORMULA_AT(*eight_bits(), 0, 1, 989, 1979), 1, 0);
    assert_close(FORMULA_AT(*eight_bits(), 0, 2, 989, 1979), 0, 0);
    assert_close(FORMULA_AT(*eight_bits(), 0, 0.5, 989, 1979), 0, 0);
    assert_close(FORMULA_AT(*eight_bits(), 0, 1, 312, 312), 0, 0);
}

static void figures_in_force_are_those_of_the_precision(void **state)
{
    assert_close(FORMULA_AT(serving_peak, 0, 1, 989, 1979), 1979, 0);
    assert_close(FORMULA_AT(serving_peak, 0, 0, 989, 1979), 989, 0);
    assert_close(FORMULA_AT(serving_roofline, 0, 1, 4.1, 2.2), 2.2, 0);
}

/* 4 * 1979 * 0.575 TFLOPS */
static void gpus_of_a_replica_add_up(void **state)
{
    assert_close(FORMULA_AT(serving_arithmetic, 0, 4, 1979, 0.575), 4551.7, 1e-13);
}

/* Without figures for 8 bits: 0.81, 0.93 and 0.51 of those for 16. */
static void eight_bits_have_a_share_of_what_is_known_of_sixteen(void **state)
{
    const Quantity *compute = source_named(&serving_compute_share, "gpu.compute_efficiency_8");
    const Quantity *read = source_named(&serving_read_share, "gpu.bandwidth_efficiency_8");
    const Quantity *sharp = source_named(&serving_roofline, "gpu.sharpness_8");

    assert_close(FORMULA_AT(*compute, 0, 0.8), 0.648, 1e-13);
    assert_close(FORMULA_AT(*read, 0, 0.9), 0.837, 1e-13);
    assert_close(FORMULA_AT(*sharp, 0, 4), 2.04, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_bits_need_weights_and_arithmetic_of_them),
        cmocka_unit_test(figures_in_force_are_those_of_the_precision),
        cmocka_unit_test(gpus_of_a_replica_add_up),
        cmocka_unit_test(eight_bits_have_a_share_of_what_is_known_of_sixteen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
