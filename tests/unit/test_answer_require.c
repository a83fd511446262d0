/* What is required of designs: who is eligible, why not, and how the verdict follows. */
#include "tests/unit/support.h"

#include <math.h>
#include <stdio.h>

#include "sim/results/requirement_tests.h"
#include "sim/results/second_look.h"
#include "tests/unit/answered.h"

/* Three designs whose bills are stated, so that only requirements decide: the cheaper they
 * are the less they can do. 12 months: $22k, $46k and $70k. */
#define HEAD                                                                                   \
    "scenario: 1\nname: Test\nmoney.horizon: 12 months\nrun: { trials: 1024 }\n"               \
    "traffic.requests_per_day: 700 /day\napi.model: catalog:llm/gpt-5.4-mini\n"                \
    "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/l40s\n"
#define DESIGNS                                                                                \
    "designs:\n"                                                                               \
    "  prompt: { cost.build: $10k, cost.cash: $1k /month }\n"                                  \
    "  finetune: { cost.build: $10k, cost.cash: $3k /month, training.policy: calendar,\n"      \
    "              training.interval: 2 months, training.lead_time: 0.5 months,\n"             \
    "              training.behaviour_changes: 0 /year, model.lifetime: 1000 months }\n"       \
    "  rag: { cost.build: $10k, cost.cash: $5k /month, corpus.reindex: weekly }\n"

/* Of one month; prompt has no citations. A range of a uniform law is from P10 to P90. */
#define TWO_ELIGIBLE                                                                           \
    "requirements: { citations: must }\n"                                                      \
    "money.horizon: 1 months\ntraffic.requests_per_day: 10 /day\n"                             \
    "api.model: catalog:llm/gpt-5.4-mini\n"                                                    \
    "designs:\n"                                                                               \
    "  prompt: { cost.build: $1, cost.cash: $0 /month }\n"                                     \
    "  rag: { cost.build: uniform($10..$20), cost.cash: $0 /month }\n"                         \
    "  other: { extends: rag, cost.build: uniform($14..$18) }\n"

static bool eligible(const Answered *a, const char *design)
{
    return !answered_design(a, design)->ruled_out;
}

static void without_requirements_every_design_is_eligible(void **state)
{
    Answered a;
    answered_start(&a, HEAD DESIGNS, 0);

    assert_false(a.answer.musts);
    assert_true(eligible(&a, "prompt") && eligible(&a, "finetune") && eligible(&a, "rag"));
    assert_string_equal(answered_best(&a), "prompt");
    assert_true(answered_design(&a, "prompt")->cheapest_eligible.value == 1);
    assert_string_equal(a.answer.verdict.strength, "strong");
    answered_stop(&a);
}

static void citations_need_documents_in_the_prompt(void **state)
{
    Answered a;
    answered_start(&a, HEAD DESIGNS "requirements: { citations: must }\n", 0);

    assert_false(eligible(&a, "prompt") || eligible(&a, "finetune"));
    assert_true(eligible(&a, "rag"));
    assert_string_equal(answered_best(&a), "rag");
    assert_string_equal(answered_design(&a, "prompt")->misses, "citations");
    assert_true(answered_design(&a, "prompt")->cheapest.value == 1);
    assert_true(answered_design(&a, "prompt")->cheapest_eligible.value == 0);
    assert_string_equal(a.answer.verdict.sentence,
                        "RAG is the only design that meets every must. Prompt only would cost "
                        "less on average, but is ruled out (citations).");
    assert_int_equal(a.answer.order[0], whole_run_design(&a.whole, "rag"));
    answered_stop(&a);

    answered_start(
        &a, HEAD "tokens.pinned: 900 tok\n" DESIGNS "requirements: { citations: must }\n", 0);
    assert_string_equal(answered_best(&a), "prompt");
    answered_stop(&a);
}

static void check_freshness(const char *within, bool finetune, bool rag)
{
    Answered a;
    char text[2048];

    snprintf(text, sizeof text,
             HEAD DESIGNS "requirements: { freshness: { level: must, within: %s } }\n", within);
    answered_start(&a, text, 0);
    assert_false(eligible(&a, "prompt"));
    assert_int_equal(eligible(&a, "finetune"), finetune);
    assert_int_equal(eligible(&a, "rag"), rag);
    answered_stop(&a);
}

