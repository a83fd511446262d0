/* replay.c - one trial again, with every column shown. */
#include "sim/engine/requests.h"
#include "sim/engine/run.h"

#include <math.h>
#include <stdlib.h>

/* The first request of the trial in a lane: what serves many together needs all of them. */
static void show_requests(Workspace *ws, const Wiring *w, int lane, double *shown)
{
    bool *none = memory_zeros((size_t)w->op_count + 1, sizeof *none);
    TrialRequests *requests = requests_make(
        ws, &(RequestsWanted){ STATE_ONLY(LAUNCH_AT_MEAN), run_defaults.requests, none });

    if (requests)
        requests_simulate(requests, lane);
    for (int k = 0; k < w->op_count; k++)
        if (w->ops[k].timing == PER_REQUEST)
            shown[k] = requests ? requests_first(requests, k) : NAN;
    requests_free(requests);
    free(none);
}

static void show_trial(const Wiring *w, const Sampler *sampler, uint64_t trial, int month,
                       double *shown)
{
    Workspace *ws = workspace_make(w, sampler, w->scenario->seed, false);
    int lane = (int)(trial % LANES);

    block_begin(ws, trial / LANES, LANES);
    for (int m = 1; m <= w->scenario->months; m++) {
        block_month(ws, m);
        for (int k = 0; m == month && k < w->op_count; k++)
            shown[k] = block_column(ws, k)[lane];
    }
    block_end(ws);
    show_requests(ws, w, lane, shown);
    for (int k = 0; k < w->op_count; k++)
        if (w->ops[k].timing == PER_TRIAL || w->ops[k].timing == AFTER)
            shown[k] = block_column(ws, k)[lane];
    workspace_free(ws);
}

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
    double *shown = memory_grow(NULL, (size_t)w->op_count + 1, sizeof *shown);

    show_trial(w, sampler, trial, month, shown);
    for (size_t i = 0; i < s->design_count * s->quantity_count; i++)
        values[i] = w->column[i] < 0 ? NAN : shown[w->column[i]];
    free(shown);
    sampler_free(sampler);
    return true;
}
