/* The prices that a call pays: batches, and prompts over the threshold. */
#include "tests/unit/support.h"

static double paid_input(double prompt, double threshold, double list, double dear,
                         double batch, double share)
{
    return FORMULA_AT(api_paid_input, 0, prompt, threshold, list, dear, batch, share);
}

/* 0.7 * 0.75 + 0.3 * 0.31 = 0.618, to the bit as long as no prompt is long */
static void a_share_of_the_calls_pays_batch_prices(void **state)
{
    assert_close(paid_input(4100, 1e9, 0.75, 0.75, 0.31, 0.3), 0.618, 1e-15);
    assert_true(paid_input(4100, 1e9, 0.75, 9, 0.31, 0.3) == (1 - 0.3) * 0.75 + 0.3 * 0.31);
    assert_close(FORMULA_AT(api_paid_output, 0, 4100, 1e9, 4.5, 4.5, 2.1, 0.15), 4.14, 1e-15);
}

/* At the threshold a prompt is not over it. */
static void a_prompt_over_the_threshold_pays_the_long_price_for_all_of_it(void **state)
{
    assert_close(paid_input(200000, 200000, 1.25, 2.5, 0.625, 0), 1.25, 0);
    assert_close(paid_input(200001, 200000, 1.25, 2.5, 0.625, 0), 2.5, 0);
    assert_close(FORMULA_AT(api_paid_cached, 0, 200000, 200000, 0.125, 0.25), 0.125, 0);
    assert_close(FORMULA_AT(api_paid_cached, 0, 200001, 200000, 0.125, 0.25), 0.25, 0);
}

/* Batches at 40% of the list: 0.7 * 2.5 + 0.3 * 0.4 * 2.5 = 2.05 */
static void batches_of_long_prompts_keep_their_part_of_the_price(void **state)
{
    assert_close(paid_input(3e5, 2e5, 1.25, 2.5, 0.5, 0.3), 2.05, 1e-15);
}

static void what_is_free_stays_a_number(void **state)
{
    assert_close(paid_input(3e5, 2e5, 0, 2.5, 0, 0.5), 2.5, 0);
    assert_close(FORMULA_AT(api_paid_write, 0, 3e5, 2e5, 0, 2.5, 0.4), 0.4, 0);
}

/* Claude Haiku 5.5: 0.125 USD/Mtok, five times that over 100,000 tokens as for input */
static void cache_writes_are_dearer_as_input_is(void **state)
{
    assert_close(FORMULA_AT(api_paid_write, 0, 99e3, 1e5, 0.1, 0.5, 0.125), 0.125, 0);
    assert_close(FORMULA_AT(api_paid_write, 0, 101e3, 1e5, 0.1, 0.5, 0.125), 0.625, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_of_the_calls_pays_batch_prices),
        cmocka_unit_test(a_prompt_over_the_threshold_pays_the_long_price_for_all_of_it),
        cmocka_unit_test(batches_of_long_prompts_keep_their_part_of_the_price),
        cmocka_unit_test(what_is_free_stays_a_number),
        cmocka_unit_test(cache_writes_are_dearer_as_input_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
