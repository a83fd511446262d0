/* training_speed.c - what share of their peak the GPUs reach in training.
 *
 * utilisation         = what the GPU reaches when all weights train (* adapters)
 * parallel efficiency = (1 - loss)^log2(GPUs / 8), 1 on up to 8 GPUs
 *
 * Utilisation is the share of the GPU's dense 16-bit peak, counting each operation of
 * the model once, so what is computed a second time to save memory lowers it. Adapters
 * reach less of the peak: they compute two thirds of the operations in four fifths of
 * the time. GPUs of one node train together without loss; each doubling beyond it costs
 * a share of the speed that depends on how much work a step has for each GPU.
 */
#include "models/model.h"

#define LOG_2       0x1.62e42fefa39efp-1
#define GPUS_A_NODE 8.0

/* Value of training.method from which on adapters are trained. */
enum { LORA = 1 };

static const Quantity gpu_mfu = {
    .key = "training.gpu_mfu",
    .title = "Utilisation of the training GPU",
    .help = "share of its peak that this GPU reaches when all weights train",
    .unit = UNIT_SHARE,
    .min = 0.001,
    .max = 1,
    .prior = "quantiles(10%: 22%, 50%: 45%, 90%: 57%)",
    .source = "239 measured runs, 24 pairs of recipe and GPU: llm-foundry, MLPerf LoRA, "
              "fms-acceleration, fsdp_qlora (make validate)",
    .part = PART_TUNED | PART_HOSTED,
};

const Quantity training_adapter_efficiency = {
    .key = "training.adapter_efficiency",
    .title = "Adapters' utilisation",
    .help = "utilisation with adapters, as a share of that with all weights",
    .unit = UNIT_NUMBER,
    .min = 0.01,
    .max = 2,
    .prior = "0.71..0.87",
    .source = "speed of LoRA next to all weights, over 1.5: 1.07 to 1.3 times "
              "(arXiv 2106.09685; foundation-model-stack/fms-acceleration@876e2ed, @04702cc)",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity scaling_loss = {
    .key = "training.scaling_loss",
    .title = "Loss per doubling",
    .help = "share of the speed lost with each doubling of the GPUs beyond eight",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 0.9,
    .prior = "[0%, 4%, 8%]",
    .source = "fitted up to 512 GPUs: 0% with a batch that grows (llm-foundry), 8% with one "
              "that does not (MLPerf Llama 2 70B LoRA)",
    .part = PART_TUNED | PART_HOSTED,
};

enum { METHOD, ALL_WEIGHTS, ADAPTERS };

FORMULA(utilisation)
{
    const double *method = from[METHOD], *all = from[ALL_WEIGHTS], *adapters = from[ADAPTERS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_min(1, all[i] * (method[i] < LORA ? 1 : adapters[i]));
}

const Quantity training_mfu = {
    .key = "training.mfu",
    .title = "Model FLOPs utilisation",
    .help = "share of the GPU's peak that training reaches",
    .unit = UNIT_SHARE,
    .min = 0.001,
    .max = 1,
    .formula = utilisation,
    .from = FROM([METHOD] = NOW(training_method), [ALL_WEIGHTS] = NOW(gpu_mfu),
                 [ADAPTERS] = NOW(training_adapter_efficiency)),
    .part = PART_TUNED | PART_HOSTED,
};

enum { GPUS, LOSS };

FORMULA(together)
{
    const double *gpus = from[GPUS], *loss = from[LOSS];

    for (size_t i = 0; i < LANES; i++) {
        double doublings = lane_log(lane_max(gpus[i] / GPUS_A_NODE, 1)) / LOG_2;

        out[i] = lane_exp(doublings * lane_log(1 - loss[i]));
    }
}

const Quantity training_parallel_efficiency = {
    .key = "training.parallel_efficiency",
    .title = "Parallel efficiency",
    .help = "share of its speed that a GPU keeps when several train together",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .formula = together,
    .from = FROM([GPUS] = NOW(training_gpus), [LOSS] = NOW(scaling_loss)),
    .part = PART_TUNED | PART_HOSTED,
};
