/* Quality: what each part puts right, what is stale, and what bad answers cost. */
#include "tests/unit/support.h"

/* 6% missed, of which keywords find 22% and re-ranking 34% of the rest:
 * 1 - 0.06 * 0.78 * 0.66 */
static void keywords_and_reranking_find_what_is_missed(void **state)
{
    assert_close(FORMULA_AT(quality_recall, 0, 0.94, 0, 0), 0.94, 1e-14);
    assert_close(FORMULA_AT(quality_recall, 0, 0.94, 0.22, 0.34), 0.969112, 1e-14);
}

/* 0.969112 * 0.8 = 0.7752896 supplied by retrieval; with 13% by tuning
 * 1 - 0.2247104 * 0.87 */
static void parts_put_right_what_the_others_leave(void **state)
{
    const Quantity *retrieved = source_named(&quality_facts_fixed, "quality.facts_retrieved");

    assert_close(FORMULA_AT(*retrieved, 0, 0.969112, 0.8), 0.7752896, 1e-14);
    assert_close(FORMULA_AT(quality_facts_fixed, 0, 0.7752896, 0.13), 0.804501952, 1e-14);
    assert_near(FORMULA_AT(quality_facts_fixed, 0, 0, 0), 0, 0);
    assert_close(FORMULA_AT(quality_behaviour_fixed, 0, 0.61, 0.05), 0.6295, 1e-14);
}

/* 0.83 * (1 - exp(-150/1000)) = 11.6% of 150 examples; 2,000 of half worth 52.5% */
static void behaviour_takes_examples(void **state)
{
    const Quantity *taught = source_named(&quality_behaviour_fixed, "quality.behaviour_taught");

    assert_close(FORMULA_AT(*taught, 0, 0.83, 150, 1, 1000), 0.83 * (1 - exp(-0.15)), 1e-13);
    assert_close(FORMULA_AT(*taught, 0, 0.83, 2000, 0.5, 1000), 0.83 * (1 - exp(-1.0)), 1e-13);
}

/* Nightly: 12 hours of 730.5 at 6.3% a month */
static void an_index_is_stale_by_its_lag(void **state)
{
    assert_near(FORMULA_AT(knowledge_index_lag, 0, 0), 0, 0);
    assert_near(FORMULA_AT(knowledge_index_lag, 0, 1), 12, 0);
    assert_near(FORMULA_AT(knowledge_index_lag, 0, 2), 84, 0);
    assert_close(FORMULA_AT(knowledge_index_stale, 0, 0.063, 12), 0.063 * 12 / 730.5, 1e-14);
    assert_near(FORMULA_AT(knowledge_index_stale, 0, 1, 1e4), 1, 0);
}

/* 18,342 documents growing by 2% to month 4, 6.3% of them change */
static void changes_follow_the_corpus(void **state)
{
    assert_close(FORMULA_AT(knowledge_changes, 4, 18342, 1.02 * 1.02 * 1.02, 0.063),
                 18342 * 1.02 * 1.02 * 1.02 * 0.063, 1e-13);
    assert_close(FORMULA_AT(knowledge_changes_so_far, 4, 3500, 1226), 4726, 1e-15);
}

/* From the index, from the weights, 70% from the index, from neither */
static void facts_come_from_the_index_where_there_is_one(void **state)
{
    assert_close(FORMULA_AT(knowledge_stale_share, 3, 0.001, 0, 1), 0.001, 1e-14);
    assert_close(FORMULA_AT(knowledge_stale_share, 3, 0, 0.2, 0), 0.2, 1e-14);
    assert_close(FORMULA_AT(knowledge_stale_share, 3, 0.001, 0.2, 0.7), 0.0607, 1e-14);
    assert_near(FORMULA_AT(knowledge_stale_share, 3, 0, 0, 0), 0, 0);
}

/* 0.3 * 0.25 + 0.2 * 0.4 = 0.155, at most 1; 0.12 * 0.4 * 0.3 = 0.0144 */
static void bad_answers_are_missing_stale_or_malformed(void **state)
{
    assert_close(FORMULA_AT(quality_bad_knowledge, 3, 0.3, 0.75, 0.2, 0.4), 0.155, 1e-14);
    assert_near(FORMULA_AT(quality_bad_knowledge, 3, 0.9, 0, 0.5, 0.4), 1, 0);
    assert_close(FORMULA_AT(quality_bad_behaviour, 0, 0.12, 0.6, 0.7), 0.0144, 1e-13);
}

/* 0.845 * 0.9856 = 0.832832, 5 points more or less; half of the bad ones read and 80% of
 * those put right: 0.832832 + 0.167168 * 0.4 */
static void interaction_has_both_signs_and_review_helps(void **state)
{
    assert_close(FORMULA_AT(quality_good_share, 3, 0.155, 0.0144, 0, 0, 0), 0.832832, 1e-14);
    assert_close(FORMULA_AT(quality_good_share, 3, 0.155, 0.0144, 0.05, 0, 0), 0.882832, 1e-14);
    assert_close(FORMULA_AT(quality_good_share, 3, 0.155, 0.0144, -0.05, 0, 0), 0.782832,
                 1e-14);
    assert_near(FORMULA_AT(quality_good_share, 3, 0.01, 0, 0.5, 0, 0), 1, 0);
    assert_near(FORMULA_AT(quality_good_share, 3, 0.99, 0, -0.5, 0, 0), 0, 0);
    assert_close(FORMULA_AT(quality_good_share, 3, 0.155, 0.0144, 0, 0.5, 0.8), 0.8996992,
                 1e-14);
}

/* 612,345 requests, 16.7168% of them bad, 1.5 USD each */
static void bad_answers_cost_what_the_scenario_says(void **state)
{
    assert_close(FORMULA_AT(monthly_bad_answers, 3, 612345, 0.832832, 1.5),
                 612345 * 0.167168 * 1.5, 1e-13);
    assert_near(FORMULA_AT(monthly_bad_answers, 3, 612345, 0.832832, 0), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keywords_and_reranking_find_what_is_missed),
        cmocka_unit_test(parts_put_right_what_the_others_leave),
        cmocka_unit_test(behaviour_takes_examples),
        cmocka_unit_test(an_index_is_stale_by_its_lag),
        cmocka_unit_test(changes_follow_the_corpus),
        cmocka_unit_test(facts_come_from_the_index_where_there_is_one),
        cmocka_unit_test(bad_answers_are_missing_stale_or_malformed),
        cmocka_unit_test(interaction_has_both_signs_and_review_helps),
        cmocka_unit_test(bad_answers_cost_what_the_scenario_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
