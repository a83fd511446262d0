/* The parts of a step: the same as sim/serving has them, by hand, and against measured steps.
 */
#include "tests/unit/support.h"

#include "sim/serving/step_time.h"
#include "tests/unit/replica_fixture.h"
#include "tests/unit/serving_fixture.h"

#define FIELD(name) (offsetof(StepTime, name) / sizeof(double))

/* Every number of a step is a quantity, but the inverse powers. */
static void quantities_are_the_numbers_of_a_step(void **state)
{
    static const struct {
        const Quantity *quantity;
        size_t field;
    } parts[] = {
        { &serving_overhead_time, FIELD(fixed) },
        { &serving_sequence_time, FIELD(sequence) },
        { &serving_prompt_time, FIELD(prompt) },
        { &serving_front_end, FIELD(request) },
        { &serving_token_time, FIELD(token) },
        { &serving_weight_time, FIELD(weights) },
        { &serving_expert_time, FIELD(experts) },
        { &serving_untouched, FIELD(log_untouched) },
        { &serving_sampled_time, FIELD(sampled) },
        { &serving_head_time, FIELD(head) },
        { &serving_attention_time, FIELD(attention) },
        { &serving_cached_time, FIELD(cached) },
        { &serving_exchanges, FIELD(exchanges) },
        { &serving_exchange_wait, FIELD(latency) },
        { &serving_exchange_time, FIELD(transfer) },
        { &serving_roofline, FIELD(roofline.k) },
        { &gpu_exchange_sharpness, FIELD(exchange.k) },
    };
    static double values[REPLICAS];

    assert_int_equal(COUNT_OF(parts) + 2, sizeof(StepTime) / sizeof(double));
    for (size_t k = 0; k < COUNT_OF(parts); k++) {
        replica_quantity(values, parts[k].quantity, 4711);
        for (size_t i = 0; i < REPLICAS; i++) {
            RandomReplica r = random_replica(4711, i);
            StepTime step = step_time_make(&r.model, &r.gpus, &r.overheads);
            double flat[sizeof step / sizeof(double)];

            memcpy(flat, &step, sizeof step);
            if (!(fabs(values[i] - flat[parts[k].field]) <= 1e-12 * fabs(values[i])))
                fail_msg("%s of replica %zu is %g, not %g", parts[k].quantity->key, i,
                         values[i], flat[parts[k].field]);
        }
    }
}

/* 0.5 ms and 32 layers of 27 us, 10% slower than computed. */
static void the_models_error_stretches_times(void **state)
{
    assert_close(FORMULA_AT(serving_overhead_time, 0, 5e-4, 27e-6, 32, 1.1), 1.5004e-3, 1e-13);
    assert_close(FORMULA_AT(serving_sequence_time, 0, 16e-6, 1.1), 17.6e-6, 1e-13);
}

/* 2 operations for each of 7 billion weights and two experts of 1.5; an entry that says that
 * only 6 billion are active is believed. 463.36 TFLOPS of two L40S at 64%. */
static void a_token_computes_with_what_is_active(void **state)
{
    assert_close(FORMULA_AT(serving_token_time, 0, 7, 1.5, 2, 11, 463.36, 1), 20e9 / 463.36e12,
                 1e-13);
    assert_close(FORMULA_AT(serving_token_time, 0, 7, 1.5, 2, 6, 463.36, 1), 12e9 / 463.36e12,
                 1e-13);
}

/* Time between tokens of one request at a time, short prompts (yobitelcomm/bench,
 * vLLM 0.21 and 0.22, H100): Llama 3.1 8B on one GPU 6.48 ms, Qwen2.5 72B on four
 * 16.054 ms. The engine constants were fitted to other runs. */
static void measured_steps_are_within_a_tenth(void **state)
{
    ServedModel qwen = { .layers = 80,
                         .hidden = 8192,
                         .heads = 64,
                         .kv_heads = 8,
                         .head_dim = 128,
                         .ffn = 29568,
                         .vocab = 152064,
                         .weight_bytes = 2,
                         .cache_bytes = 2 };
    ServingGpus four = gpus_of(&h100, 4);
    StepTime small = step_time_make(&llama_8b, &h100, &vllm);
    StepTime large = step_time_make(&qwen, &four, &vllm);
    StepWork one = { .answered = 1, .context = 164, .sampled = 1 };

    assert_close(step_time(&small, &one), 6.48e-3, 0.1);
    assert_close(step_time(&large, &one), 16.054e-3, 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_are_the_numbers_of_a_step),
        cmocka_unit_test(the_models_error_stretches_times),
        cmocka_unit_test(a_token_computes_with_what_is_active),
        cmocka_unit_test(measured_steps_are_within_a_tenth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
