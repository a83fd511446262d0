/* serving.c - how many requests a replica of a served model answers.
 *
 * A replica works on b requests at once. Each of them holds it up for reading
 * its prompt, once, and shares a step with the others for every token it writes:
 *
 *   requests a second = utilisation / (reading(b) + tokens * step(b) / b)
 *
 * The larger the batch, the more requests and the slower each one. The batch is
 * the largest that memory has room for (serving_cache.c) and that still gives every
 * user a token, and the first one, in the time allowed (to 0.5%, crossing.h). At least twice
 * the time of a request alone is allowed, so that a replica is never kept for one request;
 * whether a request alone is within the limits is a result of its own.
 *
 * This is the mean-value shortcut for a steady load; bursts are left to the utilisation.
 * A model that does not fit gets next to no requests done, which keeps the arithmetic
 * finite until the run ends with an error (serving_memory.c).
 */
#include "models/crossing.h"
#include "models/serving_step.h"

#define NEXT_TO_NOTHING 1e-9
#define PATIENCE        2 /* times as long as alone are allowed at least */

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

static const Quantity first_token_limit = {
    .key = "serving.first_token_limit",
    .title = "Time allowed to the first token",
    .help = "longest mean time to the first token that users of a full replica may see",
    .unit = UNIT_SECONDS,
    .min = 0.001,
    .max = 3600,
    .prior = "1 h",
    .source = "assumption: the time per token alone decides unless the scenario has a limit",
    .part = PART_HOSTED,
};

/* What a batch means to those who are in it, and to those who pay. */
typedef struct {
    double rate[LANES];        /* requests a second */
    double first_token[LANES]; /* mean time         */
    BatchTimes times;
} Full;

WIDE static void fill(Full *full, const double *const from[], const double batch[LANES])
{
    const double *request = from[STEP_REQUEST], *generated = from[LOAD_GENERATED];

    serving_batch_times(&full->times, from, batch);
    for (size_t i = 0; i < LANES; i++) {
        double step = full->times.step[i] / batch[i];
        double rate = 1 / (full->times.reading[i] + generated[i] * step);
        full->rate[i] = rate;
        full->first_token[i] = serving_first_token_time(&full->times, i, rate) + request[i];
    }
}

/* --- alone ---------------------------------------------------------------------- */

enum { TOKEN_ALLOWED = LOAD_COLUMNS, FIRST_ALLOWED };

FORMULA(time_alone)
{
    const double *token = from[TOKEN_ALLOWED], *first = from[FIRST_ALLOWED];
    double one[LANES];
    Full alone;

    for (size_t i = 0; i < LANES; i++)
        one[i] = 1;
    fill(&alone, from, one);
    for (size_t i = 0; i < LANES; i++)
        out[i] =
            lane_max(alone.times.token_time[i] / token[i], alone.first_token[i] / first[i]);
}

const Quantity serving_time_alone = {
    .key = "serving.time_alone",
    .title = "Time alone over the limit",
    .help = "time of a request alone over the time allowed, of tokens or the first token, "
            "whichever is more",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e9,
    .from = FROM(STEP_SOURCES, LOAD_SOURCES, [TOKEN_ALLOWED] = NOW(token_limit),
                 [FIRST_ALLOWED] = NOW(first_token_limit)),
    .formula = time_alone,
    .part = PART_HOSTED,
};

FORMULA(within_limits)
{
    const double *alone = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = alone[i] <= 1;
}

const Quantity serving_within_limits = {
    .key = "serving.within_limits",
    .title = "Alone within the limits",
    .help = "1 where a request alone is within the time allowed per token and to the first",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1,
    .from = FROM(NOW(serving_time_alone)),
    .formula = within_limits,
    .part = PART_HOSTED,
    .report = REPORTED,
};

/* --- together ------------------------------------------------------------------- */

enum { ROOM = LOAD_COLUMNS, TOKEN_LIMIT, FIRST_LIMIT, UTILISATION };

typedef struct {
    double token[LANES], first[LANES];
} Limits;

WIDE static void allow(Limits *limits, const double *const from[], const Full *alone)
{
    const double *token = from[TOKEN_LIMIT], *first = from[FIRST_LIMIT];

    for (size_t i = 0; i < LANES; i++) {
        limits->token[i] = lane_max(token[i], PATIENCE * alone->times.token_time[i]);
        limits->first[i] = lane_max(first[i], PATIENCE * alone->first_token[i]);
    }
}

/* Over the tighter limit, as a share of it. */
WIDE static void exceed(double over[restrict LANES], const Limits *limits, const Full *full)
{
    for (size_t i = 0; i < LANES; i++) {
        double token = full->times.token_time[i] / limits->token[i];
        double first = full->first_token[i] / limits->first[i];
        over[i] = lane_max(token, first) - 1;
    }
}

/* The largest batch that is allowed, with what it means. */
WIDE static void search(Full *full, const double *const from[])
{
    double one[LANES], most[LANES], under[LANES], over[LANES];
    Limits limits;
    Crossing crossing;

    for (size_t i = 0; i < LANES; i++) {
        one[i] = 1;
        most[i] = lane_max(from[ROOM][i], 1);
    }
    fill(full, from, one);
    allow(&limits, from, full);
    exceed(under, &limits, full);
    fill(full, from, most);
    exceed(over, &limits, full);
    crossing_start(&crossing, one, under, most, over);
    while (crossing_next(&crossing)) {
        fill(full, from, crossing.at);
        exceed(over, &limits, full);
        crossing_tell(&crossing, over);
    }
}

FORMULA(rate_per_replica)
{
    const double *room = from[ROOM], *used = from[UTILISATION];
    Full full;

    search(&full, from);
    for (size_t i = 0; i < LANES; i++)
        out[i] = room[i] >= 1 ? used[i] * full.rate[i] : NEXT_TO_NOTHING;
}

const Quantity serving_rate_per_replica = {
    .key = "serving.rate_per_replica",
    .title = "Requests per replica",
    .help = "requests a second that a replica is planned to answer",
    .unit = UNIT_PER_SECOND,
    .min = 1e-9,
    .max = 1e6,
    .from =
        FROM(STEP_SOURCES,
             LOAD_SOURCES, [ROOM] = NOW(serving_max_batch), [TOKEN_LIMIT] = NOW(token_limit),
             [FIRST_LIMIT] = NOW(first_token_limit), [UTILISATION] = NOW(utilisation)),
    .formula = rate_per_replica,
    .part = PART_HOSTED,
};
