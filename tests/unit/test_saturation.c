/* From when on serving cannot keep up: in what share of futures, and in words. */
#include "tests/unit/support.h"

#include "tests/unit/answered.h"

/* One replica of a quota, and traffic that grows by 10% a month: once too much, always too
 * much. 24 months make a factor of 9. */
#define TEXT                                                                                   \
    "scenario: 1\nname: Test\nmoney.horizon: 24 months\nrun: { trials: 1024 }\n"               \
    "api.model: catalog:llm/gpt-5.4-mini\n"                                                    \
    "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/l40s\n"              \
    "traffic.growth: 10% /month\nserving.max_replicas: 1\nserving.simulation: off\n"           \
    "tokens: { system: 300 tok, question: 60 tok, output: 210 tok }\n"

static void a_quota_is_reached_at_some_time_in_some_futures(void **state)
{
    Answered a;
    answered_start(&a,
                   TEXT "traffic.requests_per_day: 9k..90k /day\n"
                        "designs: { finetune: {}, prompt: {} }\n",
                   256);
    const Saturation *found = &answered_design(&a, "finetune")->saturation;
    const double *share = whole_run_values(&a.whole, "finetune", "serving.saturated");
    double late = 0, first = 0;

    for (size_t i = 0; i < 1024; i++) {
        late += share[i] > 0;
        first += share[i] == 1;
    }
    assert_true(late > 100 && late < 1000);
    assert_true(found->known);
    assert_close(found->chance.value, late / 1024, 1e-12);
    assert_true(found->month[0].value <= found->month[1].value &&
                found->month[1].value < found->month[2].value);
    assert_true(found->month[0].value >= 1 && found->month[2].value <= 24);
    assert_true((found->month[0].value == 1) == (first >= 0.1 * late));
    assert_non_null(strstr(found->sentence, "of 100 futures, typically from month "));
    assert_false(answered_design(&a, "prompt")->saturation.known);
    assert_null(answered_design(&a, "prompt")->saturation.sentence);
    answered_stop(&a);
}

/* Load L in month 1 is L 1.1^(m - 1) in month m, the same in all futures. */
static void the_month_is_the_first_one_that_is_too_much(void **state)
{
    char expected[64];
    MeanSe load;
    Answered a;
    answered_start(&a,
                   TEXT "traffic: { requests_per_day: 41k /day, peak_to_mean: 3,\n"
                        "           burstiness: 1 }\nserving.most_per_replica: 3.7 /s\n"
                        "designs: { finetune: { parts: [hosted] } }\n",
                   0);
    const Saturation *found = &answered_design(&a, "finetune")->saturation;

    assert_true(run_mean(a.whole.run, 0, whole_run_quantity("serving.load"), 1, &load));
    assert_true(load.mean > 0.2 && load.mean < 0.9);
    double month = 1 + ceil(log(1 / load.mean) / log(1.1));
    assert_true(found->chance.value == 1 && found->month[1].value == month);
    snprintf(expected, sizeof expected,
             "more than 99 of 100 futures, from month %.0f on: ", month);
    assert_non_null(strstr(found->sentence, expected));
    answered_stop(&a);
}

/* The futures that have an answer are those that stages are told of. */
static void stages_add_up_over_the_futures_that_are_answered(void **state)
{
    Answered a;
    answered_start(&a,
                   TEXT "traffic.requests_per_day: 300k..9M /day\n"
                        "designs: { finetune: {} }\n",
                   512);
    const StateAnswer *s = &answered_design(&a, "finetune")->states[LAUNCH_AT_MEAN];
    double mean = 0, of_p95 = 0;

    assert_true(s->saturated.value > 0.05 && s->saturated.value < 0.95);
    for (size_t k = 0; k < s->stage_count; k++) {
        mean += s->stages[k].mean.value;
        of_p95 += s->stages[k].of_p95.value;
    }
    assert_close(mean, s->whole.mean.value, 1e-9);
    assert_close(of_p95, s->whole.of_p95.value, 1e-9);
    assert_true(s->whole.of_p95.value > s->whole.mean.value);
    assert_true(isfinite(s->curve[0]) && isinf(s->curve[CURVE - 1]));
    answered_stop(&a);
}

/* In strong bursts queues are longer than an engine bears, in some futures: of these not even
 * the fastest requests have a time. A quantile that falls among them is infinite. */
static void a_saturated_future_is_slower_than_all_others(void **state)
{
    Answered a;
    answered_start(&a,
                   "scenario: 1\nname: Test\nmoney.horizon: 2 months\nrun: { trials: 64 }\n"
                   "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/l40s\n"
                   "traffic: { requests_per_day: 100k..1M /day, burstiness: 9 }\n"
                   "serving: { gpus_per_replica: 1, max_replicas: 1, max_sequences: 16 }\n"
                   "designs: { finetune: {} }\n",
                   1024);
    const DesignAnswer *own = answered_design(&a, "finetune");
    const StateAnswer *s = &own->states[LAUNCH_AT_MEAN];
    static const char *const keys[] = { "latency.request.p50", "latency.request.p95",
                                        "latency.first_token.p99" };

    assert_true(s->saturated.value > 0.1 && s->saturated.value < 0.9);
    assert_true(s->unanswered.value == s->saturated.value);
    for (int k = 0; k < 3; k++) {
        Summary time = answer_summary(own, keys[k]);
        for (int q = 0; q < Q_COUNT; q++)
            assert_true(isfinite(time.q[q].value) ==
                        (answer_levels[q] < 1 - s->saturated.value));
    }
    answered_stop(&a);
}

/* 8 requests an hour on a GPU with room for some 6,000 tokens: nearly one answer in a hundred
 * is longer (the median is 300, the 95th percentile 4,000), and none waits. */
static void what_is_larger_than_the_cache_is_not_put_down_to_the_load(void **state)
{
    Answered a;
    answered_start(&a,
                   "scenario: 1\nname: Test\nmoney.horizon: 2 months\nrun: { trials: 64 }\n"
                   "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/l40s\n"
                   "gpu.memory: 20.7 GB\nserving: { gpus_per_replica: 1, max_replicas: 2 }\n"
                   "traffic.requests_per_day: 190 /day\n"
                   "tokens: { system: 90 tok, examples: 0 tok, question: 40 tok }\n"
                   "tokens.output: \"quantiles(50%: 300, 95%: 4k) tok\"\n"
                   "designs: { own: { parts: [hosted] } }\n",
                   1024);
    const DesignAnswer *own = answered_design(&a, "own");

    assert_true(own->saturation.known && own->saturation.chance.value == 0);
    const StateAnswer *launch = &own->states[LAUNCH_AT_MEAN];
    assert_true(launch->unanswered.value > 0.9 && launch->saturated.value == 0);
    assert_true(isfinite(answer_summary(own, "latency.request.p95").q[Q_P90].value));
    assert_true(isnan(answer_summary(own, "latency.request.mean").mean.value));
    assert_null(strstr(own->saturation.sentence, "is saturated"));
    assert_non_null(strstr(own->saturation.sentence, "they are larger than its cache."));
    answered_stop(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quota_is_reached_at_some_time_in_some_futures),
        cmocka_unit_test(the_month_is_the_first_one_that_is_too_much),
        cmocka_unit_test(what_is_larger_than_the_cache_is_not_put_down_to_the_load),
        cmocka_unit_test(a_saturated_future_is_slower_than_all_others),
        cmocka_unit_test(stages_add_up_over_the_futures_that_are_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
