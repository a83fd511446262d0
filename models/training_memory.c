/* training_memory.c - what has to fit into the training GPUs, and so how many they are.
 *
 * memory = parameters * bytes per parameter + activations
 * GPUs   = ceil(memory / memory of a GPU)
 *
 * Bytes per parameter. All weights: 16, which is 2 for the weight, 2 for its gradient and
 * 12 for the optimizer, which keeps weight and two moments in single precision (ZeRO,
 * arXiv 1910.02054). Adapters: the frozen weight, 2 bytes, or 0.6 if it has 4 bits with
 * its scales, and 16 for each parameter of the adapters.
 *
 * Next to training all weights, adapters so need 70% to 90% less memory, as published of
 * their "compute"; the time they save is told by training_operations.c.
 *
 * Activations of the examples in progress: tokens * layers * width * bytes. What only the
 * backward pass needs is computed again: 5.6 bytes stay, 34 if all is kept (arXiv
 * 2205.05198). They are shared out over the GPUs as the weights are.
 */
#include "models/model.h"

#define BYTES_PER_GB      1e9
#define BYTES_TRAINED     16.0
#define BYTES_FROZEN      2.0
#define BYTES_FROZEN_4BIT 0.6

/* Values of training.method; the first is 0, all weights. */
enum { LORA = 1, QLORA = 2 };

static const Quantity gpu_memory = {
    .key = "training.gpu_memory",
    .title = "Memory of the training GPU",
    .help = "memory of one training GPU",
    .unit = UNIT_GB,
    .min = 1,
    .max = 1e5,
    .prior = "80 GB",
    .source = "H100 SXM (NVIDIA datasheet)",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity adapter_share = {
    .key = "training.adapter_share",
    .title = "Size of the adapters",
    .help = "parameters of the adapters, as a share of the model's",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0.5%",
    .source = "rank 16 beside every linear layer of Llama 3.1 8B: 42 million of 8.03 billion",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity examples_at_once = {
    .key = "training.micro_batch",
    .title = "Examples at once",
    .help = "examples whose activations are in memory together",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e5,
    .prior = "1",
    .source = "assumption: the least that training needs; more are for speed",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity activation_bytes = {
    .key = "training.activation_bytes",
    .title = "Bytes of an activation",
    .help = "memory of a token in training, per layer and per number of its width",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1000,
    .prior = "5.6 B",
    .source =
        "Mistral 7B with gradient checkpointing, 4 against 8 examples of 4,096 tokens "
        "(foundation-model-stack/fms-acceleration@876e2ed); 34 without (arXiv 2205.05198)",
    .part = PART_TUNED | PART_HOSTED,
};

enum { METHOD, ADAPTERS };

FORMULA(bytes_per_parameter)
{
    const double *method = from[METHOD], *share = from[ADAPTERS];

    for (size_t i = 0; i < LANES; i++) {
        double frozen = method[i] < QLORA ? BYTES_FROZEN : BYTES_FROZEN_4BIT;

        out[i] = method[i] < LORA ? BYTES_TRAINED : frozen + BYTES_TRAINED * share[i];
    }
}

const Quantity training_bytes_per_parameter = {
    .key = "training.bytes_per_parameter",
    .title = "Bytes per parameter",
    .help = "memory of a parameter in training: weight, gradient, optimizer, adapters",
    .unit = UNIT_BYTES,
    .min = 0.1,
    .max = 100,
    .formula = bytes_per_parameter,
    .from = FROM([METHOD] = NOW(training_method), [ADAPTERS] = NOW(adapter_share)),
    .part = PART_TUNED | PART_HOSTED,
};

FORMULA(parameter_memory)
{
    const double *billions = from[0], *bytes = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = billions[i] * bytes[i];
}

const Quantity training_parameter_memory = {
    .key = "training.parameter_memory",
    .title = "Memory of the parameters",
    .help = "memory of weights, gradients, optimizer and adapters, all GPUs together",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e9,
    .formula = parameter_memory,
    .from = FROM(NOW(model_parameters), NOW(training_bytes_per_parameter)),
    .part = PART_TUNED | PART_HOSTED,
};

enum { EXAMPLES, LENGTH, LAYERS, HIDDEN, BYTES };

FORMULA(activations)
{
    const double *examples = from[EXAMPLES], *length = from[LENGTH], *layers = from[LAYERS];
    const double *width = from[HIDDEN], *bytes = from[BYTES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = examples[i] * length[i] * layers[i] * width[i] * bytes[i] / BYTES_PER_GB;
}

const Quantity training_activations = {
    .key = "training.activations",
    .title = "Memory of the activations",
    .help = "memory of the examples that are in progress",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e9,
    .formula = activations,
    .from = FROM([EXAMPLES] = NOW(examples_at_once),
                 [LENGTH] = NOW(training_tokens_per_example), [LAYERS] = NOW(model_layers),
                 [HIDDEN] = NOW(model_hidden), [BYTES] = NOW(activation_bytes)),
    .part = PART_TUNED | PART_HOSTED,
};

FORMULA(sum)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] + b[i];
}

const Quantity training_memory = {
    .key = "training.memory",
    .title = "Training memory",
    .help = "memory that training takes, all GPUs together",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e9,
    .formula = sum,
    .from = FROM(NOW(training_parameter_memory), NOW(training_activations)),
    .part = PART_TUNED | PART_HOSTED,
};

FORMULA(gpus)
{
    const double *needed = from[0], *each = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(1, lane_ceil(needed[i] / each[i]));
}

const Quantity training_gpus = {
    .key = "training.gpus",
    .title = "Training GPUs",
    .help = "fewest whole GPUs whose memory holds the model while it is trained",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e15,
    .formula = gpus,
    .from = FROM(NOW(training_memory), NOW(gpu_memory)),
    .part = PART_TUNED | PART_HOSTED,
    .absent = 1,
};

enum { PARAMETERS, NEEDED, IN_PROGRESS };

FORMULA(memory_saved)
{
    const double *billions = from[PARAMETERS], *needed = from[NEEDED];
    const double *in_progress = from[IN_PROGRESS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 - needed[i] / (billions[i] * BYTES_TRAINED + in_progress[i]);
}

const Quantity training_memory_saved = {
    .key = "training.memory_saved",
    .title = "Memory saved",
    .help = "share of the memory that the method saves next to training all weights; of the "
            "time see training.time_saved",
    .unit = UNIT_SHARE,
    .min = -100,
    .max = 1,
    .formula = memory_saved,
    .from = FROM([PARAMETERS] = NOW(model_parameters), [NEEDED] = NOW(training_memory),
                 [IN_PROGRESS] = NOW(training_activations)),
    .part = PART_TUNED | PART_HOSTED,
    .report = REPORTED,
};
