/* keep.c - from columns to what results need. */
#include "sim/engine/run_state.h"

#include <string.h>

#include "sim/engine/ranks.h"

static const double *column_at(const Site *at, int op)
{
    return block_column(at->thread->workspace, op);
}

void keep_sums(const Run *run, Thread *thread, uint64_t slot)
{
    const Wiring *w = run->wiring;

    for (int k = 0; run->options.means && k < w->op_count; k++) {
        size_t count = block_sum_count(w, k), size = count * sizeof(double);
        if (!run->kept[k].slot_sums)
            continue;
        double *sums = block_sums(thread->workspace, k);
        memcpy(run->kept[k].slot_sums + slot * count, sums, size);
        memset(sums, 0, size);
    }
}

static void keep_values(const Site *at, int k)
{
    memcpy(at->run->kept[k].values + at->place, column_at(at, k),
           (size_t)at->lanes * sizeof(double));
}

/* The mean over the months of what is refreshed each month. */
static void keep_monthly_means(const Site *at)
{
    const Wiring *w = at->run->wiring;
    double share = 1.0 / at->run->months;

    for (int s = 0; s < w->sum_count; s++) {
        const Op *op = &w->ops[w->sum[s]];
        double *values = at->run->kept[w->sum[s]].values;
        if (!values || op->timing != PER_MONTH || op->quantity->report != REPORTED)
            continue;
        const double *total = block_total(at->thread->workspace, s);
        for (int i = 0; i < at->lanes; i++)
            values[at->place + (uint64_t)i] = total[i] * share;
    }
}

static void keep_misses(const Site *at, int k)
{
    const double *column = column_at(at, k);
    double least = at->run->wiring->ops[k].quantity->least;
    uint64_t misses = 0;

    for (int i = 0; i < at->lanes; i++)
        misses += column[i] >= least ? 0 : 1;
    at->run->kept[k].misses[at->slot] += misses;
}

void keep_columns(const Site *at, Timing timing, int month)
{
    const Columns *valued = &at->run->valued[timing], *checked = &at->run->checked[timing];

    for (int i = 0; month <= 1 && i < valued->count; i++)
        keep_values(at, valued->op[i]);
    for (int i = 0; i < checked->count; i++)
        keep_misses(at, checked->op[i]);
    if (timing == AFTER)
        keep_monthly_means(at);
}

WIDE static void add_month(double *restrict now, const double *restrict before,
                           const double *restrict cost, int lanes)
{
    for (int i = 0; i < lanes; i++)
        now[i] = before[i] + cost[i];
}

void keep_cumulative(const Site *at, int month)
{
    static const double nothing[LANES] = { 0 };
    const Run *run = at->run;
    const Registry *r = run->wiring->scenario->registry;
    const Quantity *a_month = run->options.rank_cash ? r->cash : r->monthly;

    for (size_t d = 0; run->options.by_month && d < run->wiring->scenario->design_count; d++) {
        double *now = run->cumulative[d] + (size_t)month * round_room(run) + at->place;
        const double *before = month == 0 ? nothing : now - round_room(run);
        int op = wiring_column(run->wiring, d, month == 0 ? r->build : a_month);
        add_month(now, before, op >= 0 ? column_at(at, op) : nothing, at->lanes);
    }
}

void keep_round(Run *run)
{
    for (int k = 0; k < run->wiring->op_count; k++) {
        const Kept *kept = &run->kept[k];
        size_t sums = block_sum_count(run->wiring, k);
        for (uint64_t slot = run->first_slot; kept->slot_sums && slot < run->next_slot;
             slot++) {
            uint64_t batch = run->batch_rounds > 0 ? run->round / run->batch_rounds : slot;
            for (size_t i = 0; i < sums; i++)
                kept->batch_sums[batch * sums + i] += kept->slot_sums[slot * sums + i];
        }
    }
}

/* --- joining ------------------------------------------------------------------------ */

static void join_requests(const Run *run, int k)
{
    const Kept *kept = &run->kept[k];
    size_t trials = run->options.request_trials;

    sum_parts_join(run, k);
    for (int state = 0; state < STATES; state++) {
        for (int i = 0; is_kept_in(run, k, state) && i < REQUEST_STATS; i++)
            if (kept->statistic[state][i])
                ranks_join(kept->statistic[state][i], trials);
        if (is_kept_in(run, k, state) && kept->within[state])
            ranks_join(kept->within[state], run->options.limit_count * trials);
    }
}

static void join_column(const Run *run, int k)
{
    const Kept *kept = &run->kept[k];

    if (kept->values && run->batch_rounds == 0)
        ranks_join(kept->values, round_room(run));
    if (kept->batch_sums)
        ranks_join(kept->batch_sums, RUN_BATCHES * block_sum_count(run->wiring, k));
    if (kept->misses)
        ranks_add(kept->misses, SLOTS);
    if (run->wiring->ops[k].timing == PER_REQUEST)
        join_requests(run, k);
}

void keep_join(Run *run)
{
    size_t places = share_place(run->slots, 0);

    for (int t = 0; t < run->threads; t++)
        for (size_t i = 0; i < places; i++)
            run->counts[i] += run->thread[t].counts[i];
    if (run->options.alone)
        return;
    ranks_add(run->counts, places);
    for (int k = 0; k < run->wiring->op_count; k++)
        join_column(run, k);
    for (size_t d = 0; d < run->wiring->scenario->design_count; d++)
        if (run->cumulative[d] && run->batch_rounds == 0)
            ranks_join(run->cumulative[d], ((size_t)run->months + 1) * round_room(run));
}
