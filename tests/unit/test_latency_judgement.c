/* What make validate says of errors: intervals, ranges, what no GPU can do, and capacities. */
#include "tests/unit/support.h"

#include "tests/unit/serving_fixture.h"
#include "tests/validation/latency_capacity.h"
#include "tests/validation/latency_physics.h"
#include "tests/validation/latency_ranges.h"

enum { ROWS = 200 };

/* Four experiments whose rows are off by 0.1, 0.2, 0.3 and 0.4: the median of all is between
 * them, and with others it may be any of them. */
static void intervals_are_those_of_experiments(void **state)
{
    ExperimentError errors[ROWS], alike[ROWS];

    for (size_t i = 0; i < ROWS; i++) {
        errors[i] =
            (ExperimentError){ i % 4, 0.1 * (double)(i % 4 + 1) * (i % 8 < 4 ? 1 : -1) };
        alike[i] = (ExperimentError){ i, errors[i].error };
    }
    ErrorInterval few = errors_interval(errors, ROWS), many = errors_interval(alike, ROWS);
    assert_true(few.low <= 0.15 && few.high >= 0.35);
    assert_true(many.low >= 0.2 - 1e-12 && many.high <= 0.3 + 1e-12);
    assert_true(isnan(errors_interval(errors, 0).low));
}

static const ModelShape shape = {
    "made up", 32, 4096, 32, 8, 128, 128256, 14336, 3, 0, 0, 0, 0
};
static const GpuPeaks gpu = { "X1", 9.7e14, 1.9e15, NAN, 3.3e12, 4.4e11, 80, "X1", "X" };

static Served any_record(size_t i)
{
    Served record = {
        .set = "made up",
        .experiment = "",
        .engine = "vllm",
        .precision = "16 bits",
        .model = &shape,
        .gpu = &gpu,
        .first_of_experiment = i / 50 * 50,
        .tensor_parallel = 1,
        .replicas = 1,
        .weight_bytes = 2,
        .cache_bytes = 2,
        .load = CLOSED_LOOP,
        .users = 7,
        .in = { 700, NAN, NAN },
        .out = { 150, NAN, NAN },
        .token_budget = NAN,
        .most_running = NAN,
        .cache_tokens = NAN,
        .split = i % 2 ? DEVELOPMENT : CALIBRATION,
    };

    for (size_t k = 0; k < METRIC_COUNT; k++)
        record.measured[k] = NAN;
    return record;
}

/* Measured over predicted is 0.8, 0.81, ... for both splits alike. */
static void a_range_holds_eight_in_ten(void **state)
{
    Served rows[ROWS];
    Outcome outcomes[ROWS] = { { 0 } };
    ServedList list = { rows, ROWS, ROWS, 0 };

    for (size_t i = 0; i < ROWS; i++) {
        rows[i] = any_record(i);
        outcomes[i].tested = true;
        outcomes[i].error[EACH_MEAN] = 1 / (0.8 + 0.004 * (double)(i / 2 * 37 % 100)) - 1;
        outcomes[i].error[FIRST_MEAN] = NAN;
    }
    ErrorRange range = fit_range(EACH_MEAN, outcomes, &list);
    assert_int_equal(range.rows, ROWS / 2);
    assert_near(range.low, 0.84, 0.01);
    assert_near(range.high, 1.16, 0.01);
    Coverage coverage = range_coverage(&range, EACH_MEAN, NULL, outcomes, &list);
    assert_int_equal(coverage.of, ROWS / 2);
    assert_near((double)coverage.inside / (double)coverage.of, 0.8, 0.03);
    assert_int_equal(range_coverage(&range, EACH_MEAN, "others", outcomes, &list).of, 0);
    assert_int_equal(fit_range(FIRST_MEAN, outcomes, &list).rows, 0);
    for (size_t i = 0; i < ROWS; i++)
        rows[i].assumed = true;
    assert_int_equal(fit_range(EACH_MEAN, outcomes, &list).rows, 0);
}

/* Three experiments of 10, 20 and 170 rows weigh the same: one whose times are all as
 * predicted, one twice as long, one half; the last is measured as a rate. */
static void experiments_of_any_size_weigh_the_same(void **state)
{
    Served rows[ROWS];
    Outcome outcomes[ROWS] = { { 0 } };
    ServedList list = { rows, ROWS, ROWS, 0 };

    for (size_t i = 0; i < ROWS; i++) {
        bool first = i < 10, second = i < 30 && !first;
        double spread = 0.01 * (double)(i % 10);

        rows[i] = any_record(i);
        rows[i].first_of_experiment = first ? 0 : second ? 10 : 30;
        outcomes[i].tested = true;
        for (size_t k = 0; k < METRIC_COUNT; k++)
            outcomes[i].error[k] = NAN;
        outcomes[i].error[first || second ? WHOLE_MEAN : OUTPUT_RATE] =
            (first ? 1 : 0.5) / (1 + spread) - 1;
    }
    ErrorRange range = pooled_range(outcomes, &list);
    assert_int_equal(range.rows, ROWS);
    assert_near(range.low, 0.5 / 1.065, 0.01); /* three in ten of the rates are below */
    assert_near(range.high, 2 * 1.065, 0.03);
    Coverage coverage = pooled_coverage(&range, NULL, outcomes, &list);
    assert_int_equal(coverage.of, ROWS / 2);
    assert_near((double)coverage.inside / (double)coverage.of, 0.7, 0.1);
    assert_int_equal(pooled_coverage(&range, "others", outcomes, &list).of, 0);
}

