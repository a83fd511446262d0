/* Capacity by mean values, against sums by hand and the simulation. */
#include "tests/unit/support.h"

#include "sim/serving/capacity.h"
#include "tests/unit/serving_fixture.h"

static StepTime llama_on_l40s(void)
{
    return step_time_make(&llama_8b, &l40s, &vllm);
}

static ServingLoad load_of(double rate)
{
    return (ServingLoad){
        .input = 900,
        .output = 180,
        .budget = 2048,
        .seats = 256,
        .cache = 160000,
        .rate = rate,
    };
}

/* 0.9 * 80 GiB - 1.7e9 bytes less 16.06e9 of weights, over 2 * 32 * 8 * 128 * 2 bytes a
 * token. On 16 GPUs the 8 heads are kept twice. */
static void the_cache_is_what_weights_leave(void **state)
{
    double gib = 1073741824.0, memory = 80 * gib;

    assert_close(capacity_cache(&llama_8b, 1, memory, 0.9, 1.7e9, 16.06e9),
                 (0.9 * 80 * gib - 1.7e9 - 16.06e9) / 131072, 1e-12);
    assert_close(capacity_cache(&llama_8b, 16, memory, 0.9, 1.7e9, 16.06e9),
                 (16 * (0.9 * 80 * gib - 1.7e9) - 16.06e9) / 262144, 1e-12);
    assert_true(capacity_cache(&llama_8b, 1, 16e9, 0.9, 1.7e9, 16.06e9) < 0);
}

/* With steps of 10 ms whatever they do, reading adds nothing: b requests get b / 0.01
 * tokens a second, and a request takes half a step and 180 steps. */
static void equal_steps_are_shared(void **state)
{
    StepTime step = steps_of(0.01);
    ServingLoad load = load_of(3.7);
    ServingCapacity capacity = capacity_of(&step, &load);
    double fit = 160000 / 990.0; /* less than 256 */

    assert_true(capacity.stable);
    assert_close(capacity.largest_batch, fit, 1e-12);
    assert_close(capacity.most, fit / 0.01 / 180, 1e-12);
    assert_close(capacity.token_time, 0.01, 1e-12);
    assert_close(capacity.first_token, 0.015, 1e-12);
    assert_close(capacity.batch, 3.7 * (0.015 + 179 * 0.01), 1e-6);
    assert_close(capacity.whole, 0.015 + 179 * 0.01, 1e-12);
}

/* Mean values against the simulation, within what capacity.h states. */
static void means_are_near_those_of_the_simulation(void **state)
{
    StepTime step = llama_on_l40s();
    Batching rules = { .budget = 2048, .seats = 256, .cache = 160000 };
    ServingLoad load = load_of(1);
    double most = capacity_of(&step, &load).most;

    for (double used = 0.1; used < 0.85; used += 0.1) {
        load.rate = used * most;
        Crowd crowd = crowd_make(3, 20000, load.rate, 900, 180, 0);
        ServingCapacity capacity = capacity_of(&step, &load);
        BatchingCounts counts = crowd_run(&crowd, &rules, &step);
        double first = 0, whole = 0;

        for (size_t i = 0; i < crowd.count; i++) {
            first += crowd.first_token[i] / (double)crowd.count;
            whole += crowd.whole[i] / (double)crowd.count;
        }
        assert_close(capacity.whole, whole, used < 0.65 ? 0.06 : 0.12);
        assert_close(capacity.first_token, first, used < 0.65 ? 0.15 : 0.27);
        assert_close(capacity.batch, counts.batch / counts.seconds, used < 0.65 ? 0.06 : 0.12);
        crowd_free(&crowd);
    }
}

