/* A sweep, along a line or on a grid, says of the scenario's own point what a run says. */
#include "tests/unit/support.h"

#include "sim/decision/sweep.h"
#include "sim/output/sweep_out.h"
#include "tests/unit/answered.h"

/* Of four designs two are eligible: one has no documents to cite, one writes so much that
 * its answers come late. */
static const char text[] =
    "scenario: 1\nname: Test\nrun: { trials: 512 }\n"
    "money: { horizon: 12 months }\n"
    "requirements:\n"
    "  citations: must\n"
    "  latency: { level: must, percentile: 95%, under: 30 s, state: peak }\n"
    "traffic: { requests_per_day: 700 /day }\n"
    "api.model: catalog:llm/gpt-5.4-mini\n"
    "quality.cost_per_bad_answer: $0.13\n"
    "designs:\n"
    "  prompt: {}\n"
    "  rag: {}\n"
    "  other: { extends: rag, cost.build: uniform($41k..$53k) }\n"
    "  wordy: { extends: rag, tokens.output: 9k..11k }\n";

typedef struct {
    VariantBase base;
    Scenario scenario;
    SweepInput x, y;
    Sweep sweep;
    Arena arena;
} Case;

static void fail_of(void *context, const Problems *problems)
{
    fail_msg("%s", problems->items[0].text);
}

static void case_make(Case *c, const char *scenario, const char *x, const char *y)
{
    Problems problems = { 0 };
    Error err;

    *c = (Case){ .base = { &model_registry, "test.yaml", scenario, strlen(scenario), { 0 } } };
    if (!scenario_parse(&c->scenario, &model_registry, "test.yaml", scenario, strlen(scenario),
                        &c->base.overrides, &problems))
        fail_msg("%s", problems.items[0].text);
    if (!sweep_input_parse(&c->x, "-x", x, 3, &c->scenario, &c->arena, &err) ||
        (y && !sweep_input_parse(&c->y, "-y", y, 3, &c->scenario, &c->arena, &err)))
        fail_msg("%s", err.text);
    sweep_make(&c->sweep, &c->base, &c->scenario, &c->x, y ? &c->y : NULL);
    while (c->sweep.done < c->sweep.count)
        sweep_step(&c->sweep, fail_of, NULL);
    problems_free(&problems);
}

static void case_free(Case *c)
{
    sweep_free(&c->sweep);
    scenario_free(&c->scenario);
    arena_free(&c->arena);
}

/* The same designs are eligible; they win as often, to the last bit. */
static void assert_agrees(const Case *c, const SweepCell *cells, const Answered *run)
{
    size_t winner = sweep_winner(&c->sweep, cells);

    assert_int_equal(winner, run->answer.verdict.design);
    for (size_t d = 0; d < run->answer.design_count; d++) {
        const DesignAnswer *design = &run->answer.designs[d];
        assert_int_equal(cells[d].competes, !design->ruled_out);
        assert_true(cells[d].cheapest.value == design->cheapest_eligible.value);
        assert_true(cells[d].cost.mean.value ==
                    answer_summary(design, "cost.total").mean.value);
        if (design->ruled_out)
            assert_string_equal(cells[d].misses, design->misses);
    }
}

static void its_own_point_has_the_verdict_of_a_run(void **state)
{
    Answered run;
    Case line, grid;

    answered_start(&run, text, 1024);
    assert_true(run.answer.designs[0].ruled_out && run.answer.designs[3].ruled_out);
    assert_string_equal(run.answer.designs[3].misses, "latency");
    assert_true(run.answer.verdict.eligible && run.answer.verdict.cheapest.value < 1);
    case_make(&line, text, "traffic.requests_per_day=300 /day,700 /day", NULL);
    assert_agrees(&line, sweep_cells(&line.sweep, 1, 0), &run);
    case_make(&grid, text, "traffic.requests_per_day=300 /day,700 /day",
              "quality.cost_per_bad_answer=$0.02,$0.13");
    assert_agrees(&grid, sweep_cells(&grid.sweep, 1, 1), &run);
    case_free(&grid);
    case_free(&line);
    answered_stop(&run);
}

/* The chances by month are those of the eligible designs, and the last is that of the end. */
static void months_are_judged_among_the_eligible(void **state)
{
    Answered run;

    answered_start(&run, text, 1024);
    for (int month = 0; month <= 12; month++) {
        double rag = answered_design(&run, "rag")->by_month[month].cheapest_eligible.value;
        double other = answered_design(&run, "other")->by_month[month].cheapest_eligible.value;
        assert_near(rag + other, 1, 1e-12);
        assert_near(run.answer.designs[0].by_month[month].cheapest_eligible.value, 0, 0);
    }
    assert_true(answered_design(&run, "rag")->by_month[12].cheapest_eligible.value ==
                answered_design(&run, "rag")->cheapest_eligible.value);
    answered_stop(&run);
}

/* All documents fit for citations, but answers of 9,000 tokens come late in every design. */
static void where_none_is_eligible_nobody_wins(void **state)
{
    Text words = { 0 };
    Case c;

    case_make(&c, text, "tokens.output=200,9000", "traffic.requests_per_day=300 /day,700 /day");
    assert_true(sweep_winner(&c.sweep, sweep_cells(&c.sweep, 0, 0)) < 4);
    assert_int_equal(sweep_winner(&c.sweep, sweep_cells(&c.sweep, 1, 0)), 4);
    assert_int_equal(sweep_favourite(&c.sweep, sweep_cells(&c.sweep, 1, 1)), 4);
    sweep_ruled_out(&words, &c.sweep);
    assert_string_equal(words.data,
                        "Ruled out: Prompt only (citations, latency) at every point, RAG "
                        "(latency) at 2 of 4 points, other (latency) at 2 of 4 points, wordy "
                        "(latency) at 2 of 4 points.\n");
    text_free(&words);
    case_free(&c);
}