/* 15 GB of weights and 1 GB of the head at 3.3 TB/s take 4.55 ms. */
static void what_is_faster_than_light_is_left_out(void **state)
{
    Served rows[3] = { any_record(0), any_record(0), any_record(0) };
    ServedList list = { rows, 3, 3, 0 };
    double least = light_seconds(&rows[0], EACH_MEAN);

    assert_near(least, 4.55e-3, 0.1e-3);
    assert_true(light_seconds(&rows[0], FIRST_MEAN) == 0);
    rows[0].measured[EACH_MEAN] = 0.99 * least;
    rows[1].measured[EACH_MEAN] = 1.01 * least;
    rows[2].load = ONE_BATCH;
    rows[2].measured[WHOLE_MEAN] = 150 * least * 0.9;
    exclude_impossible(&list);
    assert_non_null(rows[0].excluded);
    assert_null(rows[1].excluded);
    assert_non_null(rows[2].excluded);
}

/* Twice the GPUs, and predicted 2.1 times as fast; and a token in half of what light takes. */
static void impossible_predictions_are_counted(void **state)
{
    Served rows[3] = { any_record(0), any_record(0), any_record(60) };
    Outcome outcomes[3] = { { .tested = true }, { .tested = true }, { .tested = true } };
    ServedList list = { rows, 3, 3, 0 };

    rows[1].tensor_parallel = 2;
    rows[2].first_of_experiment = 2;
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < METRIC_COUNT; k++)
            outcomes[i].error[k] = NAN;
    for (size_t i = 0; i < 3; i++)
        outcomes[i].error[EACH_MEAN] = 0;
    rows[0].measured[EACH_MEAN] = 0.021;
    rows[1].measured[EACH_MEAN] = 0.01;
    rows[2].measured[EACH_MEAN] = 0.5 * light_seconds(&rows[2], EACH_MEAN);
    PhysicsCounts counts = physics_counts(outcomes, &list);
    assert_int_equal(counts.predictions, 3);
    assert_int_equal(counts.too_fast, 1);
    assert_int_equal(counts.pairs, 1);
    assert_int_equal(counts.too_parallel, 1);
    rows[0].users = 1e4; /* more than there is room for */
    rows[1].users = 1e4;
    assert_int_equal(physics_counts(outcomes, &list).pairs, 0);
}

static bool predict_by_rate(double *predicted, const char **why, const Served *record,
                            const ServingConstants *constants, void *space)
{
    *why = "";
    predicted[FIRST_P99] = 0.1 / (1 - record->rate[0] / 8);
    predicted[EACH_P99] = 0.02 * record->rate[0];
    return record->rate[0] < 8;
}

/* 0.1 / (1 - x / 8) = 0.4 at x = 6; 0.02 x = 0.1 at x = 5. */
static void capacity_is_where_the_first_limit_ends(void **state)
{
    static const KernelFit kernels[] = {
        { GEMM_16, "X1", "vllm", 9, { 0.8, 0.85, 4, 4 }, { 0 }, { 0 } },
        { PREFILL, "X1", "vllm", 9, { 0.6, 1, 10 }, { 0 }, { 0 } },
        { DECODE, "X1", "vllm", 9, { 0.9, 1, 10 }, { 0 }, { 0 } },
        { ALL_REDUCE, "X1", "vllm", 9, { 0.7, 3, 1, 0.7 }, { 0 }, { 0 } },
    };
    static const double ones[FACTOR_COUNT] = { 1, 1, 1, 1, 1 };
    Predictor predictor = { "made up", predict_by_rate, NULL };
    LatencyStudy study = { NULL, kernels, COUNT_OF(kernels), &predictor, &predictor };
    Served record = any_record(0);

    record.load = OPEN_LOOP;
    record.phases = 1;
    record.rate[0] = 3;
    record.seconds[0] = 600;
    assert_near(capacity_within(&record, &study, ones, 0.4, 1), 6, 0.07);
    assert_near(capacity_within(&record, &study, ones, 0.4, 0.1), 5, 0.06);
    assert_true(capacity_within(&record, &study, ones, 0.05, 0.1) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_are_those_of_experiments),
        cmocka_unit_test(a_range_holds_eight_in_ten),
        cmocka_unit_test(experiments_of_any_size_weigh_the_same),
        cmocka_unit_test(what_is_faster_than_light_is_left_out),
        cmocka_unit_test(impossible_predictions_are_counted),
        cmocka_unit_test(capacity_is_where_the_first_limit_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
