/* Step times: parts by hand, limits, and what no step can do. */
#include "tests/unit/support.h"

#include "tests/unit/serving_fixture.h"

/* Weights of the layers of Llama 3.1 8B: 32 * (4096 * 2 * (4096 + 1024) + 3 * 4096 * 14336);
 * of its head: 128256 * 4096. Published: 8.03 billion, with 0.53 of embedding. */
#define LAYERS_8B 6.979321856e9
#define HEAD_8B   0.525336576e9

/* Overheads alone: no kernel takes time on a GPU without limits. */
static ServingGpus boundless(void)
{
    ServingGpus gpus = h100;

    gpus.flops = gpus.flops_16 = gpus.bandwidth = gpus.link = 1e30;
    return gpus;
}

static StepTime with_sharpness(double sharpness)
{
    ServingGpus gpus = h100;

    gpus.sharpness = sharpness;
    return step_time_make(&llama_8b, &gpus, &vllm);
}

static void overheads_add(void **state)
{
    ServingGpus gpus = boundless();
    StepTime step = step_time_make(&llama_8b, &gpus, &vllm);

    assert_close(step_time(&step, &(StepWork){ .answered = 7, .context = 9e3, .sampled = 7 }),
                 0.53e-3 + 32 * 26.5e-6 + 7 * 16e-6, 1e-9);
    assert_close(step_time(&step, &(StepWork){ .prompt = 300, .pairs = 1.8e5, .sampled = 1 }),
                 0.53e-3 + 32 * 26.5e-6 + 0.8e-3, 1e-9);
    assert_true(step_time(&step, &(StepWork){ 0 }) == 0);
}

/* With k = 1 a roofline is the sum of both: arithmetic 2 * weights * tokens / (989e12 *
 * 0.82) and reading 2 * weights / (3.35e12 * 0.88); the head likewise. */
static void a_blunt_roofline_is_the_sum(void **state)
{
    StepTime step = with_sharpness(1);
    double compute = 989e12 * 0.82, reading = 3.35e12 * 0.88;

    assert_close(step_tokens(&step, 413), 2 * LAYERS_8B * (413 / compute + 1 / reading), 1e-12);
    assert_close(step_head(&step, 29), 2 * HEAD_8B * (29 / compute + 1 / reading), 1e-12);
    assert_true(step_head(&step, 0) == 0);
}

static void a_sharp_one_is_the_larger(void **state)
{
    StepTime step = with_sharpness(300);

    assert_close(step_tokens(&step, 20), 2 * LAYERS_8B / (3.35e12 * 0.88), 1e-9);
    assert_close(step_tokens(&step, 4000), 2 * LAYERS_8B * 4000 / (989e12 * 0.82), 1e-9);
}

/* A token has 2 * 8 * 128 keys and values in each of 32 layers, of two bytes. */
static void contexts_are_read(void **state)
{
    StepTime step = with_sharpness(4.3);
    StepWork work = { .answered = 3, .context = 1000, .sampled = 3 };
    double near = step_time(&step, &work);

    work.context = 91000;
    assert_close(step_time(&step, &work) - near,
                 90000 * 2.0 * 8 * 128 * 32 * 2 / (3.35e12 * 0.95), 1e-9);
}

/* 1500 tokens after 700: each asks all before it and half of its own, in 32 heads of 128,
 * two operations each for keys and for values. */
static void prompts_attend_to_what_is_before_them(void **state)
{
    StepTime step = with_sharpness(4.3);
    StepWork work = { .prompt = 1500, .sampled = 1 };
    double without = step_time(&step, &work);

    work.pairs = 2.0 * 1500 * (2 * 700 + 1500);
    assert_close(step_time(&step, &work) - without,
                 4.0 * 1500 * (700 + 750) * 32 * 32 * 128 / (989e12 * 0.65), 1e-9);
}

/* Layers of Mixtral: 32 * 4096 * 2 * 5120 of attention, and 8 experts of 32 * 3 * 4096 *
 * 14336. One token touches two; three touch 8 (1 - (3/4)^3). */
static void few_tokens_read_few_experts(void **state)
{
    ServingGpus gpus = h100;
    double attention = 32 * 4096.0 * 2 * 5120, expert = 32 * 3 * 4096.0 * 14336;

    gpus.sharpness = 300;
    StepTime step = step_time_make(&mixtral_8x7b, &gpus, &vllm);
    assert_close(step_tokens(&step, 1), 2 * (attention + 2 * expert) / (3.35e12 * 0.88), 1e-9);
    assert_close(step_tokens(&step, 3),
                 2 * (attention + 8 * (1 - 27 / 64.0) * expert) / (3.35e12 * 0.88), 1e-9);
    assert_close(step_tokens(&step, 9000),
                 2 * (attention + 2 * expert) * 9000 / (989e12 * 0.82), 1e-9);
}

/* 64 exchanges a step on 4 GPUs, of 2.55 + 2 * 1.01 us and 2 * 3/4 * 100 tokens * 4096 *
 * 2 bytes at 450e9 * 0.762; with k = 1 they add. */
