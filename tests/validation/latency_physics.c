#include "tests/validation/latency_physics.h"

#include <math.h>
#include <string.h>

#include "tests/validation/serving_setup.h"

/* How far below the least seconds a prediction may be. */
#define TOO_FAST 0.8

static ServingGpus peaks_of(const Served *record)
{
    const GpuPeaks *gpu = record->gpu;
    double peak = record->weight_bytes < 1 && gpu->peak_4bit > 0    ? gpu->peak_4bit
                  : record->weight_bytes <= 1 && gpu->peak_8bit > 0 ? gpu->peak_8bit
                                                                    : gpu->peak;

    return (ServingGpus){ .count = record->tensor_parallel,
                          .flops = peak,
                          .flops_16 = gpu->peak,
                          .bandwidth = gpu->bandwidth };
}

double light_seconds(const Served *record, Metric metric)
{
    ServedModel model = setup_model(record);
    ServingGpus gpus = peaks_of(record);
    double requests = record->load == ONE_BATCH ? record->users : 1, out = record->out.mean;
    StepWork read = { .prompt = requests * record->in.mean,
                      .pairs = 2 * requests * record->in.mean * record->in.mean };
    StepWork answer = { .answered = requests,
                        .context = requests * (record->in.mean + out / 2),
                        .sampled = requests };

    if (model.experts > 0) { /* those that one token chooses, by all */
        model.ffn += model.experts_per_token * model.expert_ffn;
        model.experts = 0;
    }
    if (metric == EACH_MEAN)
        return step_light(&model, &gpus, &answer);
    if (metric == WHOLE_MEAN && record->load == ONE_BATCH)
        return step_light(&model, &gpus, &read) +
               (out - 1) * step_light(&model, &gpus, &answer);
    return 0;
}

void exclude_impossible(ServedList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        Served *record = &list->items[i];

        if (!record->excluded &&
            (record->measured[EACH_MEAN] < light_seconds(record, EACH_MEAN) ||
             record->measured[WHOLE_MEAN] < light_seconds(record, WHOLE_MEAN)))
            record->excluded = "measured faster than the peaks of the GPU allow";
    }
}

/* The same but for twice the GPUs. */
static bool doubled(const Served *one, const Served *two)
{
    return one->first_of_experiment == two->first_of_experiment &&
           two->tensor_parallel == 2 * one->tensor_parallel && one->users == two->users &&
           one->in.mean == two->in.mean && one->out.mean == two->out.mean &&
           one->load == two->load && one->load != OPEN_LOOP;
}

/* With little memory more of it makes faster, too: not a matter of parallel work. */
static bool fits(const Served *record)
{
    ServingLoad load = setup_load(record);

    return record->users * (load.input + load.output) <= load.cache &&
           record->users <= load.seats;
}

static double predicted(const Outcome *outcome, const Served *record, Metric metric)
{
    return (1 + outcome->error[metric]) * record->measured[metric];
}

PhysicsCounts physics_counts(const Outcome *outcomes, const ServedList *list)
{
    static const Metric metrics[] = { EACH_MEAN, WHOLE_MEAN };
    PhysicsCounts counts = { 0 };

    for (size_t m = 0; m < sizeof metrics / sizeof metrics[0]; m++)
        for (size_t i = 0; i < list->count; i++) {
            const Served *one = &list->items[i];
            double seconds = predicted(&outcomes[i], one, metrics[m]);

            if (!outcomes[i].tested || !isfinite(seconds))
                continue;
            counts.predictions++;
            counts.too_fast += seconds < TOO_FAST * light_seconds(one, metrics[m]);
            for (size_t k = one->first_of_experiment; k < list->count; k++) {
                double faster = predicted(&outcomes[k], &list->items[k], metrics[m]);

                if (!outcomes[k].tested || !isfinite(faster) || !fits(one) ||
                    !doubled(one, &list->items[k]))
                    continue;
                counts.pairs++;
                counts.too_parallel += seconds > 2 * faster;
            }
        }
    return counts;
}
