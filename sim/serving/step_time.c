/* step_time.c - step times; constants once, then a few multiplications a step. */
#include "sim/serving/step_time.h"

#include "sim/base/vmath.h"
#include "sim/serving/step_lanes.h"

#define FFN_MATRICES     3 /* gate, up and down                        */
#define EXCHANGES        2 /* of a layer: after attention and after it */
#define HEAD_BYTES       2
#define ACTIVATION_BYTES 2
#define LOG_2            0.69314718055994530942

/* Weights of the linear layers. */
typedef struct {
    double always; /* used by every token          */
    double expert; /* of one expert, in all layers */
    double head;
} Weights;

static Weights weights_of(const ServedModel *model)
{
    double heads = model->heads * model->head_dim, kept = model->kv_heads * model->head_dim;
    double attention = model->hidden * (2 * heads + 2 * kept);
    double matrices = FFN_MATRICES * model->hidden;

    return (Weights){
        .always = model->layers * (attention + matrices * model->ffn),
        .expert = model->experts > 0 ? model->layers * matrices * model->expert_ffn : 0,
        .head = model->vocab * model->hidden,
    };
}

/* Bytes of keys and values of a token that one GPU reads: a head is never divided. */
static double cache_of(const ServedModel *model, double gpus)
{
    double heads = lane_max(model->kv_heads / gpus, lane_min(model->kv_heads, 1));

    return 2 * heads * model->head_dim * model->cache_bytes * model->layers;
}

static Overlap overlap_make(double k)
{
    return (Overlap){ k, 1 / k };
}

StepTime step_time_make(const ServedModel *model, const ServingGpus *gpus,
                        const EngineOverheads *overheads)
{
    Weights weights = weights_of(model);
    double n = gpus->count, active = model->experts_per_token;
    double reading = n * gpus->bandwidth * gpus->read_efficiency;
    double doublings = lane_log(n) / LOG_2;

    return (StepTime){
        .fixed = overheads->step + overheads->layer * model->layers,
        .sequence = overheads->sequence,
        .prompt = overheads->prompt,
        .request = overheads->request,
        .token = 2 * (weights.always + active * weights.expert) /
                 (n * gpus->flops * gpus->compute_efficiency),
        .weights = weights.always * model->weight_bytes / reading,
        .experts = model->experts * weights.expert * model->weight_bytes / reading,
        .log_untouched = model->experts > 0 ? lane_log(1 - active / model->experts) : 0,
        .sampled = 2 * weights.head / (n * gpus->flops_16 * gpus->compute_efficiency),
        .head = HEAD_BYTES * weights.head / reading,
        .attention = model->layers * model->heads * model->head_dim /
                     (n * gpus->flops_16 * gpus->prompt_efficiency),
        .cached = cache_of(model, n) / (gpus->bandwidth * gpus->cache_efficiency),
        .exchanges = n > 1 ? EXCHANGES * model->layers : 0,
        .latency = gpus->exchange_latency + gpus->exchange_per_doubling * doublings,
        .transfer = 2 * (n - 1) / n * ACTIVATION_BYTES * model->hidden /
                    (gpus->link * gpus->link_efficiency),
        .roofline = overlap_make(gpus->sharpness),
        .exchange = overlap_make(gpus->exchange_sharpness),
    };
}

double step_tokens(const StepTime *step, double tokens)
{
    return step_lane_tokens(step, tokens);
}

double step_head(const StepTime *step, double sampled)
{
    return step_lane_head(step, sampled);
}

double step_time(const StepTime *step, const StepWork *work)
{
    double tokens = work->prompt + work->answered;
    double overhead =
        step->fixed + step->sequence * work->answered + (work->prompt > 0 ? step->prompt : 0);

    if (tokens <= 0)
        return 0;
    return overhead + step_tokens(step, tokens) + step_head(step, work->sampled) +
           step->attention * work->pairs + step->cached * work->context;
}

WIDE void step_answering(const StepTime *step, double *seconds, size_t count)
{
    const StepTime s = *step;

    for (size_t b = 0; b < count; b++) {
        double requests = (double)(uint32_t)b;

        seconds[b] = (s.fixed + s.sequence * requests) + step_lane_tokens(&s, requests) +
                     step_lane_head(&s, requests);
    }
}

WIDE void step_heads(const StepTime *step, double *head, size_t count)
{
    const StepTime s = *step;

    for (size_t i = 0; i < count; i++)
        head[i] = step_lane_head(&s, (double)(uint32_t)i);
}

double step_light(const ServedModel *model, const ServingGpus *gpus, const StepWork *work)
{
    Weights weights = weights_of(model);
    double tokens = work->prompt + work->answered, n = gpus->count;
    double untouched =
        model->experts > 0
            ? lane_exp(tokens * lane_log(1 - model->experts_per_token / model->experts))
            : 1;
    double read = (weights.always + model->experts * weights.expert * (1 - untouched)) *
                      model->weight_bytes +
                  (work->sampled > 0 ? HEAD_BYTES * weights.head : 0) +
                  work->context * n * cache_of(model, n);
    double linear = 2 * (weights.always + model->experts_per_token * weights.expert) * tokens;
    double wide = 2 * weights.head * work->sampled +
                  model->layers * model->heads * model->head_dim * work->pairs;

    if (tokens <= 0)
        return 0;
    return lane_max(read / (n * gpus->bandwidth),
                    linear / (n * gpus->flops) + wide / (n * gpus->flops_16));
}
