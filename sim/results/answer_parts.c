/* answer_parts.c - where the money and the time of a design go. */
#include "sim/results/answer_steps.h"

#include <math.h>
#include <string.h>

/* The mean over the horizon of something that is paid once or every month. */
static Estimate over_horizon(const Finished *f, size_t design, const Quantity *quantity)
{
    MeanSe mean;
    double times = quantity->timing == PER_MONTH ? f->scenario->months : 1;

    if (!run_mean(f->run, design, quantity, 0, &mean))
        return estimate_unknown;
    return (Estimate){ times * mean.mean, times * mean.se };
}

static void add_component(DesignAnswer *d, const Finished *f, size_t design,
                          const Quantity *quantity)
{
    d->components[d->component_count++] = (ComponentAnswer){
        .key = quantity->key,
        .title = quantity->title,
        .mean = over_horizon(f, design, quantity),
    };
}

/* The terms of a sum that is computed, with the cash in its terms; a sum that is
 * given, itself. */
static void add_components(DesignAnswer *d, const Finished *f, size_t design,
                           const Quantity *sum)
{
    if (finished_kind(f, design, sum) != OP_TOTAL) {
        add_component(d, f, design, sum);
        return;
    }
    for (size_t i = 0; i < f->scenario->quantity_count; i++) {
        const Quantity *q = f->scenario->quantities[i];
        if (q->adds_to != sum || finished_kind(f, design, q) == OP_ABSENT)
            continue;
        if (q == f->scenario->registry->cash)
            add_components(d, f, design, q);
        else
            add_component(d, f, design, q);
    }
}

/* A stage is what a computed response time is made of: a quantity that adds to it,
 * by way of other sums or not, and is no such sum itself. */
static bool is_stage(const Finished *f, size_t design, const Quantity *quantity)
{
    if (quantity->timing != PER_REQUEST || finished_kind(f, design, quantity) == OP_ABSENT ||
        finished_kind(f, design, quantity) == OP_TOTAL)
        return false;
    for (const Quantity *q = quantity->adds_to; q; q = q->adds_to) {
        if (finished_kind(f, design, q) != OP_TOTAL)
            return false;
        if (strcmp(q->key, "latency.request") == 0)
            return true;
    }
    return false;
}

static Estimate over_requests(const Finished *f, size_t design, const Quantity *quantity,
                              int stat)
{
    const double *x = run_request_values(f->run, design, quantity, stat);

    return x ? estimate_mean(x, run_request_trials(f->run)) : estimate_unknown;
}

void answer_list_parts(Answer *answer, const Finished *f, size_t design)
{
    DesignAnswer *d = &answer->designs[design];
    const Registry *r = f->scenario->registry;
    size_t count = f->scenario->quantity_count;

    d->components = arena_array(&answer->arena, ComponentAnswer, count + 1);
    if (r->build && finished_kind(f, design, r->build) != OP_ABSENT)
        add_component(d, f, design, r->build);
    if (r->monthly && finished_kind(f, design, r->monthly) != OP_ABSENT)
        add_components(d, f, design, r->monthly);

    d->stages = arena_array(&answer->arena, StageAnswer, count + 1);
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = f->scenario->quantities[i];
        if (is_stage(f, design, q))
            d->stages[d->stage_count++] = (StageAnswer){
                .name = q->key,
                .title = q->title,
                .mean = over_requests(f, design, q, REQUEST_MEAN),
                .p95 = over_requests(f, design, q, REQUEST_P95),
            };
    }
}
