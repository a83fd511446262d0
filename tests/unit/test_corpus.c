/* The corpus: chunks, how they grow, and what of them is new or changed. */
#include "tests/unit/level.h"
#include "tests/unit/support.h"

/* 18,342 documents of 1,153 tokens are 21,148,326 tokens. A chunk of 487 tokens of
 * which 13% repeat advances by 423.69: 49,914.6215393 chunks. */
static void overlap_makes_more_chunks(void **state)
{
    assert_close(FORMULA_AT(corpus_first_chunks, 0, 18342, 1153, 487, 0.13), 49914.62154, 1e-9);
    assert_close(FORMULA_AT(corpus_first_chunks, 0, 18342, 1153, 487, 0), 43425.7207, 1e-8);
}

/* 1.021^6 in month 7; 49,914.5 chunks at launch are 56,403.385 at a level of 1.13 */
static void the_corpus_of_month_one_is_that_of_the_launch(void **state)
{
    assert_close(level_at(&corpus_level, 1, 0.021), 1, 0);
    assert_close(level_at(&corpus_level, 7, 0.021), pow(1.021, 6), 1e-13);
    assert_close(FORMULA_AT(corpus_chunks, 7, 49914.5, 1.13), 56403.385, 1e-14);
}

/* apxml.com, RAG cost modelling: 100,000 documents of 2,000 tokens in chunks of 512 */
static void chunks_are_as_many_as_apxml_states(void **state)
{
    assert_close(FORMULA_AT(corpus_first_chunks, 0, 100e3, 2000, 512, 0), 390625, 0);
}

/* 6.3% of 49,914.5 chunks change */
static void every_chunk_of_a_changed_document_changes(void **state)
{
    assert_close(FORMULA_AT(corpus_changed_chunks, 3, 49914.5, 0.063), 3144.6135, 1e-14);
}

/* Chunks that are new in a month, of so many after growth by a share. */
static double added_chunks(int month, double chunks, double growth)
{
    const Quantity *share = source_named(&corpus_added_chunks, "corpus.added_share");

    return FORMULA_AT(corpus_added_chunks, month, chunks, FORMULA_AT(*share, 0, growth));
}

/* Chunks of 51,000 after growth of 2% were 50,000 a month before. */
static void the_build_pays_for_the_first_month(void **state)
{
    assert_close(added_chunks(1, 51000, 0.02), 0, 0);
    assert_close(added_chunks(2, 51000, 0.02), 1000, 1e-12);
    assert_close(added_chunks(2, 51000, -0.02), 0, 0);
}

static void context_is_top_k_chunks(void **state)
{
    assert_close(FORMULA_AT(tokens_context, 0, 7, 487), 3409, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overlap_makes_more_chunks),
        cmocka_unit_test(the_corpus_of_month_one_is_that_of_the_launch),
        cmocka_unit_test(chunks_are_as_many_as_apxml_states),
        cmocka_unit_test(every_chunk_of_a_changed_document_changes),
        cmocka_unit_test(the_build_pays_for_the_first_month),
        cmocka_unit_test(context_is_top_k_chunks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
