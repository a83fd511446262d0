/* Operations of a token in training, and what adapters save of the time. */
#include "tests/unit/support.h"

enum { FULL, LORA, QLORA };

/* What a formula reads: method, parameters, layers, width, length, unpacking, recomputed
 * share, slowness of attention. An 8.03B model of 32 layers, 4,096 wide, and examples of
 * 712 tokens: 93,323,264 products of attention. */
#define SHAPE 8.03, 32, 4096, 712

/* Full: 6 * 8.03e9 + 6 * 93,323,264 = 48.18e9 + 559,939,584. LoRA: 4 and 5. QLoRA: 1.4
 * times that. */
static void adapters_leave_out_a_third_of_the_operations(void **state)
{
    const Quantity *operations = &training_operations_per_token;

    assert_close(FORMULA_AT(*operations, 0, FULL, SHAPE, 1.4, 0, 1), 48739939584.0, 1e-15);
    assert_close(FORMULA_AT(*operations, 0, LORA, SHAPE, 1.4, 0, 1), 32586616320.0, 1e-15);
    assert_close(FORMULA_AT(*operations, 0, QLORA, SHAPE, 1.4, 0, 1), 45621262848.0, 1e-15);
}

/* A forward pass adds 2 operations to each weight and to each product: with all of it
 * 8 * 8.03e9 + 8 * 93,323,264, with a quarter 4.5 * 8.03e9 + 5.5 * 93,323,264. */
static void a_second_forward_pass_adds_two_operations(void **state)
{
    const Quantity *operations = &training_operations_per_token;

    assert_close(FORMULA_AT(*operations, 0, FULL, SHAPE, 1, 1, 1), 64986586112.0, 1e-15);
    assert_close(FORMULA_AT(*operations, 0, LORA, SHAPE, 1, 0.25, 1), 36648277952.0, 1e-15);
}

/* 4 * 8.03e9 + 5 * 2.2 * 93,323,264 = 32.12e9 + 1,026,555,904 */
static void attention_can_be_slower_than_the_weights(void **state)
{
    assert_close(FORMULA_AT(training_operations_per_token, 0, LORA, SHAPE, 1, 0, 2.2),
                 33146555904.0, 1e-15);
}

/* A mixture of experts computes with its active parameters. */
static void only_active_parameters_compute(void **state)
{
    assert_ptr_equal(source_named(&training_operations_per_token, "model.active_parameters"),
                     &model_active_parameters);
}

/* 1 - 32,586,616,320 / 48,739,939,584 / 0.81 = 1 - 0.668581 / 0.81 = 0.174591; all weights
 * save nothing whatever adapters reach. */
static void adapters_save_less_time_than_operations(void **state)
{
    assert_close(FORMULA_AT(training_time_saved, 0, LORA, SHAPE, 1, 0, 1, 32586616320.0, 0.81),
                 1 - 32586616320.0 / 48739939584.0 / 0.81, 1e-14);
    assert_near(FORMULA_AT(training_time_saved, 0, LORA, SHAPE, 1, 0, 1, 32586616320.0, 0.81),
                0.174591, 1e-6);
    assert_near(FORMULA_AT(training_time_saved, 0, FULL, SHAPE, 1, 0, 1, 48739939584.0, 0.81),
                0, 1e-15);
}

/* Full with the whole second pass 64,986,586,112, LoRA 6 * 8.03e9 + 7 * 93,323,264 */
static void a_second_forward_pass_is_on_both_sides(void **state)
{
    assert_close(FORMULA_AT(training_time_saved, 0, LORA, SHAPE, 1, 1, 1, 48833262848.0, 0.81),
                 1 - 48833262848.0 / 64986586112.0 / 0.81, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adapters_leave_out_a_third_of_the_operations),
        cmocka_unit_test(a_second_forward_pass_adds_two_operations),
        cmocka_unit_test(attention_can_be_slower_than_the_weights),
        cmocka_unit_test(only_active_parameters_compute),
        cmocka_unit_test(adapters_save_less_time_than_operations),
        cmocka_unit_test(a_second_forward_pass_is_on_both_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
