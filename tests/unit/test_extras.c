/* Lines that a scenario adds to the bill: the formulas of each kind, and their way
 * through a run. */
#include "tests/unit/support.h"

#include "tests/unit/whole_run.h"

static const ExtraKind *kind(const char *name)
{
    for (size_t k = 0; k < EXTRA_KINDS; k++)
        if (strcmp(extra_kinds[k].pattern[EXTRA_AMOUNT]->key, name) == 0)
            return &extra_kinds[k];
    fail_msg("no kind %s", name);
    return NULL;
}

/* --- formulas ------------------------------------------------------------------------ */

/* The level is 1 in month 1 whatever it was before; 1.36 * (1 - 0.025) = 1.326 later. */
static void the_level_grows_from_month_to_month(void **state)
{
    const Quantity *level = kind("monthly")->pattern[EXTRA_LEVEL];

    assert_close(FORMULA_AT(*level, 1, 1.36, -0.025), 1, 1e-15);
    assert_close(FORMULA_AT(*level, 7, 1.36, -0.025), 1.326, 1e-15);
}

/* 913.25 * 1.36 = 1242.02; 0.00043 * 1.36 * 97917.4375 = 57.262117...;
 * 4127.5 * 1.36 * (2 + 1) = 16840.2 */
static void a_line_is_its_amount_times_what_it_is_paid_for(void **state)
{
    assert_close(FORMULA_AT(*kind("once")->pattern[EXTRA_LINE], 0, 12345.67), 12345.67, 1e-15);
    assert_close(FORMULA_AT(*kind("monthly")->pattern[EXTRA_LINE], 2, 913.25, 1.36), 1242.02,
                 1e-15);
    assert_close(
        FORMULA_AT(*kind("per_request")->pattern[EXTRA_LINE], 2, 0.00043, 1.36, 97917.4375),
        57.26211745, 1e-12);
    assert_close(FORMULA_AT(*kind("per_retrain")->pattern[EXTRA_LINE], 2, 4127.5, 1.36, 2, 1),
                 16840.2, 1e-15);
}

static void lines_add_to_the_totals_that_suit_them(void **state)
{
    assert_ptr_equal(kind("once")->pattern[EXTRA_LINE]->adds_to, &cost_build);
    assert_ptr_equal(kind("monthly")->pattern[EXTRA_LINE]->adds_to, &cost_infrastructure);
    assert_ptr_equal(kind("per_request")->pattern[EXTRA_LINE]->adds_to, &cost_infrastructure);
    assert_ptr_equal(kind("per_retrain")->pattern[EXTRA_LINE]->adds_to, &cost_updates);
    assert_int_equal(kind("per_retrain")->pattern[EXTRA_LINE]->part, PART_TUNED);
    assert_null(kind("once")->pattern[EXTRA_GROWTH]);
}

/* --- in a run -------------------------------------------------------------------------- */

#define SHOP                                                                                   \
    "scenario: 1\n"                                                                            \
    "money: { horizon: 4 months }\n"                                                           \
    "run: { trials: 300 }\n"                                                                   \
    "traffic: { requests_per_day: 3217 /day, growth: 4% /month }\n"                            \
    "api.model: catalog:llm/gpt-5.4-mini\n"                                                    \
    "training: { policy: calendar, interval: 2 months }\n"

#define REVIEW   "  - { name: Security review, once: $12k..$30k, parts: [corpus] }\n"
#define CONTRACT "  - { name: Support contract, monthly: $900..$2k, to: cost.people }\n"

