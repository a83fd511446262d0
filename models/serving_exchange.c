/* serving_exchange.c - parts of a step's time: what GPUs of a replica send each other.
 *
 * Twice a layer they add their sums up (all-reduce). Of n GPUs, each sends 2 (n - 1) / n of
 * the sums of all tokens; besides there is a wait that grows with the doublings of n. Wait
 * and transfer are put together as (wait^q + transfer^q)^(1/q). Over PCI Express this does
 * not hold well: half of the exchanges are off by 30% or more (make validate).
 */
#include "models/model.h"

#define GIGA             1e9
#define LOG_2            0.69314718055994530942
#define EXCHANGES        2 /* of a layer: after attention and after it */
#define ACTIVATION_BYTES 2

#define KERNEL_TABLES "fitted to kernel tables of vLLM 0.14 (ai-dynamo/aiconfigurator@095f58a)"

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

static const Quantity link_efficiency = {
    .key = "gpu.link_efficiency",
    .title = "Link efficiency",
    .help = "share of the link that a large exchange reaches",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "12%..78%",
    .source = KERNEL_TABLES ": 12% and 49% over PCIe, 68% to 78% over NVLink",
    .part = PART_HOSTED,
};

static const Quantity exchange_latency = {
    .key = "gpu.exchange_latency",
    .title = "Wait of an exchange",
    .help = "time of an exchange of next to nothing, without what each doubling adds",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "[0 us, 3.5 us, 6.1 us]",
    .source = KERNEL_TABLES ": 0 on L40S to 6.1 us on B200",
    .part = PART_HOSTED,
};

static const Quantity exchange_per_doubling = {
    .key = "gpu.exchange_per_doubling",
    .title = "Wait of a doubling",
    .help = "time that an exchange takes longer with twice as many GPUs",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .prior = "0.3..6.7 us",
    .source = KERNEL_TABLES ": 0.3 us on H200 to 6.7 us on L40S",
    .part = PART_HOSTED,
};

const Quantity gpu_exchange_sharpness = {
    .key = "gpu.exchange_sharpness",
    .title = "Sharpness of an exchange",
    .help = "how well wait and transfer overlap: 1 not at all, below 1 they hinder each other",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 100,
    .prior = "0.54..1.2",
    .source = KERNEL_TABLES ": 0.54 on B200 to 1.2 on L40S",
    .part = PART_HOSTED,
};

FORMULA(exchanges)
{
    const double *gpus = from[0], *layers = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = gpus[i] > 1 ? EXCHANGES * layers[i] : 0;
}

const Quantity serving_exchanges = {
    .key = "serving.exchanges",
    .title = "Exchanges of a step",
    .help = "how often the GPUs of a replica exchange their sums in a step",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e5,
    .from = FROM(NOW(serving_gpus_per_replica), NOW(model_layers)),
    .formula = exchanges,
    .part = PART_HOSTED,
};

enum { GPUS, LATENCY, PER_DOUBLING, WAIT_ERROR };

FORMULA(exchange_wait)
{
    const double *gpus = from[GPUS], *latency = from[LATENCY];
    const double *per_doubling = from[PER_DOUBLING], *error = from[WAIT_ERROR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = error[i] * (latency[i] + per_doubling[i] * (lane_log(gpus[i]) / LOG_2));
}

const Quantity serving_exchange_wait = {
    .key = "serving.exchange_wait",
    .title = "Wait of an exchange",
    .help = "time that one exchange between the GPUs of a replica takes at least",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1e3,
    .from =
        FROM([GPUS] = NOW(serving_gpus_per_replica), [LATENCY] = NOW(exchange_latency),
             [PER_DOUBLING] = NOW(exchange_per_doubling), [WAIT_ERROR] = NOW(gpu_model_error)),
    .formula = exchange_wait,
    .part = PART_HOSTED,
};

enum { SHARERS, HIDDEN, LINK, REACHED, SENT_ERROR };

FORMULA(exchange_time)
{
    const double *gpus = from[SHARERS], *hidden = from[HIDDEN], *link = from[LINK];
    const double *reached = from[REACHED], *error = from[SENT_ERROR];

    for (size_t i = 0; i < LANES; i++) {
        double sent = 2 * (gpus[i] - 1) / gpus[i] * ACTIVATION_BYTES * hidden[i];
        out[i] = error[i] * sent / (link[i] * GIGA * reached[i]);
    }
}

const Quantity serving_exchange_time = {
    .key = "serving.exchange_time",
    .title = "Exchange of a token",
    .help = "time to send what belongs to one token in an exchange",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 1,
    .from = FROM([SHARERS] = NOW(serving_gpus_per_replica), [HIDDEN] = NOW(model_hidden),
                 [LINK] = NOW(interconnect), [REACHED] = NOW(link_efficiency),
                 [SENT_ERROR] = NOW(gpu_model_error)),
    .formula = exchange_time,
    .part = PART_HOSTED,
};
