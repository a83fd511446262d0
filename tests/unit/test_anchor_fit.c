/* test_anchor_fit.c - factors on the speed of serving, fitted to measurements made up here. */
#include "tests/unit/support.h"

#include <math.h>

#include "sim/decision/anchor_fit.h"
#include "tests/unit/serving_fixture.h"

enum { ROWS = 5 };

static const ServingLoad replica = { .budget = 2048, .seats = 256, .cache = 300000 };

/* What a deployment with these factors would show at five loads. */
static void measure(Anchor anchors[ROWS], const StepTime *step, const AnchorFactors *truth)
{
    static const double clients[ROWS] = { 1, 4, 17, 64, 150 };
    static const double input[ROWS] = { 310, 1900, 730, 1210, 480 };
    StepTime real = anchor_step(step, truth);

    for (size_t i = 0; i < ROWS; i++) {
        ServingLoad load = replica;
        load.input = input[i];
        load.output = 213;
        load.clients = clients[i];
        ServingCapacity capacity = capacity_of(&real, &load);
        anchors[i] = (Anchor){ .clients = clients[i],
                               .rate = NAN,
                               .input = input[i],
                               .output = 213,
                               .token_time = capacity.token_time,
                               .first_token = i % 2 ? NAN : capacity.first_token };
    }
}

static AnchorFit fit_of(const Anchor *anchors, size_t count, const StepTime *step, Arena *arena)
{
    const Anchor *rows[ROWS];
    AnchorFit fit;

    for (size_t i = 0; i < count; i++)
        rows[i] = &anchors[i];
    assert_true(anchor_fit(&fit, rows, count, step, &replica, arena));
    return fit;
}

/* The cost of a request is large enough to be told from the rest, though not well. */
static StepTime step_of(void)
{
    const EngineOverheads overheads = {
        .step = 0.5e-3, .layer = 27e-6, .sequence = 140e-6, .prompt = 0.9e-3, .request = 12e-3
    };

    return step_time_make(&llama_8b, &l40s, &overheads);
}

/* Which of the factors it is that makes steps slower, few measurements tell only roughly. */
static void measurements_are_met_by_factors_like_the_true_ones(void **state)
{
    const AnchorFactors truth = { 1.83, 0.61, 1.27 };
    StepTime step = step_of();
    Anchor anchors[ROWS];
    Arena arena = { 0 };

    measure(anchors, &step, &truth);
    AnchorFit fit = fit_of(anchors, ROWS, &step, &arena);
    assert_true(fit.factors.overhead > 1.3 && fit.factors.sequence < 0.9);
    assert_true(fit.factors.arithmetic > 1.1 && fit.factors.arithmetic < 1.5);
    assert_true(fit.error < 0.02);
    assert_int_equal(fit.count, ROWS);
    assert_true(isnan(fit.rows[1].first_token));
    assert_near(fit.rows[3].token_time, 1, 0.01);
    arena_free(&arena);
}

/* The prior is weak, and it is all there is where nothing is off. */
static void anchors_that_agree_leave_the_model_alone(void **state)
{
    const AnchorFactors one = { 1, 1, 1 };
    StepTime step = step_of();
    Anchor anchors[ROWS];
    Arena arena = { 0 };

    measure(anchors, &step, &one);
    AnchorFit fit = fit_of(anchors, 3, &step, &arena);
    assert_near(fit.factors.overhead, 1, 1e-6);
    assert_near(fit.factors.sequence, 1, 1e-6);
    assert_near(fit.factors.arithmetic, 1, 1e-6);
    assert_true(fit.error < 1e-6);
    arena_free(&arena);
}

/* One row of five that is off by three leaves the others where they are. */
static void one_wrong_row_does_not_decide(void **state)
{
    const AnchorFactors truth = { 1.4, 1.1, 0.9 };
    StepTime step = step_of();
    Anchor anchors[ROWS];
    Arena arena = { 0 };

    measure(anchors, &step, &truth);
    anchors[1].token_time *= 3;
    AnchorFit fit = fit_of(anchors, ROWS, &step, &arena);
    assert_true(fit.error < 0.1);
    assert_near(fit.rows[3].token_time, 1, 0.1);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measurements_are_met_by_factors_like_the_true_ones),
        cmocka_unit_test(anchors_that_agree_leave_the_model_alone),
        cmocka_unit_test(one_wrong_row_does_not_decide),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
