/* serving_step.c - how long one step of a serving engine takes.
 *
 * A step gives every request in progress its next token. On n GPUs, with a
 * batch of b requests, it takes
 *
 *   overhead + max(weights, b * token) + b * sequence        (seconds)
 *
 * because reading the weights and computing with them overlap: few requests
 * wait for memory, many for arithmetic. Reading a prompt of P tokens adds
 * P * token + P^2 * attention. The parts:
 *
 *   overhead   of the engine, of each layer, of each exchange between GPUs
 *   weights    bytes of the weights / (n * bandwidth)
 *   token      2 operations per active weight / (n * peak), plus the exchange
 *   sequence   keys and values of its context / (n * bandwidth), plus upkeep
 *   attention  2 * layers * heads * head size operations / (n * peak)
 *
 * Efficiencies and overheads are fitted to kernel tables of vLLM 0.14
 * (ai-dynamo/aiconfigurator) and to served runs of vLLM 0.15
 * (inference-sim/inference-sim). A mixture of experts is taken to read all its
 * weights, which is right for large batches.
 */
#include "models/model.h"

#define GIGA 1e9
#define TERA 1e12

/* Medians over GPUs of the kernel tables. */
#define ATTENTION_EFFICIENCY 0.65 /* of peak arithmetic, reading a prompt      */
#define CACHE_EFFICIENCY     0.95 /* of bandwidth, reading keys and values     */
#define LINK_EFFICIENCY      0.7  /* of the link between GPUs                  */
#define EXCHANGE_SECONDS     4e-6 /* an exchange of next to nothing            */
#define EXCHANGES_PER_LAYER  2
#define ACTIVATION_BYTES     2

#define KERNEL_TABLES "fitted to kernel tables of vLLM 0.14 (ai-dynamo/aiconfigurator@095f58a)"
#define SERVED_RUNS   "fitted to served runs of vLLM 0.15 on H100 (inference-sim@f90a1e3)"
#define L40S          "NVIDIA L40S (public datasheet)"

static const Quantity peak_tflops = {
    .key = "gpu.peak_tflops",
    .title = "Peak arithmetic",
    .help = "dense bf16 operations a second, at best",
    .unit = UNIT_TFLOPS,
    .min = 0.1,
    .max = 1e6,
    .prior = "362 TFLOPS",
    .source = L40S,
    .part = PART_HOSTED,
};

static const Quantity compute_efficiency = {
    .key = "gpu.compute_efficiency",
    .title = "Compute efficiency",
    .help = "share of the peak arithmetic that large multiplications reach",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "55%..85%",
    .source = KERNEL_TABLES ": 64% on L40S to 86% on A100",
    .part = PART_HOSTED,
};

static const Quantity bandwidth = {
    .key = "gpu.bandwidth",
    .title = "Memory bandwidth",
    .help = "bytes that a GPU reads from its memory in a second, at best",
    .unit = UNIT_GB_PER_SECOND,
    .min = 1,
    .max = 1e6,
    .prior = "864 GB/s",
    .source = L40S,
    .part = PART_HOSTED,
};

static const Quantity bandwidth_efficiency = {
    .key = "gpu.bandwidth_efficiency",
    .title = "Bandwidth efficiency",
    .help = "share of the memory bandwidth that reading weights reaches",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "70%..85%",
    .source = KERNEL_TABLES ": 76% on L40S to 88% on H100",
    .part = PART_HOSTED,
};

static const Quantity interconnect = {
    .key = "gpu.link",
    .title = "Link between GPUs",
    .help = "bytes that a GPU sends to the others of its replica in a second, at best",
    .unit = UNIT_GB_PER_SECOND,
    .min = 0.1,
    .max = 1e5,
    .prior = "32 GB/s",
    .source = "PCI Express 4.0 x16, each way",
    .part = PART_HOSTED,
};

static const Quantity step_overhead = {
    .key = "serving.step_overhead",
    .title = "Overhead of a step",
    .help = "time the engine takes for a step besides the layers",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "0.4..1 ms",
    .source = SERVED_RUNS ": 0.53 ms",
    .part = PART_HOSTED,
};

static const Quantity layer_overhead = {
    .key = "serving.layer_overhead",
    .title = "Overhead of a layer",
    .help = "time each layer takes in a step besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "20..40 us",
    .source = SERVED_RUNS ": 26.5 us",
    .part = PART_HOSTED,
};

static const Quantity sequence_overhead = {
    .key = "serving.sequence_overhead",
    .title = "Overhead of a sequence",
    .help = "time each request in progress adds to a step besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "15..45 us",
    .source = SERVED_RUNS " and InferenceMAX 2025-10: 16 to 43 us",
    .part = PART_HOSTED,
};

static const Quantity time_factor = {
    .key = "serving.time_factor",
    .title = "Model error of step times",
    .help = "measured step times over computed ones",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 10,
    .prior = "0.85..1.35",
    .source = "assumption: transfer to engines not fitted is 8% to 28% off, mostly too fast",
    .part = PART_HOSTED,
};

enum { STEP, PER_LAYER, LAYERS, GPUS, FACTOR };

FORMULA(overhead_time)
{
    const double *step = from[STEP], *per_layer = from[PER_LAYER], *layers = from[LAYERS];
    const double *gpus = from[GPUS], *factor = from[FACTOR];

    for (size_t i = 0; i < LANES; i++) {
        double exchange = gpus[i] > 1 ? EXCHANGES_PER_LAYER * EXCHANGE_SECONDS : 0;
        out[i] = factor[i] * (step[i] + layers[i] * (per_layer[i] + exchange));
    }
}

