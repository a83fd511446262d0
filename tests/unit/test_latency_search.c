/* The retrieval stages: a median times what varies. */
#include "tests/unit/support.h"

static void the_slower_search_counts(void **state)
{
    assert_close(FORMULA_AT(latency_search, 0, 0.03, 1.1, 0.02, 1.2), 0.033, 1e-14);
    assert_close(FORMULA_AT(latency_search, 0, 0.03, 1.1, 0.02, 2.3), 0.046, 1e-14);
}

static void without_keyword_search_the_vector_search_counts(void **state)
{
    assert_close(FORMULA_AT(latency_search, 0, 0.03, 1.1, 0, 0), 0.033, 1e-14);
}

static void the_other_stages_are_their_median_times_their_variation(void **state)
{
    assert_close(FORMULA_AT(latency_network, 0, 0.06, 1.25), 0.075, 1e-15);
    assert_close(FORMULA_AT(latency_embed, 0, 0.09, 0.8), 0.072, 1e-15);
    assert_close(FORMULA_AT(latency_rerank, 0, 0.15, 7.2), 1.08, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_slower_search_counts),
        cmocka_unit_test(without_keyword_search_the_vector_search_counts),
        cmocka_unit_test(the_other_stages_are_their_median_times_their_variation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
