/* Factors of engines and the tiers of make validate, with measurements that were made up. */
#include "tests/unit/support.h"

#include <gsl/gsl_errno.h>

#include "tests/validation/latency_tiers.h"
#include "tests/validation/serving_predictors.h"

enum { EXPERIMENTS = 4, ROWS_OF_EACH = 12, ROWS = EXPERIMENTS * ROWS_OF_EACH };

static const ModelShape model = {
    "made up", 32, 4096, 32, 8, 128, 128256, 14336, 3, 0, 0, 0, 0
};
static const GpuPeaks gpu = { "X1", 9.7e14, 1.9e15, NAN, 3.3e12, 4.4e11, 80, "X1", "X" };

/* Kernels of the GPU as if they had been fitted. */
static const KernelFit kernels[] = {
    { GEMM_16, "X1", "vllm", 9, { 0.8, 0.85, 4, 4 }, { 0 }, { 0 } },
    { PREFILL, "X1", "vllm", 9, { 0.6, 1, 10 }, { 0 }, { 0 } },
    { DECODE, "X1", "vllm", 9, { 0.9, 1, 10 }, { 0 }, { 0 } },
    { ALL_REDUCE, "X1", "vllm", 9, { 0.7, 3, 1, 0.7 }, { 0 }, { 0 } },
};

/* A predictor in which every factor shows in its own way: prompts take arithmetic, answers
 * the step and the sequences. */
static bool predict_plainly(double *predicted, const char **why, const Served *record,
                            const ServingConstants *c, void *space)
{
    *why = "too many users";
    predicted[FIRST_MEAN] = c->front + c->prompt + record->in.mean * 1e-5 / c->mfu;
    predicted[EACH_MEAN] = 0.004 + c->step + c->sequence * record->users;
    return record->users < 1000;
}

static const Predictor plain = { "plain", predict_plainly, NULL };

/* Measurements of four experiments that take exactly as long as with these factors. */
static void make_up(Served rows[ROWS], const double factors[FACTOR_COUNT],
                    const LatencyStudy *study)
{
    static const char *const names[EXPERIMENTS] = { "a", "b", "c", "d" };

    for (int i = 0; i < ROWS; i++) {
        ServingConstants constants;
        const char *why;
        Served *s = &rows[i];

        *s = (Served){ .set = "made up",
                       .source = "",
                       .id = "",
                       .experiment = names[i / ROWS_OF_EACH],
                       .first_of_experiment = (size_t)(i / ROWS_OF_EACH * ROWS_OF_EACH),
                       .engine = "vllm",
                       .precision = "16 bits",
                       .model = &model,
                       .gpu = &gpu,
                       .tensor_parallel = 1,
                       .replicas = 1,
                       .weight_bytes = 2,
                       .cache_bytes = 2,
                       .load = CLOSED_LOOP,
                       .users = 1 + 37 * (i % 5),
                       .in = { 173.0 * (1 + i % 7), NAN, NAN },
                       .out = { 211, NAN, NAN },
                       .split = i % 2 ? DEVELOPMENT : CALIBRATION };
        for (size_t k = 0; k < METRIC_COUNT; k++)
            s->measured[k] = NAN;
        assert_true(serving_constants(&constants, s, study, factors));
        predict_plainly(s->measured, &why, s, &constants, NULL);
    }
}

static const double true_factors[FACTOR_COUNT] = { 1.31, 0.83, 1.57, 1, 1 };

static void the_factors_of_made_up_measurements_are_found(void **state)
{
    double factors[FACTOR_COUNT] = { 1, 1, 1, 1, 1 }, spread[FACTOR_COUNT];
    Served rows[ROWS];
    FitRow all[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &plain, &plain };

    make_up(rows, true_factors, &study);
    for (int i = 0; i < ROWS; i++)
        all[i] = (FitRow){ &rows[i], 1 };
    assert_true(fit_factors(factors, spread, all, ROWS, &study));
    assert_close(factors[BY_ARITHMETIC], 1.31, 0.02);
    assert_close(factors[BY_STEP], 0.83, 0.06); /* its prior holds it */
    assert_close(factors[BY_SEQUENCE], 1.57, 0.02);
    assert_true(spread[BY_SEQUENCE] < 0.1);
    assert_false(fit_factors(factors, spread, all, 0, &study));
}

