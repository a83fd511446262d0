/* The answer cache, the validator and keyword search: what each part bills. */
#include "tests/unit/support.h"

/* 612,345 questions at 0.03 USD a thousand; a server at 0.0763 for 717 hours */
static void every_question_is_looked_up(void **state)
{
    assert_close(FORMULA_AT(monthly_cache, 5, 612345, 0.03), 18.37035, 1e-13);
    assert_close(FORMULA_AT(monthly_cache_store, 5, 0.0763, 717), 54.7071, 1e-14);
}

/* 31% hits, 23% of them on facts of which 7% change a month; answers stand for 0.4 months,
 * so 1.4% are stale: 0.31 * 0.23 * 0.014 * 1.7 USD = 0.00169694 a request */
static void cached_answers_go_stale(void **state)
{
    const Quantity *each = source_named(&monthly_stale_hits, "cache.stale_per_request");
    double price = FORMULA_AT(*each, 0, 0.31, 0.23, 0.07, 0.4, 1.7);

    assert_close(price, 0.001696940, 1e-12);
    assert_close(FORMULA_AT(monthly_stale_hits, 3, 612345, price), 1039.1127243, 1e-10);
}

/* Of answers that stand for years no more than all are stale: 0.31 * 0.23 * 1.7 */
static void no_more_than_every_answer_is_stale(void **state)
{
    const Quantity *each = source_named(&monthly_stale_hits, "cache.stale_per_request");

    assert_close(FORMULA_AT(*each, 0, 0.31, 0.23, 0.07, 300, 1.7), 0.12121, 1e-14);
}

/* 80% of 612,345 answers at 0.7 USD a thousand */
static void cached_answers_are_not_validated(void **state)
{
    assert_close(FORMULA_AT(monthly_guard, 5, 612345, 0.2, 0.7), 342.9132, 1e-13);
}

/* 3% of 411.5 + 38.25 + 902.75 for tokens and 342.9 for validation: 1,695.4 */
static void what_does_not_pass_is_paid_again(void **state)
{
    assert_close(FORMULA_AT(monthly_regeneration, 5, 0.03, 411.5, 38.25, 902.75, 342.9), 50.862,
                 1e-14);
}

/* 487 tokens of 4 bytes, 35% of that as an index: 681.8 bytes; of 49,914 chunks at 0.33 */
static void keyword_search_holds_an_index_in_the_same_store(void **state)
{
    double bytes = FORMULA_AT(keyword_bytes_per_chunk, 0, 487, 0.35);

    assert_close(bytes, 681.8, 1e-14);
    assert_close(FORMULA_AT(monthly_keyword_index, 2, 49914, bytes, 0.33), 0.0112303505, 1e-8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_is_looked_up),
        cmocka_unit_test(cached_answers_go_stale),
        cmocka_unit_test(no_more_than_every_answer_is_stale),
        cmocka_unit_test(cached_answers_are_not_validated),
        cmocka_unit_test(what_does_not_pass_is_paid_again),
        cmocka_unit_test(keyword_search_holds_an_index_in_the_same_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
