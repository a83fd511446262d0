/* What a price list leaves out. */
#include "tests/unit/support.h"

static void a_list_without_a_cached_or_write_price_gives_no_discount(void **state)
{
    assert_close(FORMULA_AT(api_cached_price, 0, 2.35), 2.35, 0);
    assert_close(FORMULA_AT(api_cache_write_price, 0, 2.35), 2.35, 0);
}

static void batches_cost_half_where_the_list_does_not_say(void **state)
{
    assert_close(FORMULA_AT(api_batch_input_price, 0, 0.75), 0.375, 0);
    assert_close(FORMULA_AT(api_batch_output_price, 0, 4.5), 2.25, 0);
}

static void long_prompts_cost_what_others_do_where_the_list_does_not_say(void **state)
{
    assert_close(FORMULA_AT(api_long_input_price, 0, 1.25), 1.25, 0);
    assert_close(FORMULA_AT(api_long_output_price, 0, 10), 10, 0);
    assert_close(FORMULA_AT(api_long_cached_price, 0, 0.31, 1.25, 1.25), 0.31, 0);
}

/* Gemini 2.5 Pro: 0.125 of 1.25 USD/Mtok, so 0.25 of 2.50 over 200,000 tokens. */
static void cached_tokens_of_long_prompts_keep_their_discount(void **state)
{
    assert_close(FORMULA_AT(api_long_cached_price, 0, 0.125, 1.25, 2.5), 0.25, 1e-15);
    assert_close(FORMULA_AT(api_long_cached_price, 0, 0, 0, 2.5), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_without_a_cached_or_write_price_gives_no_discount),
        cmocka_unit_test(batches_cost_half_where_the_list_does_not_say),
        cmocka_unit_test(long_prompts_cost_what_others_do_where_the_list_does_not_say),
        cmocka_unit_test(cached_tokens_of_long_prompts_keep_their_discount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
