/* training_operations.c - how much there is to compute for each token of training.
 *
 * operations = c * N + a * L * d * S * attention factor
 *
 * N parameters that compute (of a mixture of experts the active ones), L layers of width
 * d, examples of S tokens. Training all weights takes c = 6 (forward 2, backward 4) and
 * a = 6; adapters need no gradient of the frozen weights, c = 4 and a = 5; a forward pass
 * that is computed again adds 2 to both. Weights of 4 bits are unpacked at each use.
 * Attention reaches less of the peak than the layers around it: long sequences need 2 to
 * 2.5 times the time of its operations, which is 3% of the whole at 2,000 tokens.
 *
 * Adapters leave out a third of the operations, but not a third of the time: measured,
 * they are 1.07 to 1.3 times as fast on the same GPU, so that they save 7% to 23%.
 */
#include "models/model.h"

#define BILLION 1e9

/* Values of training.method; the first is 0, all weights. */
enum { LORA = 1, QLORA = 2 };

static const Quantity unpacking = {
    .key = "training.unpacking",
    .title = "Cost of 4-bit weights",
    .help = "factor on the time of LoRA for unpacking weights of 4 bits (qlora only)",
    .unit = UNIT_NUMBER,
    .min = 0.5,
    .max = 10,
    .prior = "1",
    .source = "no slowdown in fms-acceleration (2024-2026); 1.1 to 2.0 in litgpt",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity recompute = {
    .key = "training.recompute",
    .title = "Recomputed share",
    .help = "share of the forward pass that is computed twice to save memory, if the "
            "utilisation does not have it already",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "utilisation counts each operation of the model once, as published ones do",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity attention_factor = {
    .key = "training.attention_factor",
    .title = "Slowness of attention",
    .help = "time of an operation of attention, in that of one of the weights",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 100,
    .prior = "1",
    .source = "examples up to some thousand tokens; 2 to 2.5 fits sequences up to 65,536 "
              "(mosaicml/llm-foundry@8c8dd48)",
    .part = PART_TUNED | PART_HOSTED,
};

/* What both formulas below read. */
enum { METHOD, PARAMETERS, LAYERS, HIDDEN, LENGTH, UNPACKING, AGAIN, ATTENTION, FIRST_OWN };

/* With c operations for each weight and a for each product of attention. */
LANE double operations_of(double c, double a, double weights, double products)
{
    return c * weights * BILLION + a * products;
}

FORMULA(operations)
{
    const double *method = from[METHOD], *weights = from[PARAMETERS];
    const double *layers = from[LAYERS], *width = from[HIDDEN], *length = from[LENGTH];
    const double *unpack = from[UNPACKING], *again = from[AGAIN], *slow = from[ATTENTION];

    for (size_t i = 0; i < LANES; i++) {
        double products = layers[i] * width[i] * length[i] * slow[i];
        double c = (method[i] < LORA ? 6 : 4) + 2 * again[i];
        double a = (method[i] < LORA ? 6 : 5) + 2 * again[i];
        double slower = method[i] < QLORA ? 1 : unpack[i];

        out[i] = slower * operations_of(c, a, weights[i], products);
    }
}

const Quantity training_operations_per_token = {
    .key = "training.operations_per_token",
    .title = "Operations per training token",
    .help = "floating point operations to train on one token",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = operations,
    .from = FROM([METHOD] = NOW(training_method), [PARAMETERS] = NOW(model_active_parameters),
                 [LAYERS] = NOW(model_layers), [HIDDEN] = NOW(model_hidden),
                 [LENGTH] = NOW(training_tokens_per_example), [UNPACKING] = NOW(unpacking),
                 [AGAIN] = NOW(recompute), [ATTENTION] = NOW(attention_factor)),
    .part = PART_TUNED | PART_HOSTED,
};

enum { OPERATIONS = FIRST_OWN, EFFICIENCY };

FORMULA(time_saved)
{
    const double *method = from[METHOD], *weights = from[PARAMETERS];
    const double *layers = from[LAYERS], *width = from[HIDDEN], *length = from[LENGTH];
    const double *again = from[AGAIN], *slow = from[ATTENTION];
    const double *operations = from[OPERATIONS], *adapters = from[EFFICIENCY];

    for (size_t i = 0; i < LANES; i++) {
        double products = layers[i] * width[i] * length[i] * slow[i];
        double all = operations_of(6 + 2 * again[i], 6 + 2 * again[i], weights[i], products);
        double speed = method[i] < LORA ? 1 : adapters[i];

        out[i] = 1 - operations[i] / (all * speed);
    }
}

const Quantity training_time_saved = {
    .key = "training.time_saved",
    .title = "Time saved",
    .help = "share of the GPU hours that the method saves on the same GPU, next to training "
            "all weights; of the memory see training.memory_saved",
    .unit = UNIT_SHARE,
    .min = -100,
    .max = 1,
    .formula = time_saved,
    .from = FROM([METHOD] = NOW(training_method), [PARAMETERS] = NOW(model_active_parameters),
                 [LAYERS] = NOW(model_layers), [HIDDEN] = NOW(model_hidden),
                 [LENGTH] = NOW(training_tokens_per_example), [UNPACKING] = NOW(unpacking),
                 [AGAIN] = NOW(recompute), [ATTENTION] = NOW(attention_factor),
                 [OPERATIONS] = NOW(training_operations_per_token),
                 [EFFICIENCY] = NOW(training_adapter_efficiency)),
    .part = PART_TUNED | PART_HOSTED,
    .report = REPORTED,
};