static double mean(const WholeRun *whole, const char *design, const char *key, int month)
{
    const Scenario *s = &whole->scenario;
    MeanSe found = { NAN, NAN };

    for (size_t i = 0; i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            run_mean(whole->run, whole_run_design(whole, design), s->quantities[i], month,
                     &found);
    return found.mean;
}

/* 2% a month are 26.8241795% a year: 913.25 * 1.02^3 = 969.148206. Requests are those of
 * 30.4375 days, 4% more each month, and the price falls by 5% a month. Retrains are due in
 * months 2 and 4, and their line grows by 10% a month: 4127.5 * 1.331 = 5493.7025. */
static void lines_are_paid_month_by_month(void **state)
{
    WholeRun whole;

    whole_run_start(&whole,
                    SHOP
                    "extras:\n"
                    "  - { name: Review, once: $12345.67, parts: [corpus] }\n"
                    "  - { name: Contract, monthly: $913.25, growth: 26.8241794562% /year }\n"
                    "  - { name: Moderation, per_request: $0.43 /1000, growth: -5% /month,\n"
                    "      designs: [rag, finetune] }\n"
                    "  - { name: Red team, per_retrain: $4127.50, growth: 10% /month }\n",
                    NULL, 0);
    assert_close(mean(&whole, "rag", "extras.review", 0), 12345.67, 1e-12);
    assert_close(mean(&whole, "prompt", "extras.contract", 1), 913.25, 1e-12);
    assert_close(mean(&whole, "prompt", "extras.contract", 4), 969.148206, 1e-9);
    assert_close(mean(&whole, "rag", "extras.moderation", 1), 0.00043 * 97917.4375, 1e-12);
    assert_close(mean(&whole, "finetune", "extras.moderation", 3),
                 0.00043 * 0.9025 * 105907.5004, 1e-9);
    assert_near(mean(&whole, "combined", "extras.red_team", 1), 0, 1e-12);
    assert_close(mean(&whole, "combined", "extras.red_team", 2), 4540.25, 1e-12);
    assert_close(mean(&whole, "finetune", "extras.red_team", 4), 5493.7025, 1e-12);
    whole_run_stop(&whole);
}

static void a_line_is_only_in_the_designs_it_is_for(void **state)
{
    WholeRun whole;

    whole_run_start(&whole,
                    SHOP "extras:\n"
                         "  - { name: Review, once: $3k, parts: [corpus, tuned] }\n"
                         "  - { name: Moderation, per_request: $1, designs: [rag, prompt] }\n"
                         "  - { name: Red team, per_retrain: $4k }\n"
                         "designs: { prompt: {}, rag: {}, finetune: {}, combined: {},\n"
                         "  wide: { extends: rag, parts: [corpus, api] } }\n",
                    NULL, 0);
    assert_close(mean(&whole, "combined", "extras.review", 0), 3000, 1e-15);
    assert_true(isnan(mean(&whole, "rag", "extras.review", 0)));
    assert_true(mean(&whole, "prompt", "extras.moderation", 1) >= 0);
    assert_true(mean(&whole, "rag", "extras.moderation", 1) >= 0);
    assert_true(isnan(mean(&whole, "combined", "extras.moderation", 1)));
    assert_true(isnan(mean(&whole, "wide", "extras.moderation", 1)));
    assert_true(isnan(mean(&whole, "rag", "extras.red_team", 1)));
    assert_true(mean(&whole, "finetune", "extras.red_team", 1) >= 0);
    whole_run_stop(&whole);
}

static void assert_same_values(const WholeRun *a, const WholeRun *b, const char *key)
{
    assert_memory_equal(whole_run_values(a, "rag", key), whole_run_values(b, "rag", key),
                        300 * sizeof(double));
}

/* Draws go by name: nothing but the totals above a line is another one because of it. */
static void a_line_more_moves_no_other_value(void **state)
{
    WholeRun none, one, two;

    whole_run_start(&none, SHOP, NULL, 0);
    whole_run_start(&one, SHOP "extras:\n" REVIEW, NULL, 0);
    whole_run_start(&two, SHOP "extras:\n" CONTRACT REVIEW, NULL, 0);
    assert_same_values(&none, &one, "cost.inference");
    assert_same_values(&none, &one, "cost.monthly");
    assert_same_values(&none, &one, "launch.weeks");
    assert_same_values(&one, &two, "cost.build");
    assert_same_values(&one, &two, "cost.infrastructure");
    assert_memory_not_equal(whole_run_values(&none, "rag", "cost.build"),
                            whole_run_values(&one, "rag", "cost.build"), sizeof(double));
    assert_memory_not_equal(whole_run_values(&one, "rag", "cost.people"),
                            whole_run_values(&two, "rag", "cost.people"), sizeof(double));
    whole_run_stop(&none);
    whole_run_stop(&one);
    whole_run_stop(&two);
}

/* The build of every trial is dearer by an amount whose middle 8 in 10 are $12k..$30k: of
 * 300 trials 240 with a standard error of 6.9, four of which are allowed. */
static void the_build_is_dearer_by_the_line(void **state)
{
    WholeRun without, with;
    int inside = 0;

    whole_run_start(&without, SHOP, NULL, 0);
    whole_run_start(&with, SHOP "extras:\n" REVIEW, NULL, 0);
    const double *before = whole_run_values(&without, "rag", "cost.build");
    const double *after = whole_run_values(&with, "rag", "cost.build");
    for (int i = 0; i < 300; i++)
        inside += after[i] - before[i] > 12e3 && after[i] - before[i] < 30e3;
    assert_near(inside, 240, 4 * 6.9);
    whole_run_stop(&without);
    whole_run_stop(&with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_level_grows_from_month_to_month),
        cmocka_unit_test(a_line_is_its_amount_times_what_it_is_paid_for),
        cmocka_unit_test(lines_add_to_the_totals_that_suit_them),
        cmocka_unit_test(lines_are_paid_month_by_month),
        cmocka_unit_test(a_line_is_only_in_the_designs_it_is_for),
        cmocka_unit_test(a_line_more_moves_no_other_value),
        cmocka_unit_test(the_build_is_dearer_by_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
