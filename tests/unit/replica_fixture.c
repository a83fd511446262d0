/* replica_fixture.c - random replicas. */
#include "tests/unit/replica_fixture.h"

#include "tests/unit/support.h"

#include "tests/unit/serving_fixture.h"
#include "tests/validation/evaluate.h"

/* Evenly spread over orders of magnitude. */
static double between(const char *stream, uint64_t seed, size_t i, double low, double high)
{
    return low * pow(high / low, uniform_of(stream, seed, i));
}

static double whole(const char *stream, uint64_t seed, size_t i, double low, double high)
{
    return floor(between(stream, seed, i, low, high));
}

static ServedModel random_model(uint64_t seed, size_t i)
{
    bool mixture = i % 3 == 0;

    return (ServedModel){
        .layers = whole("layers", seed, i, 16, 100),
        .hidden = whole("hidden", seed, i, 1024, 12288),
        .heads = whole("heads", seed, i, 8, 128),
        .kv_heads = i % 5 == 0 ? 0.5625 : whole("kv", seed, i, 1, 16),
        .head_dim = i % 2 ? 64 : 128,
        .ffn = mixture && i % 2 ? 0 : whole("ffn", seed, i, 2048, 40000),
        .vocab = whole("vocab", seed, i, 32000, 260000),
        .experts = mixture ? whole("experts", seed, i, 8, 256) : 0,
        .experts_per_token = mixture ? whole("chosen", seed, i, 1, 8) : 0,
        .expert_ffn = mixture ? whole("expert", seed, i, 512, 16000) : 0,
        .weight_bytes = i % 4 ? 2 : 1,
        .cache_bytes = i % 7 ? 2 : 1,
    };
}

static ServingGpus random_gpus(uint64_t seed, size_t i)
{
    double peak = between("peak", seed, i, 60e12, 2500e12);

    return (ServingGpus){
        .count = (double)(1 << (int)(4 * uniform_of("gpus", seed, i))),
        .flops = i % 4 ? peak : 2 * peak,
        .flops_16 = peak,
        .bandwidth = between("bandwidth", seed, i, 300e9, 8000e9),
        .link = between("link", seed, i, 16e9, 900e9),
        .compute_efficiency = 0.4 + 0.5 * uniform_of("mfu", seed, i),
        .read_efficiency = 0.6 + 0.35 * uniform_of("mbu", seed, i),
        .sharpness = between("sharp", seed, i, 1, 8),
        .prompt_efficiency = 0.4 + 0.3 * uniform_of("mfa", seed, i),
        .cache_efficiency = 0.7 + 0.3 * uniform_of("mbkv", seed, i),
        .link_efficiency = between("sent", seed, i, 0.1, 0.9),
        .exchange_latency = 6e-6 * uniform_of("wait", seed, i),
        .exchange_per_doubling = 6e-6 * uniform_of("doubling", seed, i),
        .exchange_sharpness = between("q", seed, i, 0.5, 1.3),
    };
}

RandomReplica random_replica(uint64_t seed, size_t i)
{
    RandomReplica r = {
        .model = random_model(seed, i),
        .gpus = random_gpus(seed, i),
        .overheads = {
            .step = between("step", seed, i, 1e-4, 5e-3),
            .layer = between("layer", seed, i, 1e-5, 5e-5),
            .sequence = between("sequence", seed, i, 5e-6, 5e-5),
            .prompt = between("prompt step", seed, i, 1e-4, 2e-2),
            .request = between("front", seed, i, 5e-3, 5e-2),
        },
        .load = {
            .input = between("input", seed, i, 20, 20000),
            .output = between("output", seed, i, 5, 2000),
            .budget = i % 6 ? 8192 : 512,
            .seats = whole("seats", seed, i, 4, 500),
            .cache = between("cache", seed, i, 25000, 2e6),
        },
        .active = 1e4,
        .utilisation = 0.3 + 0.7 * uniform_of("used", seed, i),
        .token_limit = between("token", seed, i, 0.004, 0.4),
        .first_limit = i % 2 ? 3600 : between("first", seed, i, 0.1, 20),
    };

    r.load.hit = i % 3 ? 0 : floor(0.6 * r.load.input);
    return r;
}

