/* sum_parts.c - what the requests near the P95 of a sum spend their time with.
 *
 * Percentiles of summands do not add up to the percentile of the sum. What does: the means
 * of the summands among the requests whose sum is there. The P95 is one point, so these are
 * the requests between the P94 and the P96, and what their mean is off the P95 is shared
 * out in proportion.
 */
#include "sim/engine/run_state.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/ranks.h"

static const Quantity *quantity_of(const Wiring *w, Port source)
{
    return w->ops[source.kind == PORT_LEVEL ? w->level[source.index].column : source.index]
        .quantity;
}

/* List the summands, and for a sum among them its own. */
static void list_parts(const Run *run, Kept *kept, int op)
{
    const Wiring *w = run->wiring;

    for (int k = 0; k < w->ops[op].port_count; k++) {
        const Port source = w->ops[op].ports[k];
        if (source.kind == PORT_COLUMN && w->ops[source.index].kind == OP_TOTAL)
            list_parts(run, kept, source.index);
        else if (source.kind == PORT_COLUMN || source.kind == PORT_LEVEL)
            kept->parts[kept->part_count++] =
                (SumPart){ .quantity = quantity_of(w, source), .source = source };
    }
}

bool sum_parts_make(Run *run, int op)
{
    const Op *sum = &run->wiring->ops[op];
    Kept *kept = &run->kept[op];
    bool ok = true;

    if (sum->kind != OP_TOTAL || sum->quantity->adds_to ||
        sum->quantity->report == NOT_REPORTED)
        return true;
    kept->parts = arena_array(&run->arena, SumPart, (size_t)run->wiring->op_count + 1);
    list_parts(run, kept, op);
    for (int k = 0; k < kept->part_count; k++)
        for (int state = 0; state < STATES; state++)
            if (is_kept_in(run, op, state))
                ok &= (kept->parts[k].share[state] =
                           calloc(run->options.request_trials + 1, sizeof(double))) != NULL;
    return ok;
}

void sum_parts_keep(const Site *at, int op, int state, uint64_t place, const double band[3])
{
    const Kept *kept = &at->run->kept[op];
    TrialRequests *requests = at->thread->requests;
    double p95 = band[1], sum = 0;

    if (isfinite(p95))
        requests_choose(requests, op, state, band[0], isfinite(band[2]) ? band[2] : p95);
    for (int k = 0; k < kept->part_count; k++) {
        double mean = isfinite(p95)
                          ? requests_chosen_mean(requests, kept->parts[k].source, state)
                          : (double)NAN;
        kept->parts[k].share[state][place] = mean;
        sum += mean;
    }
    for (int k = 0; k < kept->part_count && sum > 0; k++)
        kept->parts[k].share[state][place] *= p95 / sum;
}

void sum_parts_join(const Run *run, int op)
{
    const Kept *kept = &run->kept[op];

    for (int k = 0; k < kept->part_count; k++)
        for (int state = 0; state < STATES; state++)
            if (kept->parts[k].share[state])
                ranks_join(kept->parts[k].share[state], run->options.request_trials);
}

void sum_parts_free(const Kept *kept)
{
    for (int k = 0; k < kept->part_count; k++)
        for (int state = 0; state < STATES; state++)
            free(kept->parts[k].share[state]);
}
