/* answer_parts.c - where the money and the time of a design go. */
#include "sim/results/answer_steps.h"

#include <math.h>
#include <string.h>

/* The mean over the horizon of something that is paid once or every month. */
static Estimate over_horizon(const Gatherer *g, size_t design, const Quantity *quantity)
{
    MeanSe mean;
    double times = quantity->timing == PER_MONTH ? g->scenario->months : 1;

    if (!run_mean(g->run, design, quantity, 0, &mean))
        return estimate_unknown;
    return (Estimate){ times * mean.mean, times * mean.se };
}

static void add_component(DesignAnswer *d, const Gatherer *g, size_t design,
                          const Quantity *quantity)
{
    d->components[d->component_count++] = (ComponentAnswer){
        .key = quantity->key,
        .title = quantity->title,
        .mean = over_horizon(g, design, quantity),
    };
}

/* The terms of a sum that is computed, with the cash in its terms; a sum that is
 * given, itself. */
static void add_components(DesignAnswer *d, const Gatherer *g, size_t design,
                           const Quantity *sum)
{
    if (gathered_kind(g, design, sum) != OP_TOTAL) {
        add_component(d, g, design, sum);
        return;
    }
    for (size_t i = 0; i < g->scenario->quantity_count; i++) {
        const Quantity *q = g->scenario->quantities[i];
        if (q->adds_to != sum || gathered_kind(g, design, q) == OP_ABSENT)
            continue;
        if (q == g->scenario->registry->cash)
            add_components(d, g, design, q);
        else
            add_component(d, g, design, q);
    }
}

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
        if (strcmp(q->key, "latency.request") == 0)
            return true;
    }
    return false;
}

static Estimate over_requests(const Gatherer *g, size_t design, const Quantity *quantity,
                              int stat)
{
    const double *x = run_request_values(g->run, design, quantity, LAUNCH_AT_MEAN, stat);

    return x ? estimate_mean(x, run_request_trials(g->run)) : estimate_unknown;
}

void answer_list_parts(Answer *answer, const Gatherer *g, size_t design)
{
    DesignAnswer *d = &answer->designs[design];
    const Registry *r = g->scenario->registry;
    size_t count = g->scenario->quantity_count;

    d->components = arena_array(&answer->arena, ComponentAnswer, count + 1);
    if (r->build && gathered_kind(g, design, r->build) != OP_ABSENT)
        add_component(d, g, design, r->build);
    if (r->monthly && gathered_kind(g, design, r->monthly) != OP_ABSENT)
        add_components(d, g, design, r->monthly);

    d->stages = arena_array(&answer->arena, StageAnswer, count + 1);
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = g->scenario->quantities[i];
        if (is_stage(g, design, q))
            d->stages[d->stage_count++] = (StageAnswer){
                .name = q->key,
                .title = q->title,
                .mean = over_requests(g, design, q, REQUEST_MEAN),
                .p95 = over_requests(g, design, q, REQUEST_P95),
            };
    }
}