/* A weekly index lags 84 hours; two months and half a month of lead are 2.5 months. */
static void freshness_is_the_lag_of_the_index_or_the_time_to_retrain(void **state)
{
    check_freshness("83 h", false, false);
    check_freshness("85 h", false, true);
    check_freshness("2.45 months", false, true);
    check_freshness("2.55 months", true, true);
}

/* Of 3% behaviour failures a corpus that mends a third leaves 2%, and one that mends less
 * leaves more than that. */
static void malformed_answers_may_be_two_in_a_hundred(void **state)
{
    Answered a;
    answered_start(&a,
                   HEAD "gaps.behaviour: 3%\nrequirements: { output_format: must }\n" DESIGNS
                        "    \n  half: { extends: rag, corpus.behaviour_fixed: 34% }\n"
                        "  less: { extends: rag, corpus.behaviour_fixed: 32% }\n",
                   0);

    assert_true(eligible(&a, "half"));
    assert_false(eligible(&a, "less") || eligible(&a, "prompt"));
    answered_stop(&a);
}

static void good_answers_are_held_against_their_least_share(void **state)
{
    Answered a;
    answered_start(&a,
                   HEAD "requirements: { quality: { level: must, at_least: 70% } }\n"
                        "designs:\n"
                        "  prompt: { quality.good_share: 69%, cost.cash: $1k /month }\n"
                        "  rag: { quality.good_share: 71%, cost.cash: $2k /month }\n",
                   0);

    assert_string_equal(answered_best(&a), "rag");
    answered_stop(&a);
}

static void check_budget(const char *chance, bool expected)
{
    Answered a;
    char text[2048];

    /* cash is $10k and 12 times 875..2125, uniformly: $31k with a chance of 70% */
    snprintf(text, sizeof text,
             HEAD "money.budget: $31k\nrequirements: { budget: { level: must, "
                  "chance_of_exceeding: %s } }\n"
                  "designs:\n  prompt: { cost.build: $10k, cost.cash: \"uniform($1k..$2k) "
                  "/month\" }\n",
             chance);
    answered_start(&a, text, 0);
    assert_near(answered_design(&a, "prompt")->requirements[0].chance.value, 0.7, 0.043);
    assert_int_equal(eligible(&a, "prompt"), expected);
    answered_stop(&a);
}

static void a_budget_may_be_exceeded_with_the_chance_that_it_says(void **state)
{
    check_budget("25%", false);
    check_budget("36%", true);
}

static void check_latency(const char *how, bool expected)
{
    Answered a;
    char text[2048];

    snprintf(text, sizeof text,
             HEAD "requirements: { latency: { level: must, %s } }\n"
                  "designs:\n  prompt: { latency.request: uniform(2..4) s, "
                  "latency.first_token: 5 s }\n",
             how);
    answered_start(&a, text, 1024);
    assert_int_equal(eligible(&a, "prompt"), expected);
    answered_stop(&a);
}

/* A time that is given is that of every request of a future: here 1.75 to 4.25 s, evenly. */
static void response_times_are_met_in_a_share_of_the_futures(void **state)
{
    check_latency("percentile: 95%, under: 3 s, chance: 45%", true);
    check_latency("percentile: 95%, under: 3 s, chance: 55%", false);
    check_latency("percentile: 50%, under: 4.3 s", true);
    check_latency("percentile: 50%, under: 4.3 s, of: first_token", false);
}

/* A simulated answer takes 1,000 tokens / 20 a second at least, and less than 10,000 s. */
static void simulated_times_are_held_against_a_limit(void **state)
{
    static const char text[] =
        HEAD "requirements:\n  latency:\n"
             "    - { level: must, percentile: 95%, under: 10k s }\n"
             "    - { level: want, percentile: 50%, under: 5 s }\n"
             "    - { level: want, percentile: 95%, under: 10k s, state: end_peak }\n"
             "designs:\n  prompt: { tokens.output: 1k tok, api.output_speed: 20 tok/s }\n";
    Answered a;
    answered_start(&a, text, 256);
    const RequirementAnswer *items = answered_design(&a, "prompt")->requirements;

    assert_true(items[0].met && items[0].chance.value == 1);
    assert_true(!items[1].met && items[1].chance.value == 0);
    assert_true(answered_design(&a, "prompt")->meets_musts.value == 1);
    assert_string_equal(items[1].id, "latency_2");
    assert_string_equal(items[1].what, "P50 under 5 s");
    answered_stop(&a);
}

