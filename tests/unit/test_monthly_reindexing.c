/* Embedding and writing: the first index, what changes and grows, and a new model. */
#include "tests/unit/support.h"

/* 231,457 chunks of 487 tokens at 0.13 USD a million: 112,719,559 tokens; and at
 * 7.129 units a write 1,650,056.953 units at 4 USD a million */
static void the_first_index_is_embedded_and_written(void **state)
{
    assert_close(FORMULA_AT(build_first_embedding, 0, 231457, 487, 0.13), 14.65354267, 1e-13);
    assert_close(FORMULA_AT(build_first_writes, 0, 231457, 7.129, 4), 6.600227812, 1e-13);
}

/* OpenAI's guide: 62,500 pages of 800 tokens a dollar with text-embedding-3-small, 12,500
 * with ada-002; docs.instructorphp.com: 25,000 tokens for 0.0005 */
static void embedding_costs_what_openai_states(void **state)
{
    assert_close(FORMULA_AT(build_first_embedding, 0, 62500, 800, 0.02), 1, 1e-15);
    assert_close(FORMULA_AT(build_first_embedding, 0, 12500, 800, 0.10), 1, 1e-15);
    assert_close(FORMULA_AT(build_first_embedding, 0, 1, 25000, 0.02), 0.0005, 1e-15);
}

/* 14,581.791 chunks changed, 3,172.3 new */
static void changed_and_new_chunks_are_embedded_and_written(void **state)
{
    assert_close(FORMULA_AT(monthly_reembedding, 4, 14581.791, 487, 0.13), 0.92317318821,
                 1e-12);
    assert_close(FORMULA_AT(monthly_rewriting, 4, 14581.791, 7.129, 4), 0.415814352156, 1e-12);
    assert_close(FORMULA_AT(monthly_added_embedding, 4, 3172.3, 487, 0.13), 0.200838313, 1e-12);
    assert_close(FORMULA_AT(monthly_added_writing, 4, 3172.3, 7.129, 4), 0.0904613068, 1e-12);
}

static void an_embedding_model_of_ones_own_is_not_billed(void **state)
{
    assert_close(FORMULA_AT(embedding_paid_price, 0, 0.13, 0), 0.13, 0);
    assert_close(FORMULA_AT(embedding_paid_price, 0, 0.13, 1), 0, 0);
}

static void each_kind_of_writing_has_its_units(void **state)
{
    source_named(&build_first_writes, "store.units_per_load");
    source_named(&monthly_rewriting, "store.units_per_rewrite");
    source_named(&monthly_added_writing, "store.units_per_write");
}

/* Chunks that are embedded anew in a month, of 1,000, when a model lives so long. */
static double reembedded(int month, double lifetime)
{
    const Quantity *ends = source_named(&corpus_reembedded_chunks, "embedding.ends_each_month");

    return FORMULA_AT(corpus_reembedded_chunks, month, 1000, FORMULA_AT(*ends, 0, lifetime));
}

/* A life of 14.5 months is over in months 15, 29 and 44 (14.5, 29, 43.5); one of half a
 * month twice in each; the default, of 12,000 months, never. */
static void everything_is_embedded_when_a_model_ends(void **state)
{
    for (int m = 1; m <= 60; m++) {
        double times = m == 15 || m == 29 || m == 44 || m == 58;
        assert_close(reembedded(m, 14.5), 1000 * times, 0);
        assert_close(reembedded(m, 0.5), 2000, 0);
        assert_close(reembedded(m, 12000), 0, 0);
    }
}

/* Months that have no exact double: 12 * (1/12), 49 * (1/49), 5 * (0.1 / 0.5), ... */
static void a_life_of_whole_months_ends_on_time(void **state)
{
    for (int life = 1; life <= 120; life++)
        for (int m = 1; m <= 240; m++)
            assert_close(reembedded(m, life), m % life == 0 ? 1000 : 0, 0);
}

/* 487 tokens at 0.13 a million, 63.31e-6, and 7.129 units at 4, 28.516e-6: 91.826e-6 for
 * each of 231,457 chunks */
static void a_new_model_pays_for_embedding_and_loading(void **state)
{
    const Quantity *price =
        source_named(&monthly_whole_reembedding, "embedding.price_per_chunk");
    double load = FORMULA_AT(store_load_price, 0, 7.129, 4);
    double each = FORMULA_AT(*price, 0, 487, 0.13, load);

    assert_close(load, 28.516e-6, 1e-14);
    assert_close(FORMULA_AT(monthly_whole_reembedding, 9, 231457, each), 21.253770482, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_index_is_embedded_and_written),
        cmocka_unit_test(embedding_costs_what_openai_states),
        cmocka_unit_test(changed_and_new_chunks_are_embedded_and_written),
        cmocka_unit_test(an_embedding_model_of_ones_own_is_not_billed),
        cmocka_unit_test(each_kind_of_writing_has_its_units),
        cmocka_unit_test(everything_is_embedded_when_a_model_ends),
        cmocka_unit_test(a_life_of_whole_months_ends_on_time),
        cmocka_unit_test(a_new_model_pays_for_embedding_and_loading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
