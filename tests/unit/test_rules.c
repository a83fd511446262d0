/* Rules of thumb: each applies from its threshold on, and none moves a cost. */
#include "tests/unit/support.h"

#include "tests/unit/answered.h"

/* What a rule finds where one line of a scenario differs. */
#define COMMON                                                                                 \
    "scenario: 1\nname: Test\nmoney.horizon: 6 months\nrun: { trials: 256 }\n"                 \
    "traffic.requests_per_day: 800 /day\napi.model: catalog:llm/gpt-5.4-mini\n"                \
    "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/l40s\n"
#define DESIGNS "designs: { prompt: {}, rag: {}, finetune: {} }\n"

typedef struct {
    RuleState state;
    bool split, against;
    double value, total;
} Found;

static Found look(const char *id, const char *lines)
{
    char text[2048];
    Answered a;
    Found found = { 0 };

    snprintf(text, sizeof text, "%s%s%s", COMMON, lines,
             strstr(lines, "designs:") ? "" : DESIGNS);
    answered_start(&a, text, strcmp(id, "R7") == 0 ? 256 : 0);
    for (size_t i = 0; i < a.answer.rule_count; i++) {
        const RuleAnswer *rule = &a.answer.rules[i];
        if (strcmp(rule->id, id) == 0)
            found = (Found){ rule->state, rule->split, rule->against, rule->value, 0 };
    }
    found.total = answer_summary(&a.answer.designs[0], "cost.total").mean.value;
    answered_stop(&a);
    return found;
}

static void assert_turns(const char *id, const char *below, const char *above)
{
    if (look(id, below).state != RULE_SILENT)
        fail_msg("%s is not silent with %s", id, below);
    if (look(id, above).state != RULE_APPLIES)
        fail_msg("%s does not apply with %s", id, above);
}

/* 100 documents: 0.33% a month are one change in 3.03 months, 0.34% one in 2.94. */
static void knowledge_that_changes_once_a_quarter_calls_for_a_corpus(void **state)
{
    assert_turns("R1", "corpus: { documents: 100, change_rate: 0.33% /month }\n",
                 "corpus: { documents: 100, change_rate: 0.34% /month }\n");
    assert_turns("R1", "quality.share_on_changing_facts: 0\n",
                 "quality.share_on_changing_facts: 1%\n");
    assert_close(look("R1", "corpus: { documents: 100, change_rate: 0.34% /month }\n").value,
                 0.34, 1e-12);
}

static void citations_that_are_a_must_call_for_a_corpus(void **state)
{
    assert_turns("R2", "requirements: { citations: want }\n",
                 "requirements: { citations: must }\n");
}

/* The window of the model is 272,000 tokens or more. */
static void articles_differ_about_what_a_large_corpus_is(void **state)
{
    assert_turns("R3", "corpus: { documents: 999, tokens_per_document: 100 tok }\n",
                 "corpus: { documents: 1001, tokens_per_document: 100 tok }\n");
    assert_turns("R3", "corpus: { documents: 500, tokens_per_document: 100 tok }\n",
                 "corpus: { documents: 500, tokens_per_document: 10k tok }\n");
    assert_true(look("R3", "corpus: { documents: 5k, tokens_per_document: 5k tok }\n").split);
    assert_false(look("R3", "corpus: { documents: 12k, tokens_per_document: 5k tok }\n").split);
    assert_false(look("R3", "corpus: { documents: 500, tokens_per_document: 10 tok }\n").split);
}

static void behaviour_that_fails_calls_for_tuning_with_examples_enough(void **state)
{
    assert_turns("R4", "gaps.behaviour: 4.9%\ntraining.examples: 2k\n",
                 "gaps.behaviour: 5.1%\ntraining.examples: 2k\n");
    assert_turns("R4", "gaps.behaviour: 9%\ntraining.examples: 290\n",
                 "gaps.behaviour: 9%\ntraining.examples: 310\n");
    assert_true(look("R4", "gaps.behaviour: 9%\ntraining.examples: 310\n").split);
    assert_false(look("R4", "gaps.behaviour: 9%\ntraining.examples: 1.2k\n").split);
    assert_int_equal(look("R4", "gaps.behaviour: 9%\ndesigns: { prompt: {} }\n").state,
                     RULE_UNKNOWN);
}

static void tuning_waits_until_the_gap_is_proven(void **state)
{
    assert_turns("R5", "gaps: { knowledge: 4%, behaviour: 9% }\n",
                 "gaps: { knowledge: 30%, behaviour: 3% }\n");
    assert_turns("R5",
                 "gaps: { knowledge: 30%, behaviour: { value: 9%, source: S1 } }\n"
                 "sources: { S1: { title: counted, quality: measured } }\n",
                 "gaps: { knowledge: 30%, behaviour: { value: 9%, source: guess } }\n");
}

static void a_prompt_alone_will_do_where_little_is_missing(void **state)
{
    assert_turns("R6", "gaps: { knowledge: 4.9%, behaviour: 5.1% }\n",
                 "gaps: { knowledge: 4.9%, behaviour: 4.9% }\n");
    assert_turns("R6", "requirements: { citations: must }\n",
                 "requirements: { quality: { level: must, at_least: 1% } }\n");
}