/* A percentile is within the limit in the futures in which that share of the requests is, in
 * the state that is asked for; a share of 80% is as good as any. */
static void a_percentile_is_judged_by_the_share_of_requests_in_time(void **state)
{
    static const char text[] =
        HEAD "requirements: { latency: { level: want, percentile: 80%, under: 7.3 s,\n"
             "                           state: peak } }\n"
             "designs:\n  finetune: { tokens.output: 100..500 tok }\n";
    Answered a;
    answered_start(&a, text, 512);
    const RequirementAnswer *item = answered_design(&a, "finetune")->requirements;
    const double *share = run_request_within(
        a.whole.run, 0, whole_run_quantity("latency.request"), LAUNCH_AT_PEAK, 7.3);
    const double *p50 = run_request_values(
        a.whole.run, 0, whole_run_quantity("latency.request"), LAUNCH_AT_PEAK, REQUEST_P50);
    double met = 0, within = 0, at_most = 0;

    assert_non_null(share);
    for (size_t j = 0; j < 256; j++) {
        met += share[j] >= 0.8;
        within += share[j];
        at_most += p50[j] <= 7.3;
    }
    assert_close(item->chance.value, met / 256, 1e-12);
    assert_close(item->within.mean.value, within / 256, 1e-12);
    assert_true(met > 12 && met < at_most);
    answered_stop(&a);
}

static void a_run_is_asked_for_the_states_and_limits_of_requirements(void **state)
{
    RunOptions options = { .states = STATE_ONLY(LAUNCH_AT_MEAN) };
    Answered a;
    answered_start(&a,
                   HEAD DESIGNS "requirements:\n  citations: want\n  latency:\n"
                                "    - { level: want, percentile: 50%, under: 3 s, of: "
                                "first_token }\n"
                                "    - { level: must, percentile: 99%, under: 47 s, state: "
                                "end_peak }\n",
                   0);

    requirements_ask(&options, &a.whole.scenario, false, &a.whole.scenario.arena);
    assert_int_equal(options.states, STATE_ONLY(LAUNCH_AT_MEAN) | STATE_ONLY(END_AT_PEAK));
    assert_int_equal(options.limit_count, 2);
    assert_ptr_equal(options.limits[0].quantity, whole_run_quantity("latency.first_token"));
    assert_true(options.limits[0].most == 3 && options.limits[1].most == 47);
    answered_stop(&a);
}

/* Each must holds with 93%, independently, so both at once with 86%: (24.45/12 - 0.875)/1.25
 * and (72 - 53.4)/20. With 1,024 futures that is sure to 0.011. */
static void musts_have_to_hold_at_once(void **state)
{
    Answered a;
    answered_start(&a,
                   HEAD "money.budget: $24.45k\nrequirements:\n"
                        "  budget: { level: must, chance_of_exceeding: 10% }\n"
                        "  quality: { level: must, at_least: 53.4% }\n"
                        "designs:\n"
                        "  prompt: { cost.build: $0, cost.cash: \"uniform($1k..$2k) /month\",\n"
                        "            quality.good_share: uniform(54%..70%) }\n",
                   0);
    const DesignAnswer *prompt = answered_design(&a, "prompt");
    assert_near(prompt->requirements[0].chance.value, 0.93, 0.024);
    assert_near(prompt->requirements[1].chance.value, 0.93, 0.024);
    assert_near(prompt->meets_musts.value, 0.8649, 0.033);
    assert_true(prompt->requirements[0].met && prompt->requirements[1].met);
    assert_true(prompt->ruled_out);
    assert_string_equal(prompt->misses, "all at once");
    assert_string_equal(a.answer.verdict.strength, "none");
    assert_false(a.answer.verdict.eligible);
    answered_stop(&a);
}

static void data_stay_where_every_service_says(void **state)
{
    Answered a;
    answered_start(
        &a,
        HEAD "requirements: { residency: { level: must, in: eu } }\n"
             "designs:\n"
             "  prompt: { api.residency: eu }\n"
             "  rag: { api.residency: eu, store.residency: own, embedding.residency: us,\n"
             "         rerank.residency: eu }\n"
             "  finetune: { gpu.residency: own, training.gpu_residency: eu }\n"
             "  mine: { parts: [hosted] }\n",
        0);

    assert_true(eligible(&a, "prompt") && eligible(&a, "finetune"));
    assert_string_equal(answered_design(&a, "rag")->requirements[0].why,
                        "embedding.residency is us");
    assert_string_equal(answered_design(&a, "mine")->requirements[0].why,
                        "gpu.residency is unknown");
    answered_stop(&a);
}

