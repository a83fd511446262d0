/* What a retrain costs. */
#include "tests/unit/support.h"

/* 12% of 23,552.81 USD of examples; (48.477 + 625.35 + 294.1) / 0.25 for four attempts;
 * 9 h at 113.7 USD: 2,826.3372 + 3,871.708 + 1,023.3 */
static void a_retrain_pays_examples_attempts_and_redeployment(void **state)
{
    assert_close(FORMULA_AT(training_retrain_cost, 0, 0.12, 23552.81, 0.25, 48.477, 625.35,
                            294.1, 9, 113.7),
                 7721.3452, 1e-13);
    assert_close(FORMULA_AT(monthly_retraining, 6, 2, 7721.3452), 15442.6904, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_retrain_pays_examples_attempts_and_redeployment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
