/* The parts of a step, by hand and against measured steps. */
#include "tests/unit/support.h"

/* 0.5 ms and 32 layers of 27 us, 10% slower than computed; two exchanges of 4 us a
 * layer are only needed between GPUs. */
static void overhead_grows_with_layers_and_with_exchanges(void **state)
{
    assert_close(FORMULA_AT(serving_overhead_time, 0, 5e-4, 27e-6, 32, 1, 1.1), 1.5004e-3,
                 1e-13);
    assert_close(FORMULA_AT(serving_overhead_time, 0, 5e-4, 27e-6, 32, 2, 1.1), 1.782e-3,
                 1e-13);
}

/* 16.06 GB over 2 * 864 * 0.75 GB/s is 12.392... ms, times 1.1 */
static void weights_are_read_at_the_bandwidth_of_all_gpus(void **state)
{
    assert_close(FORMULA_AT(serving_weight_time, 0, 16.06, 2, 864, 0.75, 1.1), 17.666 / 1296,
                 1e-13);
}

/* 2 * 8.03e9 operations over 362e12 * 0.64; between two GPUs also 2 * 32 * 4096 * 2
 * bytes * 2 * 1/2 over 32e9 * 0.7 bytes a second */
static void a_token_costs_two_operations_a_weight_and_its_exchange(void **state)
{
    double arithmetic = 16.06e9 / 231.68e12, exchange = 524288 / 22.4e9;
    assert_close(FORMULA_AT(serving_token_time, 0, 8.03, 1, 362, 0.64, 32, 4096, 32, 1),
                 arithmetic, 1e-13);
    assert_close(FORMULA_AT(serving_token_time, 0, 8.03, 2, 362, 0.64, 32, 4096, 32, 1),
                 arithmetic / 2 + exchange, 1e-13);
}

/* 2 * 32 * 32 * 128 = 262,144 operations for each pair, over 362e12 * 0.65 */
static void attention_grows_with_layers_and_heads(void **state)
{
    assert_close(FORMULA_AT(serving_attention_time, 0, 32, 32, 128, 1, 362, 1),
                 262144 / 235.3e12, 1e-13);
}

/* 4,241.75 tokens of 131,072 bytes over 864e9 * 0.95, and 20 us */
static void a_request_in_progress_has_its_context_read(void **state)
{
    assert_close(FORMULA_AT(serving_sequence_time, 0, 4100, 283.5, 131072, 1, 864, 20e-6, 1),
                 555974656 / 820.8e9 + 20e-6, 1e-13);
}

/* Time between tokens of one request at a time, short prompts (yobitelcomm/bench,
 * vLLM 0.21 and 0.22, H100): Llama 3.1 8B on one GPU 6.48 ms, Qwen2.5 72B on four
 * 16.054 ms. The engine constants were fitted to other runs. */
static void measured_steps_are_within_a_tenth(void **state)
{
    double small = FORMULA_AT(serving_overhead_time, 0, 0.53e-3, 26.5e-6, 32, 1, 1) +
                   FORMULA_AT(serving_weight_time, 0, 16.06, 1, 3350, 0.88, 1) +
                   FORMULA_AT(serving_sequence_time, 0, 100, 128, 131072, 1, 3350, 16e-6, 1);
    double large = FORMULA_AT(serving_overhead_time, 0, 0.53e-3, 26.5e-6, 80, 4, 1) +
                   FORMULA_AT(serving_weight_time, 0, 145.41, 4, 3350, 0.88, 1) +
                   FORMULA_AT(serving_sequence_time, 0, 100, 128, 327680, 4, 3350, 16e-6, 1);
    assert_close(small, 6.48e-3, 0.1);
    assert_close(large, 16.054e-3, 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overhead_grows_with_layers_and_with_exchanges),
        cmocka_unit_test(weights_are_read_at_the_bandwidth_of_all_gpus),
        cmocka_unit_test(a_token_costs_two_operations_a_weight_and_its_exchange),
        cmocka_unit_test(attention_grows_with_layers_and_heads),
        cmocka_unit_test(a_request_in_progress_has_its_context_read),
        cmocka_unit_test(measured_steps_are_within_a_tenth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
