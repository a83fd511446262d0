/* A replica's schedule, from event to event. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "tests/unit/serving_fixture.h"

static StepTime llama_on_l40s(void)
{
    return step_time_make(&llama_8b, &l40s, &vllm);
}

/* Everything that both count, exactly, and all times to rounding: a run of m steps is one
 * sum where the oracle adds m times, so errors are of the order of steps * 1e-16. */
static void both_agree(uint64_t seed, size_t count, double rate, const Batching *rules,
                       const StepTime *step)
{
    Crowd one = crowd_make(seed, count, rate, 900, 180, (int32_t)rules->shared);
    Crowd two = crowd_make(seed, count, rate, 900, 180, (int32_t)rules->shared);
    BatchingCounts fast = crowd_run(&one, rules, step), slow = plain_run(&two, rules, step);

    assert_int_equal(fast.end, BATCHING_DONE);
    assert_int_equal(fast.answered, slow.answered);
    assert_int_equal(fast.steps, slow.steps);
    assert_int_equal(fast.prompt_steps, slow.prompt_steps);
    assert_int_equal(fast.preemptions, slow.preemptions);
    assert_int_equal(fast.read, slow.read);
    assert_int_equal(fast.written, slow.written);
    assert_close(fast.seconds, slow.seconds, 1e-11);
    assert_close(fast.busy, slow.busy, 1e-11);
    assert_close(fast.batch, slow.batch, 1e-11);
    assert_near(fast.waiting, slow.waiting, 1e-11 * slow.seconds * (double)count);
    for (size_t i = 0; i < count; i++) {
        assert_near(one.first_token[i], two.first_token[i], 1e-11 * slow.seconds);
        assert_near(one.whole[i], two.whole[i], 1e-11 * slow.seconds);
    }
    crowd_free(&one);
    crowd_free(&two);
}

static const Batching easy = { .budget = 2048, .seats = 64, .cache = 160000 };

static void an_easy_load_goes_as_step_by_step(void **state)
{
    StepTime step = llama_on_l40s();

    for (uint64_t seed = 0; seed < 4; seed++)
        both_agree(seed, 700, 3.17, &easy, &step);
}

static void few_arrivals_leave_it_idle(void **state)
{
    StepTime step = llama_on_l40s();

    both_agree(11, 150, 0.0471, &easy, &step);
}

static void small_budgets_cut_prompts_into_pieces(void **state)
{
    StepTime step = llama_on_l40s();

    both_agree(3, 400, 2.9, &(Batching){ .budget = 257, .seats = 40, .cache = 160000 }, &step);
    both_agree(4, 60, 2.9, &(Batching){ .budget = 9, .seats = 9, .cache = 160000 }, &step);
    both_agree(5, 20, 2.9, &(Batching){ .budget = 1, .seats = 1, .cache = 160000 }, &step);
}

static void few_seats_make_a_queue(void **state)
{
    StepTime step = llama_on_l40s();

    both_agree(5, 400, 3.3, &(Batching){ .budget = 2048, .seats = 7, .cache = 160000 }, &step);
}

/* With both policies; on demand, it must come to requests being set back. */
static void a_small_cache_goes_as_step_by_step(void **state)
{
    StepTime step = llama_on_l40s();
    Batching tight = { .budget = 700, .seats = 64, .cache = 5000, .shared = 300 };

    for (uint64_t seed = 20; seed < 24; seed++) {
        tight.policy = CACHE_ON_DEMAND;
        both_agree(seed, 300, 2.7, &tight, &step);
        tight.policy = CACHE_RESERVE;
        both_agree(seed, 300, 2.7, &tight, &step);
    }
}

static void mixtures_on_four_gpus_go_as_step_by_step(void **state)
{
    ServingGpus four = gpus_of(&h100, 4);
    StepTime step = step_time_make(&mixtral_8x7b, &four, &vllm);

    both_agree(31, 500, 17.3, &easy, &step);
}

static void clients_send_when_they_are_answered(void **state)
{
    StepTime step = llama_on_l40s();
    Batching closed = { .budget = 2048, .seats = 24, .cache = 30000, .clients = 29 };

    both_agree(41, 500, 1, &closed, &step);
    closed.clients = 1;
    both_agree(42, 50, 1, &closed, &step);
    closed.clients = 5000;
    both_agree(43, 200, 1, &closed, &step);
}

/* Prompts that wait for others are read by fewer steps, and later. */
static void prompts_wait_for_others(void **state)
{
    StepTime step = llama_on_l40s();
    Batching rules = easy, patient = easy;
    Crowd one = crowd_make(57, 600, 3.17, 900, 180, 0),
          two = crowd_make(57, 600, 3.17, 900, 180, 0);

    patient.wait = 23;
    both_agree(59, 500, 3.17, &patient, &step);
    BatchingCounts at_once = crowd_run(&one, &rules, &step);
    BatchingCounts later = crowd_run(&two, &patient, &step);
    assert_true((double)later.prompt_steps < 0.9 * (double)at_once.prompt_steps);
    assert_true(later.waiting > 5 * at_once.waiting);
    assert_int_equal(later.read, at_once.read);
    crowd_free(&one);
    crowd_free(&two);
}

