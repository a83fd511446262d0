/* answer_parts.c - where the money of a design goes. */
#include "sim/results/answer_steps.h"

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
}
