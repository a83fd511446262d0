/* The schema forkcast.run/1, field by field. */
#include "tests/unit/support.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/version.h"
#include "sim/output/writer.h"
#include "tests/unit/answer_fixture.h"

static char *written(const AnswerFixture *fixture, bool by_month)
{
    Text out = { 0 };

    writer_find("json")->write(&out, &fixture->answer, &(Style){ .by_month = by_month });
    return out.data;
}

static json_t *parsed(const AnswerFixture *fixture, bool by_month)
{
    char *text = written(fixture, by_month);
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);

    if (!root)
        fail_msg("line %d: %s", error.line, error.text);
    free(text);
    return root;
}

/* The value at a path such as "designs.1.results"; keys with dots stand in [ ]. */
static json_t *at(json_t *value, const char *path)
{
    char key[128];

    while (value && *path) {
        bool whole = *path == '[';
        size_t length = whole ? strcspn(++path, "]") : strcspn(path, ".");
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        path += length + whole;
        path += *path == '.';
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(key))
                                     : json_object_get(value, key);
    }
    return value;
}

static double real_at(json_t *root, const char *path)
{
    json_t *value = at(root, path);

    if (!json_is_number(value))
        fail_msg("%s is no number", path);
    return json_number_value(value);
}

static void assert_text(json_t *root, const char *path, const char *expected)
{
    json_t *value = at(root, path);

    if (!json_is_string(value))
        fail_msg("%s is no text", path);
    assert_string_equal(json_string_value(value), expected);
}

static void assert_null_at(json_t *root, const char *path)
{
    if (!json_is_null(at(root, path)))
        fail_msg("%s is not null", path);
}

static void the_head_says_what_was_simulated(void **state)
{
    AnswerFixture f;
    fixture_make(&f, NULL);
    json_t *root = parsed(&f, false);

    assert_text(root, "schema", "forkcast.run/1");
    assert_text(root, "meta.version", FORKCAST_VERSION);
    assert_text(root, "meta.name", "Support assistant");
    assert_text(root, "meta.file", "scenarios/support_assistant.yaml");
    assert_text(root, "meta.catalog_as_of", "2026-05-01");
    assert_text(root, "meta.sampler", "sobol");
    assert_text(root, "meta.currency", "USD");
    assert_true(real_at(root, "meta.seed") == 42);
    assert_true(real_at(root, "meta.months") == 36);
    assert_true(real_at(root, "meta.budget") == 450e3);
    assert_text(root, "verdict.design", "rag");
    assert_text(root, "verdict.strength", f.answer.verdict.strength);
    assert_text(root, "verdict.sentence", f.answer.verdict.sentence);
    assert_close(real_at(root, "verdict.probability_cheapest"), f.answer.verdict.cheapest.value,
                 1e-14);
    assert_close(real_at(root, "verdict.expected_regret"), 1234.5, 0);
    assert_close(real_at(root, "designs.1.expected_regret_eligible"), 1234.5, 0);
    json_decref(root);
    fixture_free(&f);
}

static void results_carry_quantiles_and_their_errors(void **state)
{
    AnswerFixture f;
    fixture_make(&f, NULL);
    json_t *root = parsed(&f, false);
    Summary total = answer_summary(&f.answer.designs[1], "cost.total");

    for (size_t q = 0; q < Q_COUNT; q++) {
        char path[64];
        snprintf(path, sizeof path, "designs.1.results.[cost.total].%s", answer_names[q]);
        assert_close(real_at(root, path), total.q[q].value, 1e-14);
        strcat(path, "_se");
        assert_close(real_at(root, path), total.q[q].se, 1e-14);
    }
    assert_close(real_at(root, "designs.1.results.[cost.total].sd"), total.sd, 1e-14);
    assert_text(root, "designs.1.results.[cost.inference].unit", "USD/month");
    assert_text(root, "designs.1.results.[latency.request.p95].unit", "s");
    assert_true(real_at(root, "designs.3.probability.within_budget_se") > 0);
    assert_true(json_array_size(at(root, "designs.1.by_month")) == 37);
    assert_close(real_at(root, "designs.1.by_month.36.cumulative.p50"), total.q[Q_P50].value,
                 1e-14);
    json_decref(root);
    fixture_free(&f);
}

