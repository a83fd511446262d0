/* test_anchoring.c - own serving that was measured, and requests as they once came, in runs. */
#include "tests/unit/support.h"

#include <math.h>
#include <stdlib.h>

#include "sim/decision/anchoring.h"
#include "sim/engine/run.h"
#include "tests/unit/serving_fixture.h"

#define REPLICA                                                                                \
    "scenario: 1\n"                                                                            \
    "run: { trials: 256 }\n"                                                                   \
    "money: { horizon: 1 months }\n"                                                           \
    "traffic: { requests_per_day: 20k /day, peak_to_mean: 3, burstiness: 1 }\n"                \
    "tokens: { system: 300 tok, question: 90 tok }\n"                                          \
    "tokens.output: 'quantiles(20%: 60, 80%: 260) tok'\n"                                      \
    "quality.cost_per_bad_answer: 0 USD\n"                                                     \
    "gpu: { type: catalog:gpu/l40s, model_error: 1 }\n"                                        \
    "serving: { gpus_per_replica: 1, min_replicas: 1, spare_replicas: 0 }\n"                   \
    "designs: { own: { parts: [hosted] } }\n"

typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
} Replica;

static void load(Replica *r, const char *text)
{
    Problems problems = { 0 };
    Error err = { 0 };

    if (!scenario_parse(&r->scenario, &model_registry, "test.yaml", text, strlen(text), NULL,
                        &problems))
        fail_msg("line %d: %s", problems.items[0].where.line, problems.items[0].text);
    problems_free(&problems);
    if (!anchoring_apply(&r->scenario, &err))
        fail_msg("%s", err.text);
}

static void simulate(Replica *r, uint64_t requests)
{
    RunOptions options = run_defaults;
    Error err = { 0 };

    options.requests = requests;
    options.request_trials = 32;
    if (!wiring_make(&r->wiring, &r->scenario, &err) ||
        !(r->run = run_make(&r->wiring, &options, &err)))
        fail_msg("%s", err.text);
    while (run_step(r->run, 1))
        continue;
}

static void drop(Replica *r)
{
    run_free(r->run);
    wiring_free(&r->wiring);
    scenario_free(&r->scenario);
    *r = (Replica){ 0 };
}

static double mean_of(const Replica *r, const Quantity *quantity, int statistic)
{
    const double *x = run_request_values(r->run, 0, quantity, LAUNCH_AT_PEAK, statistic);
    double sum = 0;

    for (size_t i = 0; i < 32; i++)
        sum += x[i] / 32;
    return sum;
}

/* --- anchors ---------------------------------------------------------------------------------
 */

static double value_of(const Scenario *s, const char *key)
{
    const Quantity *quantity = registry_find(&model_registry, key);

    return law_mean(&scenario_binding(s, 0, quantity)->law);
}

/* Token times of an engine whose overheads are 8 ms a step above what is computed. */
static void anchors_make_the_model_as_slow_as_what_was_measured(void **state)
{
    Replica plain = { 0 }, anchored = { 0 };

    load(&plain, REPLICA);
    simulate(&plain, 1024);
    load(&anchored,
         REPLICA "latency.anchors:\n"
                 "  - { clients: 1, input: 390 tok, output: 150 tok, token_time: 34 ms }\n"
                 "  - { clients: 8, input: 390 tok, output: 150 tok, token_time: 36 ms }\n"
                 "  - { clients: 24, input: 390 tok, output: 150 tok, token_time: 40 ms }\n");
    simulate(&anchored, 1024);
    assert_int_equal(anchored.scenario.fit_count, 1);
    assert_true(anchored.scenario.fits[0].error < 0.05);
    assert_true(value_of(&anchored.scenario, "serving.overhead_factor") > 2);
    double faster = mean_of(&plain, &serving_decode, REQUEST_MEAN);
    double slower = mean_of(&anchored, &serving_decode, REQUEST_MEAN);
    assert_true(slower > 1.2 * faster);
    drop(&plain);
    drop(&anchored);
}

static void what_the_scenario_says_is_stronger(void **state)
{
    Replica r = { 0 };

    load(&r,
         REPLICA "serving.overhead_factor: 1.17\n"
                 "latency.anchors:\n"
                 "  - { clients: 1, input: 390 tok, output: 150 tok, token_time: 34 ms }\n"
                 "  - { clients: 8, input: 390 tok, output: 150 tok, token_time: 36 ms }\n"
                 "  - { clients: 24, input: 390 tok, output: 150 tok, token_time: 40 ms }\n");
    assert_close(value_of(&r.scenario, "serving.overhead_factor"), 1.17, 1e-15);
    assert_close(value_of(&r.scenario, "gpu.model_error"), 1, 1e-15);
    drop(&r);
}

static bool warns(const Scenario *s, const char *code)
{
    for (size_t i = 0; i < s->warnings.count; i++)
        if (strcmp(s->warnings.items[i].code, code) == 0)
            return true;
    return false;
}

static void anchors_of_another_machine_are_doubted(void **state)
{
    Replica r = { 0 };

    load(&r,
         REPLICA "latency.anchors:\n"
                 "  - { clients: 1, input: 390 tok, output: 150 tok, token_time: 4 ms }\n"
                 "  - { clients: 8, input: 390 tok, output: 150 tok, token_time: 4 ms }\n"
                 "  - { clients: 24, input: 390 tok, output: 150 tok, token_time: 5 ms }\n");
    assert_true(warns(&r.scenario, "W015"));
    assert_false(warns(&r.scenario, "W017"));
    drop(&r);
}

