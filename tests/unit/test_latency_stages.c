/* The stages around the model: network, cache, checks, embedding, re-ranking. */
#include "tests/unit/support.h"

#include "sim/results/answer.h"
#include "tests/unit/whole_run.h"

static void network_is_a_median_that_varies(void **state)
{
    assert_close(FORMULA_AT(latency_network, 0, 0.06, 1.25), 0.075, 1e-15);
}

/* --- encoders ---------------------------------------------------------------------------- */

/* Hosted: 0.09 s * 0.8. Own: 7 ms and 2 * 0.35e9 * 60 / 12.5e12 = 3.36 ms, times 0.8. */
static void an_encoder_is_called_or_run(void **state)
{
    assert_close(FORMULA_AT(latency_embed, 0, 0.09, 0, 1, 1, 0, 60, 0.8, 1), 0.072, 1e-14);
    assert_close(FORMULA_AT(latency_embed, 0, 0.09, 1, 0.35, 12.5, 0.007, 60, 0.8, 1),
                 0.8 * 0.01036, 1e-13);
    assert_close(FORMULA_AT(latency_embed, 0, 0.09, 1, 0.35, 12.5, 0.007, 60, 0.8, 0), 0, 0);
}

/* MiniLM-L6 on a V100 scores 1,800 passages a second (sbert.net): 50 of them of 80 tokens
 * with a question of 10 in 28 ms, at 2 * 0.0227e9 * 90 * 1,800 = 7.4 TFLOPS. */
static void a_cross_encoder_reads_the_question_with_every_passage(void **state)
{
    double rate = 2 * 0.0227e9 * 90 * 1800 / 1e12;

    assert_close(FORMULA_AT(latency_rerank, 0, 0.15, 0, 1, 1, 0, 50, 10, 80, 7.2, 1), 1.08,
                 1e-14);
    assert_close(FORMULA_AT(latency_rerank, 0, 0.15, 1, 0.0227, rate, 0.006, 50, 10, 80, 1, 1),
                 0.006 + 50.0 / 1800, 1e-12);
    assert_close(FORMULA_AT(latency_rerank, 0, 0.15, 0, 1, 1, 0, 50, 10, 80, 7.2, 0), 0, 0);
}

/* Of 3% of slow calls, a uniform of 1.5% is the median one; an own encoder has none. */
static void only_hosted_encoders_have_slow_calls(void **state)
{
    const Quantity *embed = source_named(&latency_embed, "embedding.variation");
    const Quantity *rerank = source_named(&latency_rerank, "rerank.variation");

    assert_close(FORMULA_AT(*embed, 0, 0.2, 0.03, 6.5, 0, 0.015), 6.5, 1e-12);
    assert_close(FORMULA_AT(*rerank, 0, 0.2, 0.03, 6.5, 0, 0.015), 6.5, 1e-12);
    assert_true(FORMULA_AT(*embed, 0, 0.2, 0.03, 6.5, 1, 0.015) < 1);
    assert_true(FORMULA_AT(*rerank, 0, 0.2, 0.03, 6.5, 1, 0.015) < 1);
}

/* --- checks ------------------------------------------------------------------------------- */

static void a_check_is_a_call_unless_the_answer_is_cached(void **state)
{
    assert_close(FORMULA_AT(latency_guard_in, 0, 0.07, 1.4, 1), 0.098, 1e-14);
    assert_close(FORMULA_AT(latency_guard_out, 0, 0.3, 1.4, 1), 0.42, 1e-14);
    assert_close(FORMULA_AT(latency_guard_out, 0, 0.3, 1.4, 0), 0, 0);
}

static void what_does_not_pass_takes_all_of_it_again(void **state)
{
    assert_close(FORMULA_AT(latency_regeneration, 0, 0.04, 0.039, 0.7, 2.9, 0.42), 4.02, 1e-14);
    assert_close(FORMULA_AT(latency_regeneration, 0, 0.04, 0.041, 0.7, 2.9, 0.42), 0, 0);
    assert_close(FORMULA_AT(latency_regeneration, 0, 0.04, 0.041, 0.7, INFINITY, 0.42), 0, 0);
}

static void a_cached_answer_waits_for_no_saturated_model(void **state)
{
    assert_close(FORMULA_AT(latency_beginning, 0, 0.7, 1), 0.7, 0);
    assert_close(FORMULA_AT(latency_beginning, 0, INFINITY, 0), 0, 0);
    assert_close(FORMULA_AT(latency_writing, 0, INFINITY, 0), 0, 0);
    assert_true(isinf(FORMULA_AT(latency_writing, 0, INFINITY, 1)));
}

/* --- whole requests ------------------------------------------------------------------------
 */

