/* serving_mean.c - how long own GPUs take to answer, by mean values.
 *
 * A request that meets b others (serving_batch.c) waits for the step at hand, half of it in the
 * mean, and for the one that reads its prompt and those that came meanwhile; then it gets a
 * token a step, held up by others that read theirs. In a burst more prompts come than are read,
 * and others than have a seat wait for one of the first to leave. Infinite where b is.
 *
 * Prompts that wait to be read are an exponential number. In a burst, which comes and ends by
 * chance, it falls with z, where with a rate of r in it, m prompts read a second and the rates
 * at which bursts end and begin, e and o,
 *
 *     m r / 2 z^2 + (m (r - m) + o r / 2) z + o (r - m) - e m = 0
 *
 * (a Brownian motion that is modulated: Asmussen 1995).
 */
#include "models/serving_step.h"

enum {
    OTHERS = LOAD_COLUMNS,
    RATE,
    REQUEST_PROMPT,
    SIMULATED,
    ROOM,
    MOST,
    BURSTINESS,
    BURST,
    CHANCE
};

#define NEXT_TO_NOTHING 1e-12

/* Beside the others there is this request, once it has a seat. */
static void company(double batch[restrict LANES], const double *const from[])
{
    for (size_t i = 0; i < LANES; i++)
        batch[i] = lane_min(from[OTHERS][i] + 1, lane_max(from[ROOM][i], 1));
}

static void nothing(double out[restrict LANES])
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = 0;
}

FORMULA(interval)
{
    const double *others = from[OTHERS];
    double batch[LANES];
    BatchTimes times = { 0 };

    company(batch, from);
    if (!serving_all_simulated(from[SIMULATED]))
        serving_batch_times(&times, from, batch);
    for (size_t i = 0; i < LANES; i++)
        out[i] = others[i] < __builtin_inf() ? times.token_time[i] : __builtin_inf();
}

const Quantity serving_mean_interval = {
    .key = "serving.mean_interval",
    .title = "Mean time between tokens",
    .help = "time between two tokens of a request beside so many others",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e6,
    .from =
        FROM(STEP_SOURCES, LOAD_SOURCES, [OTHERS] = NOW(serving_batch),
             [RATE] = NOW(serving_arrival_rate), [REQUEST_PROMPT] = NOW(tokens_request_prompt),
             [SIMULATED] = NOW(serving_engine_first), [ROOM] = NOW(serving_max_batch)),
    .formula = interval,
    .part = PART_HOSTED,
};

/* What prompts of a burst wait for others of it, in the mean of all requests. */
LANE double burst_wait(const double *const from[], size_t i, const BatchTimes *times)
{
    double rate = lane_max(from[RATE][i], NEXT_TO_NOTHING), burst = from[BURST][i];
    double own = lane_max(from[LOAD_PROMPT][i] - from[LOAD_PREFIX][i], 1);
    double steps = own / lane_max(from[LOAD_BUDGET][i] - from[OTHERS][i] - 1, 1);
    double read = 1 / (times->reading[i] + steps * times->step[i]), in = burst * rate;
    double shape = (1 - 1 / burst) * (1 - 1 / burst);
    double extra = lane_max(from[BURSTINESS][i] * from[BURSTINESS][i] - 1, 0);
    double first = shape / (extra / 2 + shape), end = in * first, begin = end / (burst - 1);
    double a = read * in / 2, b = read * (in - read) + begin * in / 2;
    double c = lane_min(begin * (in - read) - end * read, -NEXT_TO_NOTHING);
    double root = lane_sqrt(b * b - 4 * a * c);
    double z = b < 0 ? (root - b) / (2 * a) : -2 * c / (b + root);

    return (1 - first) / (z * read);
}

/* Reading takes what one's own prompt takes; all else is of the mean request. */
WIDE static void first_of(double out[restrict LANES], const double *const from[],
                          const BatchTimes *mean, const BatchTimes *own)
{
    const double *others = from[OTHERS], *rate = from[RATE], *request = from[STEP_REQUEST];
    const double *room = from[ROOM], *most = from[MOST], *chance = from[CHANCE];

    for (size_t i = 0; i < LANES; i++) {
        double of_others =
            mean->first_step[i] - mean->reading[i] - mean->pieces[i] * mean->step[i];
        double read = own->reading[i] + own->pieces[i] * mean->step[i] + of_others;
        double reads = lane_min(rate[i] * mean->first_step[i], 1);
        double at_hand = mean->step[i] + reads * (mean->first_step[i] - mean->step[i]);
        double wait = lane_min(others[i], 1) * at_hand * (0.5 + rate[i] * mean->reading[i]);
        double prompts = -lane_log(1 - chance[i]) * (wait + burst_wait(from, i, mean));
        double seat = lane_max(others[i] + 1 - lane_max(room[i], 1), 0) / most[i];
        double all = request[i] + lane_max(prompts, seat) + read;
        out[i] = others[i] < __builtin_inf() ? all : __builtin_inf();
    }
}

FORMULA(first)
{
    const double *with_own[LOAD_COLUMNS];
    double batch[LANES];
    BatchTimes mean, own;

    company(batch, from);
    for (size_t k = 0; k < LOAD_COLUMNS; k++)
        with_own[k] = k == LOAD_PROMPT ? from[REQUEST_PROMPT] : from[k];
    if (serving_all_simulated(from[SIMULATED])) {
        nothing(out);
    } else {
        serving_batch_times(&mean, from, batch);
        serving_batch_times(&own, with_own, batch);
        first_of(out, from, &mean, &own);
    }
}

const Quantity serving_mean_first = {
    .key = "serving.mean_first",
    .title = "Mean time to the first token",
    .help = "time to the first token of a request beside so many others",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e6,
    .from =
        FROM(STEP_SOURCES, LOAD_SOURCES, [OTHERS] = NOW(serving_batch),
             [RATE] = NOW(serving_arrival_rate), [REQUEST_PROMPT] = NOW(tokens_request_prompt),
             [SIMULATED] = NOW(serving_engine_first), [ROOM] = NOW(serving_max_batch),
             [MOST] = NOW(serving_most_per_replica), [BURSTINESS] = NOW(serving_burstiness),
             [BURST] = NOW(traffic_burst_rate), [CHANCE] = DRAW),
    .formula = first,
    .part = PART_HOSTED,
};
