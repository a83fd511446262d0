/* serving_simulation.c - a served measurement, simulated event by event. */
#include "tests/validation/serving_predictors.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/quantile.h"
#include "sim/serving/batching.h"
#include "tests/validation/serving_setup.h"

/* Requests of a pool whose number is not stated. */
#define POOL 3000

enum { MOST_REQUESTS = 20000, MOST_SEATS = 4096, LEVELS = 4 };

/* Standard deviation of the logarithm of lengths of which only the mean is known. */
#define USUAL_SPREAD 0.7
#define SCORE_P95    1.6448536269514722

typedef struct {
    double arrival[MOST_REQUESTS], first[MOST_REQUESTS], whole[MOST_REQUESTS];
    double each[MOST_REQUESTS];
    int32_t input[MOST_REQUESTS], output[MOST_REQUESTS], hit[MOST_REQUESTS];
    BatchingSpace batching;
} Space;

/* splitmix64: the same uniforms for every record. */
static double uniform(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

/* Box and Muller. */
static double normal(uint64_t *state)
{
    double radius = sqrt(-2 * log(uniform(state)));

    return radius * cos(6.283185307179586 * uniform(state));
}

/* Lognormal with this mean; its spread from the quantiles, if they are known. */
static void fill_lengths(int32_t *lengths, Length length, size_t n, uint64_t state)
{
    double spread = length.p95 > length.p50    ? log(length.p95 / length.p50) / SCORE_P95
                    : length.p95 >= length.p50 ? 0
                                               : USUAL_SPREAD;
    double middle = log(length.mean) - 0.5 * spread * spread;

    for (size_t i = 0; i < n; i++) {
        double tokens = spread > 0 ? exp(middle + spread * normal(&state)) : length.mean;
        lengths[i] = (int32_t)fmax(1, fmin(1e7, round(tokens)));
    }
}

/* Poisson arrivals of one phase after the other; a cut shortens each in proportion. */
static size_t fill_arrivals(double *arrival, const Served *record)
{
    double wanted = 0, at = 0, end = 0;
    uint64_t state = 17;
    size_t n = 0;

    for (size_t i = 0; i < record->phases; i++)
        wanted += record->rate[i] * record->seconds[i];
    for (size_t i = 0; i < record->phases; i++) {
        end += record->seconds[i] * fmin(1, 0.9 * MOST_REQUESTS / wanted);
        for (at -= log(uniform(&state)) / record->rate[i]; at < end && n < MOST_REQUESTS;
             at -= log(uniform(&state)) / record->rate[i])
            arrival[n++] = at;
        at = end;
    }
    return n;
}

static size_t fill_requests(Space *space, const Served *record)
{
    double pool = record->requests > 0 ? record->requests : POOL;
    double n = record->load == CLOSED_LOOP ? REQUESTS_A_USER * record->users
               : record->load == ONE_BATCH ? record->users
                                           : pool;
    size_t count = (size_t)fmin(n, MOST_REQUESTS);

    for (size_t i = 0; i < count; i++)
        space->arrival[i] = 0;
    if (record->load == OPEN_LOOP)
        count = fill_arrivals(space->arrival, record);
    fill_lengths(space->input, record->in, count, 23);
    fill_lengths(space->output, record->out, count, 29);
    for (size_t i = 0; i < count; i++)
        space->hit[i] = (int32_t)fmin(record->prefix, space->input[i] - 1);
    return count;
}

static double mean(const double *x, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

/* From the request `from` on; tokens a second are of all. */
static void measure(double *predicted, Space *space, size_t from, size_t n, double seconds)
{
    static const double levels[LEVELS] = { 0.5, 0.9, 0.95, 0.99 };
    double tokens = 0;
    size_t answers = 0;

    for (size_t i = 0; i < n; i++) {
        tokens += space->output[i];
        if (i >= from && space->output[i] > 1)
            space->each[answers++] =
                (space->whole[i] - space->first[i]) / (space->output[i] - 1);
    }
    predicted[FIRST_MEAN] = mean(space->first + from, n - from);
    predicted[WHOLE_MEAN] = mean(space->whole + from, n - from);
    quantile_fill(&predicted[FIRST_P50], levels, LEVELS, space->first + from, n - from);
    quantile_fill(&predicted[WHOLE_P50], levels, LEVELS, space->whole + from, n - from);
    predicted[OUTPUT_RATE] = tokens / seconds;
    if (answers == 0)
        return;
    predicted[EACH_MEAN] = mean(space->each, answers);
    quantile_fill(&predicted[EACH_P50], &levels[0], 1, space->each, answers);
    quantile_fill(&predicted[EACH_P99], &levels[3], 1, space->each, answers);
}

static bool predict(double *predicted, const char **why, const Served *record,
                    const ServingConstants *constants, void *memory)
{
    Space *space = memory;
    StepTime step = setup_step(record, constants);
    ServingLoad load = setup_load(record);
    if (setup_saturates(record, &step, load)) {
        *why = SATURATED;
        return false;
    }
    size_t n = fill_requests(space, record);
    Batching rules = {
        .budget = (int32_t)load.budget,
        .seats = (int32_t)fmin(load.seats, fmin(load.budget, MOST_SEATS)),
        .cache = (int64_t)fmax(0, load.cache),
        .shared = (int64_t)(record->prefix * record->prefixes),
        .wait = (int32_t)record->wait_steps,
        .policy = strcmp(record->engine, "trtllm") == 0 ? CACHE_RESERVE : CACHE_ON_DEMAND,
        .max_waiting = record->load == OPEN_LOOP ? (int64_t)load.seats : 0,
        .clients = record->load == CLOSED_LOOP ? (int32_t)record->users : 0,
    };
    Requests requests = { n, space->arrival, space->input, space->output, space->hit };

    BatchingCounts counts =
        batching_run(space->first, space->whole, &rules, &step, &requests, &space->batching);
    *why = counts.end == BATCHING_SATURATED ? SATURATED : "a request is larger than the cache";
    if (n == 0 || counts.end != BATCHING_DONE)
        return false;
    size_t started = record->steady ? (size_t)record->users : 0;
    measure(predicted, space, started < n ? started : 0, n, counts.seconds);
    return true;
}

Predictor serving_simulation(void)
{
    Space *space = memory_zeros(1, sizeof *space);

    if (!batching_space_make(&space->batching, MOST_REQUESTS, MOST_SEATS)) {
        fputs("out of memory\n", stderr);
        exit(STATUS_OUTSIDE);
    }
    return (Predictor){ "simulated event by event", predict, space };
}

void serving_simulation_free(Predictor *predictor)
{
    Space *space = predictor->space;

    batching_space_free(&space->batching);
    free(space);
    predictor->space = NULL;
}
