/* serving_shortcut.c - mean values of a served measurement, without simulating it. */
#include "tests/validation/serving_predictors.h"

#include <math.h>

#include "tests/validation/serving_setup.h"

/* The phases of an open loop one by one, by the requests in each. */
static bool open_loop(double *predicted, const char **why, const Served *record,
                      const StepTime *step, ServingLoad load)
{
    double requests = 0, first = 0, each = 0, whole = 0;

    if (setup_saturates(record, step, load)) {
        *why = SATURATED;
        return false;
    }
    for (size_t i = 0; i < record->phases; i++) {
        double n = record->rate[i] * record->seconds[i];

        load.rate = record->rate[i];
        ServingCapacity capacity = capacity_of(step, &load);
        if (!capacity.stable)
            return false;
        requests += n;
        first += n * capacity.first_token;
        each += n * capacity.token_time;
        whole += n * capacity.whole;
    }
    predicted[FIRST_MEAN] = first / requests;
    predicted[EACH_MEAN] = each / requests;
    predicted[WHOLE_MEAN] = whole / requests;
    return true;
}

/* Mean seconds until the first token where all users ask at once: prompts are read in full
 * steps, one after the other. */
static double first_wave(const Served *record, const StepTime *step, const ServingLoad *load)
{
    double own = load->input - load->hit, tokens = fmin(load->budget, record->users * own);
    StepWork read = {
        .prompt = tokens,
        .pairs = 2 * tokens * fmax(1, own / load->budget) * fmin(own, load->budget),
        .sampled = tokens / own,
    };
    double steps = record->users * own / tokens;

    return step->request + 0.5 * (steps + 1) * step_time(step, &read);
}

/* Benchmarks send ten requests for each user, the first of them all at once. */
static bool closed_loop(double *predicted, const Served *record, const StepTime *step,
                        ServingLoad load)
{
    load.clients = record->users;
    ServingCapacity capacity = capacity_of(step, &load);
    double first = first_wave(record, step, &load),
           share = record->steady ? 0 : 1.0 / REQUESTS_A_USER;

    first = fmax(first, capacity.first_token);
    predicted[FIRST_MEAN] = (1 - share) * capacity.first_token + share * first;
    predicted[EACH_MEAN] = capacity.token_time;
    predicted[WHOLE_MEAN] = predicted[FIRST_MEAN] + (load.output - 1) * capacity.token_time;
    return capacity.most > 0;
}

static bool offline(double *predicted, const StepTime *step, const ServingLoad *load)
{
    ServingCapacity capacity = capacity_of(step, load);

    predicted[OUTPUT_RATE] = capacity.most * load->output;
    return capacity.most > 0;
}

/* Prompts are read in full steps, then all answer at once; where the cache does not hold
 * them all, so many times as it takes. */
static bool one_batch(double *predicted, const Served *record, const StepTime *step,
                      const ServingLoad *load)
{
    double fit = floor(fmin(load->seats, load->cache / (load->input + load->output)));
    double waves = ceil(record->users / fit), batch = record->users / waves;
    double pieces = ceil(batch * load->input / load->budget);
    StepWork read = {
        .prompt = batch * load->input / pieces,
        .pairs = 2 * batch * load->input * load->input / pieces,
        .sampled = batch / pieces,
    };
    StepWork answer = { .answered = batch, .context = batch * load->input, .sampled = batch };

    if (!(fit >= 1))
        return false;
    predicted[WHOLE_MEAN] =
        step->request +
        waves * (pieces * step_time(step, &read) +
                 step_run(step_time(step, &answer), batch * step->cached, load->output - 1));
    return true;
}

static bool predict(double *predicted, const char **why, const Served *record,
                    const ServingConstants *constants, void *space)
{
    StepTime step = setup_step(record, constants);
    ServingLoad load = setup_load(record);

    *why = "a request is larger than the cache";
    switch (record->load) {
    case OPEN_LOOP:
        return open_loop(predicted, why, record, &step, load);
    case CLOSED_LOOP:
        return closed_loop(predicted, record, &step, load);
    case ONE_BATCH:
        return one_batch(predicted, record, &step, &load);
    default:
        return offline(predicted, &step, &load);
    }
}

Predictor serving_shortcut(void)
{
    return (Predictor){ "mean values without simulation", predict, NULL };
}
