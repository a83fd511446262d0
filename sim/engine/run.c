#include "sim/engine/run.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/pages.h"
#include "sim/engine/ranks.h"
#include "sim/engine/run_state.h"

const RunOptions run_defaults = {
    .request_trials = 256, .requests = 4096, .means = true, .by_month = true
};

/* --- making -------------------------------------------------------------------- */

static uint64_t parts_of(uint64_t whole, uint64_t part)
{
    return (whole + part - 1) / part;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Up to RUN_EXACT trials one round, whose slots are the batches; beyond, rounds of a
 * block a slot, and batches of whole rounds. Each batch belongs to one process. */
static void divide(Run *run)
{
    run->blocks = parts_of(run->trials, LANES);
    if (run->trials <= RUN_EXACT) {
        run->round_blocks = run->blocks;
        run->slot_blocks = parts_of(run->blocks, SLOTS);
        run->batches = parts_of(run->blocks, run->slot_blocks);
        run->last_round = 1;
        run->first_slot = ranks_part_begin(run->batches);
    } else {
        run->round_blocks = RUN_ROUND / LANES;
        run->slot_blocks = run->round_blocks / SLOTS;
        uint64_t rounds = parts_of(run->blocks, run->round_blocks);
        run->batch_rounds = parts_of(rounds, RUN_BATCHES);
        run->batches = parts_of(rounds, run->batch_rounds);
        run->round = least(ranks_part_begin(run->batches) * run->batch_rounds, rounds);
        run->last_round = least(ranks_part_end(run->batches) * run->batch_rounds, rounds);
    }
    run->next_slot = run->first_slot;
}

uint64_t round_room(const Run *run)
{
    return run->round_blocks * LANES;
}

static double *numbers(size_t count)
{
    return malloc((count + 1) * sizeof(double));
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

static bool keep_request_column(Run *run, Kept *kept, bool reported)
{
    int statistics = reported ? REQUEST_STATS : REQUEST_MEAN + 1;
    bool ok = true;

    for (int i = 0; i < statistics; i++)
        ok &= (kept->statistic[i] = calloc(run->options.request_trials + 1, sizeof(double))) !=
              NULL;
    if (reported)
        kept->slot = run->slots++;
    return ok;
}

static bool keep_column(Run *run, int k)
{
    const Op *op = &run->wiring->ops[k];
    Kept *kept = &run->kept[k];
    size_t sums = block_sum_count(run->wiring, k);
    bool ok = true;

    kept->slot = -1;
    if (op->timing == PER_REQUEST) {
        list_column(&run->requested, k);
        return keep_request_column(run, kept, op->quantity->report != NOT_REPORTED);
    }
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

static size_t count_places(const Run *run)
{
    return (size_t)run->slots * (SHARE_BINS + 2) + 1;
}

static bool make_thread(const Run *run, Thread *thread)
{
    size_t slots = (size_t)run->slots;
    thread->workspace = workspace_make(run->wiring, run->sampler, run->wiring->scenario->seed,
                                       run->options.means);
    thread->requests = numbers(slots * run->options.requests);
    thread->counts = calloc(count_places(run), sizeof(uint64_t));
    if (thread->workspace)
        workspace_substitute(thread->workspace, &run->options.substitutes);
    return thread->workspace && thread->requests && thread->counts;
}

static bool make_arrays(Run *run)
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
    run->counts = arena_array(&run->arena, uint64_t, count_places(run));
    return true;
}

Run *run_make(const Wiring *wiring, const RunOptions *options, Error *err)
{
    const Scenario *s = wiring->scenario;
    Run *run = memory_grow(NULL, 1, sizeof *run);

    *run = (Run){ .wiring = wiring,
                  .options = *options,
                  .trials = s->trials,
                  .months = s->months,
                  .threads = options->threads > 0 ? options->threads : omp_get_max_threads() };
    if (run->options.request_trials > run->trials)
        run->options.request_trials = run->trials;
    divide(run);
    run->sampler = sampler_make(s->sampler, s->seed, s->trials, s->registry->dimensions,
                                s->registry->dimension_count);
    if (options->substitutes.second)
        sampler_add_second(run->sampler, s->registry->dimensions, s->registry->dimension_count);
    if (!make_arrays(run)) {
        run_free(run);
        fail(err, "not enough memory to keep %llu trials; make run.trials smaller",
             (unsigned long long)s->trials);
        return NULL;
    }
    return run;
}

static void free_kept(const Kept *kept)
{
    free(kept->slot_sums);
    free(kept->batch_sums);
    free(kept->misses);
    for (int i = 0; i < REQUEST_STATS; i++)
        free(kept->statistic[i]);
}

void run_free(Run *run)
{
    if (!run)
        return;
    for (int k = 0; run->kept && k < run->wiring->op_count; k++)
        free_kept(&run->kept[k]);
    free(run->numbers);
    for (int t = 0; run->thread && t < run->threads; t++) {
        workspace_free(run->thread[t].workspace);
        free(run->thread[t].requests);
        free(run->thread[t].counts);
    }
    sampler_free(run->sampler);
    arena_free(&run->arena);
    free(run);
}

/* --- running -------------------------------------------------------------------------- */

static void run_block(const Site *at)
{
    Workspace *ws = at->thread->workspace;
    block_begin(ws, at->block, at->lanes);
    keep_columns(at, PER_TRIAL, 0);
    keep_cumulative(at, 0);
    for (int month = 1; month <= at->run->months; month++) {
        block_month(ws, month);
        keep_columns(at, PER_MONTH, month);
        keep_cumulative(at, month);
    }
    block_end(ws);
    keep_columns(at, AFTER, 0);
    keep_requests(at);
}

static void run_slot(Run *run, uint64_t slot, Thread *thread)
{
    uint64_t begin = slot * run->slot_blocks, skipped = run->round * run->round_blocks;

    for (uint64_t k = begin; k < begin + run->slot_blocks && skipped + k < run->blocks; k++) {
        uint64_t trial = (skipped + k) * LANES, left = run->trials - trial;
        int lanes = left < LANES ? (int)left : LANES;
        run_block(&(Site){ run, thread, skipped + k, slot, trial, k * LANES, lanes });
    }
    keep_sums(run, thread, slot);
}

/* Where the slots of the round at hand that have a block end, and those of this
 * process. */
static uint64_t slots_end(const Run *run)
{
    if (run->round >= run->last_round)
        return run->first_slot;
    if (run->batch_rounds == 0)
        return ranks_part_end(run->batches);
    uint64_t left = run->blocks - run->round * run->round_blocks;
    return parts_of(least(left, run->round_blocks), run->slot_blocks);
}

static void evaluate_slots(Run *run, uint64_t blocks)
{
    uint64_t first = run->next_slot, end = slots_end(run);
    uint64_t wanted = blocks / run->slot_blocks + (blocks % run->slot_blocks > 0);
    uint64_t last = first + least(wanted, end - first);

#pragma omp parallel for schedule(dynamic) num_threads(run->threads)
    for (uint64_t slot = first; slot < last; slot++)
        run_slot(run, slot, &run->thread[omp_get_thread_num()]);
    run->next_slot = last;
}

bool run_step(Run *run, uint64_t blocks)
{
    if (run->finished)
        return false;
    if (run->next_slot == slots_end(run) && run->round + 1 < run->last_round) {
        run->round++;
        run->next_slot = 0;
    }
    evaluate_slots(run, blocks);
    if (run->next_slot < slots_end(run))
        return true;
    keep_round(run);
    run->finished = run->round + 1 >= run->last_round;
    if (run->finished)
        keep_join(run);
    return true;
}

void run_tasks(const Run *run, RunTask *task, void *context, size_t count)
{
#pragma omp parallel for schedule(dynamic) num_threads(run->threads)
    for (size_t i = 0; i < count; i++)
        task(context, i);
}

/* Of a run in one round, only the first process has the values that all have found. */
Round run_round(const Run *run)
{
    uint64_t first = run->round * round_room(run);
    bool mine = run->round < run->last_round && (run->batch_rounds > 0 || ranks_first());

    return (Round){ .first = first,
                    .trials = mine ? least(run->trials - first, round_room(run)) : 0,
                    .complete = run->next_slot == slots_end(run) };
}

uint64_t run_done(const Run *run)
{
    uint64_t blocks = run->round * run->round_blocks + run->next_slot * run->slot_blocks;

    return run->finished ? run->trials : least(blocks * LANES, run->trials);
}
