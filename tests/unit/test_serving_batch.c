/* Requests in progress and their times by mean values, against capacity.h and by hand. */
#include "tests/unit/support.h"

#include "models/serving_step.h"
#include "sim/serving/capacity.h"
#include "tests/unit/serving_fixture.h"

/* Llama 3.1 8B on an L40S: the columns of a step, and of a load of 900 and 180 tokens. */
typedef struct {
    StepTime step;
    double values[MAX_SOURCES];
} Fixture;

enum { RATE = LOAD_COLUMNS, ROOM, BURSTINESS, SIMULATED, CHANCE };

static Fixture fixture(void)
{
    Fixture f = { .step = step_time_make(&llama_8b, &l40s, &vllm) };

    memcpy(f.values, &f.step, (STEP_ROOFLINE + 1) * sizeof(double));
    f.values[STEP_EXCHANGE] = f.step.exchange.k;
    f.values[LOAD_PROMPT] = 900;
    f.values[LOAD_GENERATED] = 180;
    f.values[LOAD_BUDGET] = 2048;
    f.values[ROOM] = 160000 / 990.0;
    f.values[BURSTINESS] = 1;
    f.values[SIMULATED] = -1;
    f.values[CHANCE] = 0.5;
    return f;
}

static ServingCapacity capacity(const Fixture *f, double rate)
{
    ServingLoad load = {
        .input = 900, .output = 180, .budget = 2048, .seats = 256, .cache = 160000, .rate = rate
    };

    return capacity_of(&f->step, &load);
}

static double batch(Fixture *f, double rate, double burstiness, double chance)
{
    f->values[RATE] = rate;
    f->values[BURSTINESS] = burstiness;
    f->values[CHANCE] = chance;
    return formula_at(&serving_batch, 0, f->values);
}

/* The middle of what requests meet is the mean batch, which capacity.h finds to 1e-9. */
static void the_mean_batch_is_that_of_capacity(void **state)
{
    Fixture f = fixture();
    double most = capacity(&f, 1e-6).most;

    for (double used = 0.02; used < 0.95; used += 0.07)
        assert_near(batch(&f, used * most, 1, 0.5), capacity(&f, used * most).batch,
                    0.005 * fmax(1, capacity(&f, used * most).batch));
}

/* 97.5% of a normal lie below 1.959963984540054 standard deviations; the variance is
 * b for chance arrivals (c = 1) and 5 b for c = 3. */
static void bursts_widen_the_load_that_a_request_meets(void **state)
{
    Fixture f = fixture();
    double rate = 0.4 * capacity(&f, 1e-6).most, b = batch(&f, rate, 1, 0.5);

    assert_close(batch(&f, rate, 1, 0.975), b + 1.959963984540054 * sqrt(b), 1e-12);
    assert_close(batch(&f, rate, 3, 0.975), b + 1.959963984540054 * sqrt(5 * b), 1e-12);
    assert_close(batch(&f, rate, 3, 0.001), 0, 0);
}

static void beyond_what_is_possible_there_is_no_batch(void **state)
{
    Fixture f = fixture();
    double most = capacity(&f, 1e-6).most;

    assert_true(isinf(batch(&f, 1.05 * most, 1, 0.5)));
    assert_true(isfinite(batch(&f, 0.9 * most, 1, 0.999)));
    f.values[SIMULATED] = 0.1;
    assert_close(batch(&f, 1.05 * most, 1, 0.5), 0, 0);
}

/* --- times beside so many others --------------------------------------------------------- */

enum { OTHERS = LOAD_COLUMNS, AT_RATE, PROMPT, IS_SIMULATED };

static double first(Fixture *f, double others, double rate, double prompt)
{
    f->values[OTHERS] = others;
    f->values[AT_RATE] = rate;
    f->values[PROMPT] = prompt;
    f->values[IS_SIMULATED] = -1;
    return formula_at(&serving_mean_first, 0, f->values);
}

/* With the mean prompt and the mean batch, it is what capacity.h says: but for the
 * token that a prompt ends with, which the head of capacity.h makes in the same step. */
static void mean_times_are_those_of_capacity(void **state)
{
    Fixture f = fixture();
    double rate = 0.6 * capacity(&f, 1e-6).most;
    ServingCapacity c = capacity(&f, rate);

    assert_close(first(&f, c.batch, rate, 900), c.first_token, 2e-3);
    assert_close(formula_at(&serving_mean_interval, 0, f.values), c.token_time, 1e-6);
}

/* Alone: the front end, and a step with the prompt (and no other token). */
static void a_request_alone_waits_for_nobody(void **state)
{
    Fixture f = fixture();
    StepWork read = { .prompt = 1500, .pairs = 2.0 * 1500 * 1500, .sampled = 1 };

    assert_close(first(&f, 0, 0, 1500), vllm.request + step_time(&f.step, &read), 0.01);
}

static void a_longer_prompt_takes_longer(void **state)
{
    Fixture f = fixture();

    for (double prompt = 50; prompt < 20000; prompt *= 1.3)
        assert_true(first(&f, 7, 1.1, 1.3 * prompt) > first(&f, 7, 1.1, prompt));
}

static void beside_infinitely_many_it_takes_for_ever(void **state)
{
    Fixture f = fixture();

    assert_true(isinf(first(&f, INFINITY, 1.1, 900)));
    assert_true(isinf(formula_at(&serving_mean_interval, 0, f.values)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mean_batch_is_that_of_capacity),
        cmocka_unit_test(bursts_widen_the_load_that_a_request_meets),
        cmocka_unit_test(beyond_what_is_possible_there_is_no_batch),
        cmocka_unit_test(mean_times_are_those_of_capacity),
        cmocka_unit_test(a_request_alone_waits_for_nobody),
        cmocka_unit_test(a_longer_prompt_takes_longer),
        cmocka_unit_test(beside_infinitely_many_it_takes_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
