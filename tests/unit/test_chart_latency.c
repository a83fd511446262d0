/* The latency chart: whose limit it draws, what it finds, and that it draws. */
#include "tests/unit/support.h"

#include <string.h>

#include "sim/output/gnuplot.h"
#include "sim/output/latency_view.h"
#include "tests/unit/answered.h"

/* An answer of 1,000 tokens at 20 a second takes 50 s at least, and one of 10 no 10 s. */
#define HEAD                                                                                   \
    "scenario: 1\nname: Test\nmoney.horizon: 12 months\nrun: { trials: 1024 }\n"               \
    "traffic.requests_per_day: 300k /day\n"                                                    \
    "api.model: catalog:llm/gpt-5.4-mini\n"                                                    \
    "api.slow_share: 0%\napi.retry_share: 0%\n"                                                \
    "model.name: catalog:architecture/llama-3.1-8b\ngpu.type: catalog:gpu/l40s\n"
#define SLOW  "  slow: { parts: [api], tokens.output: 1k tok, api.output_speed: 20 tok/s }\n"
#define FAST  "  fast: { parts: [api], tokens.output: 10 tok, api.output_speed: 50 tok/s }\n"
#define LIMIT "requirements: { latency: { level: must, percentile: 95%, under: 30 s } }\n"

typedef struct {
    ChartData data;
    Answered answered;
} Drawn;

static void drawn_start(Drawn *drawn, const char *text)
{
    Error err;

    drawn->data = (ChartData){ 0 };
    answered_start(&drawn->answered, text, 256);
    assert_true(chart_fill_latency(&drawn->data, &drawn->answered.answer, &err));
}

static void drawn_stop(Drawn *drawn)
{
    text_free(&drawn->data.script);
    text_free(&drawn->data.csv);
    text_free(&drawn->data.headline);
    text_free(&drawn->data.subtitle);
    text_free(&drawn->data.description);
    answered_stop(&drawn->answered);
}

/* How the headline begins. */
static void check_headline(const char *text, const char *expected)
{
    Drawn drawn;

    drawn_start(&drawn, text);
    if (strncmp(drawn.data.headline.data, expected, strlen(expected)) != 0)
        fail_msg("%s", drawn.data.headline.data);
    drawn_stop(&drawn);
}

static void the_headline_says_who_meets_the_limit_and_what_takes_longest(void **state)
{
    check_headline(
        HEAD "designs:\n" SLOW LIMIT,
        "slow does not reliably answer 95% within 30 s; it spends most on writing (");
    check_headline(HEAD "designs:\n" FAST LIMIT,
                   "fast answers 95% within 30 s; it spends most on the first token (");
    check_headline(HEAD "designs:\n" FAST SLOW LIMIT,
                   "fast alone reliably answers 95% within 30 s; fast spends most on ");
    check_headline(HEAD "designs:\n" FAST SLOW "  other: { extends: fast }\n" LIMIT,
                   "All but slow reliably answer 95% within 30 s; ");
    check_headline(HEAD "designs:\n" SLOW "  other: { extends: slow }\n" LIMIT,
                   "No design reliably answers 95% within 30 s; ");
    check_headline(HEAD "designs:\n" FAST "  other: { extends: fast }\n" LIMIT,
                   "Every design reliably answers 95% within 30 s; ");
}

static void without_a_limit_the_fastest_and_the_slowest_are_named(void **state)
{
    check_headline(HEAD "designs:\n" SLOW FAST, "fast answers 95 in 100 requests within ");
    check_headline(HEAD "designs: { prompt: { latency.request: 3 s } }\n",
                   "Response times are not simulated here");
}

static void what_is_saturated_comes_first(void **state)
{
    check_headline(HEAD
                   "designs:\n  mine: { parts: [hosted], tokens.output: 4k tok }\n" FAST LIMIT
                   "serving.max_replicas: 1\ntraffic.peak_to_mean: 20\n",
                   "mine is saturated in >99% of futures; fast alone reliably answers ");
}

#define FULL       "  mine: { parts: [hosted], tokens.output: 4k tok }\n"
#define FULL_QUOTA "serving.max_replicas: 1\ntraffic.peak_to_mean: 20\n"

