/* outcome_requests.c - what a finished run knows of requests. */
#include "sim/engine/run_state.h"

#include <math.h>
#include <stdlib.h>

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

const double *run_request_within(const Run *run, size_t design, const Quantity *quantity,
                                 RequestState state, double most)
{
    int kept_in, op = find_column(run, design, quantity, state, &kept_in);

    for (size_t k = 0; op >= 0 && k < run->options.limit_count; k++) {
        const RequestLimit *limit = &run->options.limits[k];
        if (limit->quantity == quantity && limit->most == most)
            return run->kept[op].within[kept_in] + k * run->options.request_trials;
    }
    return NULL;
}

const double *run_request_part(const Run *run, size_t design, const Quantity *sum,
                               const Quantity *part, RequestState state)
{
    int kept_in, op = find_column(run, design, sum, state, &kept_in);

    for (int k = 0; op >= 0 && k < run->kept[op].part_count; k++)
        if (run->kept[op].parts[k].quantity == part)
            return run->kept[op].parts[k].share[kept_in];
    return NULL;
}

uint64_t run_request_infinite(const Run *run, size_t design, RequestState state, int statistic,
                              bool *in)
{
    const Scenario *s = run->wiring->scenario;
    uint64_t trials = run_request_trials(run), count = 0;
    bool *any = memory_zeros(trials + 1, sizeof *any);

    for (size_t i = 0; i < s->quantity_count; i++) {
        const double *x =
            s->quantities[i]->report == NOT_REPORTED
                ? NULL
                : run_request_values(run, design, s->quantities[i], state, statistic);
        for (uint64_t trial = 0; x && trial < trials; trial++)
            any[trial] = any[trial] || !isfinite(x[trial]);
    }
    for (uint64_t trial = 0; trial < trials; trial++) {
        count += any[trial];
        if (in)
            in[trial] = any[trial];
    }
    free(any);
    return count;
}

/* The counts of a quantity in a state, or NULL, and their sum. */
static const uint64_t *find_counts(const Run *run, size_t design, const Quantity *quantity,
                                   RequestState state, uint64_t *all)
{
    int kept_in, op = find_column(run, design, quantity, state, &kept_in);

    if (op < 0 || run->kept[op].slot < 0)
        return NULL;
    const uint64_t *counts = run->counts + share_place(run->kept[op].slot, kept_in);
    *all = 0;
    for (int bin = 0; bin < SHARE_PLACES; bin++)
        *all += counts[bin];
    return *all > 0 ? counts : NULL;
}

double run_request_share(const Run *run, size_t design, const Quantity *quantity,
                         RequestState state, double x)
{
    uint64_t all, below = 0;
    const uint64_t *counts = find_counts(run, design, quantity, state, &all);

    for (int bin = 0; counts && bin <= share_bin(x); bin++)
        below += counts[bin];
    return counts ? (double)below / (double)all : (double)NAN;
}

/* Within a bin, values are taken to lie evenly. */
static double within_bin(int bin, double share)
{
    double least = share_bin_least(bin), end = share_bin_least(bin + 1);

    return isfinite(end) ? least + share * (end - least) : end;
}

bool run_request_curve(const Run *run, double *values, size_t n, size_t design,
                       const Quantity *quantity, RequestState state)
{
    uint64_t all, below = 0;
    const uint64_t *counts = find_counts(run, design, quantity, state, &all);
    int bin = -1;

    for (size_t k = 0; counts && k < n; k++) {
        double rank = (double)k / (double)(n - 1) * (double)all;
        while (bin < 0 || counts[bin] == 0 ||
               (bin < SHARE_PLACES - 1 && (double)(below + counts[bin]) < rank)) {
            below += bin < 0 ? 0 : counts[bin];
            bin++;
        }
        values[k] = within_bin(bin, (rank - (double)below) / (double)counts[bin]);
    }
    return counts;
}