const Quantity serving_overhead_time = {
    .key = "serving.overhead_time",
    .title = "Overhead per step",
    .help = "time of a step besides reading and arithmetic",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 100,
    .from = FROM([STEP] = NOW(step_overhead), [PER_LAYER] = NOW(layer_overhead),
                 [LAYERS] = NOW(model_layers), [GPUS] = NOW(serving_gpus_per_replica),
                 [FACTOR] = NOW(time_factor)),
    .formula = overhead_time,
    .part = PART_HOSTED,
};

enum { WEIGHTS, READERS, BANDWIDTH, READ_EFFICIENCY, READ_FACTOR };

FORMULA(weight_time)
{
    const double *weights = from[WEIGHTS], *gpus = from[READERS], *bytes = from[BANDWIDTH];
    const double *efficiency = from[READ_EFFICIENCY], *factor = from[READ_FACTOR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = factor[i] * weights[i] / (gpus[i] * bytes[i] * efficiency[i]);
}

const Quantity serving_weight_time = {
    .key = "serving.weight_time",
    .title = "Reading the weights",
    .help = "time to read all weights from GPU memory once",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 100,
    .from = FROM([WEIGHTS] = NOW(serving_weights), [READERS] = NOW(serving_gpus_per_replica),
                 [BANDWIDTH] = NOW(bandwidth), [READ_EFFICIENCY] = NOW(bandwidth_efficiency),
                 [READ_FACTOR] = NOW(time_factor)),
    .formula = weight_time,
    .part = PART_HOSTED,
};

enum { ACTIVE, COMPUTERS, PEAK, EFFICIENCY, DEPTH, HIDDEN, LINK, TOKEN_FACTOR };

FORMULA(token_time)
{
    const double *active = from[ACTIVE], *gpus = from[COMPUTERS], *peak = from[PEAK];
    const double *efficiency = from[EFFICIENCY], *layers = from[DEPTH];
    const double *hidden = from[HIDDEN], *link = from[LINK], *factor = from[TOKEN_FACTOR];

    for (size_t i = 0; i < LANES; i++) {
        double operations = 2 * active[i] * GIGA;
        double arithmetic = operations / (gpus[i] * peak[i] * TERA * efficiency[i]);
        double sent = EXCHANGES_PER_LAYER * layers[i] * hidden[i] * ACTIVATION_BYTES *
                      (2 * (gpus[i] - 1) / gpus[i]);
        double exchange = sent / (link[i] * GIGA * LINK_EFFICIENCY);
        out[i] = factor[i] * (arithmetic + exchange);
    }
}

const Quantity serving_token_time = {
    .key = "serving.token_time",
    .title = "Arithmetic of a token",
    .help = "time to compute one token, attention aside",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 100,
    .from = FROM([ACTIVE] = NOW(model_active_parameters),
                 [COMPUTERS] = NOW(serving_gpus_per_replica), [PEAK] = NOW(peak_tflops),
                 [EFFICIENCY] = NOW(compute_efficiency), [DEPTH] = NOW(model_layers),
                 [HIDDEN] = NOW(model_hidden), [LINK] = NOW(interconnect),
                 [TOKEN_FACTOR] = NOW(time_factor)),
    .formula = token_time,
    .part = PART_HOSTED,
};

enum { ROWS, HEADS, HEAD_DIM, SHARERS, ARITHMETIC, PAIR_FACTOR };

FORMULA(attention_time)
{
    const double *layers = from[ROWS], *heads = from[HEADS], *dim = from[HEAD_DIM];
    const double *gpus = from[SHARERS], *peak = from[ARITHMETIC], *factor = from[PAIR_FACTOR];

    for (size_t i = 0; i < LANES; i++) {
        double operations = 2 * layers[i] * heads[i] * dim[i];
        out[i] = factor[i] * operations / (gpus[i] * peak[i] * TERA * ATTENTION_EFFICIENCY);
    }
}

const Quantity serving_attention_time = {
    .key = "serving.attention_time",
    .title = "Attention of a prompt",
    .help = "time that attention takes to read a prompt, over the square of its tokens",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .from = FROM([ROWS] = NOW(model_layers), [HEADS] = NOW(model_heads),
                 [HEAD_DIM] = NOW(model_head_dim), [SHARERS] = NOW(serving_gpus_per_replica),
                 [ARITHMETIC] = NOW(peak_tflops), [PAIR_FACTOR] = NOW(time_factor)),
    .formula = attention_time,
    .part = PART_HOSTED,
};

enum { PROMPT, GENERATED, PER_TOKEN, HOLDERS, SPEED, UPKEEP, SEQUENCE_FACTOR };

FORMULA(sequence_time)
{
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *per_token = from[PER_TOKEN], *gpus = from[HOLDERS], *speed = from[SPEED];
    const double *upkeep = from[UPKEEP], *factor = from[SEQUENCE_FACTOR];

    for (size_t i = 0; i < LANES; i++) {
        double bytes = (prompt[i] + generated[i] / 2) * per_token[i];
        double reading = bytes / (gpus[i] * speed[i] * GIGA * CACHE_EFFICIENCY);
        out[i] = factor[i] * (reading + upkeep[i]);
    }
}

const Quantity serving_sequence_time = {
    .key = "serving.sequence_time",
    .title = "Upkeep of a request in progress",
    .help = "time that one more request in progress adds to a step",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 100,
    .from = FROM([PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [PER_TOKEN] = NOW(serving_cache_per_token),
                 [HOLDERS] = NOW(serving_gpus_per_replica), [SPEED] = NOW(bandwidth),
                 [UPKEEP] = NOW(sequence_overhead), [SEQUENCE_FACTOR] = NOW(time_factor)),
    .formula = sequence_time,
    .part = PART_HOSTED,
};