/* A first token takes more than a millisecond and less than hours. */
static void a_first_token_over_the_limit_calls_for_tuning(void **state)
{
    assert_int_equal(look("R7", "").state, RULE_UNKNOWN);
    assert_turns("R7",
                 "requirements: { latency: { level: want, percentile: 95%, under: 3 h } }\n",
                 "requirements: { latency: { level: want, percentile: 95%, under: 1 ms } }\n");
    assert_turns("R7",
                 "requirements: { latency: [ { level: want, percentile: 95%, under: 1 ms }, { "
                 "level: want, percentile: 50%, under: 3 h, of: first_token } ] }\n",
                 "requirements: { latency: [ { level: want, percentile: 95%, under: 3 h }, { "
                 "level: want, percentile: 50%, under: 1 ms, of: first_token } ] }\n");
}

static void people_approve_where_much_is_at_stake(void **state)
{
    assert_int_equal(look("R8", "").state, RULE_UNKNOWN);
    assert_int_equal(look("R8", "stakes: [medicine]\n").state, RULE_APPLIES);
    assert_false(look("R8", "stakes: [medicine]\n").against);
}

/* Tuning is advised and a prompt is cheaper: said, and nothing else changes. */
static void rules_are_held_against_the_verdict_and_move_no_cost(void **state)
{
    Found advised =
        look("R4", "gaps: { knowledge: 4%, behaviour: 9% }\ntraining.examples: 2k\n");
    Found silent =
        look("R4", "gaps: { knowledge: 4%, behaviour: 9% }\ntraining.examples: 200\n");

    assert_true(advised.against && !silent.against);
    assert_true(advised.total == silent.total);
}

static void check_diagnosis(const char *lines, const char *kind)
{
    char text[1024];
    Answered a;

    snprintf(text, sizeof text, "%s%s%s", COMMON, lines, DESIGNS);
    answered_start(&a, text, 0);
    assert_string_equal(a.answer.diagnosis.kind, kind);
    answered_stop(&a);
}

static void gaps_tell_facts_from_behaviour(void **state)
{
    check_diagnosis("gaps: { knowledge: 6%, behaviour: 4% }\n", "facts");
    check_diagnosis("gaps: { knowledge: 4%, behaviour: 6% }\n", "behaviour");
    check_diagnosis("gaps: { knowledge: 6%, behaviour: 6% }\n", "both");
    check_diagnosis("gaps: { knowledge: 4%, behaviour: 4% }\n", "neither");
}

/* --- the money decides -------------------------------------------------------------------- */

/* What a bad answer costs, gap by gap, and what is best then. */
static void check_best(const char *lines, const char *best)
{
    char text[2048];
    Answered a;

    snprintf(text, sizeof text, "%s%s%s", COMMON, lines,
             "training.examples: 3k\nquality.interaction: 0\n"
             "designs: { prompt: {}, rag: {}, finetune: {}, combined: {} }\n");
    answered_start(&a, text, 0);
    if (strcmp(answered_best(&a), best) != 0)
        fail_msg("%s: %s is best, not %s", lines, answered_best(&a), best);
    answered_stop(&a);
}

static void the_gap_and_the_price_of_an_error_decide_and_no_rule(void **state)
{
    check_best("gaps: { knowledge: 40%, behaviour: 2% }\n"
               "quality.cost_per_bad_answer: $2\ncorpus.change_rate: 20% /month\n",
               "rag");
    check_best("gaps: { knowledge: 2%, behaviour: 40% }\n"
               "quality.cost_per_bad_answer: $4\ncorpus.change_rate: 0.1% /month\n",
               "finetune");
    check_best("gaps: { knowledge: 40%, behaviour: 40% }\n"
               "quality.cost_per_bad_answer: $20\n",
               "combined");
    check_best("gaps: { knowledge: 40%, behaviour: 40% }\n"
               "quality.cost_per_bad_answer: $0.01\n",
               "prompt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knowledge_that_changes_once_a_quarter_calls_for_a_corpus),
        cmocka_unit_test(citations_that_are_a_must_call_for_a_corpus),
        cmocka_unit_test(articles_differ_about_what_a_large_corpus_is),
        cmocka_unit_test(behaviour_that_fails_calls_for_tuning_with_examples_enough),
        cmocka_unit_test(tuning_waits_until_the_gap_is_proven),
        cmocka_unit_test(a_prompt_alone_will_do_where_little_is_missing),
        cmocka_unit_test(a_first_token_over_the_limit_calls_for_tuning),
        cmocka_unit_test(people_approve_where_much_is_at_stake),
        cmocka_unit_test(rules_are_held_against_the_verdict_and_move_no_cost),
        cmocka_unit_test(gaps_tell_facts_from_behaviour),
        cmocka_unit_test(the_gap_and_the_price_of_an_error_decide_and_no_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