static void gpus_exchange_twice_a_layer(void **state)
{
    ServingGpus one = h100, four = gpus_of(&h100, 4);

    one.exchange_sharpness = four.exchange_sharpness = 1;
    StepTime alone = step_time_make(&llama_8b, &one, &vllm);
    StepTime shared = step_time_make(&llama_8b, &four, &vllm);
    double exchange = 4.57e-6 + 1.5 * 100 * 4096 * 2 / (450e9 * 0.762);

    assert_close(step_tokens(&shared, 100), step_tokens(&alone, 100) / 4 + 64 * exchange, 1e-9);
}

static void tables_have_the_bits_of_single_steps(void **state)
{
    enum { COUNT = 300 };
    static double answering[COUNT], head[COUNT];
    ServingGpus four = gpus_of(&h100, 4);
    StepTime step = step_time_make(&mixtral_8x7b, &four, &vllm);

    step_answering(&step, answering, COUNT);
    step_heads(&step, head, COUNT);
    for (int b = 1; b < COUNT; b++) {
        assert_true(answering[b] ==
                    step_time(&step, &(StepWork){ .answered = b, .sampled = b }));
        assert_true(head[b] == step_head(&step, b));
    }
}

/* Errors of the sum: 1e-13 over ten thousand steps. */
static void a_run_of_steps_is_their_sum(void **state)
{
    StepTime step = with_sharpness(4.3);
    double sum = 0, first = 0;

    for (int i = 0; i < 10000; i++) {
        StepWork work = { .answered = 17, .context = 20011 + 17.0 * i, .sampled = 17 };
        sum += step_time(&step, &work);
        first = i == 0 ? sum : first;
    }
    assert_close(step_run(first, step.cached * 17, 10000), sum, 1e-12);
    assert_true(step_run(first, step.cached * 17, 1) == first);
}

/* Work by chance: of prompts, of answers, or of both. */
static StepWork any_work(uint64_t seed)
{
    double u[5];

    for (size_t k = 0; k < 5; k++)
        u[k] = uniform_of("work", seed, k);
    double prompt = u[1] < 0.4 ? 0 : floor(8000 * u[2]);
    double answered = prompt > 0 && u[0] < 0.2 ? 0 : 1 + floor(300 * u[0] * u[0]);

    return (StepWork){
        .prompt = prompt,
        .pairs = 2 * prompt * (8000 * u[3] + prompt),
        .answered = answered,
        .context = answered * 4000 * u[4],
        .sampled = answered + (prompt > 0),
    };
}

static void nothing_is_faster_than_light(void **state)
{
    const ServedModel *models[] = { &llama_8b, &mixtral_8x7b };

    for (uint64_t seed = 0; seed < 4000; seed++) {
        const ServedModel *model = models[seed % 2];
        ServingGpus gpus = gpus_of(seed % 3 ? &h100 : &l40s, 1 + (double)(seed % 5));
        StepTime step = step_time_make(model, &gpus, &vllm);
        StepWork work = any_work(seed);

        assert_true(step_time(&step, &work) >= 0.8 * step_light(model, &gpus, &work));
    }
}

/* Reading of one token's keys and values is less than 8 times faster on 8 GPUs with 8
 * heads, no faster than that on 16. */
static void more_gpus_are_never_that_many_times_faster(void **state)
{
    for (uint64_t seed = 0; seed < 2000; seed++) {
        StepWork work = any_work(seed);
        StepTime alone = step_time_make(&llama_8b, &h100, &vllm);

        for (double n = 2; n <= 16; n *= 2) {
            ServingGpus gpus = gpus_of(&h100, n);
            StepTime step = step_time_make(&llama_8b, &gpus, &vllm);
            assert_true(step_time(&step, &work) * n >= step_time(&alone, &work));
        }
    }
}

static void more_work_takes_longer(void **state)
{
    ServingGpus gpus = gpus_of(&h100, 2);

    for (uint64_t seed = 0; seed < 2000; seed++) {
        StepTime step = step_time_make(seed % 2 ? &llama_8b : &mixtral_8x7b, &gpus, &vllm);
        StepWork work = any_work(seed), more = work;
        double base = step_time(&step, &work);

        more.answered += 1;
        more.sampled += 1;
        assert_true(step_time(&step, &more) > base);
        more = work;
        more.context += 100;
        assert_true(step_time(&step, &more) > base);
        more = work;
        more.prompt += 10;
        more.pairs += 1e4;
        assert_true(step_time(&step, &more) > base);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overheads_add),
        cmocka_unit_test(a_blunt_roofline_is_the_sum),
        cmocka_unit_test(a_sharp_one_is_the_larger),
        cmocka_unit_test(contexts_are_read),
        cmocka_unit_test(prompts_attend_to_what_is_before_them),
        cmocka_unit_test(few_tokens_read_few_experts),
        cmocka_unit_test(gpus_exchange_twice_a_layer),
        cmocka_unit_test(tables_have_the_bits_of_single_steps),
        cmocka_unit_test(a_run_of_steps_is_their_sum),
        cmocka_unit_test(nothing_is_faster_than_light),
        cmocka_unit_test(more_gpus_are_never_that_many_times_faster),
        cmocka_unit_test(more_work_takes_longer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