/* "serving.replicas" is a result of the registry that no design of the fixture has. */
static void what_is_not_known_is_null(void **state)
{
    AnswerFixture f;
    fixture_make(&f, &(FixtureOptions){ .budget = NAN });
    json_t *root = parsed(&f, false);

    assert_null_at(root, "designs.0.results.[serving.replicas]");
    assert_null_at(root, "designs.0.probability.within_budget");
    assert_null_at(root, "designs.0.probability.within_budget_se");
    assert_null_at(root, "designs.0.latency.by_stage.1.p95");
    assert_null_at(root, "meta.budget");
    assert_null_at(root, "rules");
    assert_null_at(root, "pairs.0.break_even_month");
    json_decref(root);
    fixture_free(&f);
}

/* At the end at the peak a quarter of the futures has no P95: the median is a number, the mean
 * and the ninth tenth are none. States of which nothing is known are not listed. */
static void states_say_how_long_requests_take(void **state)
{
    AnswerFixture f;
    fixture_make(&f, NULL);
    json_t *root = parsed(&f, false);

    assert_int_equal(json_array_size(at(root, "designs.0.latency.by_state")), 1);
    assert_text(root, "designs.0.latency.by_state.0.state", "end_peak");
    json_t *p95 = at(root, "designs.0.latency.by_state.0.results.[latency.request.p95]");
    assert_close(real_at(p95, "p50"), 9, 1e-15);
    assert_null_at(p95, "p90");
    assert_null_at(p95, "p90_se");
    assert_null_at(p95, "mean");
    assert_close(real_at(root, "designs.0.latency.saturated.end_peak"), 0.25, 1e-15);
    json_decref(root);
    fixture_free(&f);
}

static void lines_add_up_to_totals_and_show_months_on_request(void **state)
{
    AnswerFixture f;
    fixture_make(&f, NULL);
    json_t *root = parsed(&f, false), *with_months = parsed(&f, true);

    assert_text(root, "designs.1.lines.0.key", "monthly.api_tokens");
    assert_text(root, "designs.1.lines.0.total", "cost.inference");
    assert_true(json_is_false(at(root, "designs.1.lines.0.once")));
    assert_close(real_at(root, "designs.1.lines.0.mean"), 8132.5, 1e-15);
    assert_null(at(root, "designs.1.lines.0.by_month"));
    assert_true(json_array_size(at(with_months, "designs.1.lines.0.by_month")) == 37);
    assert_true(real_at(with_months, "designs.1.lines.0.by_month.0") == 0);
    assert_close(real_at(root, "designs.1.derived.[corpus.chunks].mean"), 231e3, 1e-15);
    assert_text(root, "designs.1.latency.by_stage.0.stage", "latency.search");
    json_decref(root);
    json_decref(with_months);
    fixture_free(&f);
}

