/* serving.c - how many replicas of a served model the traffic needs.
 *
 * A replica works on b requests at once. Each of them holds it up for reading
 * its prompt, once, and shares a step with the others for every token it writes:
 *
 *   requests a second = utilisation / (reading + tokens * step(b) / b)
 *
 * The larger the batch, the more requests and the slower each one. The batch is
 * the largest that memory has room for and that still gives every user a token
 * in the time allowed; with the step time of serving_step.c it is the smaller of
 * two closed forms, one for waiting on memory and one for arithmetic:
 *
 *   overhead + [weights] + b * (sequence [+ token]) + (b - 1) / tokens * reading = limit
 *
 * Where even a request alone is not that fast, twice its time is allowed.
 * Replicas are whole: those that carry the peak, at least the minimum, and the
 * spare ones. This is the mean-value shortcut for a steady load; bursts are left
 * to the utilisation. A model that does not fit gets next to no requests done,
 * which keeps the arithmetic finite until the run ends with an error
 * (serving_memory.c).
 */
#include "models/model.h"

#define NEXT_TO_NOTHING 1e-9
#define PATIENCE        2 /* times as long as alone, where even alone is too slow */

static const Quantity utilisation = {
    .key = "serving.utilisation",
    .title = "Utilisation",
    .help = "share of a replica's capacity that is planned to be used at the peak",
    .unit = UNIT_SHARE,
    .min = 0.01,
    .max = 1,
    .prior = "80%",
    .source = "MLPerf Inference v4.1: within latency limits, 78% of offline throughput or more",
    .part = PART_HOSTED,
};

static const Quantity token_limit = {
    .key = "serving.token_limit",
    .title = "Time allowed per token",
    .help = "longest mean time between two tokens that users of a full replica may see",
    .unit = UNIT_SECONDS,
    .min = 0.001,
    .max = 10,
    .prior = "40..100 ms",
    .source =
        "assumption: MLPerf Inference asks of Llama 2 70B 40 ms interactive, 200 ms served",
    .part = PART_HOSTED,
};

static const Quantity min_replicas = {
    .key = "serving.min_replicas",
    .title = "Least replicas",
    .help = "replicas that run however few requests there are, spare ones aside",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: one replica always runs",
    .part = PART_HOSTED,
};

static const Quantity spare_replicas = {
    .key = "serving.spare_replicas",
    .title = "Spare replicas",
    .help = "replicas beyond what the peak needs",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: one replica may fail or be replaced at any time",
    .part = PART_HOSTED,
};

enum {
    PROMPT,
    GENERATED,
    OVERHEAD,
    WEIGHT,
    TOKEN,
    ATTENTION,
    SEQUENCE,
    ROOM,
    LIMIT,
    UTILISATION
};

FORMULA(rate_per_replica)
{
    const double *prompt = from[PROMPT], *generated = from[GENERATED];
    const double *overhead = from[OVERHEAD], *weight = from[WEIGHT], *token = from[TOKEN];
    const double *attention = from[ATTENTION], *sequence = from[SEQUENCE];
    const double *room = from[ROOM], *limit = from[LIMIT], *used = from[UTILISATION];

    for (size_t i = 0; i < LANES; i++) {
        double reading = prompt[i] * (token[i] + prompt[i] * attention[i]);
        double others = reading / generated[i];
        double longest = lane_max(limit[i], PATIENCE * (overhead[i] + weight[i]));
        double spare = longest - overhead[i] + others;
        double on_memory = (spare - weight[i]) / (sequence[i] + others);
        double on_arithmetic = spare / (sequence[i] + token[i] + others);
        double allowed = lane_max(lane_min(on_memory, on_arithmetic), 1);
        double batch = lane_min(allowed, room[i]);
        double step = overhead[i] + lane_max(weight[i], batch * token[i]) + batch * sequence[i];
        double rate = used[i] / (reading + generated[i] * step / batch);
        out[i] = room[i] >= 1 ? rate : NEXT_TO_NOTHING;
    }
}

const Quantity serving_rate_per_replica = {
    .key = "serving.rate_per_replica",
    .title = "Requests per replica",
    .help = "requests a second that a replica is planned to answer",
    .unit = UNIT_PER_SECOND,
    .min = 1e-9,
    .max = 1e6,
    .from = FROM([PROMPT] = NOW(tokens_prompt), [GENERATED] = NOW(tokens_generated),
                 [OVERHEAD] = NOW(serving_overhead_time), [WEIGHT] = NOW(serving_weight_time),
                 [TOKEN] = NOW(serving_token_time), [ATTENTION] = NOW(serving_attention_time),
                 [SEQUENCE] = NOW(serving_sequence_time), [ROOM] = NOW(serving_max_batch),
                 [LIMIT] = NOW(token_limit), [UTILISATION] = NOW(utilisation)),
    .formula = rate_per_replica,
    .part = PART_HOSTED,
};

enum { HIT, RATE };

FORMULA(replicas_kept_busy)
{
    const double *hit = from[HIT], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (1 - hit[i]) / rate[i];
}

static const Quantity replicas_per_rate = {
    .key = "serving.replicas_per_rate",
    .title = "Replicas per request a second",
    .help = "replicas that one request a second would keep busy, as a fraction",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e9,
    .from = FROM([HIT] = NOW(cache_hit_share), [RATE] = NOW(serving_rate_per_replica)),
    .formula = replicas_kept_busy,
    .part = PART_HOSTED,
};

/* A hair above a whole number is that number: 8 / 0.4 is 20, not 21. */
static inline double whole(double x)
{
    return lane_ceil(x * (1 - 1e-12));
}

FORMULA(rounded_up)
{
    const double *x = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = whole(x[i]);
}

static const Quantity whole_spares = {
    .key = "serving.whole_spares",
    .title = "Whole spare replicas",
    .help = "spare replicas, rounded up",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .from = FROM(NOW(spare_replicas)),
    .formula = rounded_up,
    .part = PART_HOSTED,
};

static const Quantity rented_per_replica = {
    .key = "serving.rented_per_replica",
    .title = "Rented GPUs per replica",
    .help = "GPUs that are rented for each replica: whole ones",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .from = FROM(NOW(serving_gpus_per_replica)),
    .formula = rounded_up,
    .part = PART_HOSTED,
};

enum { PEAK, PER_RATE, LEAST, SPARE };

FORMULA(replicas)
{
    const double *peak = from[PEAK], *per_rate = from[PER_RATE];
    const double *least = from[LEAST], *spare = from[SPARE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = whole(lane_max(peak[i] * per_rate[i], least[i])) + spare[i];
}

const Quantity serving_replicas = {
    .key = "serving.replicas",
    .title = "Replicas",
    .help = "copies of the model that run this month, spare ones included",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e9,
    .from = FROM([PEAK] = NOW(traffic_peak_rate), [PER_RATE] = NOW(replicas_per_rate),
                 [LEAST] = NOW(min_replicas), [SPARE] = NOW(whole_spares)),
    .formula = replicas,
    .part = PART_HOSTED,
    .report = AT_LAUNCH,
};

enum { REPLICAS, EACH_HAS };

FORMULA(gpus)
{
    const double *count = from[REPLICAS], *each = from[EACH_HAS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = count[i] * each[i];
}

const Quantity serving_gpus = {
    .key = "serving.gpus",
    .title = "Serving GPUs",
    .help = "GPUs that are rented for serving this month",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e9,
    .from = FROM([REPLICAS] = NOW(serving_replicas), [EACH_HAS] = NOW(rented_per_replica)),
    .formula = gpus,
    .part = PART_HOSTED,
};
