/* serving_fixture.c - models, GPUs and loads for the tests of serving. */
#include "tests/unit/serving_fixture.h"

#include <math.h>
#include <stdlib.h>

#include "sim/sampling/uniforms.h"

const ServedModel llama_8b = {
    .layers = 32,
    .hidden = 4096,
    .heads = 32,
    .kv_heads = 8,
    .head_dim = 128,
    .ffn = 14336,
    .vocab = 128256,
    .weight_bytes = 2,
    .cache_bytes = 2,
};

const ServedModel mixtral_8x7b = {
    .layers = 32,
    .hidden = 4096,
    .heads = 32,
    .kv_heads = 8,
    .head_dim = 128,
    .vocab = 32000,
    .experts = 8,
    .experts_per_token = 2,
    .expert_ffn = 14336,
    .weight_bytes = 2,
    .cache_bytes = 2,
};

const ServingGpus l40s = {
    .count = 1,
    .flops = 362e12,
    .flops_16 = 362e12,
    .bandwidth = 0.864e12,
    .link = 32e9,
    .compute_efficiency = 0.64,
    .read_efficiency = 0.76,
    .sharpness = 4.4,
    .prompt_efficiency = 0.51,
    .cache_efficiency = 0.82,
    .link_efficiency = 0.7,
    .exchange_latency = 8e-6,
    .exchange_per_doubling = 2e-6,
    .exchange_sharpness = 1,
};

const ServingGpus h100 = {
    .count = 1,
    .flops = 989e12,
    .flops_16 = 989e12,
    .bandwidth = 3.35e12,
    .link = 450e9,
    .compute_efficiency = 0.82,
    .read_efficiency = 0.88,
    .sharpness = 4.3,
    .prompt_efficiency = 0.65,
    .cache_efficiency = 0.95,
    .link_efficiency = 0.762,
    .exchange_latency = 2.55e-6,
    .exchange_per_doubling = 1.01e-6,
    .exchange_sharpness = 0.68,
};

const EngineOverheads vllm = {
    .step = 0.53e-3,
    .layer = 26.5e-6,
    .sequence = 16e-6,
    .prompt = 0.8e-3,
    .request = 11.9e-3,
};

ServingGpus gpus_of(const ServingGpus *gpus, double count)
{
    ServingGpus more = *gpus;

    more.count = count;
    return more;
}

StepTime steps_of(double seconds)
{
    return (StepTime){ .fixed = seconds, .roofline = { 1, 1 }, .exchange = { 1, 1 } };
}

double uniform_of(const char *stream, uint64_t seed, size_t i)
{
    return uniforms_from_bits(uniforms_hash(seed, uniforms_stream(stream), 0, i));
}

Crowd crowd_make(uint64_t seed, size_t count, double rate, double input, double output,
                 int32_t shared)
{
    Crowd crowd = {
        .count = count,
        .arrival = malloc((count + 1) * sizeof(double)),
        .first_token = malloc((count + 1) * sizeof(double)),
        .whole = malloc((count + 1) * sizeof(double)),
        .input = malloc((count + 1) * sizeof(int32_t)),
        .output = malloc((count + 1) * sizeof(int32_t)),
        .hit = malloc((count + 1) * sizeof(int32_t)),
    };
    double time = 0;

    for (size_t i = 0; i < count; i++) {
        time -= log(uniform_of("arrival", seed, i)) / rate;
        crowd.arrival[i] = time;
        crowd.input[i] = 1 + (int32_t)(input * (0.1 + 1.8 * uniform_of("input", seed, i)));
        crowd.output[i] = 1 + (int32_t)(output * (0.1 + 1.8 * uniform_of("output", seed, i)));
        crowd.hit[i] = i % 3 == 0 ? (int32_t)(shared * uniform_of("hit", seed, i)) : 0;
    }
    return crowd;
}

void crowd_free(Crowd *crowd)
{
    free(crowd->arrival);
    free(crowd->first_token);
    free(crowd->whole);
    free(crowd->input);
    free(crowd->output);
    free(crowd->hit);
}

Requests crowd_requests(const Crowd *crowd)
{
    return (Requests){
        .count = crowd->count,
        .arrival = crowd->arrival,
        .input = crowd->input,
        .output = crowd->output,
        .hit = crowd->hit,
    };
}

BatchingCounts crowd_run(Crowd *crowd, const Batching *rules, const StepTime *step)
{
    Requests requests = crowd_requests(crowd);
    BatchingSpace space;
    BatchingCounts counts = { .end = BATCHING_REFUSED };

    if (batching_space_make(&space, crowd->count, (size_t)rules->seats))
        counts = batching_run(crowd->first_token, crowd->whole, rules, step, &requests, &space);
    batching_space_free(&space);
    return counts;
}
