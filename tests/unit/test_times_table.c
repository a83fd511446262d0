/* Response times as all formats tell them: shares in time, states, stages, saturation. */
#include "tests/unit/support.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "sim/output/writer.h"
#include "tests/unit/answered.h"

/* 1,000 tokens at 20 a second take 50 s and more; 10 take no 10 s. */
#define HEAD                                                                                   \
    "scenario: 1\nname: Test\nmoney.horizon: 12 months\nrun: { trials: 1024 }\n"               \
    "traffic.requests_per_day: 300k /day\napi.model: catalog:llm/gpt-5.4-mini\n"               \
    "api.slow_share: 0%\napi.retry_share: 0%\n"                                                \
    "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/l40s\n"              \
    "designs:\n"                                                                               \
    "  fast: { parts: [api], tokens.output: 10 tok, api.output_speed: 50 tok/s }\n"
#define SLOW "  slow: { parts: [api], tokens.output: 1k tok, api.output_speed: 20 tok/s }\n"
#define FULL                                                                                   \
    "  full: { parts: [hosted], tokens.output: 4k tok }\n"                                     \
    "serving.max_replicas: 1\ntraffic.peak_to_mean: 20\n"
#define LIMITS                                                                                 \
    "requirements:\n  latency:\n"                                                              \
    "    - { level: must, percentile: 95%, under: 30 s }\n"                                    \
    "    - { level: want, percentile: 50%, under: 20 s, of: first_token, state: end_peak }\n"

static char *written(const char *scenario, const char *format)
{
    Text out = { 0 };
    Answered a;

    answered_start(&a, scenario, 256);
    writer_find(format)->write(&out, &a.answer, &(Style){ .width = 80 });
    answered_stop(&a);
    return out.data;
}

static void assert_tells(const char *scenario, const char *format, const char *expected)
{
    char *text = written(scenario, format);

    if (!strstr(text, expected))
        fail_msg("%s\n\ndoes not say: %s", text, expected);
    free(text);
}

static void shares_in_time_stand_in_the_table(void **state)
{
    assert_tells(HEAD SLOW LIMITS, "table", "\nShare in time   P95 under 30 s (must)\n");
    assert_tells(HEAD SLOW LIMITS, "table", "\nfast            >99%  met\n");
    assert_tells(HEAD SLOW LIMITS, "table", "\nslow            <1%  missed (<1%)\n");
    /* what does not fit beside it follows below */
    assert_tells(HEAD SLOW LIMITS, "table",
                 "\nShare in time   P50 of the first token under 20 s at the peak of the end "
                 "(want)\n");
}

static void markdown_and_csv_tell_the_same(void **state)
{
    assert_tells(HEAD SLOW LIMITS, "markdown",
                 "| slow | must | P95 under 30 s | <1% | 90% | <1% | missed: ");
    assert_tells(HEAD SLOW LIMITS, "csv", "\r\nslow,requirements.latency.within,p90,0,");
    assert_tells(HEAD SLOW LIMITS, "csv", "\r\nfast,latency.by_stage.latency.writing,mean,");
    assert_tells(HEAD SLOW LIMITS, "csv", "\r\nfast,latency.of_p95.latency.writing,mean,");
    assert_tells(HEAD SLOW LIMITS, "csv",
                 "\r\nfast,latency.by_state.end_peak.latency.first_token.p99,p90,");
    assert_tells(HEAD FULL LIMITS, "csv", "\r\nfull,latency.saturation.chance,mean,1,");
}

static void saturation_is_a_sentence_and_never_a_number(void **state)
{
    static const char sentence[] = "full is saturated in more than 99 of 100 futures, from the "
                                   "start: more requests";

    assert_tells(HEAD FULL LIMITS, "table", sentence);
    assert_tells(HEAD FULL LIMITS, "markdown", sentence);
    assert_tells(HEAD FULL LIMITS, "json", sentence);
    char *csv = written(HEAD FULL LIMITS, "csv");
    assert_null(strstr(csv, ",inf,"));
    free(csv);
}

static json_t *parsed(const char *scenario)
{
    char *text = written(scenario, "json");
    json_t *root = json_loads(text, 0, NULL);

    assert_non_null(root);
    free(text);
    return root;
}

static double real(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* What the stages take of the P95 adds up to its mean over the futures, in each state, and
 * there are four. */
static void json_has_every_state_with_ranges_and_stages(void **state)
{
    json_t *root = parsed(HEAD LIMITS);
    const json_t *design = json_array_get(json_object_get(root, "designs"), 0);
    const json_t *latency = json_object_get(design, "latency");
    const json_t *states = json_object_get(latency, "by_state");
    size_t i, k;
    json_t *one, *stage;

    assert_int_equal(json_array_size(states), STATES);
    json_array_foreach(states, i, one)
    {
        const json_t *p95 =
            json_object_get(json_object_get(one, "results"), "latency.request.p95");
        const json_t *answered = json_object_get(one, "answered");
        double of_p95 = 0;
        assert_true(real(p95, "p10") > 0 && real(p95, "p10") < real(p95, "p90"));
        json_array_foreach(json_object_get(one, "by_stage"), k, stage)
        {
            of_p95 += real(stage, "of_p95");
        }
        assert_close(of_p95, real(answered, "p95"), 1e-9);
        assert_close(real(answered, "p95"), real(p95, "mean"), 1e-9);
        assert_true(real(one, "saturated") == 0);
    }
    const json_t *item = json_array_get(json_object_get(design, "requirements"), 0);
    assert_true(real(json_object_get(item, "within"), "mean") == 1);
    assert_true(json_is_null(json_object_get(latency, "saturation")));
    assert_true(json_is_null(json_object_get(latency, "sentence")));
    json_decref(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_in_time_stand_in_the_table),
        cmocka_unit_test(markdown_and_csv_tell_the_same),
        cmocka_unit_test(saturation_is_a_sentence_and_never_a_number),
        cmocka_unit_test(json_has_every_state_with_ranges_and_stages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