/* Rules and crowds by chance: whatever they are, both do the same, or it is refused. */
static void anything_goes_as_step_by_step(void **state)
{
    StepTime step = llama_on_l40s();

    for (uint64_t seed = 100; seed < 160; seed++) {
        double u[7];

        for (size_t k = 0; k < 7; k++)
            u[k] = uniform_of("rules", seed, k);
        Batching rules = {
            .budget = 64 + (int32_t)(u[0] * u[0] * 4000),
            .seats = 1 + (int32_t)(u[1] * u[1] * 63),
            .cache = 2600 + (int64_t)(u[2] * u[2] * 60000),
            .shared = u[3] < 0.5 ? 0 : 400,
            .policy = u[4] < 0.7 ? CACHE_ON_DEMAND : CACHE_RESERVE,
            .wait = u[6] < 0.5 ? 0 : (int32_t)(u[6] * 40),
            .clients = u[5] < 0.3 ? (int32_t)(u[5] * 200) : 0,
        };
        both_agree(seed, 120, 0.2 + 4 * u[2], &rules, &step);
    }
}

/* Alone: a prompt of 1000 tokens in one step, then 36 steps with contexts 1001, 1002, ... */
static void a_request_alone_takes_its_steps(void **state)
{
    StepTime step = llama_on_l40s();
    Crowd crowd = crowd_make(1, 1, 1, 900, 180, 0);
    StepWork read = { .prompt = 1000, .pairs = 2 * 1000.0 * 1000.0, .sampled = 1 };
    double first = step_time(&step, &read), whole = first;

    crowd.input[0] = 1000;
    crowd.output[0] = 37;
    for (int i = 1; i < 37; i++)
        whole +=
            step_time(&step, &(StepWork){ .answered = 1, .context = 1000 + i, .sampled = 1 });
    assert_int_equal(crowd_run(&crowd, &easy, &step).end, BATCHING_DONE);
    assert_close(crowd.first_token[0], first + vllm.request, 1e-12);
    assert_close(crowd.whole[0], whole + vllm.request, 1e-12);
    crowd_free(&crowd);
}

static void prefixes_are_not_read_and_take_room_once(void **state)
{
    StepTime step = llama_on_l40s();
    Crowd crowd = crowd_make(61, 300, 2, 900, 180, 0);
    Batching rules = { .budget = 2048, .seats = 64, .cache = 160000, .shared = 500 };
    int64_t saved = 0;
    BatchingCounts without = crowd_run(&crowd, &rules, &step), with;

    for (size_t i = 0; i < crowd.count; i++) {
        crowd.hit[i] = 500;
        saved += crowd.input[i] > 500 ? 500 : crowd.input[i] - 1;
    }
    with = crowd_run(&crowd, &rules, &step);
    assert_int_equal(without.read - with.read, saved);
    assert_true(with.busy < without.busy && with.most_cached < without.most_cached);
    crowd_free(&crowd);
}

static void too_many_requests_saturate(void **state)
{
    StepTime step = llama_on_l40s();
    Crowd crowd = crowd_make(81, 3000, 20, 900, 180, 0);
    Batching rules = { .budget = 2048, .seats = 32, .cache = 160000, .max_waiting = 100 };
    BatchingCounts counts = crowd_run(&crowd, &rules, &step);
    size_t infinite = 0;

    assert_int_equal(counts.end, BATCHING_SATURATED);
    for (size_t i = 0; i < crowd.count; i++)
        infinite += isinf(crowd.whole[i]) != 0;
    assert_int_equal(infinite, crowd.count - counts.answered);
    assert_true(counts.answered > 0 && counts.answered < 1000);
    rules.max_waiting = 0;
    rules.max_seconds = 60;
    counts = crowd_run(&crowd, &rules, &step);
    assert_int_equal(counts.end, BATCHING_SATURATED);
    assert_true(counts.seconds > 60 && counts.seconds < 90);
    crowd_free(&crowd);
}