/* A key, and where its value is: in doubles from the start of a replica, over a unit. */
#define AT(field) (offsetof(RandomReplica, field) / sizeof(double))
static const struct {
    const char *key;
    size_t at;
    double unit;
} fields[] = {
    { "model.layers", AT(model.layers), 1 },
    { "model.hidden", AT(model.hidden), 1 },
    { "model.heads", AT(model.heads), 1 },
    { "model.kv_heads", AT(model.kv_heads), 1 },
    { "model.head_dim", AT(model.head_dim), 1 },
    { "model.ffn", AT(model.ffn), 1 },
    { "model.vocab", AT(model.vocab), 1 },
    { "model.experts", AT(model.experts), 1 },
    { "model.experts_per_token", AT(model.experts_per_token), 1 },
    { "model.expert_ffn", AT(model.expert_ffn), 1 },
    { "model.active_parameters", AT(active), 1 },
    { "serving.weight_bytes", AT(model.weight_bytes), 1 },
    { "serving.cache_bytes", AT(model.cache_bytes), 1 },
    { "serving.gpus_per_replica", AT(gpus.count), 1 },
    { "gpu.peak_tflops", AT(gpus.flops_16), 1e12 },
    { "gpu.peak_tflops_8", AT(gpus.flops), 1e12 },
    { "gpu.bandwidth", AT(gpus.bandwidth), 1e9 },
    { "gpu.link", AT(gpus.link), 1e9 },
    { "gpu.compute_efficiency", AT(gpus.compute_efficiency), 1 },
    { "gpu.compute_efficiency_8", AT(gpus.compute_efficiency), 1 },
    { "gpu.bandwidth_efficiency", AT(gpus.read_efficiency), 1 },
    { "gpu.bandwidth_efficiency_8", AT(gpus.read_efficiency), 1 },
    { "gpu.sharpness", AT(gpus.sharpness), 1 },
    { "gpu.sharpness_8", AT(gpus.sharpness), 1 },
    { "gpu.prompt_efficiency", AT(gpus.prompt_efficiency), 1 },
    { "gpu.cache_efficiency", AT(gpus.cache_efficiency), 1 },
    { "gpu.link_efficiency", AT(gpus.link_efficiency), 1 },
    { "gpu.exchange_latency", AT(gpus.exchange_latency), 1 },
    { "gpu.exchange_per_doubling", AT(gpus.exchange_per_doubling), 1 },
    { "gpu.exchange_sharpness", AT(gpus.exchange_sharpness), 1 },
    { "serving.step_overhead", AT(overheads.step), 1 },
    { "serving.layer_overhead", AT(overheads.layer), 1 },
    { "serving.sequence_overhead", AT(overheads.sequence), 1 },
    { "serving.prompt_overhead", AT(overheads.prompt), 1 },
    { "serving.front_end", AT(overheads.request), 1 },
    { "tokens.prompt", AT(load.input), 1 },
    { "tokens.generated", AT(load.output), 1 },
    { "serving.prefix_tokens", AT(load.hit), 1 },
    { "serving.token_budget", AT(load.budget), 1 },
    { "serving.max_sequences", AT(load.seats), 1 },
    { "serving.utilisation", AT(utilisation), 1 },
    { "serving.token_limit", AT(token_limit), 1 },
    { "serving.first_token_limit", AT(first_limit), 1 },
};
/* What is 1 where nothing was measured. */
static const char *const neutral[] = { "gpu.model_error", "serving.overhead_factor",
                                       "serving.sequence_factor", "serving.arithmetic_factor" };
enum { FIELDS = COUNT_OF(fields), KNOWN = FIELDS + 1 + COUNT_OF(neutral) };

void replica_quantity(double out[REPLICAS], const Quantity *quantity, uint64_t seed)
{
    static double values[KNOWN][REPLICAS];
    Known known[KNOWN];
    Error err;

    for (size_t i = 0; i < REPLICAS; i++) {
        RandomReplica replica = random_replica(seed, i);
        double flat[sizeof replica / sizeof(double)];

        memcpy(flat, &replica, sizeof replica);
        for (size_t k = 0; k < FIELDS; k++)
            values[k][i] = flat[fields[k].at] / fields[k].unit;
        /* the room that is left beside the shared prefix is what the load has */
        values[FIELDS][i] = replica.load.cache + replica.load.hit;
        for (size_t k = FIELDS + 1; k < KNOWN; k++)
            values[k][i] = 1;
    }
    for (size_t k = 0; k < FIELDS; k++)
        known[k] = (Known){ fields[k].key, values[k] };
    known[FIELDS] = (Known){ "serving.cache_tokens", values[FIELDS] };
    for (size_t k = 0; k < COUNT_OF(neutral); k++)
        known[FIELDS + 1 + k] = (Known){ neutral[k], values[FIELDS + 1 + k] };
    if (!evaluate(out, quantity, known, KNOWN, REPLICAS, &err))
        fail_msg("%s", err.text);
}