/* 5 and 9.9 requests at once are not twice as many; 5 and 10 are. */
static void anchors_of_one_load_are_doubted(void **state)
{
    for (int twice = 0; twice < 2; twice++) {
        Replica r = { 0 };
        char text[1024];

        snprintf(text, sizeof text,
                 "%slatency.anchors:\n"
                 "  - { clients: 5, input: 390 tok, output: 150 tok, token_time: 29 ms }\n"
                 "  - { clients: 7, input: 390 tok, output: 150 tok, token_time: 30 ms }\n"
                 "  - { clients: %s, input: 390 tok, output: 150 tok, token_time: 31 ms }\n",
                 REPLICA, twice ? "10" : "9.9");
        load(&r, text);
        assert_true(warns(&r.scenario, "W017") == !twice);
        drop(&r);
    }
}

/* An 8-in-10 range is narrower where anchors are, and stays that of the GPU elsewhere. */
static double width_of_error(const Scenario *s, size_t design)
{
    const Quantity *error = registry_find(&model_registry, "gpu.model_error");
    const Law *law = &scenario_binding(s, design, error)->law;

    return law_quantile(law, 0.9) - law_quantile(law, 0.1);
}

#define TWO                                                                                    \
    "scenario: 1\nmoney.horizon: 1 months\ntraffic.requests_per_day: 20k /day\n"               \
    "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/h200\n"              \
    "designs: { own: { parts: [hosted] }, other: { parts: [hosted] } }\n"
#define ROWS(design)                                                                           \
    "latency.anchors:\n"                                                                       \
    "  - { clients: 1, input: 390 tok, output: 150 tok, token_time: 7 ms" design " }\n"        \
    "  - { clients: 8, input: 390 tok, output: 150 tok, token_time: 8 ms" design " }\n"        \
    "  - { clients: 24, input: 390 tok, output: 150 tok, token_time: 9 ms" design " }\n"

static void a_design_that_was_not_measured_is_as_unsure_as_before(void **state)
{
    Replica without = { 0 }, one = { 0 }, both = { 0 };

    load(&without, TWO);
    load(&one, TWO ROWS(", design: own"));
    load(&both, TWO ROWS(""));
    double before = width_of_error(&without.scenario, 1);
    assert_int_equal(one.scenario.fit_count, 1);
    assert_true(width_of_error(&one.scenario, 0) < 0.8 * before);
    assert_close(width_of_error(&one.scenario, 1), before, 1e-12);
    assert_close(width_of_error(&both.scenario, 1), width_of_error(&one.scenario, 0), 1e-12);
    drop(&without);
    drop(&one);
    drop(&both);
}

static void a_row_that_no_replica_can_answer_is_a_mistake(void **state)
{
    Scenario s;
    Problems problems = { 0 };
    Error err = { 0 };
    const char *text =
        REPLICA "latency.anchors:\n"
                "  - { clients: 1, input: 390 tok, output: 150 tok, token_time: 34 ms }\n"
                "  - { clients: 8, input: 390 tok, output: 150 tok, token_time: 36 ms }\n"
                "  - { clients: 24, input: 9M tok, output: 150 tok, token_time: 40 ms }\n";

    assert_true(
        scenario_parse(&s, &model_registry, "test.yaml", text, strlen(text), NULL, &problems));
    assert_false(anchoring_apply(&s, &err));
    assert_string_equal(err.text, "the anchors of `own` cannot be met");
    assert_int_equal(err.where.line, 14);
    scenario_free(&s);
    problems_free(&problems);
}

/* --- traces ----------------------------------------------------------------------------------
 */

enum { TRACE = 20000 };

/* Gaps between requests: by chance, or so many at once. */
static double *times_made(size_t at_once)
{
    double *times = malloc(TRACE * sizeof *times), now = 0;

    for (size_t i = 0; i < TRACE; i++) {
        if (i % at_once == 0)
            now -= (double)at_once * log(uniform_of("gap", 0x51, i));
        times[i] = now;
    }
    return times;
}

static double slowest(const Quantity *quantity, size_t at_once)
{
    Replica r = { 0 };
    double *times = times_made(at_once);

    load(&r, REPLICA);
    r.scenario.trace = (Trace){ .file = "made", .times = times, .count = TRACE };
    simulate(&r, 4096);
    double p99 = mean_of(&r, quantity, REQUEST_P99);
    drop(&r);
    free(times);
    return p99;
}

/* 32 trials of 4,096 requests: P99 of each is sure to a few per cent, their mean to one. */
static void a_trace_by_chance_is_like_chance(void **state)
{
    Replica r = { 0 };

    load(&r, REPLICA);
    simulate(&r, 4096);
    double by_law = mean_of(&r, &latency_request, REQUEST_P99);
    assert_near(slowest(&latency_request, 1), by_law, 0.03 * by_law);
    drop(&r);
}

static void bursts_of_a_trace_make_the_slowest_slower(void **state)
{
    double in_turn = slowest(&latency_first_token, 1),
           at_once = slowest(&latency_first_token, 40);
    assert_true(at_once > 1.5 * in_turn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anchors_make_the_model_as_slow_as_what_was_measured),
        cmocka_unit_test(what_the_scenario_says_is_stronger),
        cmocka_unit_test(anchors_of_another_machine_are_doubted),
        cmocka_unit_test(anchors_of_one_load_are_doubted),
        cmocka_unit_test(a_design_that_was_not_measured_is_as_unsure_as_before),
        cmocka_unit_test(a_row_that_no_replica_can_answer_is_a_mistake),
        cmocka_unit_test(a_trace_by_chance_is_like_chance),
        cmocka_unit_test(bursts_of_a_trace_make_the_slowest_slower),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
