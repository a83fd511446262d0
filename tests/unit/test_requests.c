/* All requests of a trial: a queue worked out by hand, states, sharing, infinity. */
#include "tests/unit/support.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/quantile.h"
#include "sim/engine/run.h"
#include "sim/sampling/uniforms.h"
#include "tests/unit/queue_registry.h"

enum { PLAIN, INDEXED, BOTH, TUNED, TRIALS = 512, REQUESTS = 1024, SEED = 42 };

typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
} Fixture;

static const RunOptions usual = {
    .threads = 1, .request_trials = 16, .requests = REQUESTS, .states = ALL_STATES
};

static void start(Fixture *f, const char *text, const RunOptions *options)
{
    static const char head[] = "scenario: 1\nname: test\nrun: { trials: 512 }\n";
    Problems problems = { 0 };
    char all[1024];
    Error err;

    snprintf(all, sizeof all, "%s%s", head, text);
    if (!scenario_parse(&f->scenario, &queue_registry, "test.yaml", all, strlen(all), NULL,
                        &problems))
        fail_msg("%s", problems.count ? problems.items[0].text : "no reason given");
    problems_free(&problems);
    if (!wiring_make(&f->wiring, &f->scenario, &err))
        fail_msg("%s", err.text);
    f->run = run_make(&f->wiring, options, &err);
    assert_non_null(f->run);
    while (run_step(f->run, 1))
        ;
}

static void stop(Fixture *f)
{
    run_free(f->run);
    wiring_free(&f->wiring);
    scenario_free(&f->scenario);
}

/* --- the queue by hand ------------------------------------------------------------------- */

typedef struct {
    double rate, service, patience;
} Queue;

/* What a design answers in for each request of a trial, from the draws at their addresses:
 * fetch = 2 wait + (wait + service) + load of month 1 (0.5), the answer is service + fetch,
 * and with a door as long as the longest fetch so far. */
static void work_out(const Queue *q, uint64_t trial, bool door, double *answer)
{
    uint64_t stream = uniforms_stream("queue.counter#5");
    double u[LANES], wait = 0, longest = 0;

    for (size_t i = 0; i < REQUESTS; i++) {
        if (i % LANES == 0)
            uniforms_fill(SEED, stream, trial, i / LANES, u);
        double gap = -log(u[i % LANES]) / q->rate;
        wait = i == 0 ? 0 : fmax(wait - gap, 0);
        if (wait > q->patience)
            wait = INFINITY;
        double fetch = 2 * wait + wait + q->service + 0.5;
        longest = fmax(longest, fetch);
        answer[i] = q->service + (door && !isinf(fetch) ? longest : fetch);
        wait += q->service;
    }
}

