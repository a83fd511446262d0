/* Shapes of models that only have their parameters. */
#include "tests/unit/support.h"

/* Llama 3.1 8B: 2 * 4096 * 128 * (32 + 8) weights of attention a layer. 8.03e9 less 32 of
 * these and 2 * 128,000 * 4096 of the vocabulary are 5,639.2e6, over 3 * 32 * 4096: 14,341,
 * where the model has 14,336. */
static void a_dense_model_is_feed_forward_beside_attention_and_words(void **state)
{
    double attention = FORMULA_AT(model_attention_weights, 0, 4096, 32, 8, 128);

    assert_close(attention, 41943040, 0);
    assert_close(FORMULA_AT(model_ffn, 0, 8.03, 32, 4096, attention, 128000, 0, 0), 14336,
                 0.001);
}

/* Mixtral 8x7B: 46.703e9 of which 12.88e9 are active, 2 experts of 8: an expert has a sixth of
 * what is idle, 5,637e6, over 3 * 32 * 4096: 14,336. Nothing is left for all tokens. */
static void experts_share_what_is_idle(void **state)
{
    double expert = FORMULA_AT(model_expert_ffn, 0, 46.703, 12.88, 32, 4096, 8, 2);
    double ffn = FORMULA_AT(model_ffn, 0, 46.703, 32, 4096, 41943040, 32000, 8, expert);

    assert_close(expert, 14336, 0.001);
    assert_near(ffn, 0, 10);
    assert_close(FORMULA_AT(model_expert_ffn, 0, 8.03, 8.03, 32, 4096, 0, 0), 0, 0);
}

static void a_width_is_never_below_nothing(void **state)
{
    assert_close(FORMULA_AT(model_ffn, 0, 0.5, 32, 4096, 41943040, 128000, 0, 0), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dense_model_is_feed_forward_beside_attention_and_words),
        cmocka_unit_test(experts_share_what_is_idle),
        cmocka_unit_test(a_width_is_never_below_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
