/* What holds for any model on any GPUs, whatever the rules of the replica: configurations by
 * chance. */
#include "tests/unit/support.h"

#include "sim/serving/capacity.h"
#include "tests/unit/serving_fixture.h"

typedef struct {
    ServedModel model;
    ServingGpus gpus;
    EngineOverheads engine;
    Batching rules;
    double input, output;
} Configuration;

static double between(const char *what, uint64_t seed, double low, double high)
{
    return low * pow(high / low, uniform_of(what, seed, 0));
}

static ServedModel any_model(uint64_t seed)
{
    static const double heads[] = { 8, 24, 32, 64 }, shared[] = { 1, 4, 8 };
    bool mixture = uniform_of("mixture", seed, 0) < 0.4;
    double dim = 128, asking = heads[(size_t)(4 * uniform_of("heads", seed, 0))];

    return (ServedModel){
        .layers = floor(between("layers", seed, 12, 120)),
        .hidden = asking * dim,
        .heads = asking,
        .kv_heads = asking / shared[(size_t)(3 * uniform_of("kv", seed, 0))],
        .head_dim = dim,
        .ffn = mixture ? 0 : 3.5 * asking * dim,
        .vocab = between("vocab", seed, 32e3, 260e3),
        .experts = mixture ? 64 : 0,
        .experts_per_token = mixture ? 4 : 0,
        .expert_ffn = mixture ? 1024 : 0,
        .weight_bytes = uniform_of("bytes", seed, 0) < 0.5 ? 2 : 1,
        .cache_bytes = uniform_of("bytes", seed, 1) < 0.5 ? 2 : 1,
    };
}

static Configuration any_configuration(uint64_t seed)
{
    static const double overheads[] = { 1, 0.4, 3 };
    double more = overheads[seed % 3], u = uniform_of("policy", seed, 0);
    Configuration c = {
        .model = any_model(seed),
        .gpus = gpus_of(seed % 2 ? &h100 : &l40s, 1),
        .engine = { more * vllm.step, more * vllm.layer, more * vllm.sequence,
                    more * vllm.prompt, vllm.request },
        .input = between("input", seed, 30, 6000),
        .output = between("output", seed, 8, 700),
    };

    c.gpus.sharpness = between("sharpness", seed, 1, 8);
    c.gpus.compute_efficiency = between("compute", seed, 0.3, 0.9);
    c.gpus.read_efficiency = between("read", seed, 0.5, 0.95);
    c.rules = (Batching){
        .budget = (int32_t)between("budget", seed, 256, 16384),
        .seats = (int32_t)between("seats", seed, 4, 256),
        .cache = (int64_t)(between("cache", seed, 2.5, 200) * (c.input + c.output)),
        .policy = u < 0.5 ? CACHE_ON_DEMAND : CACHE_RESERVE,
        .wait = u < 0.7 ? 0 : (int32_t)(30 * u),
        .clients = seed % 4 ? 0 : (int32_t)between("clients", seed, 1, 300),
    };
    return c;
}

static ServingLoad load_of(const Configuration *c, double rate)
{
    return (ServingLoad){ .input = c->input,
                          .output = c->output,
                          .budget = c->rules.budget,
                          .seats = c->rules.seats,
                          .cache = (double)c->rules.cache,
                          .rate = rate };
}

/* Every token is written once, and read once or more; the time that requests spend in the
 * system is their number, integrated (Little). */
static void tokens_are_conserved_and_little_holds(void **state)
{
    for (uint64_t seed = 0; seed < 120; seed++) {
        Configuration c = any_configuration(seed);
        StepTime step = step_time_make(&c.model, &c.gpus, &c.engine);
        ServingLoad load = load_of(&c, 0);
        double rate = 0.7 * capacity_of(&step, &load).most;
        Crowd crowd = crowd_make(seed, 400, rate, c.input, c.output, 0);
        int64_t read = 0, written = 0;
        double spent = 0;

        BatchingCounts counts = crowd_run(&crowd, &c.rules, &step);
        assert_int_equal(counts.end, BATCHING_DONE);
        for (size_t i = 0; i < crowd.count; i++) {
            read += crowd.input[i];
            written += crowd.output[i];
            spent += crowd.whole[i] - c.engine.request;
            assert_true(crowd.first_token[i] > 0 && crowd.first_token[i] <= crowd.whole[i]);
        }
        assert_int_equal(counts.answered, crowd.count);
        assert_int_equal(counts.written, written);
        assert_true(counts.preemptions ? counts.read > read : counts.read == read);
        assert_true(counts.most_cached <= c.rules.cache);
        assert_true(counts.busy <= counts.seconds * (1 + 1e-12));
        assert_true(counts.prompt_steps <= counts.steps);
        assert_close(counts.batch + counts.waiting, spent, 1e-9);
        crowd_free(&crowd);
    }
}

