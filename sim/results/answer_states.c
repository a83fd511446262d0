/* answer_states.c - how long the requests of a design take, and what with, at launch and at
 * the end, at the mean load and at the peak. */
#include "sim/results/answer_steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST_TIME "latency.request"

static const struct {
    const char *name, *title;
} states[STATES] = {
    [LAUNCH_AT_MEAN] = { "launch_mean", "at launch, mean load" },
    [LAUNCH_AT_PEAK] = { "launch_peak", "at launch, busiest hour" },
    [END_AT_MEAN] = { "end_mean", "at the end, mean load" },
    [END_AT_PEAK] = { "end_peak", "at the end, busiest hour" },
};

/* Each percentile over the requests of a trial is a distribution over trials. */
void answer_list_percentiles(Answer *answer, Items *items, const Gatherer *g, size_t design,
                             const Quantity *quantity, RequestState state)
{
    static const struct {
        int stat;
        const char *key, *title;
    } stats[] = { { REQUEST_MEAN, "mean", "average" },
                  { REQUEST_P50, "p50", "P50" },
                  { REQUEST_P95, "p95", "P95" },
                  { REQUEST_P99, "p99", "P99" } };

    for (size_t s = 0; s < REQUEST_STATS; s++) {
        const double *x = run_request_values(g->run, design, quantity, state, stats[s].stat);
        if (!x)
            continue;
        Item item = answer_item(quantity);
        item.quantity = NULL;
        item.key = arena_format(&answer->arena, "%s.%s", quantity->key, stats[s].key);
        item.title = arena_format(&answer->arena, "%s, %s", quantity->title, stats[s].title);
        item.summary = summary_make(x, run_request_trials(g->run));
        items->items[items->count++] = item;
    }
}

/* --- stages ------------------------------------------------------------------------- */

/* A stage is what a computed response time is made of: a quantity that adds to it,
 * by way of other sums or not, and is no such sum itself. */
static bool is_stage(const Gatherer *g, size_t design, const Quantity *quantity)
{
    if (quantity->timing != PER_REQUEST || gathered_kind(g, design, quantity) == OP_ABSENT ||
        gathered_kind(g, design, quantity) == OP_TOTAL)
        return false;
    for (const Quantity *q = quantity->adds_to; q; q = q->adds_to) {
        if (gathered_kind(g, design, q) != OP_TOTAL)
            return false;
        if (strcmp(q->key, REQUEST_TIME) == 0)
            return true;
    }
    return false;
}

/* What is given is the same for all requests of a trial. */
static Estimate over_requests(const Gatherer *g, size_t design, const Quantity *quantity,
                              RequestState state, int stat)
{
    const double *x = run_request_values(g->run, design, quantity, state, stat);
    MeanSe same;

    if (x)
        return estimate_mean(x, run_request_trials(g->run));
    if (!run_mean(g->run, design, quantity, 0, &same))
        return estimate_unknown;
    return (Estimate){ same.mean, same.se };
}

/* The mean over the trials in which every request is answered. */
static Estimate mean_answered(const double *x, const bool *unanswered, size_t n)
{
    double *answered = memory_grow(NULL, n + 1, sizeof *answered);
    size_t count = 0;

    for (size_t j = 0; j < n; j++)
        if (!unanswered[j])
            answered[count++] = x[j];
    Estimate mean = estimate_mean(answered, count);
    free(answered);
    return mean;
}

static StageAnswer stage_of(const Gatherer *g, size_t design, const Quantity *quantity,
                            RequestState state, const bool *unanswered)
{
    size_t n = (size_t)run_request_trials(g->run);
    const Quantity *whole = gathered_quantity(g->scenario, REQUEST_TIME);
    const double *mean = run_request_values(g->run, design, quantity, state, REQUEST_MEAN);
    const double *of_p95 =
        quantity == whole ? run_request_values(g->run, design, quantity, state, REQUEST_P95)
                          : run_request_part(g->run, design, whole, quantity, state);

    return (StageAnswer){
        .name = quantity->key,
        .title = quantity->title,
        .mean = mean ? mean_answered(mean, unanswered, n)
                     : over_requests(g, design, quantity, state, REQUEST_MEAN),
        .of_p95 = of_p95 ? mean_answered(of_p95, unanswered, n) : estimate_unknown,
        .p95 = over_requests(g, design, quantity, state, REQUEST_P95),
    };
}

static void list_stages(Answer *answer, StateAnswer *of, const Gatherer *g, size_t design,
                        RequestState state)
{
    size_t count = g->scenario->quantity_count;
    const Quantity *whole = gathered_quantity(g->scenario, REQUEST_TIME);
    bool *unanswered =
        arena_array(&answer->arena, bool, (size_t)run_request_trials(g->run) + 1);

    run_request_infinite(g->run, design, state, REQUEST_MEAN, unanswered);
    of->stages = arena_array(&answer->arena, StageAnswer, count + 1);
    for (size_t i = 0; i < count; i++)
        if (is_stage(g, design, g->scenario->quantities[i]))
            of->stages[of->stage_count++] =
                stage_of(g, design, g->scenario->quantities[i], state, unanswered);
    if (!whole)
        return;
    of->whole = stage_of(g, design, whole, state, unanswered);
    double *curve = arena_array(&answer->arena, double, CURVE);
    if (run_request_curve(g->run, curve, CURVE, design, whole, state))
        of->curve = curve;
}

/* --- states ------------------------------------------------------------------------- */

/* The share of futures in which a statistic over requests is infinite. */
static Estimate infinite_share(const Gatherer *g, size_t design, RequestState state,
                               int statistic)
{
    double n = (double)run_request_trials(g->run);
    double share = (double)run_request_infinite(g->run, design, state, statistic, NULL) / n;

    return (Estimate){ share, n > 1 ? sqrt(share * (1 - share) / (n - 1)) : NAN };
}

void answer_list_states(Answer *answer, const Gatherer *g, size_t design)
{
    DesignAnswer *d = &answer->designs[design];
    size_t count = g->scenario->quantity_count;

    for (int s = 0; s < STATES; s++) {
        StateAnswer *state = &d->states[s];
        *state = (StateAnswer){
            .name = states[s].name,
            .title = states[s].title,
            .saturated = estimate_unknown,
            .unanswered = estimate_unknown,
        };
        if (!run_has_state(g->run, (RequestState)s))
            continue;
        state->latencies.items = arena_array(&answer->arena, Item, count * REQUEST_STATS + 1);
        for (size_t i = 0; i < count; i++)
            if (g->scenario->quantities[i]->report != NOT_REPORTED)
                answer_list_percentiles(answer, &state->latencies, g, design,
                                        g->scenario->quantities[i], (RequestState)s);
        list_stages(answer, state, g, design, (RequestState)s);
        state->saturated = infinite_share(g, design, (RequestState)s, REQUEST_P50);
        state->unanswered = infinite_share(g, design, (RequestState)s, REQUEST_MEAN);
    }
    d->stages = d->states[LAUNCH_AT_MEAN].stages;
    d->stage_count = d->states[LAUNCH_AT_MEAN].stage_count;
}