static double mean_of(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

/* The third of 16 trials that lie evenly among 512 is number 64. */
static void expect_answers(const Fixture *f, size_t design, RequestState state, const Queue *q)
{
    static const double levels[] = { 0.5, 0.95, 0.99 };
    double answer[REQUESTS], expected[3];

    work_out(q, 64, design == INDEXED, answer);
    quantile_fill(expected, levels, 3, answer, REQUESTS);
    assert_close(run_request_values(f->run, design, &queue_answer, state, REQUEST_MEAN)[2],
                 mean_of(answer, REQUESTS), 1e-12);
    for (int i = 0; i < 3; i++)
        assert_close(
            run_request_values(f->run, design, &queue_answer, state, REQUEST_P50 + i)[2],
            expected[i], 1e-12);
}

/* Load 0.5 a second in month 1 and 1.5 in month 3, half as much again at the peak; a request
 * takes 4 pages of 0.25 s. */
static void a_queue_by_hand_in_every_state(void **state)
{
    static const double rate[STATES] = { 0.5, 0.75, 1.5, 2.25 };
    Fixture f;

    start(&f, "", &usual);
    for (int s = 0; s < STATES; s++) {
        Queue q = { rate[s], 1, 1e6 };
        expect_answers(&f, PLAIN, (RequestState)s, &q);
        expect_answers(&f, INDEXED, (RequestState)s, &q);
    }
    stop(&f);
}

/* The counter reads a service of each request, all 1,024 of them: of one that is given, 4
 * pages of 0.25 s as above, the same for all. */
static void what_is_the_same_for_all_requests_is_there_for_each(void **state)
{
    Fixture f;

    start(&f, "queue.service: 1 s\n", &usual);
    expect_answers(&f, PLAIN, LAUNCH_AT_MEAN, &(Queue){ 0.5, 1, 1e6 });
    expect_answers(&f, PLAIN, END_AT_PEAK, &(Queue){ 2.25, 1, 1e6 });
    stop(&f);
}

/* M/D/1 with half the capacity in use: the mean wait is rho / (2 (1 - rho)) = 0.5 services;
 * 256 trials tell their own standard error, of 4,096 requests each, of which the first few
 * that find the queue empty cost less than one. */
static void theory_of_the_queue(void **state)
{
    RunOptions options = usual;
    Fixture f;
    double squares = 0;

    options.requests = 4096;
    options.request_trials = 256;
    options.states = STATE_ONLY(LAUNCH_AT_MEAN);
    start(&f, "", &options);
    const double *wait =
        run_request_values(f.run, PLAIN, &queue_counter, LAUNCH_AT_MEAN, REQUEST_MEAN);
    double mean = mean_of(wait, 256);
    for (int i = 0; i < 256; i++)
        squares += (wait[i] - mean) * (wait[i] - mean);
    assert_near(mean, 0.5, 4 * sqrt(squares / 255 / 256));
    stop(&f);
}

/* --- states ------------------------------------------------------------------------------- */

/* Only what depends on the load differs between states; the first state stands for all. */
static void what_does_not_depend_on_the_state_is_the_same_in_all(void **state)
{
    Fixture f;

    start(&f, "queue.pages: { value: 4, varies: \"uniform(1..7)\" }\n", &usual);
    for (int s = 1; s < STATES; s++) {
        const double *first =
            run_request_values(f.run, PLAIN, &queue_alone, LAUNCH_AT_MEAN, REQUEST_P95);
        assert_memory_equal(
            first, run_request_values(f.run, PLAIN, &queue_alone, (RequestState)s, REQUEST_P95),
            16 * sizeof *first);
    }
    stop(&f);
}

static void a_state_alone_has_the_bits_it_has_among_others(void **state)
{
    Fixture all, one;

    start(&all, "queue.pages: { value: 4, varies: \"uniform(1..7)\" }\n", &usual);
    for (int s = 0; s < STATES; s++) {
        RunOptions options = usual;
        options.states = STATE_ONLY(s);
        start(&one, "queue.pages: { value: 4, varies: \"uniform(1..7)\" }\n", &options);
        for (int i = 0; i < REQUEST_STATS; i++)
            assert_memory_equal(
                run_request_values(all.run, INDEXED, &queue_answer, (RequestState)s, i),
                run_request_values(one.run, INDEXED, &queue_answer, (RequestState)s, i),
                16 * sizeof(double));
        assert_null(run_request_values(one.run, INDEXED, &queue_answer,
                                       (RequestState)(s ^ AT_END_BIT), REQUEST_MEAN));
        stop(&one);
    }
    stop(&all);
}

/* --- sharing, given, absent -----------------------------------------------------------------
 */

/* 16 trials in 4 states, once for both designs that queue; a load that is given has no
 * months, and 2 states are left; with a pace of its own a design has its own queue. */
static void designs_share_a_queue(void **state)
{
    Fixture f;

    queue_calls = 0;
    start(&f, "", &usual);
    assert_int_equal(queue_calls, 16 * 4);
    stop(&f);
    queue_calls = 0;
    start(&f, "queue.load: 0.7\n", &usual);
    assert_int_equal(queue_calls, 16 * 2);
    stop(&f);
    queue_calls = 0;
    start(&f, "designs:\n  plain: {}\n  indexed: { queue.pace: 0.31 s }\n", &usual);
    assert_int_equal(queue_calls, 2 * 16 * 4);
    stop(&f);
}

/* 7 stands for both results of a queue that is not there: 2 * 7 + 7 + 0.5 + 1. */
static void a_queue_that_is_absent(void **state)
{
    Fixture f;

    start(&f, "", &usual);
    assert_close(run_request_values(f.run, TUNED, &queue_answer, END_AT_PEAK, REQUEST_P99)[3],
                 22.5, 1e-15);
    assert_null(run_request_values(f.run, TUNED, &queue_counter, END_AT_PEAK, REQUEST_MEAN));
    stop(&f);
}

/* So does a number that is given in its place: 2 * 3 + 3 + 0.5 + 1. */
static void a_queue_that_is_given(void **state)
{
    Fixture f;

    queue_calls = 0;
    start(&f, "queue.counter: 3 s\n", &usual);
    assert_close(run_request_values(f.run, PLAIN, &queue_answer, END_AT_PEAK, REQUEST_P99)[3],
                 10.5, 1e-15);
    assert_int_equal(queue_calls, 0);
    stop(&f);
}

static void the_same_bits_on_any_number_of_threads(void **state)
{
    static const char text[] = "queue: { rate: 0.1..0.4, pace: 0.2..0.4 s }\n";
    double first[16];

    for (int threads = 1; threads <= 7; threads += 2) {
        RunOptions options = usual;
        Fixture f;
        options.threads = threads;
        start(&f, text, &options);
        const double *p95 =
            run_request_values(f.run, INDEXED, &queue_answer, END_AT_MEAN, REQUEST_P95);
        if (threads == 1)
            memcpy(first, p95, sizeof first);
        assert_memory_equal(first, p95, sizeof first);
        stop(&f);
    }
}

static void a_replay_shows_the_first_request_of_a_trial(void **state)
{
    Fixture f;
    Error err;
    double answer[REQUESTS];

    start(&f, "", &usual);
    size_t count = f.scenario.design_count * f.scenario.quantity_count;
    double *values = malloc(count * sizeof *values);
    assert_true(run_replay(&f.wiring, 64, 2, values, &err));
    work_out(&(Queue){ 0.5, 1, 1e6 }, 64, false, answer);
    assert_close(values[scenario_quantity(&f.scenario, &queue_answer)], answer[0], 1e-12);
    assert_close(values[scenario_quantity(&f.scenario, &queue_load)], 1, 1e-12);
    free(values);
    stop(&f);
}

/* --- limits and infinity
 * ---------------------------------------------------------------------- */

static void shares_within_limits_by_trial(void **state)
{
    const RequestLimit limits[] = { { &queue_answer, 4.2 }, { &queue_fetch, 2.9 } };
    RunOptions options = usual;
    double answer[REQUESTS], within[2] = { 0 };
    Fixture f;

    options.limits = limits;
    options.limit_count = 2;
    start(&f, "", &options);
    work_out(&(Queue){ 0.75, 1, 1e6 }, 64, false, answer);
    for (int i = 0; i < REQUESTS; i++) {
        within[0] += answer[i] <= 4.2;
        within[1] += answer[i] - 1 <= 2.9;
    }
    for (size_t k = 0; k < 2; k++) {
        const double *share = run_request_within(f.run, PLAIN, limits[k].quantity,
                                                 LAUNCH_AT_PEAK, limits[k].most);
        assert_close(share[2], within[k] / REQUESTS, 1e-12);
        assert_true(share[2] > 0.05 && share[2] < 0.95);
    }
    assert_null(run_request_within(f.run, PLAIN, &queue_answer, LAUNCH_AT_PEAK, 2.9));
    double all =
        mean_of(run_request_within(f.run, PLAIN, &queue_answer, LAUNCH_AT_PEAK, 4.2), 16);
    assert_near(run_request_share(f.run, PLAIN, &queue_answer, LAUNCH_AT_PEAK, 4.2), all, 0.01);
    stop(&f);
}

/* Among the requests between the P94 and the P96 of the answer, by the work of hand above. */
static void summands_share_the_95th_percentile(void **state)
{
    static const double levels[] = { 0.94, 0.95, 0.96 };
    double answer[REQUESTS], band[3], sum = 0;
    int near = 0;
    Fixture f;

    start(&f, "", &usual);
    work_out(&(Queue){ 0.75, 1, 1e6 }, 64, false, answer);
    quantile_fill(band, levels, 3, answer, REQUESTS);
    for (int i = 0; i < REQUESTS; i++)
        if (answer[i] >= band[0] && answer[i] <= band[2]) {
            sum += answer[i];
            near++;
        }
    assert_true(near >= 20 && near <= 22);
    const double *fetch =
        run_request_part(f.run, PLAIN, &queue_answer, &queue_fetch, LAUNCH_AT_PEAK);
    const double *service =
        run_request_part(f.run, PLAIN, &queue_answer, &queue_service, LAUNCH_AT_PEAK);
    /* a service takes 1 s, and the fetch the rest */
    assert_close(service[2], band[1] / (sum / near), 1e-12);
    assert_close(fetch[2], (sum / near - 1) * band[1] / (sum / near), 1e-12);
    assert_null(run_request_part(f.run, PLAIN, &queue_answer, &queue_door, LAUNCH_AT_PEAK));
    const double *p95 =
        run_request_values(f.run, INDEXED, &queue_answer, END_AT_MEAN, REQUEST_P95);
    const double *of[3];
    for (int k = 0; k < 3; k++)
        of[k] = run_request_part(
            f.run, INDEXED, &queue_answer,
            (const Quantity *[]){ &queue_service, &queue_fetch, &queue_door }[k], END_AT_MEAN);
    for (int i = 0; i < 16; i++)
        assert_close(of[0][i] + of[1][i] + of[2][i], p95[i], 1e-12);
    stop(&f);
}

/* The curve over all trials goes through their shares, to the width of a bin. */
static void the_curve_of_all_requests_inverts_their_shares(void **state)
{
    double curve[21];
    Fixture f;

    start(&f, "queue.pages: 2..6\n", &usual);
    assert_true(run_request_curve(f.run, curve, 21, PLAIN, &queue_answer, LAUNCH_AT_PEAK));
    for (int k = 0; k <= 20; k++) {
        double below =
            run_request_share(f.run, PLAIN, &queue_answer, LAUNCH_AT_PEAK, curve[k] / 1.02);
        double above =
            run_request_share(f.run, PLAIN, &queue_answer, LAUNCH_AT_PEAK, curve[k] * 1.02);
        assert_true(below <= 0.05 * k + 1e-9 && above >= 0.05 * k - 1e-9);
        assert_true(k == 0 || curve[k] >= curve[k - 1]);
    }
    assert_false(run_request_curve(f.run, curve, 21, PLAIN, &queue_door, LAUNCH_AT_PEAK));
    stop(&f);
}

/* With load 1.5 for a capacity of 1 the queue grows by half a second for each request, to
 * hundreds of seconds; with 0.5 it does not come near 30 s. */
static void requests_without_an_answer(void **state)
{
    Fixture f;

    start(&f, "queue.patience: 30 s\n", &usual);
    assert_int_equal(run_request_infinite(f.run, PLAIN, LAUNCH_AT_MEAN, REQUEST_MEAN, NULL), 0);
    assert_int_equal(run_request_infinite(f.run, PLAIN, END_AT_MEAN, REQUEST_MEAN, NULL), 16);
    assert_int_equal(run_request_infinite(f.run, TUNED, END_AT_MEAN, REQUEST_MEAN, NULL), 0);
    Queue q = { 1.5, 1, 30 };
    double answer[REQUESTS];
    work_out(&q, 64, false, answer);
    const double *mean =
        run_request_values(f.run, PLAIN, &queue_answer, END_AT_MEAN, REQUEST_MEAN);
    const double *p50 =
        run_request_values(f.run, PLAIN, &queue_answer, END_AT_MEAN, REQUEST_P50);
    const double *alone =
        run_request_values(f.run, PLAIN, &queue_alone, END_AT_MEAN, REQUEST_P99);
    assert_true(isinf(mean[2]) && isinf(p50[2]));
    assert_close(alone[2], 1, 1e-15);
    double share = run_request_share(f.run, PLAIN, &queue_answer, END_AT_MEAN, 1e9);
    assert_true(share > 0 && share < 0.3);
    bool saturated[16];
    double curve[11];
    run_request_infinite(f.run, PLAIN, END_AT_MEAN, REQUEST_MEAN, saturated);
    assert_true(saturated[0] && saturated[15]);
    assert_true(run_request_curve(f.run, curve, 11, PLAIN, &queue_answer, END_AT_MEAN));
    assert_true(isfinite(curve[0]) && isinf(curve[10]));
    assert_true(
        isnan(run_request_part(f.run, PLAIN, &queue_answer, &queue_fetch, END_AT_MEAN)[2]));
    for (int i = 0; i < 16; i++)
        assert_false(isnan(mean[i]) || isnan(p50[i]));
    stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_queue_by_hand_in_every_state),
        cmocka_unit_test(what_is_the_same_for_all_requests_is_there_for_each),
        cmocka_unit_test(theory_of_the_queue),
        cmocka_unit_test(what_does_not_depend_on_the_state_is_the_same_in_all),
        cmocka_unit_test(a_state_alone_has_the_bits_it_has_among_others),
        cmocka_unit_test(designs_share_a_queue),
        cmocka_unit_test(a_queue_that_is_absent),
        cmocka_unit_test(a_queue_that_is_given),
        cmocka_unit_test(the_same_bits_on_any_number_of_threads),
        cmocka_unit_test(a_replay_shows_the_first_request_of_a_trial),
        cmocka_unit_test(shares_within_limits_by_trial),
        cmocka_unit_test(summands_share_the_95th_percentile),
        cmocka_unit_test(the_curve_of_all_requests_inverts_their_shares),
        cmocka_unit_test(requests_without_an_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
