/* How long answers take to know a change, by where they take their facts from. */
#include "tests/unit/support.h"

#define LEAD(lag, indexed, between, lead, pinned)                                              \
    FORMULA_AT(knowledge_update_lead, 1, lag, indexed, between, lead, pinned)

static void an_index_knows_after_its_lag(void **state)
{
    assert_close(LEAD(12, 1, 0, 0, 0), 12, 1e-15);
    assert_close(LEAD(12, 1, 3.5, 0.25, 0), 12, 1e-15);
}

/* (3.5 + 0.25) months of 730.5 hours. */
static void weights_know_after_the_next_retrain_and_its_lead(void **state)
{
    assert_close(LEAD(0, 0, 3.5, 0.25, 0), 3.75 * 730.5, 1e-12);
}

/* A fifth of the facts from the weights: 0.8 * 12 + 0.2 * 2739.375. */
static void facts_from_both_know_in_the_mean(void **state)
{
    assert_close(LEAD(12, 0.8, 3.5, 0.25, 0), 557.475, 1e-12);
}

static void pinned_documents_are_changed_at_once(void **state)
{
    assert_true(LEAD(0, 0, 0, 0, 900) == 0);
    assert_true(LEAD(0, 0, 3.5, 0.25, 900) == 0);
}

static void a_model_that_nobody_retrains_never_knows(void **state)
{
    assert_true(LEAD(0, 0, 0, 0, 0) == 1e6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_knows_after_its_lag),
        cmocka_unit_test(weights_know_after_the_next_retrain_and_its_lead),
        cmocka_unit_test(facts_from_both_know_in_the_mean),
        cmocka_unit_test(pinned_documents_are_changed_at_once),
        cmocka_unit_test(a_model_that_nobody_retrains_never_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