/* Rows that count little do not decide, and those with odd values neither. */
static void weights_and_odd_rows_count_as_they_should(void **state)
{
    double factors[FACTOR_COUNT] = { 1, 1, 1, 1, 1 };
    Served rows[ROWS], slower[ROWS];
    FitRow all[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &plain, &plain };
    double slow[FACTOR_COUNT] = { 3, 1, 1, 1, 1 };

    make_up(rows, true_factors, &study);
    make_up(slower, slow, &study);
    for (int i = 0; i < ROWS; i++)
        all[i] = i % 2 ? (FitRow){ &rows[i], 1 } : (FitRow){ &slower[i], 0.1 };
    rows[5].measured[FIRST_MEAN] *= 1000;
    assert_true(fit_factors(factors, NULL, all, ROWS, &study));
    assert_close(factors[BY_ARITHMETIC], 1.31, 0.05);
}

/* Those of the engine count most, of what is near more than of what is far; the record's own
 * experiment only where it may. */
static void rows_count_by_how_near_they_are(void **state)
{
    Served rows[ROWS];
    FitRow found[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &plain, &plain };

    make_up(rows, true_factors, &study);
    assert_int_equal(pool_rows(found, &rows[3], EVERY_EXPERIMENT, &study), 24);
    assert_ptr_equal(found[0].row, &rows[0]);
    assert_close(found[0].weight, 1, 1e-15);
    assert_true(found[6].weight < 0.5);
    assert_int_equal(pool_rows(found, &rows[3], OTHER_EXPERIMENTS, &study), 18);
    for (int i = 0; i < 18; i++) {
        assert_string_not_equal(found[i].row->experiment, "a");
        assert_close(found[i].weight, 1, 1e-15);
    }
    assert_int_equal(pool_rows(found, &rows[3], OTHERS_OF_TABLE, &study), 36);
    rows[12].excluded = "for the test";
    assert_int_equal(pool_rows(found, &rows[3], OTHER_EXPERIMENTS, &study), 17);
    for (int i = 36; i < ROWS; i++)
        rows[i].engine = "sglang";
    assert_int_equal(pool_rows(found, &rows[3], OTHER_EXPERIMENTS, &study), 17);
    assert_true(found[0].weight > 5 * found[16].weight);
}

/* An experiment of many rows counts as one of a dozen, and they are from all of it. */
static void a_large_experiment_counts_as_a_dozen_rows(void **state)
{
    Served rows[ROWS];
    FitRow found[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &plain, &plain };

    make_up(rows, true_factors, &study);
    for (int i = 12; i < ROWS; i++) {
        rows[i].experiment = "large";
        rows[i].first_of_experiment = 12;
    }
    assert_int_equal(pool_rows(found, &rows[3], OTHERS_OF_TABLE, &study), 12);
    assert_true(found[0].row < &rows[15] && found[11].row > &rows[44]);
}

static size_t tested(const Outcome *outcomes)
{
    size_t count = 0;

    for (int i = 0; i < ROWS; i++)
        count += outcomes[i].tested;
    return count;
}

static void predict_tier(Outcome *outcomes, Tier tier, const LatencyStudy *study)
{
    TierFits fits = tier_fits(tier, study);

    tier_judge(outcomes, &fits, study);
    tier_free(&fits);
}

static void each_tier_tests_what_it_did_not_see(void **state)
{
    Served rows[ROWS];
    Outcome outcomes[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &plain, &plain };

    make_up(rows, true_factors, &study);
    predict_tier(outcomes, NO_DATA, &study);
    assert_int_equal(tested(outcomes), ROWS);
    assert_true(fabs(outcomes[1].error[FIRST_MEAN]) > 0.02);
    predict_tier(outcomes, CALIBRATED, &study);
    assert_int_equal(tested(outcomes), ROWS / 2);
    assert_false(outcomes[0].tested);
    assert_near(outcomes[1].error[FIRST_MEAN], 0, 0.02);
    assert_true(isnan(outcomes[1].error[WHOLE_MEAN]));
    predict_tier(outcomes, TRANSFERRED, &study);
    assert_int_equal(tested(outcomes), ROWS);
    predict_tier(outcomes, ANCHORED, &study);
    assert_int_equal(tested(outcomes), ROWS - EXPERIMENTS * 3);
}

/* An experiment whose arithmetic is slower than that of all others: transferred constants miss
 * it, three of its own rows find it, as near as the prior lets them. */
