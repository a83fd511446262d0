/* The engine: a bill small enough to work out by hand, and the promises of run.h. */
#include "tests/unit/support.h"

#include <stdlib.h>
#include <string.h>

#include "sim/engine/run.h"
#include "tests/unit/small_registry.h"

#define PI 3.14159265358979323846

typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
} Fixture;

static void start(Fixture *f, const char *text, const RunOptions *options)
{
    Problems problems = { 0 };
    Error err;

    if (!scenario_parse(&f->scenario, &small_registry, "test.yaml", text, strlen(text), NULL,
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

#define HEAD "scenario: 1\nname: test\n"

/* plain: build 10*3 = 30; month m 3*2*m, so 6+12+18 = 36 over three months; total 66.
 * indexed: build 30 + 40 = 70; month m 6m + 20; total 70 + 36 + 60 = 166. */
static void a_bill_by_hand(void **state)
{
    Fixture f;
    start(&f, HEAD "money.horizon: 3 months\nrun: { trials: 300 }\n", &run_defaults);
    for (size_t d = 0; d < 2; d++) {
        const double *total = run_values(f.run, d, &small_total);
        const double *monthly = run_values(f.run, d, &small_monthly);
        for (int i = 0; i < 300; i++) {
            assert_close(total[i], d ? 166 : 66, 1e-15);
            assert_close(monthly[i], d ? 32 : 12, 1e-15);
            assert_close(run_cumulative(f.run, d, 0)[i], d ? 70 : 30, 1e-15);
            assert_close(run_cumulative(f.run, d, 2)[i], d ? 70 + 26 + 32 : 30 + 6 + 12, 1e-15);
        }
    }
    assert_null(run_values(f.run, 0, &small_size));
    stop(&f);
}

/* Starts at 3, one more each month: 4, 5, 6, mean 5; fees of month 1 are 6. */
static void last_month_and_launch(void **state)
{
    Fixture f;
    MeanSe mean;
    start(&f, HEAD "money.horizon: 3 months\nrun: { trials: 256 }\n", &run_defaults);
    assert_close(run_values(f.run, 0, &small_age)[17], 5, 1e-15);
    assert_close(run_values(f.run, 0, &small_launch)[17], 6, 1e-15);
    assert_true(run_mean(f.run, 0, &small_age, 2, &mean));
    assert_close(mean.mean, 5, 1e-15);
    assert_false(run_mean(f.run, 0, &small_storage, 1, &mean));
    stop(&f);
}

/* 20,000 trials times 3 months at 0.3: standard error sqrt(0.21 / 60000) = 0.00187. */
static void own_draws_are_fresh_each_month(void **state)
{
    Fixture f;
    MeanSe mean;
    start(&f, HEAD "money.horizon: 3 months\nrun: { trials: 20k }\n", &run_defaults);
    assert_true(run_mean(f.run, 0, &small_events, 0, &mean));
    assert_near(mean.mean, 0.3, 3 * 0.00187);
    assert_near(mean.se, 0.00187, 0.0009);
    stop(&f);
}

/* A total given instead of computed: what it would have been made of is not wired. */
static void a_total_can_be_given(void **state)
{
    Fixture f;
    start(&f, HEAD "money.horizon: 3 months\nrun: { trials: 256 }\nsmall.build: $55\n",
          &run_defaults);
    assert_close(run_values(f.run, 0, &small_total)[0], 55 + 36, 1e-15);
    assert_int_equal(wiring_column(&f.wiring, 0, &small_setup), -1);
    stop(&f);
}

/* indexed and both differ by a part that no quantity has: every column is shared. */
static void equal_designs_share_their_columns(void **state)
{
    Fixture f;
    start(&f, HEAD "money.horizon: 3 months\nrun: { trials: 256 }\n", &run_defaults);
    assert_int_equal(wiring_column(&f.wiring, 1, &small_total),
                     wiring_column(&f.wiring, 2, &small_total));
    assert_int_not_equal(wiring_column(&f.wiring, 0, &small_total),
                         wiring_column(&f.wiring, 1, &small_total));
    assert_int_equal(wiring_column(&f.wiring, 0, &small_fees),
                     wiring_column(&f.wiring, 1, &small_fees));
    stop(&f);
}

static void the_same_bits_on_any_number_of_threads(void **state)
{
    static const char text[] = HEAD "money.horizon: 5 months\nrun: { trials: 3001 }\n"
                                    "small: { volume: 2..9, price: $1..$7, wait: 1..3 s }\n";
    double *first = NULL;

    for (int threads = 1; threads <= 7; threads += 2) {
        Fixture f;
        RunOptions options = run_defaults;
        options.threads = threads;
        start(&f, text, &options);
        const double *total = run_values(f.run, 1, &small_total);
        const double *p95 =
            run_request_values(f.run, 1, &small_latency, LAUNCH_AT_MEAN, REQUEST_P95);
        if (!first) {
            first = malloc((3001 + 256) * sizeof *first);
            memcpy(first, total, 3001 * sizeof *first);
            memcpy(first + 3001, p95, 256 * sizeof *first);
        }
        assert_memory_equal(first, total, 3001 * sizeof *first);
        assert_memory_equal(first + 3001, p95, 256 * sizeof *first);
        stop(&f);
    }
    free(first);
}

/* small.wait is per request by nature and small.length varies: uniform 0..200 has
 * mean 100, so the latency is 1 s + uniform(0, 0.2): mean 1.1, P95 1.19. */
static void requests_vary_around_the_level_of_their_trial(void **state)
{
    Fixture f;
    start(&f,
          HEAD "money.horizon: 1 month\nrun: { trials: 512 }\n"
               "small.length: { value: 100 tok, varies: \"uniform(20..180) tok\" }\n",
          &run_defaults);
    const double *p95 =
        run_request_values(f.run, 0, &small_latency, LAUNCH_AT_MEAN, REQUEST_P95);
    const double *mean =
        run_request_values(f.run, 0, &small_latency, LAUNCH_AT_MEAN, REQUEST_MEAN);
    double p95_mean = 0, mean_mean = 0;
    for (int i = 0; i < 256; i++)
        p95_mean += p95[i] / 256, mean_mean += mean[i] / 256;
    /* a million requests: standard error of the mean 0.2 / sqrt(12) / 1024 = 0.00006 */
    assert_near(mean_mean, 1.1, 3 * 0.00006);
    assert_near(p95_mean, 1.19, 0.0005);
    assert_near(run_request_share(f.run, 0, &small_latency, LAUNCH_AT_MEAN, 1.1), 0.5, 0.06);
    stop(&f);
}

static void a_replayed_trial_shows_what_the_run_had(void **state)
{
    Fixture f;
    Error err;
    start(&f,
          HEAD "money.horizon: 5 months\nrun: { trials: 1000 }\nsmall: { volume: 2..9, price: "
               "$1..$7 }\n",
          &run_defaults);
    size_t count = f.scenario.design_count * f.scenario.quantity_count;
    double *values = malloc(count * sizeof *values);
    assert_true(run_replay(&f.wiring, 777, 5, values, &err));
    size_t row =
        f.scenario.quantity_count + (size_t)scenario_quantity(&f.scenario, &small_total);
    assert_true(values[row] == run_values(f.run, 1, &small_total)[777]);
    assert_true(isnan(values[scenario_quantity(&f.scenario, &small_storage)]));
    assert_false(run_replay(&f.wiring, 1000, 5, values, &err));
    free(values);
    stop(&f);
}

/* Rank correlation 0.8 between two lognormals, 16,384 points; its standard error for
 * independent pairs would be 1/sqrt(n) = 0.008, and is smaller when correlated. */
static void stated_correlations_come_out(void **state)
{
    Fixture f;
    start(&f,
          HEAD "money.horizon: 1 month\nrun: { trials: 16384, sampler: random }\n"
               "small: { volume: 2..9, price: $1..$7 }\n"
               "correlations: [ { between: [small.volume, small.price], strength: 0.8 } ]\n",
          &run_defaults);
    /* the medians split both columns: P(both above) = 1/4 + asin(r) / (2 pi) with
     * r = 2 sin(pi 0.8 / 6) = 0.8135: 0.4008; standard error 0.0038 */
    MeanSe unused;
    assert_true(run_mean(f.run, 0, &small_volume, 0, &unused));
    const double *build = run_values(f.run, 0, &small_build);
    const double *launch = run_values(f.run, 0, &small_launch);
    double volume_median = sqrt(2.0 * 9.0), price_median = sqrt(7.0), both = 0;
    for (int i = 0; i < 16384; i++) {
        double volume = build[i] / 10;
        both += volume > volume_median && launch[i] / volume > price_median;
    }
    assert_near(both / 16384, 0.25 + asin(2 * sin(PI * 0.8 / 6)) / (2 * PI), 3 * 0.0038);
    stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bill_by_hand),
        cmocka_unit_test(last_month_and_launch),
        cmocka_unit_test(own_draws_are_fresh_each_month),
        cmocka_unit_test(a_total_can_be_given),
        cmocka_unit_test(equal_designs_share_their_columns),
        cmocka_unit_test(the_same_bits_on_any_number_of_threads),
        cmocka_unit_test(requests_vary_around_the_level_of_their_trial),
        cmocka_unit_test(a_replayed_trial_shows_what_the_run_had),
        cmocka_unit_test(stated_correlations_come_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
