/* The requests of a trial on one replica: the serving formula against sim/serving, called
 * beside it. */
#include "tests/unit/support.h"

#include "models/serving_step.h"
#include "sim/serving/arrivals.h"
#include "sim/serving/capacity.h"
#include "sim/serving/serving_space.h"
#include "tests/unit/serving_fixture.h"

enum { COUNT = 4096 };

/* Llama 3.1 8B on an L40S, and requests of 900 tokens and answers of 180 in the mean. */
typedef struct {
    double columns[MAX_SOURCES][COUNT];
    const double *from[MAX_SOURCES];
    double first[COUNT], whole[COUNT];
    ServingSpace space;
    StepTime step;
} Fixture;

static size_t source_at(const char *key)
{
    const Source *from = serving_engine_first.from;
    size_t k = 0;

    while (from[k].kind != SOURCE_END &&
           strcmp(key, from[k].quantity ? from[k].quantity->key : "draw") != 0)
        k++;
    if (from[k].kind == SOURCE_END)
        fail_msg("the engine does not read `%s`", key);
    return k;
}

static void set(Fixture *f, const char *key, double value)
{
    for (size_t i = 0; i < COUNT; i++)
        f->columns[source_at(key)][i] = value;
}

static void run(Fixture *f)
{
    serving_engine_first.serve(&(ServingCall){ .count = COUNT,
                                               .from = f->from,
                                               .out = f->first,
                                               .also = f->whole,
                                               .space = &f->space });
}

static int start(void **state)
{
    static Fixture f;

    *state = &f;
    return serving_space_make(&f.space, COUNT) ? 0 : -1;
}

/* Before each case. */
static int reset(void **state)
{
    Fixture *f = *state;
    const double *step = (const double *)&f->step;

    f->step = step_time_make(&llama_8b, &l40s, &vllm);
    for (size_t k = 0; k < MAX_SOURCES; k++)
        f->from[k] = f->columns[k];
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t k = 0; k <= STEP_ROOFLINE; k++)
            f->columns[k][i] = step[k];
        f->columns[STEP_EXCHANGE][i] = f->step.exchange.k;
        f->columns[source_at("tokens.request_prompt")][i] = 90 + 1620 * uniform_of("in", 7, i);
        f->columns[source_at("tokens.output")][i] = 18 + 324 * uniform_of("out", 7, i);
        f->columns[source_at("draw")][i] = uniform_of("gap", 7, i);
    }
    set(f, "serving.arrival_rate", 1.7);
    set(f, "serving.burstiness", 2.3);
    set(f, "traffic.burst_rate", 3.1);
    set(f, "tokens.reasoning", 0);
    set(f, "serving.prefix_tokens", 0);
    set(f, "serving.cache_tokens", 160000.7);
    set(f, "serving.max_sequences", 256);
    set(f, "serving.token_budget", 2048);
    set(f, "serving.cache_policy", CACHE_ON_DEMAND);
    return 0;
}

static int stop(void **state)
{
    Fixture *f = *state;

    serving_space_free(&f->space);
    return 0;
}

/* Lengths are rounded; the arrivals are those of the law. */
static void the_formula_is_the_simulation_of_its_requests(void **state)
{
    Fixture *f = *state;
    Crowd crowd = crowd_make(1, COUNT, 1, 900, 180, 0);
    Batching rules = { .budget = 2048, .seats = 256, .cache = 160000, .max_waiting = 1024 };

    arrivals_fill(crowd.arrival, &(Arrivals){ 1.7, 2.3, 3.1 }, f->columns[source_at("draw")],
                  COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        crowd.input[i] = (int32_t)floor(90.5 + 1620 * uniform_of("in", 7, i));
        crowd.output[i] = (int32_t)floor(18.5 + 324 * uniform_of("out", 7, i));
        crowd.hit[i] = 0;
    }
    assert_int_equal(crowd_run(&crowd, &rules, &f->step).end, BATCHING_DONE);
    run(f);
    assert_memory_equal(f->first, crowd.first_token, sizeof f->first);
    assert_memory_equal(f->whole, crowd.whole, sizeof f->whole);
    crowd_free(&crowd);
}

static size_t unanswered(const Fixture *f)
{
    size_t count = 0;

    for (size_t i = 0; i < COUNT; i++) {
        assert_false(isnan(f->first[i]) || isnan(f->whole[i]) || f->first[i] < 0);
        count += isinf(f->whole[i]) ? 1 : 0;
    }
    return count;
}