/* Of two designs the table compares the costs as they are, though the first is ruled out
 * for want of documents to cite. All that they cost is the build: $1.7k
 * against $0.9k, then $2.9k. */
static void two_designs_are_compared_though_one_is_ruled_out(void **state)
{
    static const char pair[] =
        "scenario: 1\nname: Test\nrun: { trials: 256 }\n"
        "money: { horizon: 3 months }\n"
        "requirements: { citations: must }\n"
        "traffic: { requests_per_day: 700 /day }\n"
        "api.model: catalog:llm/gpt-5.4-mini\n"
        "designs:\n"
        "  common: { cost.failures: $0 /month, cost.people: $0 /month, cost.inference: $0 "
        "/month, cost.infrastructure: $0 /month, cost.updates: $0 /month }\n"
        "  prompt: { cost.build: $1.7k }\n"
        "  rag: { cost.build: $2.9k }\n";
    const Style style = { .ascii = true, .width = 80 };
    Text table = { 0 };
    Case c;

    case_make(&c, pair, "rag.cost.build=$0.9k,$2.9k", NULL);
    assert_false(sweep_cells(&c.sweep, 0, 0)[0].competes);
    assert_near(sweep_cells(&c.sweep, 0, 0)[0].cheapest_of_all.value, 0, 0);
    assert_near(sweep_cells(&c.sweep, 1, 0)[0].cheapest_of_all.value, 1, 0);
    assert_near(sweep_cells(&c.sweep, 1, 0)[1].cheapest.value, 1, 0);
    sweep_table(&table, &c.sweep, &style);
    assert_non_null(strstr(table.data, "   <1\n"));
    assert_non_null(strstr(table.data, "  >99  ##########\n"));
    assert_non_null(strstr(table.data, "Ruled out: Prompt only (citations) at every value.\n"));
    text_free(&table);
    case_free(&c);
}

/* Without a must on a response time no request is simulated. */
static void requests_are_simulated_only_for_musts(void **state)
{
    static const char plain[] =
        "scenario: 1\nrun: { trials: 256 }\n"
        "money: { horizon: 3 months }\n"
        "requirements: { latency: { level: want, percentile: 95%, under: 1 s } }\n"
        "traffic: { requests_per_day: 700 /day }\n"
        "api.model: catalog:llm/gpt-5.4-mini\n"
        "designs: { prompt: {}, rag: {} }\n";
    Case c;

    case_make(&c, plain, "traffic.requests_per_day=300 /day,700 /day", NULL);
    assert_int_equal(c.sweep.how.request_trials, 0);
    assert_int_equal(c.sweep.how.states, NO_STATES);
    case_free(&c);
    case_make(&c, text, "traffic.requests_per_day=300 /day,700 /day", NULL);
    assert_int_equal(c.sweep.how.states, STATE_ONLY(LAUNCH_AT_PEAK));
    case_free(&c);
}

/* Costs of one price each: those of `twin` are those of `plain`. */
#define GIVEN(name, build)                                                                     \
    "  " name ": { parts: [api], api.model: catalog:llm/gpt-5.4-mini, cost.build: " build      \
    ", cost.inference: $2k, cost.infrastructure: $0, cost.updates: $0, cost.people: $0 }\n"
#define TIED                                                                                   \
    "scenario: 1\nrun: { trials: 64 }\nmoney: { horizon: 12 months }\n"                        \
    "traffic.requests_per_day: 1k /day\nquality.cost_per_bad_answer: $0\ndesigns:\n" GIVEN(    \
        "plain", "$7k") GIVEN("twin", "$7k")

static void assert_sentence(const char *scenario, const char *x, const char *sentence)
{
    Text words = { 0 };
    Case c;

    case_make(&c, scenario, x, NULL);
    sweep_sentences(&words, &c.sweep);
    assert_string_equal(words.data, sentence);
    text_free(&words);
    case_free(&c);
}

static void designs_that_tie_are_named_together(void **state)
{
    const char *x = "traffic.requests_per_day=1k..5k /day:3";

    assert_sentence(TIED, x,
                    "plain and twin are equally often the cheaper one at every value.\n");
    assert_sentence(TIED GIVEN("third", "$7k"), x,
                    "plain, twin and third are equally often the cheapest at every value.\n");
    assert_sentence(TIED GIVEN("dear", "$8k"), x,
                    "plain and twin are equally often the cheapest at every value.\n");
    assert_sentence(TIED GIVEN("best", "$6k"), x,
                    "best is the cheapest more often than any other at every value.\n");
    assert_sentence(
        TIED, "twin.cost.build=$7k..$9k:3",
        "plain is the cheaper one at least as often as any other at every value.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_own_point_has_the_verdict_of_a_run),
        cmocka_unit_test(months_are_judged_among_the_eligible),
        cmocka_unit_test(where_none_is_eligible_nobody_wins),
        cmocka_unit_test(two_designs_are_compared_though_one_is_ruled_out),
        cmocka_unit_test(requests_are_simulated_only_for_musts),
        cmocka_unit_test(designs_that_tie_are_named_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
