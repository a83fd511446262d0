/* room.c - memory for all that a run keeps. */
#include "sim/engine/run_state.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/pages.h"
#include "sim/engine/ranks.h"

uint64_t round_room(const Run *run)
{
    return run->round_blocks * LANES;
}

/* Whether the values of a column are kept one by one. */
static bool keeps_values(const Run *run, const Op *op)
{
    bool input = op->kind == OP_GIVEN && op->timing == PER_TRIAL;

    return op->timing != PER_REQUEST &&
           (op->quantity->report != NOT_REPORTED || (run->options.inputs && input));
}

static void list_column(Columns *columns, int k)
{
    columns->op[columns->count++] = k;
}

/* Room for all that is kept trial by trial. What other processes find is zero bits here
 * until it is joined. */
static bool make_numbers(Run *run)
{
    size_t designs = run->wiring->scenario->design_count, arrays = 0;

    for (int k = 0; k < run->wiring->op_count; k++)
        arrays += keeps_values(run, &run->wiring->ops[k]);
    if (run->options.by_month)
        arrays += designs * ((size_t)run->months + 1);
    size_t size = (arrays + 1) * round_room(run) * sizeof(double);
    run->numbers = run->next_numbers = pages_alloc(size);
    if (run->numbers && ranks_count() > 1)
        memset(run->numbers, 0, size);
    return run->numbers;
}

static double *take_numbers(Run *run, size_t arrays)
{
    double *taken = run->next_numbers;

    run->next_numbers += arrays * round_room(run);
    return taken;
}

static bool has_limit(const Run *run, const Quantity *quantity)
{
    for (size_t i = 0; i < run->options.limit_count; i++)
        if (run->options.limits[i].quantity == quantity)
            return true;
    return false;
}

/* Whether it is reported, or a part of what is. */
static bool is_told(const Quantity *quantity)
{
    while (quantity && quantity->report == NOT_REPORTED)
        quantity = quantity->adds_to;
    return quantity;
}

static bool keep_request_column(Run *run, int k)
{
    const Quantity *quantity = run->wiring->ops[k].quantity;
    bool limited = has_limit(run, quantity), ok = true;
    size_t trials = run->options.request_trials;
    Kept *kept = &run->kept[k];

    list_column(&run->requested, k);
    kept->one_by_one = is_told(quantity) || limited;
    kept->slot = quantity->report != NOT_REPORTED || limited ? run->slots++ : -1;
    for (int state = 0; state < STATES; state++) {
        if (!is_kept_in(run, k, state))
            continue;
        for (int i = 0; i < (kept->one_by_one ? REQUEST_STATS : REQUEST_MEAN + 1); i++)
            ok &= (kept->statistic[state][i] = calloc(trials + 1, sizeof(double))) != NULL;
        if (limited)
            ok &= (kept->within[state] =
                       calloc(run->options.limit_count * trials + 1, sizeof(double))) != NULL;
    }
    return ok && sum_parts_make(run, k);
}

static bool keep_column(Run *run, int k)
{
    const Op *op = &run->wiring->ops[k];
    Kept *kept = &run->kept[k];
    size_t sums = block_sum_count(run->wiring, k);
    bool ok = true;

    if (op->timing == PER_REQUEST)
        return keep_request_column(run, k);
    if (keeps_values(run, op)) {
        kept->values = take_numbers(run, 1);
        if (op->timing != PER_MONTH || op->quantity->report == AT_LAUNCH)
            list_column(&run->valued[op->timing], k);
    }
    if (op->quantity->otherwise) {
        ok &= (kept->misses = calloc(SLOTS, sizeof(uint64_t))) != NULL;
        list_column(&run->checked[op->timing], k);
    }
    if (run->options.means && !op->constant && !op->calendar) {
        ok &= (kept->slot_sums = calloc(SLOTS * sums, sizeof(double))) != NULL;
        ok &= (kept->batch_sums = calloc(RUN_BATCHES * sums, sizeof(double))) != NULL;
    }
    return ok;
}

static bool make_requests(Run *run, Thread *thread)
{
    size_t ops = (size_t)run->wiring->op_count + 1;
    bool *is_kept = arena_array(&run->arena, bool, ops);

    if (run_request_trials(run) == 0)
        return true;
    for (int i = 0; i < run->requested.count; i++)
        is_kept[run->requested.op[i]] = run->kept[run->requested.op[i]].one_by_one;
    thread->requests =
        requests_make(thread->workspace,
                      &(RequestsWanted){ run->options.states, run->options.requests, is_kept });
    return thread->requests;
}

static bool make_thread(Run *run, Thread *thread)
{
    thread->workspace = workspace_make(run->wiring, run->sampler, run->wiring->scenario->seed,
                                       run->options.means);
    if (thread->workspace)
        workspace_substitute(thread->workspace, &run->options.substitutes);
    thread->counts = calloc(share_place(run->slots, 0) + 1, sizeof(uint64_t));
    return thread->workspace && thread->counts && make_requests(run, thread);
}

bool room_make(Run *run)
{
    const Wiring *w = run->wiring;
    size_t designs = w->scenario->design_count;

    run->kept = arena_array(&run->arena, Kept, (size_t)w->op_count + 1);
    run->cumulative = arena_array(&run->arena, double *, designs + 1);
    run->thread = arena_array(&run->arena, Thread, (size_t)run->threads);
    run->requested.op = arena_array(&run->arena, int, (size_t)w->op_count + 1);
    for (int t = PER_TRIAL; t <= AFTER; t++) {
        run->valued[t].op = arena_array(&run->arena, int, (size_t)w->op_count + 1);
        run->checked[t].op = arena_array(&run->arena, int, (size_t)w->op_count + 1);
    }
    if (!make_numbers(run))
        return false;
    for (int k = 0; k < w->op_count; k++)
        if (!keep_column(run, k))
            return false;
    for (size_t d = 0; d < designs && run->options.by_month; d++)
        run->cumulative[d] = take_numbers(run, (size_t)run->months + 1);
    for (int t = 0; t < run->threads; t++)
        if (!make_thread(run, &run->thread[t]))
            return false;
    run->counts = arena_array(&run->arena, uint64_t, share_place(run->slots, 0) + 1);
    return true;
}

static void free_kept(const Kept *kept)
{
    for (int state = 0; state < STATES; state++) {
        for (int i = 0; i < REQUEST_STATS; i++)
            free(kept->statistic[state][i]);
        free(kept->within[state]);
    }
    sum_parts_free(kept);
    free(kept->slot_sums);
    free(kept->batch_sums);
    free(kept->misses);
}

void room_free(Run *run)
{
    for (int k = 0; run->kept && k < run->wiring->op_count; k++)
        free_kept(&run->kept[k]);
    free(run->numbers);
    for (int t = 0; run->thread && t < run->threads; t++) {
        requests_free(run->thread[t].requests);
        workspace_free(run->thread[t].workspace);
        free(run->thread[t].counts);
    }
}