/* What the replica can do at most with these requests: 960 and 180 tokens, 160,000 in all. */
static double most(const Fixture *f, double seats)
{
    ServingLoad load = { .input = 900,
                         .output = 180,
                         .budget = 2048,
                         .seats = seats,
                         .cache = 160000,
                         .rate = 1e-6 };

    return capacity_of(&f->step, &load).most;
}

static void nobody_is_answered_beyond_what_is_possible(void **state)
{
    Fixture *f = *state;

    set(f, "serving.arrival_rate", 1.02 * most(f, 256));
    run(f);
    assert_int_equal(unanswered(f), COUNT);
    assert_true(isinf(f->first[0]));
    set(f, "serving.arrival_rate", 0.5 * most(f, 256));
    run(f);
    assert_int_equal(unanswered(f), 0);
}

/* Bursts near the limit pile up more than four times what can be in progress: what came before
 * that has no time either. */
static void a_queue_that_grows_too_long_leaves_nobody_an_answer(void **state)
{
    Fixture *f = *state;

    set(f, "serving.arrival_rate", 0.9 * most(f, 20));
    set(f, "serving.burstiness", 30);
    set(f, "traffic.burst_rate", 8);
    set(f, "serving.max_sequences", 20);
    run(f);
    assert_int_equal(unanswered(f), COUNT);
    set(f, "serving.burstiness", 1);
    run(f);
    assert_int_equal(unanswered(f), 0);
}

static void what_is_larger_than_the_cache_is_turned_away(void **state)
{
    Fixture *f = *state;
    double *prompt = &f->columns[source_at("tokens.request_prompt")][1000], before = *prompt;

    *prompt = 161000;
    run(f);
    assert_int_equal(unanswered(f), 1);
    assert_true(isinf(f->first[1000]) && isinf(f->whole[1000]));
    *prompt = before;
    set(f, "serving.cache_tokens", 5);
    run(f);
    assert_int_equal(unanswered(f), COUNT);
}

static double mean(const double *values)
{
    double sum = 0;

    for (size_t i = 0; i < COUNT; i++)
        sum += values[i];
    return sum / COUNT;
}

/* So seldom that they never meet: the front end, a step that reads the prompt, and 1 token
 * a step. Request 0 has its own lengths. */
static void a_request_alone_takes_its_own_steps(void **state)
{
    Fixture *f = *state;
    double input = floor(90.5 + 1620 * uniform_of("in", 7, 0));
    StepWork read = { .prompt = input, .pairs = 2 * input * input, .sampled = 1 };

    set(f, "serving.arrival_rate", 0);
    run(f);
    assert_close(f->first[0], vllm.request + step_time(&f->step, &read), 1e-6);
    assert_int_equal(unanswered(f), 0);
}

/* 600 tokens of each prompt are not read again; half as many tokens more are written. */
static void a_shared_prefix_saves_time_and_reasoning_takes_it(void **state)
{
    Fixture *f = *state;
    double first, whole;

    run(f);
    first = mean(f->first);
    whole = mean(f->whole);
    set(f, "serving.prefix_tokens", 600);
    run(f);
    assert_true(mean(f->first) < 0.9 * first);
    set(f, "serving.prefix_tokens", 0);
    set(f, "tokens.reasoning", 0.5);
    run(f);
    assert_true(mean(f->whole) > 1.4 * whole);
}

static void bursts_are_waited_for(void **state)
{
    Fixture *f = *state;
    double chance;

    set(f, "serving.burstiness", 1);
    run(f);
    chance = mean(f->first);
    set(f, "serving.burstiness", 6);
    run(f);
    assert_true(mean(f->first) > 1.05 * chance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_formula_is_the_simulation_of_its_requests, reset),
        cmocka_unit_test_setup(nobody_is_answered_beyond_what_is_possible, reset),
        cmocka_unit_test_setup(a_queue_that_grows_too_long_leaves_nobody_an_answer, reset),
        cmocka_unit_test_setup(what_is_larger_than_the_cache_is_turned_away, reset),
        cmocka_unit_test_setup(a_request_alone_takes_its_own_steps, reset),
        cmocka_unit_test_setup(a_shared_prefix_saves_time_and_reasoning_takes_it, reset),
        cmocka_unit_test_setup(bursts_are_waited_for, reset),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
