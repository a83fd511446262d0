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

enum { RATE = LOAD_COLUMNS, ROOM, SEATS, BURSTINESS, BURST, SIMULATED, CHANCE };

static Fixture fixture(void)
{
    Fixture f = { .step = step_time_make(&llama_8b, &l40s, &vllm) };

    memcpy(f.values, &f.step, (STEP_ROOFLINE + 1) * sizeof(double));
    f.values[STEP_EXCHANGE] = f.step.exchange.k;
    f.values[LOAD_PROMPT] = 900;
    f.values[LOAD_GENERATED] = 180;
    f.values[LOAD_BUDGET] = 2048;
    f.values[ROOM] = 160000 / 990.0;
    f.values[SEATS] = 256;
    f.values[BURSTINESS] = 1;
    f.values[BURST] = 3.1;
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

/* The mean over chances is the mean batch, but for a skew of less than a twentieth, and where
 * there are few for what is smooth of their number. */
static void the_mean_batch_is_that_of_capacity(void **state)
{
    Fixture f = fixture();
    double most = capacity(&f, 1e-6).most;

    for (double used = 0.02; used < 0.85; used += 0.07) {
        double mean = 0;
        for (int k = 0; k < 50; k++)
            mean += batch(&f, used * most, 1, (k + 0.5) / 50) / 50;
        assert_near(mean, capacity(&f, used * most).batch,
                    0.05 * fmax(4, capacity(&f, used * most).batch));
    }
}

/* Bursts that are long make queues, of 4 times the seats at most. */
static void in_bursts_requests_meet_more_than_have_a_seat(void **state)
{
    Fixture f = fixture();
    double rate = 0.7 * capacity(&f, 1e-6).most;

    assert_true(batch(&f, rate, 1, 0.99) < f.values[ROOM] - 1);
    assert_true(batch(&f, rate, 13, 0.99) > f.values[ROOM] + 30);
    assert_true(batch(&f, rate, 13, 1 - 1e-12) <= f.values[ROOM] - 1 + 4 * 256);
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

enum {
    OTHERS = LOAD_COLUMNS,
    AT_RATE,
    PROMPT,
    IS_SIMULATED,
    MOST_SEATS,
    MOST_RATE,
    SPREAD,
    IN_BURST,
    LUCK
};

#define MEAN_LUCK 0.63212055882855767 /* 1 - 1 / e: an exponential is at its mean */

static double first(Fixture *f, double others, double rate, double prompt)
{
    f->values[OTHERS] = others;
    f->values[AT_RATE] = rate;
    f->values[PROMPT] = prompt;
    f->values[IS_SIMULATED] = -1;
    f->values[MOST_SEATS] = 160000 / 990.0;
    f->values[MOST_RATE] = 7.3;
    f->values[SPREAD] = 1;
    f->values[IN_BURST] = 3.1;
    f->values[LUCK] = MEAN_LUCK;
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

/* 171.6 others in 161.6 seats, of whom one leaves each 1 / 7.3 s: the eleventh seat is one's
 * own. The prompts that wait are no longer a wait than that. */
static void beside_more_than_have_seats_it_waits_for_one(void **state)
{
    Fixture f = fixture();
    double full = first(&f, 160000 / 990.0 - 1, 1.1, 900), seat = 10 / 7.3;
    double later = first(&f, 160000 / 990.0 + 9, 1.1, 900);
    double read = full - 0.5 * (later - seat);

    assert_true(later > full && later > seat && read > 0);
    assert_close(first(&f, 160000 / 990.0 + 19, 1.1, 900) - later, seat, 1e-9);
}

/* Prompts wait for each other in bursts, in longer ones more, and less where these are hardly
 * denser than the mean. */
static void prompts_of_a_burst_wait_for_each_other(void **state)
{
    Fixture f = fixture();
    double calm = first(&f, 20, 2.5, 900);

    f.values[SPREAD] = 4;
    double bursts = formula_at(&serving_mean_first, 0, f.values);
    f.values[SPREAD] = 13;
    double longer = formula_at(&serving_mean_first, 0, f.values);
    f.values[IN_BURST] = 1.1;
    double gentle = formula_at(&serving_mean_first, 0, f.values);
    assert_true(bursts > calm && longer > bursts && gentle < longer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mean_batch_is_that_of_capacity),
        cmocka_unit_test(in_bursts_requests_meet_more_than_have_a_seat),
        cmocka_unit_test(beyond_what_is_possible_there_is_no_batch),
        cmocka_unit_test(mean_times_are_those_of_capacity),
        cmocka_unit_test(a_request_alone_waits_for_nobody),
        cmocka_unit_test(a_longer_prompt_takes_longer),
        cmocka_unit_test(beside_infinitely_many_it_takes_for_ever),
        cmocka_unit_test(beside_more_than_have_seats_it_waits_for_one),
        cmocka_unit_test(prompts_of_a_burst_wait_for_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