static const char *const service =
    "scenario: 1\n"
    "traffic.requests_per_day: 3000 /day\n"
    "network.latency: 47 ms\n"
    "network.variation: 1\n"
    "tokens.output: 200 tok\n"
    "store.max_rate: 40 /s\n"
    "designs:\n"
    "  plain: { parts: [corpus, rerank, api], api.model: catalog:llm/gpt-4.1 }\n"
    "  cached: { parts: [corpus, rerank, api, cache, guard], cache.latency: 31 ms,\n"
    "            api.model: catalog:llm/gpt-4.1 }\n"
    "run: { trials: 1024, seed: 7 }\n";

/* The distribution over futures of a statistic over requests: its P10, P50 or P90. */
static double result_with(const char *set, const char *design, const char *result, int level)
{
    const char *const list[] = { set };
    Overrides overrides = { .set = list, .set_count = 1 };
    WholeRun whole;
    Answer answer;
    Error err;

    whole_run_start(&whole, service, &overrides, 1024);
    assert_true(answer_make(&answer, whole.gatherer, &err));
    Summary found = answer_summary(&answer.designs[whole_run_design(&whole, design)], result);
    answer_free(&answer);
    whole_run_stop(&whole);
    return found.q[level].value;
}

static void a_hit_takes_the_network_and_the_lookup(void **state)
{
    const char *all = "cached.cache.hit_share=100%", *most = "cached.cache.hit_share=60%";

    assert_close(result_with(all, "cached", "latency.request.p99", Q_P10), 0.078, 1e-12);
    assert_close(result_with(all, "cached", "latency.request.p99", Q_P90), 0.078, 1e-12);
    assert_close(result_with(most, "cached", "latency.request.p50", Q_P50), 0.078, 1e-12);
}

/* A miss loses the lookup before all else, and the check afterwards. The design with a cache
 * draws the same requests as the other. */
static void a_miss_takes_longer_than_without_a_cache(void **state)
{
    const char *never = "cached.cache.hit_share=0%";
    double first = result_with(never, "plain", "latency.first_token.p50", Q_P50);
    double whole = result_with(never, "plain", "latency.request.p50", Q_P50);

    assert_near(result_with(never, "cached", "latency.first_token.p50", Q_P50), first + 0.031,
                1e-6);
    assert_true(result_with(never, "cached", "latency.request.p50", Q_P50) > whole + 0.131);
}

/* Slow calls of the re-ranker that are thirty times as many move P99 and leave the median. */
static void a_heavier_tail_shows_at_the_99th_percentile(void **state)
{
    const char *few = "rerank.slow_share=0.1%", *many = "rerank.slow_share=3%";
    const char *median = "latency.first_token.p50", *far = "latency.first_token.p99";

    assert_close(result_with(many, "plain", median, Q_P50),
                 result_with(few, "plain", median, Q_P50), 0.03);
    assert_true(result_with(many, "plain", far, Q_P50) >
                1.1 * result_with(few, "plain", far, Q_P50));
}

/* 2.8M requests a day are 32 a second, 81% of what the store can do: each search is then
 * 0.81^2 / (3.5 * 0.19) of itself slower in the mean. 39M documents instead of the default
 * are searched longer. All else is drawn alike. */
static void a_busier_store_and_a_larger_index_answer_later(void **state)
{
    const char *median = "latency.first_token.p50", *far = "latency.first_token.p99";
    const char *busy = "traffic.requests_per_day=2.8M /day", *large = "corpus.documents=39M";
    const char *idle = "traffic.requests_per_day=3000 /day";

    assert_true(result_with(busy, "plain", median, Q_P50) >
                result_with(idle, "plain", median, Q_P50) + 0.002);
    assert_true(result_with(busy, "plain", far, Q_P50) >
                result_with(idle, "plain", far, Q_P50) + 0.002);
    assert_true(result_with(large, "plain", median, Q_P50) >
                result_with(idle, "plain", median, Q_P50) + 0.005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(network_is_a_median_that_varies),
        cmocka_unit_test(an_encoder_is_called_or_run),
        cmocka_unit_test(a_cross_encoder_reads_the_question_with_every_passage),
        cmocka_unit_test(only_hosted_encoders_have_slow_calls),
        cmocka_unit_test(a_check_is_a_call_unless_the_answer_is_cached),
        cmocka_unit_test(what_does_not_pass_takes_all_of_it_again),
        cmocka_unit_test(a_cached_answer_waits_for_no_saturated_model),
        cmocka_unit_test(a_hit_takes_the_network_and_the_lookup),
        cmocka_unit_test(a_miss_takes_longer_than_without_a_cache),
        cmocka_unit_test(a_heavier_tail_shows_at_the_99th_percentile),
        cmocka_unit_test(a_busier_store_and_a_larger_index_answer_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
