/* serving_mean.c - how long own GPUs take to answer, by mean values.
 *
 * A request beside b others (serving_batch.c) waits for the step at hand, half of it, and
 * for the one that reads its prompt and those that came meanwhile; then it gets a token a
 * step, held up by others that read theirs. Infinite where b is.
 */
#include "models/serving_step.h"

enum { OTHERS = LOAD_COLUMNS, RATE, REQUEST_PROMPT, SIMULATED };

/* Beside the others there is this request. */
static void company(double batch[restrict LANES], const double others[LANES])
{
    for (size_t i = 0; i < LANES; i++)
        batch[i] = lane_min(others[i], 1e9) + 1;
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

    company(batch, others);
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
    .from = FROM(
        STEP_SOURCES,
        LOAD_SOURCES, [OTHERS] = NOW(serving_batch), [RATE] = NOW(serving_arrival_rate),
        [REQUEST_PROMPT] = NOW(tokens_request_prompt), [SIMULATED] = NOW(serving_engine_first)),
    .formula = interval,
    .part = PART_HOSTED,
};

/* Reading takes what one's own prompt takes; all else is of the mean request. */
WIDE static void first_of(double out[restrict LANES], const double *const from[],
                          const BatchTimes *mean, const BatchTimes *own)
{
    const double *others = from[OTHERS], *rate = from[RATE], *request = from[STEP_REQUEST];

    for (size_t i = 0; i < LANES; i++) {
        double of_others =
            mean->first_step[i] - mean->reading[i] - mean->pieces[i] * mean->step[i];
        double read = own->reading[i] + own->pieces[i] * mean->step[i] + of_others;
        double reads = lane_min(rate[i] * mean->first_step[i], 1);
        double at_hand = mean->step[i] + reads * (mean->first_step[i] - mean->step[i]);
        double wait = lane_min(others[i], 1) * at_hand * (0.5 + rate[i] * mean->reading[i]);
        out[i] = others[i] < __builtin_inf() ? request[i] + wait + read : __builtin_inf();
    }
}

FORMULA(first)
{
    const double *with_own[LOAD_COLUMNS];
    double batch[LANES];
    BatchTimes mean, own;

    company(batch, from[OTHERS]);
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
    .from = FROM(
        STEP_SOURCES,
        LOAD_SOURCES, [OTHERS] = NOW(serving_batch), [RATE] = NOW(serving_arrival_rate),
        [REQUEST_PROMPT] = NOW(tokens_request_prompt), [SIMULATED] = NOW(serving_engine_first)),
    .formula = first,
    .part = PART_HOSTED,
};