static void the_same_requests_give_the_same_bits(void **state)
{
    StepTime step = llama_on_l40s();
    Batching rules = { .budget = 700, .seats = 64, .cache = 5000, .shared = 300 };
    Crowd one = crowd_make(91, 500, 2.7, 900, 180, 300),
          two = crowd_make(91, 500, 2.7, 900, 180, 300);
    Requests requests = crowd_requests(&two);
    BatchingSpace space;

    crowd_run(&one, &rules, &step);
    assert_true(batching_space_make(&space, 9000, 300)); /* used before, and larger */
    for (int i = 0; i < 2; i++)
        batching_run(two.first_token, two.whole, &rules, &step, &requests, &space);
    assert_memory_equal(one.first_token, two.first_token, 500 * sizeof(double));
    assert_memory_equal(one.whole, two.whole, 500 * sizeof(double));
    batching_space_free(&space);
    crowd_free(&one);
    crowd_free(&two);
}

static BatchingCounts with(Crowd *crowd, Batching rules)
{
    StepTime step = llama_on_l40s();

    return crowd_run(crowd, &rules, &step);
}

static void what_cannot_be_is_refused(void **state)
{
    Crowd crowd = crowd_make(95, 10, 1, 900, 180, 0);
    Batching rules = { .budget = 2048, .seats = 8, .cache = 5003 };

    crowd.input[7] = 4000;
    crowd.output[7] = 1004;
    assert_int_equal(with(&crowd, rules).end, BATCHING_DONE);
    rules.policy = CACHE_RESERVE;
    assert_int_equal(with(&crowd, rules).end, BATCHING_REFUSED);
    rules.policy = CACHE_ON_DEMAND;
    crowd.output[7] = 1005;
    assert_int_equal(with(&crowd, rules).end, BATCHING_REFUSED);
    assert_int_equal(with(&crowd, rules).culprit, 7);
    crowd.output[7] = 1;
    crowd.hit[3] = 1;
    assert_int_equal(with(&crowd, rules).culprit, 3);
    crowd.hit[3] = 0;
    crowd.arrival[2] = NAN;
    assert_int_equal(with(&crowd, rules).culprit, 2);
    crowd.arrival[2] = crowd.arrival[1] - 1e-9;
    assert_int_equal(with(&crowd, rules).culprit, 2);
    crowd.output[1] = 0;
    assert_int_equal(with(&crowd, rules).culprit, 1);
    crowd.input[0] = -5;
    assert_int_equal(with(&crowd, rules).culprit, 0);
    assert_int_equal(with(&crowd, (Batching){ .budget = 7, .seats = 8 }).end, BATCHING_REFUSED);
    assert_int_equal(with(&crowd, (Batching){ .budget = 7 }).end, BATCHING_REFUSED);
    crowd_free(&crowd);
}

static void nobody_comes_and_it_is_done(void **state)
{
    Crowd crowd = crowd_make(96, 0, 1, 900, 180, 0);
    BatchingCounts counts = with(&crowd, easy);

    assert_int_equal(counts.end, BATCHING_DONE);
    assert_true(counts.steps == 0 && counts.seconds == 0);
    crowd_free(&crowd);
}

static void one_token_and_two_thousand_million_of_them(void **state)
{
    Crowd crowd = crowd_make(97, 2, 1, 900, 180, 0);
    Batching rules = { .budget = INT32_MAX, .seats = 2, .cache = INT64_MAX / 4 };

    crowd.input[0] = crowd.output[0] = 1;
    crowd.input[1] = crowd.output[1] = INT32_MAX;
    BatchingCounts counts = with(&crowd, rules);
    assert_int_equal(counts.end, BATCHING_DONE);
    assert_int_equal(counts.written, (int64_t)INT32_MAX + 1);
    assert_true(isfinite(crowd.whole[1]));
    assert_true(crowd.first_token[0] == crowd.whole[0]);
    crowd_free(&crowd);
}

static void memory_without_end_is_refused(void **state)
{
    BatchingSpace space;

    assert_false(batching_space_make(&space, (size_t)BATCHING_REQUESTS + 1, 8));
    assert_false(batching_space_make(&space, 8, SIZE_MAX));
    batching_space_free(&space);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_easy_load_goes_as_step_by_step),
        cmocka_unit_test(few_arrivals_leave_it_idle),
        cmocka_unit_test(small_budgets_cut_prompts_into_pieces),
        cmocka_unit_test(few_seats_make_a_queue),
        cmocka_unit_test(a_small_cache_goes_as_step_by_step),
        cmocka_unit_test(mixtures_on_four_gpus_go_as_step_by_step),
        cmocka_unit_test(clients_send_when_they_are_answered),
        cmocka_unit_test(prompts_wait_for_others),
        cmocka_unit_test(anything_goes_as_step_by_step),
        cmocka_unit_test(a_request_alone_takes_its_steps),
        cmocka_unit_test(prefixes_are_not_read_and_take_room_once),
        cmocka_unit_test(too_many_requests_saturate),
        cmocka_unit_test(the_same_requests_give_the_same_bits),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(nobody_comes_and_it_is_done),
        cmocka_unit_test(one_token_and_two_thousand_million_of_them),
        cmocka_unit_test(memory_without_end_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
