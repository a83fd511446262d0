/* Staff by part, and human review. */
#include "tests/unit/support.h"

/* 17.5 h at 113.7 USD */
static void upkeep_is_hours_times_rate(void **state)
{
    assert_close(FORMULA_AT(monthly_corpus_upkeep, 5, 17.5, 113.7), 1989.75, 1e-14);
    source_named(&monthly_tuned_expert_upkeep, "labour.expert_rate");
    source_named(&monthly_tuned_upkeep, "labour.engineer_rate");
}

/* 3% of 612,345 answers, 2.5 minutes each, 97 USD/h: 765.43125 h */
static void review_is_minutes_of_experts(void **state)
{
    assert_close(FORMULA_AT(monthly_review, 5, 612345, 0.03, 2.5, 97), 74246.83125, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(upkeep_is_hours_times_rate),
        cmocka_unit_test(review_is_minutes_of_experts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