/* No request is answered faster than the GPUs' peaks allow, alone in the replica. */
static void no_answer_is_faster_than_light(void **state)
{
    for (uint64_t seed = 0; seed < 120; seed++) {
        Configuration c = any_configuration(seed);
        StepTime step = step_time_make(&c.model, &c.gpus, &c.engine);
        Crowd crowd = crowd_make(seed, 150, 1e3, c.input, c.output, 0);

        assert_int_equal(crowd_run(&crowd, &c.rules, &step).end, BATCHING_DONE);
        for (size_t i = 0; i < crowd.count; i++) {
            StepWork read = { .prompt = crowd.input[i],
                              .pairs = 2.0 * crowd.input[i] * crowd.input[i] };
            StepWork answer = { .answered = 1, .context = crowd.input[i], .sampled = 1 };
            double least = step_light(&c.model, &c.gpus, &read) +
                           (crowd.output[i] - 1) * step_light(&c.model, &c.gpus, &answer);

            assert_true(crowd.whole[i] >= least);
        }
        crowd_free(&crowd);
    }
}

static void longer_requests_lower_the_capacity(void **state)
{
    for (uint64_t seed = 0; seed < 2000; seed++) {
        Configuration c = any_configuration(seed);
        c.rules.budget = 16384; /* no prompt takes a step more for what answers leave of it */
        StepTime step = step_time_make(&c.model, &c.gpus, &c.engine);
        ServingLoad load = load_of(&c, 0), longer = load, wordy = load, roomy = load;

        longer.input *= 1.3;
        wordy.output *= 1.3;
        roomy.cache *= 1.5;
        double most = capacity_of(&step, &load).most;
        assert_true(most > 0);
        assert_true(capacity_of(&step, &longer).most < most);
        assert_true(capacity_of(&step, &wordy).most < most);
        assert_true(capacity_of(&step, &roomy).most >= most * 0.99);
    }
}

static void more_requests_make_each_slower(void **state)
{
    for (uint64_t seed = 0; seed < 1000; seed++) {
        Configuration c = any_configuration(seed);
        c.rules.budget = 16384;
        StepTime step = step_time_make(&c.model, &c.gpus, &c.engine);
        ServingLoad load = load_of(&c, 0);
        double most = capacity_of(&step, &load).most;
        ServingCapacity before = { 0 };

        for (int i = 1; i < 10; i++) {
            load.rate = i / 10.0 * most;
            ServingCapacity now = capacity_of(&step, &load);
            assert_true(now.stable && now.token_time >= before.token_time * 0.99);
            assert_true(now.whole >= before.whole && now.batch >= before.batch);
            if (now.batch < now.largest_batch) /* Little, where there are seats */
                assert_close(now.batch, load.rate * (now.whole - c.engine.request), 1e-4);
            before = now;
        }
    }
}

/* Exchanges take time, and overheads are not divided. */
static void more_gpus_are_never_that_many_times_faster(void **state)
{
    for (uint64_t seed = 0; seed < 1000; seed++) {
        Configuration c = any_configuration(seed);
        StepTime alone = step_time_make(&c.model, &c.gpus, &c.engine);
        ServingLoad load = load_of(&c, 0);
        double most = capacity_of(&alone, &load).most;

        load.clients = 1;
        double token = capacity_of(&alone, &load).token_time;
        for (double n = 2; n <= 8; n *= 2) {
            ServingGpus gpus = gpus_of(&c.gpus, n);
            StepTime step = step_time_make(&c.model, &gpus, &c.engine);
            ServingLoad same = load_of(&c, 0);

            assert_true(capacity_of(&step, &same).most <= n * most);
            same.clients = 1;
            assert_true(n * capacity_of(&step, &same).token_time >= token);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_conserved_and_little_holds),
        cmocka_unit_test(no_answer_is_faster_than_light),
        cmocka_unit_test(longer_requests_lower_the_capacity),
        cmocka_unit_test(more_requests_make_each_slower),
        cmocka_unit_test(more_gpus_are_never_that_many_times_faster),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
