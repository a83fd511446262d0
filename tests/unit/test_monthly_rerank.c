/* What is bought for a search besides the store. */
#include "tests/unit/support.h"

static const Quantity *each, *searches;

static int find(void **state)
{
    each = source_named(&monthly_rerank, "rerank.price_per_request");
    searches = source_named(each, "rerank.searches");
    return 0;
}

/* 612,345 questions of 173 tokens at 0.13 USD a million; ai-de.net (2026-04-30): 300,000 of
 * 50 tokens at 0.02 for 0.30 */
static void every_question_is_embedded(void **state)
{
    assert_close(FORMULA_AT(monthly_query_embedding, 2, 612345, 173, 0.13), 13.77163905, 1e-8);
    assert_close(FORMULA_AT(monthly_query_embedding, 1, 300e3, 50, 0.02), 0.3, 1e-15);
}

/* 80% of them are ranked again, at 1.9 USD a thousand */
static void a_reranking_is_one_search_unless_more_is_said(void **state)
{
    double searches_each = FORMULA_AT(*searches, 0, 50, 512, 1e9, 1e9);
    double price = FORMULA_AT(*each, 0, searches_each, 1.9, 50, 173, 512, 0, 0);

    assert_close(searches_each, 1, 0);
    assert_close(FORMULA_AT(monthly_rerank, 2, 612345, 0.2, price), 930.7644, 1e-13);
}

/* Cohere: 100 documents a search, and a chunk of 501 tokens is two of 500. 60 chunks of 500
 * are one search, 60 of 501 are 120 documents and two, 51 of 1,001 are 153 and two; exactly
 * 100 are one. */
static void long_chunks_are_several_documents(void **state)
{
    assert_close(FORMULA_AT(*searches, 0, 60, 500, 500, 100), 1, 0);
    assert_close(FORMULA_AT(*searches, 0, 60, 501, 500, 100), 2, 0);
    assert_close(FORMULA_AT(*searches, 0, 51, 1001, 500, 100), 2, 0);
    assert_close(FORMULA_AT(*searches, 0, 50, 1000, 500, 100), 1, 0);
    assert_close(FORMULA_AT(*searches, 0, 1, 20, 500, 100), 1, 0);
}

/* Voyage bills the question with every candidate: 40 * (173 + 387) = 22,400 tokens at 0.05
 * USD a million are 0.00112; and two searches at 1.9 a thousand 0.0038 */
static void tokens_count_the_question_with_every_candidate(void **state)
{
    assert_close(FORMULA_AT(*each, 0, 1, 0, 40, 173, 387, 0.05, 0), 0.00112, 1e-14);
    assert_close(FORMULA_AT(*each, 0, 2, 1.9, 40, 173, 387, 0.05, 0), 0.00492, 1e-14);
}

static void a_reranker_of_ones_own_is_not_billed(void **state)
{
    assert_close(FORMULA_AT(*each, 0, 2, 1.9, 40, 173, 387, 0.05, 1), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_is_embedded),
        cmocka_unit_test(a_reranking_is_one_search_unless_more_is_said),
        cmocka_unit_test(long_chunks_are_several_documents),
        cmocka_unit_test(tokens_count_the_question_with_every_candidate),
        cmocka_unit_test(a_reranker_of_ones_own_is_not_billed),
    };
    return cmocka_run_group_tests(tests, find, NULL);
}