static void anchors_find_an_experiment_that_is_slower(void **state)
{
    Served rows[ROWS];
    Outcome transferred[ROWS], anchored[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &plain, &plain };
    double slow[FACTOR_COUNT] = { 3, 1, 1, 1, 1 };
    Served slower[ROWS];
    double before = 0, after = 0;

    make_up(rows, true_factors, &study);
    make_up(slower, slow, &study);
    memcpy(&rows[36], &slower[36], ROWS_OF_EACH * sizeof rows[0]);
    predict_tier(transferred, TRANSFERRED, &study);
    predict_tier(anchored, ANCHORED, &study);
    for (int i = 36; i < ROWS; i++) {
        assert_true(transferred[i].error[FIRST_MEAN] < -0.2);
        if (anchored[i].tested) {
            before += fabs(transferred[i].error[FIRST_MEAN]);
            after += fabs(anchored[i].error[FIRST_MEAN]);
        }
    }
    assert_true(after < before / 2);
}

static void what_is_beyond_the_predictor_is_told(void **state)
{
    Served rows[ROWS];
    Outcome outcomes[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &plain, &plain };
    static const GpuPeaks unmeasured = { "X2", 1e14, NAN, NAN, 1e12, 1e11, 80, "X2", "X" };

    make_up(rows, true_factors, &study);
    rows[7].users = 2000;
    rows[8].gpu = &unmeasured;
    rows[9].excluded = "for the test";
    predict_tier(outcomes, NO_DATA, &study);
    assert_string_equal(outcomes[7].why, "too many users");
    assert_non_null(strstr(outcomes[8].why, "no kernels"));
    assert_false(outcomes[9].tested);
    assert_true(isnan(outcomes[7].error[EACH_MEAN]));
}

/* Both of the program's predictors on one lightly loaded replica: they agree on means, and
 * an answer takes its first token and then each of the next. */
static void the_two_predictors_agree_where_little_happens(void **state)
{
    static const double ones[FACTOR_COUNT] = { 1, 1, 1, 1, 1 };
    Served rows[ROWS];
    ServedList list = { rows, ROWS, ROWS, 0 };
    Predictor shortcut = serving_shortcut(), simulation = serving_simulation();
    LatencyStudy study = { &list, kernels, COUNT_OF(kernels), &shortcut, &shortcut };
    ServingConstants constants;
    double mean[METRIC_COUNT] = { 0 }, each[METRIC_COUNT] = { 0 };
    const char *why;

    make_up(rows, ones, &study);
    Served *s = &rows[0];
    s->load = OPEN_LOOP;
    s->phases = 1;
    s->rate[0] = 0.5;
    s->seconds[0] = 2000;
    s->in = (Length){ 500, 500, 500 };
    s->out = (Length){ 200, 200, 200 };
    s->token_budget = s->most_running = s->cache_tokens = NAN;
    assert_true(serving_constants(&constants, s, &study, ones));
    assert_true(shortcut.predict(mean, &why, s, &constants, shortcut.space));
    assert_true(simulation.predict(each, &why, s, &constants, simulation.space));
    assert_close(each[EACH_MEAN], mean[EACH_MEAN], 0.03);
    assert_close(each[FIRST_MEAN], mean[FIRST_MEAN], 0.15);
    assert_close(each[WHOLE_MEAN], each[FIRST_MEAN] + 199 * each[EACH_MEAN], 0.001);
    assert_true(each[WHOLE_P99] >= each[WHOLE_P50]);
    s->rate[0] = 5000;
    assert_false(shortcut.predict(mean, &why, s, &constants, shortcut.space));
    assert_non_null(strstr(why, "saturated"));
    assert_false(simulation.predict(each, &why, s, &constants, simulation.space));
    assert_non_null(strstr(why, "saturated"));
    s->rate[0] = 0.5;
    s->token_budget = s->most_running = s->cache_tokens = 1e300;
    assert_true(simulation.predict(each, &why, s, &constants, simulation.space));
    s->token_budget = s->most_running = s->cache_tokens = 1e-300;
    assert_false(simulation.predict(each, &why, s, &constants, simulation.space));
    s->in = s->out = (Length){ 1e7, 0, -1 };
    assert_false(simulation.predict(each, &why, s, &constants, simulation.space));
    serving_simulation_free(&simulation);
}

int main(void)
{
    gsl_set_error_handler_off(); /* as the program does */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_factors_of_made_up_measurements_are_found),
        cmocka_unit_test(weights_and_odd_rows_count_as_they_should),
        cmocka_unit_test(rows_count_by_how_near_they_are),
        cmocka_unit_test(a_large_experiment_counts_as_a_dozen_rows),
        cmocka_unit_test(each_tier_tests_what_it_did_not_see),
        cmocka_unit_test(anchors_find_an_experiment_that_is_slower),
        cmocka_unit_test(what_is_beyond_the_predictor_is_told),
        cmocka_unit_test(the_two_predictors_agree_where_little_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
