/* The fit of make validate: what it finds in runs that were made up. */
#include "tests/unit/support.h"

#include <stdio.h>

#include "tests/validation/errors.h"
#include "tests/validation/evaluate.h"
#include "tests/validation/training_fit.h"

enum { RUNS = 48 };

/* Runs of three models with 1 to 64 GPUs and 512 to 16,384 tokens that take exactly as
 * long as with 37% of the peak, attention 1.7 times as slow, and 5% lost a doubling. */
static void make_up(TrainingRun runs[RUNS])
{
    static const char *const models[] = { "small", "medium", "large" };

    for (int i = 0; i < RUNS; i++) {
        double size = 1 + 3.3 * (i % 3), gpus = pow(2, i % 7), length = 512 * pow(2, i % 6);
        double layers = 24 + 8 * (i % 3), width = 2048 * (1 + i % 3);
        double operations = 6e9 * size + 6 * 1.7 * layers * width * length;
        double together = gpus > 8 ? pow(0.95, log2(gpus / 8)) : 1;

        runs[i] = (TrainingRun){
            .project = "made/up",
            .recipe = "full",
            .submitter = "",
            .model = models[i % 3],
            .gpu = "X1",
            .method = FULL,
            .parameters = size,
            .layers = layers,
            .width = width,
            .peak = 217,
            .gpus = gpus,
            .length = length,
            .tokens = 3.1e8,
        };
        runs[i].hours = 3.1e8 * operations / (gpus * 217e12 * 0.37 * together * 3600);
    }
}

static void the_constants_of_made_up_runs_are_found(void **state)
{
    static const FitOptions options = { .split = BY_EXPERIMENT };
    TrainingRun items[RUNS];
    TrainingRuns runs = { items, RUNS, RUNS, 0 };
    Arena arena = { 0 };
    Error err;
    Fit fit;

    make_up(items);
    assert_true(fit_training(&fit, &runs, &options, &arena, &err));
    assert_int_equal(fit.count, RUNS);
    assert_int_equal(fit.groups, 1);
    assert_near(fit.attention, 1.7, 1e-9);
    assert_int_equal(fit.loss_count, 1);
    assert_near(fit.losses[0].loss, 0.05, 1e-9);
    for (int i = 0; i < RUNS; i++) {
        assert_close(fit.cases[i].efficiency, 0.37, 1e-9);
        assert_near(fit.cases[i].error, 0, 1e-9);
    }
    arena_free(&arena);
}

/* Models in the order of their names: large and small are fitted on, medium tests. */
static void whole_experiments_are_in_one_half(void **state)
{
    TrainingRun items[RUNS];
    TrainingRuns runs = { items, RUNS, RUNS, 0 };
    Arena arena = { 0 };
    Error err;
    Fit fit;

    make_up(items);
    for (int swapped = 0; swapped < 2; swapped++) {
        FitOptions options = { .split = BY_EXPERIMENT, .swapped = swapped };
        assert_true(fit_training(&fit, &runs, &options, &arena, &err));
        for (int i = 0; i < RUNS; i++) {
            bool medium = strcmp(fit.cases[i].run->model, "medium") == 0;
            assert_int_equal(fit.cases[i].fitted, medium == swapped);
            assert_int_equal(fit.cases[i].tested, medium != swapped);
        }
    }
    arena_free(&arena);
}

static void rows_take_turns(void **state)
{
    static const FitOptions options = { .split = BY_ROW };
    TrainingRun items[RUNS];
    TrainingRuns runs = { items, RUNS, RUNS, 0 };
    Arena arena = { 0 };
    Error err;
    Fit fit;

    make_up(items);
    assert_true(fit_training(&fit, &runs, &options, &arena, &err));
    for (int i = 0; i < RUNS; i++)
        assert_int_equal(fit.cases[i].fitted, i % 2 == 0);
    arena_free(&arena);
}

/* A run that takes a third longer than its formula, in the half that tests: 1 / 1.333 - 1 */
static void a_slower_run_is_predicted_too_short(void **state)
{
    static const FitOptions options = { .split = BY_EXPERIMENT };
    TrainingRun items[RUNS];
    TrainingRuns runs = { items, RUNS, RUNS, 0 };
    Arena arena = { 0 };
    Error err;
    Fit fit;

    make_up(items);
    items[4].hours *= 1.333; /* a medium one */
    assert_true(fit_training(&fit, &runs, &options, &arena, &err));
    for (int i = 0; i < RUNS; i++)
        assert_near(fit.cases[i].error, fit.cases[i].run == &items[4] ? 1 / 1.333 - 1 : 0,
                    1e-9);
    arena_free(&arena);
}

static void what_is_not_known_is_named(void **state)
{
    double hours[2], gpus[2] = { 3, 5 };
    Known known = { "training.gpus", gpus };
    Error err;

    assert_false(evaluate(hours, &training_hours, &known, 1, 2, &err));
    assert_non_null(strstr(err.text, "training."));
}

/* 300 cases are more than a block has lanes. */
static void every_case_has_its_own_value(void **state)
{
    enum { CASES = 300 };
    double all[CASES], gpus[CASES], hours[CASES];
    const Known known[] = { { "training.gpu_hours", all }, { "training.gpus", gpus } };
    Error err;

    for (int i = 0; i < CASES; i++)
        all[i] = 7.3 * i, gpus[i] = 1 + i % 9;
    assert_true(evaluate(hours, &training_hours, known, 2, CASES, &err));
    for (int i = 0; i < CASES; i++)
        assert_close(hours[i], 7.3 * i / (1 + i % 9), 1e-15);
}

/* Sizes 0.02 0.05 0.1 0.3 0.4: median 0.1, P90 at 3.6 of 4: 0.3 + 0.6 * 0.1; signed
 * -0.3 -0.05 0.02 0.1 0.4: median 0.02 */
static void errors_have_a_size_and_a_sign(void **state)
{
    static const double errors[] = { 0.1, -0.05, 0.4, -0.3, 0.02 };
    ErrorSummary s = errors_summary(errors, COUNT_OF(errors));

    assert_int_equal(s.n, 5);
    assert_close(s.median, 0.1, 1e-15);
    assert_close(s.p90, 0.36, 1e-14);
    assert_close(s.bias, 0.02, 1e-15);
    assert_int_equal(errors_summary(errors, 0).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_constants_of_made_up_runs_are_found),
        cmocka_unit_test(whole_experiments_are_in_one_half),
        cmocka_unit_test(rows_take_turns),
        cmocka_unit_test(a_slower_run_is_predicted_too_short),
        cmocka_unit_test(what_is_not_known_is_named),
        cmocka_unit_test(every_case_has_its_own_value),
        cmocka_unit_test(errors_have_a_size_and_a_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
