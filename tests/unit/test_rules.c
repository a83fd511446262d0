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
    bool against;
    double value, total;
    char split[160], assumed[160], fact[320]; /* "" for none */
} Found;

static void copy(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text ? text : "");
}

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
        if (strcmp(rule->id, id) != 0)
            continue;
        found = (Found){ .state = rule->state, .against = rule->against, .value = rule->value };
        copy(found.split, sizeof found.split, rule->split);
        copy(found.assumed, sizeof found.assumed, rule->assumed);
        copy(found.fact, sizeof found.fact, rule->fact);
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

static void assert_split(const char *id, const char *lines, const char *words)
{
    const Found found = look(id, lines);

    if (words[0] ? !strstr(found.split, words) : found.split[0])
        fail_msg("%s with %s: `%s` is not in `%s`", id, lines, words, found.split);
}

/* The window of the model is 272,000 tokens: 500 documents of 544. */
static void articles_differ_about_what_a_large_corpus_is(void **state)
{
    assert_turns("R3", "corpus: { documents: 999, tokens_per_document: 100 tok }\n",
                 "corpus: { documents: 1001, tokens_per_document: 100 tok }\n");
    assert_turns("R3", "corpus: { documents: 500, tokens_per_document: 543 tok }\n",
                 "corpus: { documents: 500, tokens_per_document: 545 tok }\n");
    assert_split("R3", "corpus: { documents: 9_999, tokens_per_document: 5k tok }\n",
                 "over 10,000 (001) no, over the window (000) yes");
    assert_split("R3", "corpus: { documents: 10_001, tokens_per_document: 5k tok }\n", "");
    assert_split("R3", "corpus: { documents: 500, tokens_per_document: 10 tok }\n", "");
}

static void behaviour_that_fails_calls_for_tuning_with_examples_enough(void **state)
{
    assert_turns("R4", "gaps.behaviour: 4.9%\ntraining.examples: 2k\n",
                 "gaps.behaviour: 5.1%\ntraining.examples: 2k\n");
    assert_turns("R4", "gaps.behaviour: 9%\ntraining.examples: 299\n",
                 "gaps.behaviour: 9%\ntraining.examples: 301\n");
    assert_split("R4", "gaps.behaviour: 9%\ntraining.examples: 499\n", "500 (001) no");
    assert_split("R4", "gaps.behaviour: 9%\ntraining.examples: 501\n", "500 (001) yes");
    assert_split("R4", "gaps.behaviour: 9%\ntraining.examples: 999\n", "thousands (004) no");
    assert_split("R4", "gaps.behaviour: 9%\ntraining.examples: 1_001\n", "");
    assert_int_equal(look("R4", "gaps.behaviour: 9%\ndesigns: { prompt: {} }\n").state,
                     RULE_UNKNOWN);
}

#define COUNTED "sources: { S1: { title: counted, quality: measured } }\n"

static void tuning_waits_until_the_gap_is_proven(void **state)
{
    assert_turns("R5", "gaps: { knowledge: 4.9%, behaviour: 9% }\n",
                 "gaps: { knowledge: 5.1%, behaviour: 9% }\n");
    assert_turns("R5",
                 "gaps: { knowledge: 30%, behaviour: { value: 5.1%, source: S1 } }\n" COUNTED,
                 "gaps: { knowledge: 30%, behaviour: { value: 4.9%, source: S1 } }\n" COUNTED);
    assert_turns("R5",
                 "gaps: { knowledge: 30%, behaviour: { value: 9%, source: S1 } }\n" COUNTED,
                 "gaps: { knowledge: 30%, behaviour: { value: 9%, source: guess } }\n");
}

/* A number that nobody gives a source for is no proof, nor is a default of the model. */
static void a_gap_without_a_source_is_not_proven(void **state)
{
    const Found bare = look("R5", "gaps: { knowledge: 30%, behaviour: 9% }\n");
    const Found nobody = look("R5", "gaps: { knowledge: 30% }\n");
    const Found counted =
        look("R5", "gaps: { knowledge: 30%, behaviour: { value: 9%, source: S1 } }\n" COUNTED);

    assert_non_null(strstr(bare.fact, "not proven"));
    assert_non_null(strstr(nobody.fact, "not proven"));
    assert_non_null(strstr(counted.fact, "stated with a source"));
}

static void a_prompt_alone_will_do_where_little_is_missing(void **state)
{
    assert_turns("R6", "gaps: { knowledge: 4.9%, behaviour: 5.1% }\n",
                 "gaps: { knowledge: 4.9%, behaviour: 4.9% }\n");
    assert_turns("R6", "gaps: { knowledge: 5.1%, behaviour: 4.9% }\n",
                 "gaps: { knowledge: 4.9%, behaviour: 4.9% }\n");
    assert_turns("R6", "requirements: { citations: must }\n",
                 "requirements: { quality: { level: must, at_least: 1% } }\n");
}

#define LIMIT "requirements: { latency: { level: want, percentile: 95%%, under: %.9g s } }\n"

/* The limit is put half a percent beside what the first token takes. */
static void a_first_token_is_held_against_its_limit(void **state)
{
    char below[128], above[128];

    snprintf(below, sizeof below, LIMIT, 3600.0);
    double takes = look("R7", below).value;
    snprintf(below, sizeof below, LIMIT, takes * 1.005);
    snprintf(above, sizeof above, LIMIT, takes * 0.995);
    assert_turns("R7", below, above);
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

/* The model's own defaults are of 23.7k documents; they are no fact of the user's. */
static void a_disagreement_that_rests_on_defaults_says_so(void **state)
{
    const Found nobody = look("R1", "designs: { prompt: {}, rag: { cost.build: $9M } }\n");
    const Found large = look("R3", "corpus.documents: 1_001\n");
    const Found small = look("R3", "corpus.documents: 999\n");
    const Found stated = look("R1", "corpus: { documents: 100, change_rate: 0.34% /month }\n"
                                    "designs: { prompt: {}, rag: { cost.build: $9M } }\n");

    assert_true(nobody.against && nobody.state == RULE_APPLIES);
    assert_string_equal(nobody.assumed, "corpus.documents, corpus.change_rate");
    assert_non_null(strstr(nobody.fact, "nobody stated corpus.documents, corpus.change_rate"));
    assert_true(stated.against && !stated.assumed[0]);
    assert_null(strstr(stated.fact, "corpus.documents"));
    assert_string_equal(large.assumed, "");
    assert_string_equal(small.assumed, "corpus.tokens_per_document");
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
        cmocka_unit_test(a_gap_without_a_source_is_not_proven),
        cmocka_unit_test(a_prompt_alone_will_do_where_little_is_missing),
        cmocka_unit_test(a_first_token_is_held_against_its_limit),
        cmocka_unit_test(a_first_token_over_the_limit_calls_for_tuning),
        cmocka_unit_test(people_approve_where_much_is_at_stake),
        cmocka_unit_test(rules_are_held_against_the_verdict_and_move_no_cost),
        cmocka_unit_test(a_disagreement_that_rests_on_defaults_says_so),
        cmocka_unit_test(gaps_tell_facts_from_behaviour),
        cmocka_unit_test(the_gap_and_the_price_of_an_error_decide_and_no_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
