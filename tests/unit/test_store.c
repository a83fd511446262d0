/* The vector store and what is bought for searches: bills worked out by hand. */
#include "tests/unit/support.h"

/* 1,153 components of 4 bytes and half as much graph, 211 bytes of metadata:
 * 4,612 * 1.5 + 211 = 7,129 bytes; 231,457 chunks of them are 1.650056953 GB. */
static void gigabytes_are_decimal(void **state)
{
    const Quantity *bytes = source_named(&store_gigabytes, "store.bytes_per_chunk");

    assert_close(FORMULA_AT(*bytes, 0, 1153, 4, 0.5, 211), 7129, 1e-15);
    assert_close(FORMULA_AT(store_gigabytes, 5, 231457, 7129), 1.650056953, 1e-14);
}

/* max(0.25, 1 * 1.65) and max(5, 7.129) as Pinecone counts; by default one each */
static void units_have_a_floor_and_a_slope(void **state)
{
    assert_close(FORMULA_AT(store_units_per_query, 5, 1.65, 0.25, 1), 1.65, 1e-15);
    assert_close(FORMULA_AT(store_units_per_query, 5, 0.17, 0.25, 1), 0.25, 1e-15);
    assert_close(FORMULA_AT(store_units_per_query, 5, 1.65, 1, 0), 1, 1e-15);
    assert_close(FORMULA_AT(store_units_per_write, 0, 7129, 5, 1), 7.129, 1e-15);
    assert_close(FORMULA_AT(store_units_per_write, 0, 4321, 5, 1), 5, 1e-15);
}

/* 1.650056953 GB at 0.33 USD; 612,345 requests of which 20% hit the cache read
 * 1.65 units each, 808,295.4 at 16 USD a million */
static void holding_and_reading_are_lines_of_their_own(void **state)
{
    assert_close(FORMULA_AT(monthly_vector_storage, 5, 1.650056953, 0.33), 0.54451879449,
                 1e-12);
    assert_close(FORMULA_AT(store_units_read, 5, 612345, 0.2, 1.65), 808295.4, 1e-14);
    assert_close(FORMULA_AT(monthly_vector_reads, 5, 808295.4, 16), 12.9327264, 1e-14);
}

/* 50 - (0.54 + 12.93 + 0.11 + 0.02) = 36.40, and nothing above the minimum */
static void the_minimum_is_topped_up(void **state)
{
    assert_close(FORMULA_AT(monthly_vector_minimum, 5, 50, 0.54, 12.93, 0.11, 0.02), 36.4,
                 1e-14);
    assert_close(FORMULA_AT(monthly_vector_minimum, 5, 50, 0.54, 62.93, 0.11, 0.02), 0, 0);
}

/* 231,457 chunks of 487 tokens at 0.13 USD a million: 112,719,559 tokens; and at
 * 7.129 units a write 1,650,056.953 units at 4 USD a million */
static void the_first_index_is_embedded_and_written(void **state)
{
    assert_close(FORMULA_AT(build_first_embedding, 0, 231457, 487, 0.13), 14.65354267, 1e-13);
    assert_close(FORMULA_AT(build_first_writes, 0, 231457, 7.129, 4), 6.600227812, 1e-13);
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

/* 612,345 questions of 173 tokens at 0.13 USD a million; 80% of them re-ranked at
 * 1.9 USD a thousand; 5,000 embedded Mtok of text at 4 bytes, 35% of it indexed */
static void searches_pay_for_embedding_and_reranking(void **state)
{
    assert_close(FORMULA_AT(monthly_query_embedding, 2, 612345, 173, 0.13), 13.77163905, 1e-8);
    assert_close(FORMULA_AT(monthly_rerank, 2, 612345, 0.2, 1.9), 930.7644, 1e-13);
    assert_close(FORMULA_AT(monthly_keyword_index, 2, 5e9, 0.35, 0.33), 2.31, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gigabytes_are_decimal),
        cmocka_unit_test(units_have_a_floor_and_a_slope),
        cmocka_unit_test(holding_and_reading_are_lines_of_their_own),
        cmocka_unit_test(the_minimum_is_topped_up),
        cmocka_unit_test(the_first_index_is_embedded_and_written),
        cmocka_unit_test(changed_and_new_chunks_are_embedded_and_written),
        cmocka_unit_test(searches_pay_for_embedding_and_reranking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