/* --- the verdict ----------------------------------------------------------------------- */

static void a_missed_want_keeps_the_case_from_being_strong(void **state)
{
    Answered a;
    answered_start(&a, HEAD DESIGNS "requirements: { citations: want }\n", 0);

    assert_string_equal(answered_best(&a), "prompt");
    assert_string_equal(a.answer.verdict.strength, "moderate");
    assert_non_null(strstr(a.answer.verdict.sentence, "It misses what is wanted: citations."));
    answered_stop(&a);
}

static void designs_that_are_equal_are_a_toss_up(void **state)
{
    Answered a;
    answered_start(&a,
                   HEAD "requirements: { citations: must }\n"
                        "designs:\n"
                        "  one: { parts: [corpus, api], cost.cash: $1k /month }\n"
                        "  two: { parts: [corpus, api], cost.cash: $1k /month }\n"
                        "  prompt: { cost.cash: $1 /month }\n",
                   0);

    assert_true(answered_design(&a, "one")->cheapest_eligible.value == 0.5 ||
                answered_design(&a, "one")->cheapest_eligible.value == 0);
    assert_string_equal(a.answer.verdict.strength, "toss-up");
    answered_stop(&a);
}

static void the_nearest_is_named_where_no_design_will_do(void **state)
{
    Answered a;
    answered_start(&a,
                   HEAD "money.budget: $31k\n"
                        "requirements:\n  citations: must\n"
                        "  budget: { level: must, chance_of_exceeding: 5% }\n"
                        "designs:\n"
                        "  prompt: { cost.build: $10k, cost.cash: $1k /month }\n"
                        "  rag: { cost.build: $10k, cost.cash: \"uniform($1k..$2k) "
                        "/month\" }\n",
                   0);

    assert_string_equal(answered_best(&a), "rag");
    assert_non_null(strstr(a.answer.verdict.sentence, "No design meets every must. RAG is the "
                                                      "nearest: it meets them in "));
    assert_non_null(strstr(a.answer.verdict.sentence, "(missed: budget)"));
    answered_stop(&a);
}

/* The same u, uniform on 0..1, is in both: rag costs 8.75 + 12.5 u to build, other 13.5 + 5 u.
 * rag is the cheaper where u < 4.75 / 7.5 = 0.6333; beyond it is dearer by 7.5 (u - 0.6333), on
 * average over all by 7.5 * 0.3667^2 / 2 = 0.50417, and other by 1 more, the difference of the
 * means. Against prompt, which costs 1 and is ruled out, rag is dearer by 14 on average. */
static void regret_is_against_designs_that_may_be_chosen(void **state)
{
    Answered a;
    answered_start(&a, "scenario: 1\nname: Test\nrun.trials: 16384\n" TWO_ELIGIBLE, 0);
    const DesignAnswer *rag = answered_design(&a, "rag"), *other = answered_design(&a, "other");

    assert_near(rag->regret_eligible.value, 0.50417, 0.01);
    assert_near(other->regret_eligible.value - rag->regret_eligible.value, 1, 0.01);
    assert_near(rag->regret.value, 14, 0.01);
    assert_near(rag->cheapest_eligible.value, 0.6333, 0.005);
    assert_true(isnan(answered_design(&a, "prompt")->regret_eligible.value));
    assert_true(a.answer.verdict.regret.value == rag->regret_eligible.value);
    answered_stop(&a);
}

static void regret_of_the_only_eligible_design_is_nothing(void **state)
{
    Answered a;
    answered_start(&a, HEAD DESIGNS "requirements: { citations: must }\n", 0);

    for (size_t d = 0; d < a.answer.design_count; d++) {
        const DesignAnswer *design = &a.answer.designs[d];
        if (design->ruled_out)
            assert_true(isnan(design->regret_eligible.value));
        else
            assert_true(design->regret_eligible.value == 0);
    }
    answered_stop(&a);
}