/* Just below the stated capacity the simulated queue stays short; a sixth above it, not. */
static void capacity_is_where_the_simulation_saturates(void **state)
{
    StepTime step = llama_on_l40s();
    Batching rules = { .budget = 2048, .seats = 48, .cache = 160000, .max_waiting = 300 };
    ServingLoad load = load_of(1);

    load.seats = 48;
    double most = capacity_of(&step, &load).most;
    Crowd fewer = crowd_make(5, 8000, 0.87 * most, 900, 180, 0);
    Crowd more = crowd_make(5, 8000, 1.17 * most, 900, 180, 0);
    assert_int_equal(crowd_run(&fewer, &rules, &step).end, BATCHING_DONE);
    assert_int_equal(crowd_run(&more, &rules, &step).end, BATCHING_SATURATED);
    load.rate = 1.17 * most;
    assert_false(capacity_of(&step, &load).stable);
    assert_true(isinf(capacity_of(&step, &load).first_token));
    crowd_free(&fewer);
    crowd_free(&more);
}

static void a_closed_loop_keeps_its_clients_busy(void **state)
{
    StepTime step = llama_on_l40s();
    ServingLoad load = load_of(0);

    for (load.clients = 1; load.clients < 500; load.clients *= 3) {
        Batching rules = {
            .budget = 2048,
            .seats = 256,
            .cache = 160000,
            .clients = (int32_t)load.clients,
        };
        Crowd crowd = crowd_make(6, 4000, 1, 900, 180, 0);
        ServingCapacity capacity = capacity_of(&step, &load);
        BatchingCounts counts = crowd_run(&crowd, &rules, &step);

        assert_true(capacity.stable);
        assert_close(capacity.rate, 4000 / counts.seconds, 0.1);
        crowd_free(&crowd);
    }
}

static void more_load_is_slower(void **state)
{
    StepTime step = llama_on_l40s();
    ServingLoad load = load_of(0);
    ServingCapacity before = capacity_of(&step, &load);

    for (load.rate = 0.05; load.rate < before.most; load.rate += 0.05) {
        ServingCapacity capacity = capacity_of(&step, &load);
        assert_true(capacity.whole >= before.whole && capacity.batch >= before.batch);
        assert_true(capacity.batch <= capacity.largest_batch);
        before = capacity;
    }
}

/* 12.1 requests/s by replicas that do 2.5 of which 0.8 is used: 6.05. */
static void replicas_are_whole(void **state)
{
    assert_true(capacity_replicas(&(ServingCapacity){ .most = 2.5 }, 12.1, 0.8) == 7);
    assert_true(capacity_replicas(&(ServingCapacity){ .most = 2.5 }, 0, 0.8) == 0);
    assert_true(isinf(capacity_replicas(&(ServingCapacity){ .most = 0 }, 1, 0.8)));
}

static void what_does_not_fit_does_nothing(void **state)
{
    StepTime step = llama_on_l40s();
    const double caches[] = { -1e9, 0, 1, 1078 };

    for (size_t i = 0; i < COUNT_OF(caches); i++)
        for (double clients = 0; clients < 2; clients++) {
            ServingLoad load = load_of(0.1);
            load.cache = caches[i];
            load.clients = clients;
            ServingCapacity capacity = capacity_of(&step, &load);
            assert_true(capacity.most == 0 && capacity.largest_batch == 0);
            assert_false(capacity.stable);
            assert_true(isinf(capacity.whole) && capacity.rate == 0);
        }
}

static void extreme_lengths_have_numbers(void **state)
{
    StepTime step = llama_on_l40s();
    ServingLoad load = { .input = 1, .output = 1, .budget = 1, .seats = 1, .cache = 1 };

    assert_true(isfinite(capacity_of(&step, &load).whole));
    load =
        (ServingLoad){ .input = 1e9, .output = 1e9, .budget = 1, .seats = 1e5, .cache = 1e13 };
    assert_true(isfinite(capacity_of(&step, &load).whole));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cache_is_what_weights_leave),
        cmocka_unit_test(equal_steps_are_shared),
        cmocka_unit_test(means_are_near_those_of_the_simulation),
        cmocka_unit_test(capacity_is_where_the_simulation_saturates),
        cmocka_unit_test(a_closed_loop_keeps_its_clients_busy),
        cmocka_unit_test(more_load_is_slower),
        cmocka_unit_test(replicas_are_whole),
        cmocka_unit_test(what_does_not_fit_does_nothing),
        cmocka_unit_test(extreme_lengths_have_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