static void requirements_and_warnings_are_listed(void **state)
{
    AnswerFixture f;
    fixture_make(&f, NULL);
    Requirement requirement = { .name = "citations", .level = MUST };
    RequirementAnswer missed = { .requirement = &requirement,
                                 .id = "citations",
                                 .what = "citations",
                                 .chance = { 0.25, 0.01 },
                                 .needed = 0.9,
                                 .why = "few documents" };
    Error warning = { .code = "W003",
                      .text = "a guess",
                      .where = { .file = "a.yaml", .line = 4 } };

    f.scenario.requirements = &requirement;
    f.scenario.requirement_count = 1;
    f.answer.designs[2].requirements = &missed;
    f.answer.designs[2].ruled_out = true;
    f.scenario.warnings = (Problems){ &warning, 1, 1 };
    json_t *root = parsed(&f, false);
    assert_text(root, "designs.2.requirements.0.requirement", "citations");
    assert_text(root, "designs.2.requirements.0.level", "must");
    assert_true(real_at(root, "designs.2.requirements.0.chance") == 0.25);
    assert_true(real_at(root, "designs.2.requirements.0.chance_se") == 0.01);
    assert_text(root, "designs.2.requirements.0.verdict", "missed");
    assert_true(real_at(root, "designs.2.probability.meets.citations") == 0.25);
    assert_text(root, "designs.2.ruled_out_by.0.requirement", "citations");
    assert_text(root, "designs.2.ruled_out_by.0.why", "few documents");
    assert_true(json_is_false(at(root, "designs.2.eligible")));
    assert_true(json_is_true(at(root, "designs.1.eligible")));
    assert_text(root, "warnings.0.text", "a guess");
    assert_true(real_at(root, "warnings.0.line") == 4);
    json_decref(root);
    fixture_free(&f);
}

/* The fixture has no facts to go by, but its requirements. */
static void rules_break_evens_and_the_diagnosis_are_fields(void **state)
{
    AnswerFixture f;
    fixture_make(&f, NULL);
    rules_make(&f.answer);
    f.answer.pairs[0].month = (BreakEven){ .known = true,
                                           .design = 1,
                                           .q = { { 7, 0.5 }, { 19, 1 }, { INFINITY, NAN } },
                                           .never = { 0.23, 0.02 },
                                           .now = NAN };
    json_t *root = parsed(&f, false);

    assert_text(root, "rules.0.rule", "R1");
    assert_text(root, "rules.0.state", "unknown");
    assert_text(root, "rules.1.state", "silent");
    assert_text(root, "rules.1.advice", "corpus");
    assert_text(root, "rules.5.seeds.1", "004");
    assert_null_at(root, "rules.0.value");
    assert_null_at(root, "diagnosis.missing");
    assert_text(root, "pairs.0.break_even_month.design", "rag");
    assert_true(real_at(root, "pairs.0.break_even_month.p50") == 19);
    assert_null_at(root, "pairs.0.break_even_month.p90");
    assert_true(real_at(root, "pairs.0.break_even_month.never") == 0.23);
    assert_null_at(root, "pairs.0.break_even_volume");
    json_decref(root);
    fixture_free(&f);
}

static void broken_text_cannot_break_the_file(void **state)
{
    AnswerFixture f;
    fixture_make(&f, &(FixtureOptions){ .label = "a\"b\\c\033[31m\xFF\x80 \xC3" });
    f.scenario.path = "caf\xE9.yaml";
    json_t *root = parsed(&f, false);

    assert_text(root, "designs.1.label", "a\"b\\c [31m?? ?");
    assert_text(root, "meta.file", "caf?.yaml");
    json_decref(root);
    fixture_free(&f);
}

static void the_same_answer_has_the_same_bytes(void **state)
{
    AnswerFixture a, b;
    fixture_make(&a, NULL);
    fixture_make(&b, NULL);
    b.answer.seconds = 3.5;
    char *first = written(&a, true), *second = written(&b, true);

    assert_string_equal(first, second);
    free(first);
    free(second);
    fixture_free(&a);
    fixture_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_says_what_was_simulated),
        cmocka_unit_test(results_carry_quantiles_and_their_errors),
        cmocka_unit_test(what_is_not_known_is_null),
        cmocka_unit_test(states_say_how_long_requests_take),
        cmocka_unit_test(lines_add_up_to_totals_and_show_months_on_request),
        cmocka_unit_test(requirements_and_warnings_are_listed),
        cmocka_unit_test(rules_break_evens_and_the_diagnosis_are_fields),
        cmocka_unit_test(broken_text_cannot_break_the_file),
        cmocka_unit_test(the_same_answer_has_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