/* What the cheapest of the eligible is does not depend on how long the run is. */
static void a_long_run_judges_the_same_designs(void **state)
{
    char text[2048];
    double chance[2], at_once[2], regret[2];

    for (int k = 0; k < 2; k++) {
        Answered a;
        snprintf(text, sizeof text, "scenario: 1\nname: Test\nrun.trials: %d\n%s",
                 k == 0 ? 1 << 14 : (1 << 17) + 5, TWO_ELIGIBLE);
        answered_start(&a, text, 0);
        chance[k] = answered_design(&a, "rag")->cheapest_eligible.value;
        regret[k] = answered_design(&a, "other")->regret_eligible.value;
        at_once[k] = answered_design(&a, "rag")->by_month[0].cheapest_eligible.value;
        assert_near(chance[k] + answered_design(&a, "other")->cheapest_eligible.value, 1,
                    1e-12);
        assert_true(answered_design(&a, "prompt")->cheapest_eligible.value == 0);
        answered_stop(&a);
    }
    assert_near(chance[0], chance[1], 0.01);
    assert_near(regret[0], regret[1], 0.01);
    assert_near(at_once[0], at_once[1], 0); /* by month: the first round of both */
}

/* Of nine designs, too many for all their sets; the others cost more or are ruled out. */
static void a_long_run_of_many_designs_is_done_again(void **state)
{
    static const char more[] = "  a: { extends: rag, cost.build: $50 }\n"
                               "  b: { extends: rag, cost.build: $51 }\n"
                               "  c: { extends: rag, cost.build: $52 }\n"
                               "  d: { extends: prompt, cost.build: $2 }\n"
                               "  e: { extends: rag, cost.build: $53 }\n"
                               "  f: { extends: prompt, cost.build: $3 }\n";
    char text[2048];
    Answered a;
    Error err;

    snprintf(text, sizeof text, "scenario: 1\nname: Test\nrun.trials: %d\n" TWO_ELIGIBLE "%s",
             (1 << 17) + 5, more);
    answered_start(&a, text, 0);
    const DesignAnswer *rag = answered_design(&a, "rag"), *other = answered_design(&a, "other");
    assert_true(isnan(rag->cheapest_eligible.value));
    assert_true(second_look(&a.answer, &a.whole.wiring, a.whole.run, 2, &err));
    assert_near(rag->cheapest_eligible.value, 0.6333, 0.002);
    assert_near(rag->by_month[1].cheapest_eligible.value, 0.6333, 0.002);
    assert_near(rag->cheapest_eligible.value + other->cheapest_eligible.value, 1, 1e-12);
    assert_near(other->regret_eligible.value, 1.50417, 0.002);
    assert_true(answered_design(&a, "d")->cheapest_eligible.value == 0);
    assert_true(isnan(answered_design(&a, "d")->regret_eligible.value));
    assert_string_equal(a.answer.verdict.strength, "weak");
    answered_stop(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_requirements_every_design_is_eligible),
        cmocka_unit_test(citations_need_documents_in_the_prompt),
        cmocka_unit_test(freshness_is_the_lag_of_the_index_or_the_time_to_retrain),
        cmocka_unit_test(malformed_answers_may_be_two_in_a_hundred),
        cmocka_unit_test(good_answers_are_held_against_their_least_share),
        cmocka_unit_test(a_budget_may_be_exceeded_with_the_chance_that_it_says),
        cmocka_unit_test(response_times_are_met_in_a_share_of_the_futures),
        cmocka_unit_test(simulated_times_are_held_against_a_limit),
        cmocka_unit_test(a_percentile_is_judged_by_the_share_of_requests_in_time),
        cmocka_unit_test(a_run_is_asked_for_the_states_and_limits_of_requirements),
        cmocka_unit_test(musts_have_to_hold_at_once),
        cmocka_unit_test(data_stay_where_every_service_says),
        cmocka_unit_test(a_missed_want_keeps_the_case_from_being_strong),
        cmocka_unit_test(designs_that_are_equal_are_a_toss_up),
        cmocka_unit_test(the_nearest_is_named_where_no_design_will_do),
        cmocka_unit_test(regret_is_against_designs_that_may_be_chosen),
        cmocka_unit_test(regret_of_the_only_eligible_design_is_nothing),
        cmocka_unit_test(a_long_run_judges_the_same_designs),
        cmocka_unit_test(a_long_run_of_many_designs_is_done_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
