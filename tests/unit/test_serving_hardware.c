/* Names of models and GPUs that tables use, and the shapes of those models. */
#include "tests/unit/support.h"

#include "tests/validation/serving_hardware.h"

#define HERE "tests/validation/latency"

static void names_begin_with_the_longest_that_is_known(void **state)
{
    static const struct {
        const char *text, *name;
    } cases[] = {
        { "meta-llama/Meta-Llama-3-8B", "Llama-3-8B" },
        { "nvidia/Llama-3.1-8B-Instruct-FP8", "Llama-3.1-8B" },
        { "Qwen/Qwen3-30B-A3B", "Qwen3-30B-A3B" },
        { "Mixtral-8x7B-v0.1", "Mixtral-8x7B" },
        { "QWEN/qwen2-7b", "Qwen2-7B" },
        { "llama2-70b-99.9", "llama2-70b" },
        { "mixtral-8x7b", "Mixtral-8x7B" },
        { "gptj-99", "gptj" },
        { "tiiuae/falcon-40b-instruct", "falcon-40b" },
        { "bigcode/starcoder2-15b", "starcoder2-15b" },
        { "bigscience/bloom-7b1", "bloom-7b1" },
        { "google/gemma-2-9b-it", "gemma-2-9b" },
        { "microsoft/Phi-3-mini-4k-instruct", "Phi-3-mini" },
    };
    static const char *const unknown[] = {
        "Qwen2-7Bx", "", "/", "Meta-", "Deci/DeciLM-7B", "bigscience/bloom-1b7"
    };
    ServingHardware hardware;
    Arena arena = { 0 };
    Error err;

    assert_true(serving_hardware_read(&hardware, HERE, &arena, &err));
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(served_model(&hardware, cases[i].text)->name, cases[i].name);
    for (size_t i = 0; i < COUNT_OF(unknown); i++)
        assert_null(served_model(&hardware, unknown[i]));
    assert_string_equal(served_gpu(&hardware, "NVIDIA H100-NVL-94GB")->name, "H100 NVL");
    assert_string_equal(served_gpu(&hardware, "gb200")->name, "GB200");
    assert_string_equal(served_gpu(&hardware, "A100-SXM4-40GB")->name, "A100 40 GB");
    assert_string_equal(served_gpu(&hardware, "NVIDIA A100-SXM4-80GB")->name, "A100");
    assert_string_equal(served_gpu(&hardware, "NVIDIA L4")->name, "L4");
    assert_string_equal(served_gpu(&hardware, "L40S")->name, "L40S");
    assert_string_equal(served_gpu(&hardware, "Tesla V100-PCIE-16GB")->name, "V100 16 GB");
    assert_string_equal(served_gpu(&hardware, "H20")->name, "H20");
    assert_null(served_gpu(&hardware, ""));
    arena_free(&arena);
}

/* Weights of all models within 3% of what their names say. */
static void shapes_have_the_weights_of_their_names(void **state)
{
    static const struct {
        const char *name;
        double billions;
    } cases[] = {
        { "Llama-2-7b", 6.74 },
        { "Llama-3.1-8B", 8.03 },
        { "Llama-3.1-70B", 70.55 },
        { "Llama-3.1-405B", 405.9 },
        { "Mixtral-8x7B", 46.7 },
        { "Qwen3-30B-A3B", 30.5 },
        { "Qwen3-235B-A22B", 235 },
        { "Llama-4-Scout", 107.8 },
        { "Yi-34B", 34.4 },
        { "Qwen2.5-7B", 7.62 },
        { "gpt-neox-20b", 20.6 },
        { "starcoder", 15.5 },
        { "Llama-13b", 13.0 },
        { "Llama-30b", 32.5 },
        { "Llama-65b", 65.2 },
        { "CodeLlama-34b", 33.7 },
        { "Qwen2-1.5B", 1.78 },
        { "Qwen2.5-3B", 3.4 },
        { "Qwen3-4B", 4.4 },
        { "gemma-7b", 9.3 },
        { "gemma-2-9b", 10.16 },
        { "gemma-2-27b", 28.4 },
        { "gemma-3-27b", 28.4 },
        { "Phi-3-mini", 3.82 },
        { "opt-30b", 30.3 },
        { "opt-66b", 66.2 },
        { "bloom-176b", 179.8 },
        { "mpt-30b", 30.3 },
        { "starcoder2-15b", 16.3 },
        { "falcon-7b", 7.2 },
        { "falcon-40b", 41.8 },
        { "falcon-180b", 180.5 },
        { "pythia-12b", 12.0 },
        { "Yi-6B", 6.06 },
        { "phi-2", 2.78 },
        { "codegen-16B", 16.0 },
        { "Mistral-Small-24B", 23.6 },
    };
    ServingHardware hardware;
    Arena arena = { 0 };
    Error err;

    assert_true(serving_hardware_read(&hardware, HERE, &arena, &err));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const ModelShape *m = served_model(&hardware, cases[i].name);
        double weights = served_dense_weights(m) + m->experts * served_expert_weights(m) +
                         2 * served_vocabulary_weights(m);
        assert_close(weights, cases[i].billions * 1e9, 0.03);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_begin_with_the_longest_that_is_known),
        cmocka_unit_test(shapes_have_the_weights_of_their_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
