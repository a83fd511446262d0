/* The build: phases, what they share between designs, and the weeks to launch. */
#include "tests/unit/support.h"

/* 61.5 h at 113.7 USD/h and 27% more than planned: 6,992.55 * 1.27 */
static void a_phase_is_hours_times_rate_times_overrun(void **state)
{
    assert_close(FORMULA_AT(build_ingestion, 0, 61.5, 113.7, 0.27), 8880.5385, 1e-13);
    assert_close(FORMULA_AT(build_evaluation_experts, 0, 21, 97, 0), 2037, 1e-13);
}

static bool has(const Quantity *q, unsigned parts)
{
    return (q->part & ~parts) == 0 && (q->without & parts) == 0;
}

/* How many of the phases a design pays for. */
static int phases_of(unsigned parts)
{
    static const Quantity *const phases[] = {
        &build_evaluation_set,     &build_evaluation_experts,
        &build_integration,        &build_deployment,
        &build_prompt_engineering, &build_ingestion,
        &build_retrieval_tuning,   &build_dataset,
        &build_infrastructure,     &build_interplay,
    };
    int count = 0;

    for (size_t i = 0; i < COUNT_OF(phases); i++)
        count += has(phases[i], parts);
    return count;
}

/* Four phases are in every design; a prompt has one of its own, a corpus and a
 * tuned model two each, and both together pay their interplay besides. */
static void a_combined_design_shares_phases_and_pays_the_interplay(void **state)
{
    assert_int_equal(phases_of(PART_API), 4 + 1);
    assert_int_equal(phases_of(PART_CORPUS | PART_API), 4 + 2);
    assert_int_equal(phases_of(PART_TUNED | PART_HOSTED), 4 + 2);
    assert_int_equal(phases_of(PART_CORPUS | PART_TUNED | PART_HOSTED), 4 + 2 + 2 + 1);
}

static void experts_are_paid_as_experts(void **state)
{
    source_named(&build_evaluation_experts, "labour.expert_rate");
    source_named(&build_evaluation_set, "labour.engineer_rate");
    assert_ptr_equal(
        source_named(&build_evaluation_experts, "build.evaluation_experts_hours")->adds_to,
        &build_expert_hours);
}

/* Engineers: 281 h * 1.25 over 2 * 34 h/week = 5.16544 weeks; experts: 306 h over
 * 68 h/week = 4.5 weeks. Three attempts of 21 hours of training and 3.4 h of
 * work: 3 * (21/168 + 0.1) = 0.675 weeks. */
static void the_longer_of_two_teams_and_then_training(void **state)
{
    assert_close(FORMULA_AT(launch_weeks, 0, 281, 306, 0.25, 2, 2, 34, 3, 3.4, 21), 5.840441176,
                 1e-9);
    assert_close(FORMULA_AT(launch_weeks, 0, 281, 612, 0.25, 2, 2, 34, 3, 3.4, 21), 9.675,
                 1e-13);
    assert_close(FORMULA_AT(launch_weeks, 0, 281, 306, 0.25, 2, 2, 34, 0, 0, 0), 5.165441176,
                 1e-9);
    assert_close(FORMULA_AT(build_delay, 0, 9.675, 1500), 14512.5, 1e-14);
}

/* 173 questions at 1.7 USD, twice a month */
static void an_evaluation_is_judged_answer_by_answer(void **state)
{
    assert_close(FORMULA_AT(evaluation_cost, 0, 173, 1.7), 294.1, 1e-14);
    assert_close(FORMULA_AT(monthly_evaluation, 3, 2, 294.1), 588.2, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phase_is_hours_times_rate_times_overrun),
        cmocka_unit_test(a_combined_design_shares_phases_and_pays_the_interplay),
        cmocka_unit_test(experts_are_paid_as_experts),
        cmocka_unit_test(the_longer_of_two_teams_and_then_training),
        cmocka_unit_test(an_evaluation_is_judged_answer_by_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
