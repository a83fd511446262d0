/* Memory of training, and how many GPUs it takes. */
#include "tests/unit/support.h"

enum { FULL, LORA, QLORA };

/* 16 bytes if all train; else 2 or 0.6 for the frozen weight and 16 for 0.7% of adapters */
static void bytes_of_a_parameter_depend_on_the_method(void **state)
{
    assert_close(FORMULA_AT(training_bytes_per_parameter, 0, FULL, 0.007), 16, 0);
    assert_close(FORMULA_AT(training_bytes_per_parameter, 0, LORA, 0.007), 2.112, 1e-15);
    assert_close(FORMULA_AT(training_bytes_per_parameter, 0, QLORA, 0.007), 0.712, 1e-15);
}

/* Mistral 7B, LoRA, 4 examples of 4,096 tokens on an A100: 26.70 GB measured
 * (fms-acceleration@876e2ed). 7.24 * 2.08 = 15.06 and 4 * 4,096 * 32 * 4,096 * 5.6 bytes
 * = 12.03 GB. */
static void memory_is_parameters_and_activations(void **state)
{
    double parameters = FORMULA_AT(training_parameter_memory, 0, 7.24, 2.08);
    double activations = FORMULA_AT(training_activations, 0, 4, 4096, 32, 4096, 5.6);

    assert_close(parameters, 15.0592, 1e-14);
    assert_close(activations, 12.025908428, 1e-9);
    assert_close(FORMULA_AT(training_memory, 0, parameters, activations), 26.70, 0.02);
}

/* 70.6B: with all weights 1,129.6 GB, 15 GPUs of 80; 141.2 GB, 2; 42.36 GB, 1. Exactly
 * full is full. */
static void memory_decides_how_many_gpus(void **state)
{
    assert_close(FORMULA_AT(training_gpus, 0, 1129.6, 80), 15, 0);
    assert_close(FORMULA_AT(training_gpus, 0, 141.2, 80), 2, 0);
    assert_close(FORMULA_AT(training_gpus, 0, 42.36, 80), 1, 0);
    assert_close(FORMULA_AT(training_gpus, 0, 160, 80), 2, 0);
    assert_close(FORMULA_AT(training_gpus, 0, 0, 80), 1, 0);
}

/* 8.03B and 2.5 GB in progress: LoRA takes 16.9 + 2.5 of 128.48 + 2.5 GB */
static void adapters_save_most_of_the_memory(void **state)
{
    assert_close(FORMULA_AT(training_memory_saved, 0, 8.03, 19.4, 2.5), 1 - 19.4 / 130.98,
                 1e-14);
    assert_near(FORMULA_AT(training_memory_saved, 0, 8.03, 130.98, 2.5), 0, 1e-15);
}

/* By the published range: 70% to 90%, for 8.03B and an example of 900 tokens. */
static void lora_saves_what_is_published(void **state)
{
    double bytes = FORMULA_AT(training_bytes_per_parameter, 0, LORA, 0.005);
    double parameters = FORMULA_AT(training_parameter_memory, 0, 8.03, bytes);
    double activations = FORMULA_AT(training_activations, 0, 1, 900, 32, 4096, 5.6);
    double memory = FORMULA_AT(training_memory, 0, parameters, activations);
    double saved = FORMULA_AT(training_memory_saved, 0, 8.03, memory, activations);

    assert_true(saved > 0.7 && saved < 0.9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_of_a_parameter_depend_on_the_method),
        cmocka_unit_test(memory_is_parameters_and_activations),
        cmocka_unit_test(memory_decides_how_many_gpus),
        cmocka_unit_test(adapters_save_most_of_the_memory),
        cmocka_unit_test(lora_saves_what_is_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