/* What does not answer has no time to be named. */
static void what_is_saturated_is_not_in_the_race(void **state)
{
    Drawn alone;

    drawn_start(&alone, HEAD FULL_QUOTA "designs:\n" FULL);
    assert_string_equal(alone.data.headline.data, "mine is saturated in >99% of futures");
    drawn_stop(&alone);
    check_headline(
        HEAD FULL_QUOTA "designs:\n" FULL FAST SLOW,
        "mine is saturated in >99% of futures; fast answers 95 in 100 requests within ");
}

/* Labels in milliseconds of a line of the script. */
static int labels_of(const char *script, const char *name)
{
    const char *line = strstr(script, name);
    int count = 0;

    assert_non_null(line);
    for (const char *at = line; at < line + strcspn(line, "\n"); at++)
        count += strncmp(at, " ms", 3) == 0;
    return count;
}

/* Where nothing answers, axes go up to a second, in steps of 200 ms: labels of 50 pixels. */
static void labels_of_tics_do_not_stand_on_each_other(void **state)
{
    Drawn drawn;

    drawn_start(&drawn, HEAD FULL_QUOTA "designs:\n" FULL);
    assert_int_equal(labels_of(drawn.data.script.data, "BARTICS"), 5);
    assert_int_equal(labels_of(drawn.data.script.data, "CURVETICS"), 2);
    drawn_stop(&drawn);
}

static void the_limit_is_a_must_before_a_want_and_its_state_is_shown(void **state)
{
    LatencyView view;
    Answered a;

    answered_start(&a,
                   HEAD "designs:\n" FAST "requirements:\n  citations: want\n  latency:\n"
                        "    - { level: must, percentile: 50%, under: 2 s, of: first_token }\n"
                        "    - { level: want, percentile: 90%, under: 8 s }\n"
                        "    - { level: must, percentile: 99%, under: 9 s, state: end_peak }\n",
                   256);
    assert_true(latency_view_make(&view, &a.answer));
    assert_true(view.limit->under == 9 && view.limit_place == 3);
    assert_int_equal(view.state, END_AT_PEAK);
    assert_true(view.bars.high > 9 && view.curves.high > 9);
    const StateAnswer *shown = latency_state(&view, 0);
    double sum = 0;
    for (size_t g = 0; g < STAGE_GROUPS; g++)
        sum += latency_group_mean(shown, g);
    assert_close(sum, shown->whole.mean.value, 1e-9);
    answered_stop(&a);
}

/* A time far beyond the others does not make them unreadable. */
static void axes_do_not_follow_a_time_that_is_far_off(void **state)
{
    LatencyView view;
    Answered a;

    answered_start(
        &a, HEAD "designs:\n" FAST "  far: { extends: slow, tokens.output: 100k tok }\n" SLOW,
        256);
    assert_true(latency_view_make(&view, &a.answer));
    double fast = latency_p95(&view, 0).q[Q_P50].value;
    assert_true(latency_p95(&view, 1).q[Q_P50].value > 100 * fast);
    assert_true(view.bars.high > 2 * fast && view.bars.high < 10 * fast);
    answered_stop(&a);
}

static bool has_gnuplot(void)
{
    static const char script[] = "set terminal dumb\nplot x\n";
    Text out = { 0 };
    Error err;

    bool works = gnuplot_run(&out, script, sizeof script - 1, &err);
    text_free(&out);
    return works;
}

static void it_draws(void **state)
{
    Text picture = { 0 }, csv = { 0 };
    Answered a;
    Error err;

    if (!has_gnuplot())
        skip();
    answered_start(&a, HEAD "designs:\n" FAST SLOW LIMIT, 256);
    assert_true(chart_draw(&picture, &csv, chart_find("latency"), &a.answer, CHART_SVG, &err));
    assert_non_null(strstr(picture.data, "limit 30 s"));
    assert_non_null(strstr(csv.data, "fast,mean,latency.writing,"));
    assert_non_null(strstr(csv.data, "slow,in_time,latency,"));
    text_free(&picture);
    text_free(&csv);
    answered_stop(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_headline_says_who_meets_the_limit_and_what_takes_longest),
        cmocka_unit_test(without_a_limit_the_fastest_and_the_slowest_are_named),
        cmocka_unit_test(what_is_saturated_comes_first),
        cmocka_unit_test(what_is_saturated_is_not_in_the_race),
        cmocka_unit_test(labels_of_tics_do_not_stand_on_each_other),
        cmocka_unit_test(the_limit_is_a_must_before_a_want_and_its_state_is_shown),
        cmocka_unit_test(axes_do_not_follow_a_time_that_is_far_off),
        cmocka_unit_test(it_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
