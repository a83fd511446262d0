/* replay.c - one trial again, with every column shown. */
#include "sim/engine/block.h"
#include "sim/engine/run.h"

#include <math.h>
#include <stdlib.h>

bool run_replay(const Wiring *w, uint64_t trial, int month, double *values, Error *err)
{
    const Scenario *s = w->scenario;
    if (trial >= s->trials || month < 1 || month > s->months)
        return fail_status(
            err, STATUS_USAGE,
            "there is no trial %llu in month %d: the run has trials 0..%llu and months 1..%d",
            (unsigned long long)trial, month, (unsigned long long)s->trials - 1, s->months);

    Sampler *sampler = sampler_make(s->sampler, s->seed, s->trials, s->registry->dimensions,
                                    s->registry->dimension_count);
    Workspace *ws = workspace_make(w, sampler, s->seed, false);
    double *shown = memory_grow(NULL, (size_t)w->op_count + 1, sizeof *shown);
    int lane = (int)(trial % LANES);

    block_begin(ws, trial / LANES, LANES);
    for (int m = 1; m <= s->months; m++) {
        block_month(ws, m);
        for (int k = 0; m == month && k < w->op_count; k++)
            shown[k] = block_column(ws, k)[lane];
    }
    block_end(ws);
    block_requests(ws, lane, 0);
    for (int k = 0; k < w->op_count; k++)
        if (w->ops[k].timing != PER_MONTH)
            shown[k] = block_column(ws, k)[w->ops[k].timing == PER_REQUEST ? 0 : lane];
    for (size_t i = 0; i < s->design_count * s->quantity_count; i++)
        values[i] = w->column[i] < 0 ? NAN : shown[w->column[i]];
    free(shown);
    workspace_free(ws);
    sampler_free(sampler);
    return true;
}
