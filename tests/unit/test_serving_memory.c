/* What fits into the GPUs of a replica. */
#include "tests/unit/support.h"

/* Llama 3.1 8B in bf16: 8.03e9 * 2 bytes, and 131,072 bytes of keys and values a
 * token, as published. */
static void an_8b_model_takes_16_gigabytes(void **state)
{
    assert_close(FORMULA_AT(serving_weights, 0, 8.03, 2), 16.06, 1e-15);
    assert_close(FORMULA_AT(serving_cache_per_token, 0, 32, 8, 128, 2), 131072, 0);
}

/* Llama 3.1 405B and Qwen2.5 72B, as published (arXiv 2505.09343, table 1) */
static void keys_and_values_of_large_models_are_as_published(void **state)
{
    assert_close(FORMULA_AT(serving_cache_per_token, 0, 126, 8, 128, 2), 516096, 0);
    assert_close(FORMULA_AT(serving_cache_per_token, 0, 80, 8, 128, 2), 327680, 0);
}

/* A request half way through 283.5 tokens after 4,100 of prompt is 4,241.75 tokens
 * of 131,072 bytes, 0.555974656 GB; four of them and the weights are 18.2839 GB.
 * Usable are 0.9 * memory - 1.7: 41.5 of 48 GB, 12.7 of 16 GB. */
static void a_small_model_fits_one_large_gpu_or_two_small_ones(void **state)
{
    assert_close(FORMULA_AT(serving_usable, 0, 48, 0.9, 1.7), 41.5, 1e-15);
    assert_close(FORMULA_AT(serving_gpus_per_replica, 0, 16.06, 131072, 4100, 283.5, 41.5), 1,
                 0);
    assert_close(FORMULA_AT(serving_gpus_per_replica, 0, 16.06, 131072, 4100, 283.5, 12.7), 2,
                 0);
}

/* 141.1 GB and requests of 1.39 GB: 3.53 times 41.5, and 11.55 times 12.7 */
static void gpus_come_in_powers_of_two_and_then_in_eights(void **state)
{
    assert_close(FORMULA_AT(serving_gpus_per_replica, 0, 141.1, 327680, 4100, 283.5, 41.5), 4,
                 0);
    assert_close(FORMULA_AT(serving_gpus_per_replica, 0, 141.1, 327680, 4100, 283.5, 12.7), 16,
                 0);
}

/* 141.1 GB and a whole request, 4,383.5 tokens of 327,680 bytes: 1.4364 GB; 3.43 times 41.5 */
static void a_whole_request_must_fit(void **state)
{
    assert_close(FORMULA_AT(serving_gpus_needed, 0, 141.1, 327680, 4100, 283.5, 41.5), 4, 0);
    assert_close(FORMULA_AT(serving_gpus_needed, 0, 41.5 - 1.43, 327680, 4100, 283.5, 41.5), 2,
                 0);
    assert_close(FORMULA_AT(serving_gpus_needed, 0, 41.5 - 1.44, 327680, 4100, 283.5, 41.5), 1,
                 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_8b_model_takes_16_gigabytes),
        cmocka_unit_test(keys_and_values_of_large_models_are_as_published),
        cmocka_unit_test(a_small_model_fits_one_large_gpu_or_two_small_ones),
        cmocka_unit_test(gpus_come_in_powers_of_two_and_then_in_eights),
        cmocka_unit_test(a_whole_request_must_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
