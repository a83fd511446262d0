#include "tests/validation/serving_setup.h"

#include <math.h>
#include <string.h>

#define GIB 1073741824.0

/* What vLLM takes of the memory, and what is left of that without weights and cache. */
#define MEMORY_SHARE   0.9
#define MEMORY_RESERVE (1.6 * GIB)

/* Where a table does not state them: the defaults of vLLM V1 and of TensorRT-LLM 1.0 on
 * GPUs of data centres. */
#define BUDGET       8192
#define SEATS        1024
#define SEATS_TRTLLM 2048

/* Of what a replica can do at most. */
#define NEAR_SATURATION 0.95

/* More than any engine has; tables may say anything. */
#define MOST_BUDGET 1e6
#define MOST_CACHE  1e12

ServedModel setup_model(const Served *record)
{
    const ModelShape *m = record->model;
    double matrices = m->feed_matrices / 3; /* step_time.h has three of them */

    return (ServedModel){
        .layers = m->layers,
        .hidden = m->width,
        .heads = m->heads,
        .kv_heads = m->kv_heads,
        .head_dim = m->head_width,
        .ffn = matrices * (m->feed_width + m->shared_width),
        .vocab = m->vocabulary,
        .experts = m->experts,
        .experts_per_token = m->chosen,
        .expert_ffn = matrices * m->expert_width,
        .weight_bytes = record->weight_bytes,
        .cache_bytes = record->cache_bytes,
    };
}

StepTime setup_step(const Served *record, const ServingConstants *c)
{
    ServedModel model = setup_model(record);
    ServingGpus gpus = {
        .count = record->tensor_parallel,
        .flops = c->peak,
        .flops_16 = c->peak_16,
        .bandwidth = record->gpu->bandwidth,
        .link = record->gpu->link,
        .compute_efficiency = c->mfu,
        .read_efficiency = c->mbu,
        .sharpness = c->smooth,
        .prompt_efficiency = c->mfa,
        .cache_efficiency = c->mbkv,
        .link_efficiency = c->link,
        .exchange_latency = c->wait,
        .exchange_per_doubling = c->wait_doubling,
        .exchange_sharpness = c->link_smooth,
    };
    EngineOverheads overheads = { c->step, c->layer, c->sequence, c->prompt, c->front };

    return step_time_make(&model, &gpus, &overheads);
}

ServingLoad setup_load(const Served *record)
{
    bool trtllm = strcmp(record->engine, "trtllm") == 0;
    ServedModel model = setup_model(record);
    ServingLoad load = {
        .input = record->in.mean,
        .output = record->out.mean,
        .hit = fmin(record->prefix, record->in.mean - 1),
        .budget = record->token_budget > 0 ? record->token_budget : BUDGET,
        .seats = record->most_running > 0 ? record->most_running
                 : trtllm                 ? SEATS_TRTLLM
                                          : SEATS,
        .cache = record->cache_tokens,
        .wait = record->wait_steps,
    };

    if (!(load.cache > 0))
        load.cache = capacity_cache(&model, record->tensor_parallel, record->gpu->memory * GIB,
                                    MEMORY_SHARE, MEMORY_RESERVE, served_weight_bytes(record));
    load.budget = fmin(ceil(load.budget), MOST_BUDGET);
    load.cache = fmin(load.cache, MOST_CACHE);
    return load;
}

bool setup_saturates(const Served *record, const StepTime *step, ServingLoad load)
{
    bool saturates = false;

    for (size_t i = 0; i < record->phases; i++) {
        load.rate = record->rate[i];
        ServingCapacity capacity = capacity_of(step, &load);
        saturates |= capacity.most > 0 && load.rate > NEAR_SATURATION * capacity.most;
    }
    return saturates;
}
