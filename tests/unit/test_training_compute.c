/* Hours of a training attempt, of the GPUs and by the clock. */
#include "tests/unit/support.h"

/* 5,008,920 tokens * 32,586,616,320 = 1.632237556e17 operations; a GPU of 989 TFLOPS at
 * 35% does 1.24614e18 an hour: 0.130983481 hours; at half the speed twice that */
static void gpu_hours_are_operations_over_speed(void **state)
{
    double alone = 5008920.0 * 32586616320.0 / (989e12 * 0.35 * 3600);

    assert_close(alone, 0.1309834813, 1e-8);
    assert_close(FORMULA_AT(training_gpu_hours, 0, 5008920, 32586616320.0, 989, 0.35, 1, 0, 1),
                 alone, 1e-14);
    assert_close(
        FORMULA_AT(training_gpu_hours, 0, 5008920, 32586616320.0, 989, 0.35, 0.5, 0, 1),
        2 * alone, 1e-14);
}

/* Six GPUs that wait a quarter of an hour are 1.5 hours more. */
static void every_gpu_is_rented_while_they_start(void **state)
{
    assert_close(
        FORMULA_AT(training_gpu_hours, 0, 5008920, 32586616320.0, 989, 0.35, 1, 0.25, 6),
        0.1309834813 + 1.5, 1e-9);
}

static void gpus_share_the_hours(void **state)
{
    assert_close(FORMULA_AT(training_hours, 0, 30.94, 7), 4.42, 1e-15);
}

/* Llama 2 70B, LoRA, 25,165,824 tokens of 8,192 a sequence on 8 H100: MLPerf Training
 * v4.0 has 0.486 to 0.523 hours. By 54.5% of the peak: 4 * 68.98e9 + 5 * 80 * 8,192 *
 * 8,192 = 302.76e9 operations a token. */
static void the_hours_of_a_published_run(void **state)
{
    double operations =
        FORMULA_AT(training_operations_per_token, 0, 1, 68.98, 80, 8192, 8192, 1, 0, 1);
    double gpu_hours =
        FORMULA_AT(training_gpu_hours, 0, 25165824, operations, 989, 0.545, 1, 0, 8);

    assert_close(FORMULA_AT(training_hours, 0, gpu_hours, 8), 0.4908, 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gpu_hours_are_operations_over_speed),
        cmocka_unit_test(every_gpu_is_rented_while_they_start),
        cmocka_unit_test(gpus_share_the_hours),
        cmocka_unit_test(the_hours_of_a_published_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
