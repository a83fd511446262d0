/* outcome_requests.c - what a finished run knows of requests. */
#include "sim/engine/run_state.h"

#include <math.h>

uint64_t run_requests(const Run *run)
{
    return run->options.states ? run->options.requests : 0;
}

uint64_t run_request_trials(const Run *run)
{
    return run_requests(run) ? run->options.request_trials : 0;
}

bool run_has_state(const Run *run, RequestState state)
{
    return run_request_trials(run) > 0 && (run->options.states & STATE_ONLY(state));
}

bool is_kept_in(const Run *run, int op, int state)
{
    unsigned depends = run->wiring->ops[op].depends;

    return run_has_state(run, (RequestState)state) &&
           state_alike(run->options.states, depends, state) == state;
}

/* The PER_REQUEST column of a quantity, or -1, and the state in which what it has in a state
 * is kept. */
static int find_column(const Run *run, size_t design, const Quantity *quantity,
                       RequestState state, int *kept_in)
{
    int op = wiring_column(run->wiring, design, quantity);
    if (op < 0 || run->wiring->ops[op].timing != PER_REQUEST || !run_has_state(run, state))
        return -1;
    *kept_in = state_alike(run->options.states, run->wiring->ops[op].depends, (int)state);
    return op;
}

const double *run_request_values(const Run *run, size_t design, const Quantity *quantity,
                                 RequestState state, int statistic)
{
    int kept_in, op = find_column(run, design, quantity, state, &kept_in);

    return op < 0 ? NULL : run->kept[op].statistic[kept_in][statistic];
}

const double *run_request_within(const Run *run, size_t design, RequestState state,
                                 size_t limit)
{
    int kept_in,
        op = find_column(run, design, run->options.limits[limit].quantity, state, &kept_in);

    return op < 0 ? NULL : run->kept[op].within[kept_in] + limit * run->options.request_trials;
}

/* Whether a mean over requests is infinite: then some request's value is. */
static bool is_saturated(const Run *run, size_t design, RequestState state, uint64_t trial)
{
    const Scenario *s = run->wiring->scenario;

    for (size_t i = 0; i < s->quantity_count; i++) {
        const double *means =
            s->quantities[i]->report == NOT_REPORTED
                ? NULL
                : run_request_values(run, design, s->quantities[i], state, REQUEST_MEAN);
        if (means && !isfinite(means[trial]))
            return true;
    }
    return false;
}

uint64_t run_request_saturated(const Run *run, size_t design, RequestState state)
{
    uint64_t count = 0;

    for (uint64_t trial = 0; trial < run_request_trials(run); trial++)
        count += is_saturated(run, design, state, trial);
    return count;
}

double run_request_share(const Run *run, size_t design, const Quantity *quantity,
                         RequestState state, double x)
{
    int kept_in, op = find_column(run, design, quantity, state, &kept_in);
    uint64_t below = 0, all = 0;

    if (op < 0 || run->kept[op].slot < 0)
        return NAN;
    const uint64_t *counts = run->counts + share_place(run->kept[op].slot, kept_in);
    for (int bin = 0; bin < SHARE_PLACES; bin++) {
        all += counts[bin];
        below += bin <= share_bin(x) ? counts[bin] : 0;
    }
    return all ? (double)below / (double)all : NAN;
}
