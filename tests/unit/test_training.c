/* Training: examples, attempts, and the lines of the build. */
#include "tests/unit/support.h"

/* 2,345 examples of 712 tokens, 3 epochs */
static void tokens_go_through_all_epochs(void **state)
{
    assert_close(FORMULA_AT(training_tokens, 0, 2345, 712, 3), 5008920, 1e-15);
}

/* P(attempts > 2) = 0.7^2 = 0.49 at a chance of 30% */
static void attempts_are_geometric(void **state)
{
    assert_close(FORMULA_AT(training_attempts, 0, 0.3, 0.71), 1, 0);
    assert_close(FORMULA_AT(training_attempts, 0, 0.3, 0.69), 2, 0);
    assert_close(FORMULA_AT(training_attempts, 0, 0.3, 0.4901), 2, 0);
    assert_close(FORMULA_AT(training_attempts, 0, 0.3, 0.4899), 3, 0);
}

static void a_certain_pass_takes_exactly_one_attempt(void **state)
{
    assert_close(FORMULA_AT(training_attempts, 0, 1, 0x1p-53), 1, 0);
    assert_close(FORMULA_AT(training_attempts, 0, 1, 0.5), 1, 0);
    assert_close(FORMULA_AT(training_attempts, 0, 1, 1 - 0x1p-53), 1, 0);
}

/* On a grid of n uniforms in the middle of n equal cells each P(attempts > k) is exact
 * within 1/n, so the mean is within (attempts at the smallest uniform)/n of 1/p: for
 * p = 0.23 and n = 65,536 that is log(1/131,072)/log(0.77) = 45 attempts, 7e-4. */
static void attempts_have_the_mean_of_their_chance(void **state)
{
    enum { BLOCKS = 256 };
    double chance[LANES], uniform[LANES], out[LANES], sum = 0;
    const double *from[] = { chance, uniform };

    for (int block = 0; block < BLOCKS; block++) {
        for (int i = 0; i < LANES; i++) {
            chance[i] = 0.23;
            uniform[i] = (block * LANES + i + 0.5) / (BLOCKS * LANES);
        }
        training_attempts.formula(from, out);
        for (int i = 0; i < LANES; i++)
            sum += out[i];
    }
    assert_near(sum / (BLOCKS * LANES), 1 / 0.23, 7e-4);
}

/* 1,850 examples of 6.3 minutes and a quarter more for a second look: 242.8125 h at
 * 97 USD/h */
static void curation_is_minutes_of_experts(void **state)
{
    assert_close(FORMULA_AT(training_curation_hours, 0, 1850, 6.3, 0.25), 242.8125, 1e-14);
    assert_close(FORMULA_AT(build_example_curation, 0, 242.8125, 97), 23552.8125, 1e-14);
}

/* 7 attempts: 11.3 GPU hours at 4.29 USD, 5.5 h at 113.7 USD, an evaluation of 294.1 */
static void each_attempt_pays_computing_labour_and_evaluation(void **state)
{
    assert_close(FORMULA_AT(training_gpu_rent, 0, 11.3, 4.29), 48.477, 1e-13);
    assert_close(FORMULA_AT(training_attempt_labour, 0, 5.5, 113.7), 625.35, 1e-13);
    assert_close(FORMULA_AT(build_training_compute, 0, 7, 48.477), 339.339, 1e-13);
    assert_close(FORMULA_AT(build_training_labour, 0, 7, 625.35), 4377.45, 1e-13);
    assert_close(FORMULA_AT(build_training_evaluation, 0, 7, 294.1), 2058.7, 1e-13);
}

/* 5,008,920 tokens at 3 USD a million; only where no GPUs are rented */
static void a_vendor_bills_training_by_the_token(void **state)
{
    assert_close(FORMULA_AT(training_token_bill, 0, 5008920, 3), 15.02676, 1e-13);
    assert_ptr_equal(training_token_bill.adds_to, &training_compute_cost);
    assert_ptr_equal(training_gpu_rent.adds_to, &training_compute_cost);
    assert_true(training_token_bill.without & PART_HOSTED);
    assert_true(training_gpu_rent.part & PART_HOSTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_go_through_all_epochs),
        cmocka_unit_test(attempts_are_geometric),
        cmocka_unit_test(a_certain_pass_takes_exactly_one_attempt),
        cmocka_unit_test(attempts_have_the_mean_of_their_chance),
        cmocka_unit_test(curation_is_minutes_of_experts),
        cmocka_unit_test(each_attempt_pays_computing_labour_and_evaluation),
        cmocka_unit_test(a_vendor_bills_training_by_the_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
