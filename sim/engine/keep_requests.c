/* keep_requests.c - from the requests of a trial to what results need. */
#include "sim/engine/run_state.h"

#include <math.h>
#include <string.h>

#include "sim/base/quantile.h"

int share_bin(double x)
{
    uint64_t bits, lowest;
    double low = SHARE_LOWEST;

    if (!isfinite(x))
        return SHARE_PLACES - 1;
    if (x < low)
        return 0;
    memcpy(&bits, &x, sizeof bits);
    memcpy(&lowest, &low, sizeof lowest);
    uint64_t bin = (bits >> (52 - SHARE_BITS)) - (lowest >> (52 - SHARE_BITS));
    return bin < SHARE_BINS ? (int)bin + 1 : SHARE_BINS + 1;
}

double share_bin_least(int bin)
{
    double least = SHARE_LOWEST;
    uint64_t bits;

    if (bin <= 0)
        return 0;
    if (bin == SHARE_PLACES)
        return INFINITY;
    memcpy(&bits, &least, sizeof bits);
    bits += (uint64_t)(bin - 1) << (52 - SHARE_BITS);
    memcpy(&least, &bits, sizeof least);
    return bin < SHARE_PLACES - 1 ? least : INFINITY;
}

static double share_within(const double *x, uint64_t n, double limit)
{
    uint64_t within = 0;

    for (uint64_t i = 0; i < n; i++)
        within += x[i] <= limit ? 1 : 0;
    return (double)within / (double)n;
}

static void count_shares(const Site *at, int slot, int state, const double *x)
{
    uint64_t *counts = at->thread->counts + share_place(slot, state);

    for (uint64_t i = 0; i < at->run->options.requests; i++)
        counts[share_bin(x[i])]++;
}

/* A column in a state in which it is not like in another one. */
static void keep_column(const Site *at, int op, int state, uint64_t place)
{
    static const double of_sums[] = { 0.50, 0.94, 0.95, 0.96, 0.99 };
    static const double of_others[] = { 0.50, 0.95, 0.99 };
    const Run *run = at->run;
    const Kept *kept = &run->kept[op];
    uint64_t n = run->options.requests;
    double x_at[5];
    bool sum = kept->part_count > 0;

    kept->statistic[state][REQUEST_MEAN][place] =
        requests_sum(at->thread->requests, op, state) / (double)n;
    if (!kept->one_by_one)
        return;
    const double *x = requests_values(at->thread->requests, op, state);
    quantile_fill(x_at, sum ? of_sums : of_others, sum ? 5 : 3, x, n);
    kept->statistic[state][REQUEST_P50][place] = x_at[0];
    kept->statistic[state][REQUEST_P95][place] = x_at[sum ? 2 : 1];
    kept->statistic[state][REQUEST_P99][place] = x_at[sum ? 4 : 2];
    if (sum)
        sum_parts_keep(at, op, state, place, x_at + 1);
    if (kept->slot >= 0)
        count_shares(at, kept->slot, state, x);
    for (size_t k = 0; k < run->options.limit_count; k++)
        if (run->wiring->ops[op].quantity == run->options.limits[k].quantity)
            kept->within[state][k * run->options.request_trials + place] =
                share_within(x, n, run->options.limits[k].most);
}

static void keep_trial(const Site *at, int lane, uint64_t place)
{
    const Run *run = at->run;

    requests_simulate(at->thread->requests, lane);
    for (int k = 0; k < run->requested.count; k++)
        for (int state = 0; state < STATES; state++)
            if (is_kept_in(run, run->requested.op[k], state))
                keep_column(at, run->requested.op[k], state, place);
}

/* The trials whose requests are simulated lie evenly spread over the run. */
void keep_requests(const Site *at)
{
    const Run *run = at->run;
    uint64_t count = run_request_trials(run), last = at->first + (uint64_t)at->lanes;

    for (uint64_t j = (at->first * count + run->trials - 1) / run->trials;
         j < count && j * run->trials / count < last; j++)
        keep_trial(at, (int)(j * run->trials / count - at->first), j);
}
