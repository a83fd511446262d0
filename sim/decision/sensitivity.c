#include "sim/decision/sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/decision/information.h"
#include "sim/decision/sensitivity_steps.h"
#include "sim/engine/ranks.h"

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* --- the order of the inputs ------------------------------------------------------- */

double sensitivity_swing(const InputEffect *input)
{
    double swing = fabs(input->at_p90.value - input->at_p10.value);

    return isfinite(swing) ? swing : 0;
}

bool sensitivity_is_worth(const InputEffect *input)
{
    return input->worth.value > 2 * input->worth.se;
}

static int descending(double a, double b)
{
    return (a < b) - (a > b);
}

static int compare_inputs(const void *left, const void *right)
{
    const InputEffect *a = left, *b = right;
    double worth_a = sensitivity_is_worth(a) ? a->worth.value : 0;
    double worth_b = sensitivity_is_worth(b) ? b->worth.value : 0;
    int order = descending(worth_a, worth_b);

    if (order == 0)
        order = descending(a->chance.value, b->chance.value);
    if (order == 0)
        order = descending(sensitivity_swing(a), sensitivity_swing(b));
    return order != 0 ? order : strcmp(a->key, b->key);
}

/* --- all together ------------------------------------------------------------------ */

static void describe_difference(Sensitivity *s, const double *difference)
{
    double *gain = memory_grow(NULL, s->trials, sizeof *gain), sign;

    s->mean = estimate_mean(difference, s->trials);
    s->favourite = s->mean.value <= 0 ? s->a : s->b;
    sign = s->favourite == s->a ? 1 : -1;
    for (uint64_t i = 0; i < s->trials; i++)
        gain[i] = sign * difference[i];
    s->perfect = information_perfect(gain, s->trials);
    for (uint64_t i = 0; i < s->trials; i++)
        gain[i] = gain[i] < 0 ? 1 : gain[i] > 0 ? 0 : 0.5;
    s->favourite_cheaper = estimate_mean(gain, s->trials);
    free(gain);
}

static bool analyse(Sensitivity *s, Pair *pair, Error *err)
{
    Run *run = pair_run(pair, s->trials, NULL, err);
    double *difference;

    if (!run)
        return false;
    difference = memory_grow(NULL, s->trials, sizeof *difference);
    pair_difference(difference, pair, run);
    describe_difference(s, difference);
    sensitivity_list(s, pair);
    sensitivity_sampled(s, pair, run, difference);
    sensitivity_held(s, pair, run, difference);
    bool well = sensitivity_indices(s, pair, err);
    free(difference);
    run_free(run);
    if (s->count > 0)
        qsort(s->inputs, s->count, sizeof *s->inputs, compare_inputs);
    return well;
}

/* Which runs follow depends on the results of others, which only the first process has. */
static bool is_alone(Error *err)
{
    if (ranks_count() == 1)
        return true;
    fail_status(err, STATUS_USAGE, "sensitivity is not spread over several processes");
    return fail_help(err, "its runs are short: one process is enough");
}

bool sensitivity_make(Sensitivity *s, const Scenario *scenario, size_t a, size_t b, int threads,
                      Error *err)
{
    uint64_t trials = least(scenario->trials, RUN_EXACT);
    bool nested = scenario->sampler != SAMPLER_LHS; /* fewer trials are the first of more */
    Pair pair;

    *s = (Sensitivity){ .scenario = scenario,
                        .a = a,
                        .b = b,
                        .trials = trials,
                        .held = nested ? least(trials, SENSITIVITY_HELD) : trials,
                        .points = least(trials, SENSITIVITY_POINTS) };
    if (!is_alone(err))
        return false;
    bool well = pair_make(&pair, scenario, a, b, threads, err) && analyse(s, &pair, err);
    pair_free(&pair);
    return well;
}

void sensitivity_free(Sensitivity *s)
{
    arena_free(&s->arena);
    *s = (Sensitivity){ 0 };
}
