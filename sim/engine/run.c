#include "sim/engine/run.h"

#include <omp.h>
#include <stdlib.h>

#include "sim/engine/run_state.h"

const RunOptions run_defaults = {
    .request_trials = 256, .requests = 4096, .means = true, .by_month = true
};

/* --- making -------------------------------------------------------------------- */

/* Up to RUN_EXACT trials one round, whose slots are the batches; beyond, rounds of a
 * block a slot, and batches of whole rounds. */
static void divide(Run *run)
{
    run->blocks = (run->trials + LANES - 1) / LANES;
    if (run->trials <= RUN_EXACT) {
        run->slot_blocks = (run->blocks + SLOTS - 1) / SLOTS;
        run->round_blocks = run->blocks;
        run->rounds = 1;
        run->batches = (run->blocks + run->slot_blocks - 1) / run->slot_blocks;
        return;
    }
    run->round_blocks = RUN_ROUND / LANES;
    run->slot_blocks = run->round_blocks / SLOTS;
    run->rounds = (run->blocks + run->round_blocks - 1) / run->round_blocks;
    run->batch_rounds = (run->rounds + RUN_BATCHES - 1) / RUN_BATCHES;
    run->batches = (run->rounds + run->batch_rounds - 1) / run->batch_rounds;
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

    return op->quantity->report != NOT_REPORTED || (run->options.inputs && input);
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
    size_t sums = keep_sums(run, op);
    bool ok = true;

    kept->slot = -1;
    if (op->timing == PER_REQUEST)
        return keep_request_column(run, kept, op->quantity->report != NOT_REPORTED);
    if (keeps_values(run, op))
        ok &= (kept->values = numbers(round_room(run))) != NULL;
    if (op->quantity->otherwise) {
        ok &= (kept->misses = calloc(SLOTS, sizeof(uint64_t))) != NULL;
        run->checked[op->timing].op[run->checked[op->timing].count++] = k;
    }
    if (run->options.means && !op->constant) {
        ok &= (kept->slot_sums = calloc(SLOTS * sums, sizeof(double))) != NULL;
        ok &= (kept->batch_sums = calloc(RUN_BATCHES * sums, sizeof(double))) != NULL;
    }
    if (kept->values || kept->slot_sums)
        run->kept_at[op->timing].op[run->kept_at[op->timing].count++] = k;
    return ok;
}

static bool make_thread(const Run *run, Thread *thread)
{
    size_t slots = (size_t)run->slots;
    thread->workspace = workspace_make(run->wiring, run->sampler, run->wiring->scenario->seed);
    thread->requests = numbers(slots * run->options.requests);
    thread->counts = calloc(slots * (SHARE_BINS + 2) + 1, sizeof(uint64_t));
    return thread->workspace && thread->requests && thread->counts;
}

static bool make_arrays(Run *run)
{
    const Wiring *w = run->wiring;
    size_t designs = w->scenario->design_count, months = (size_t)run->months;

    run->kept = arena_array(&run->arena, Kept, (size_t)w->op_count + 1);
    run->cumulative = arena_array(&run->arena, double *, designs + 1);
    run->thread = arena_array(&run->arena, Thread, (size_t)run->threads);
    for (int t = PER_TRIAL; t <= AFTER; t++) {
        run->kept_at[t].op = arena_array(&run->arena, int, (size_t)w->op_count + 1);
        run->checked[t].op = arena_array(&run->arena, int, (size_t)w->op_count + 1);
    }
    for (int k = 0; k < w->op_count; k++)
        if (!keep_column(run, k))
            return false;
    for (size_t d = 0; d < designs && run->options.by_month; d++)
        if (!(run->cumulative[d] = numbers((months + 1) * round_room(run))))
            return false;
    for (int t = 0; t < run->threads; t++)
        if (!make_thread(run, &run->thread[t]))
            return false;
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
    free(kept->values);
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
    for (size_t d = 0; run->cumulative && d < run->wiring->scenario->design_count; d++)
        free(run->cumulative[d]);
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
    block_begin(ws, at->block);
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
}

/* The slots of the round at hand that have a block. */
static uint64_t slots_in_round(const Run *run)
{
    uint64_t left = run->blocks - run->round * run->round_blocks;
    uint64_t blocks = left < run->round_blocks ? left : run->round_blocks;

    return (blocks + run->slot_blocks - 1) / run->slot_blocks;
}

bool run_step(Run *run, uint64_t blocks)
{
    if (run_round(run).complete) {
        if (run->round + 1 == run->rounds)
            return false;
        run->round++;
        run->next_slot = 0;
    }
    uint64_t first = run->next_slot, slots = slots_in_round(run);
    uint64_t count = blocks / run->slot_blocks + (blocks % run->slot_blocks > 0);
    if (count > slots - first)
        count = slots - first;

#pragma omp parallel for schedule(dynamic) num_threads(run->threads)
    for (uint64_t slot = first; slot < first + count; slot++)
        run_slot(run, slot, &run->thread[omp_get_thread_num()]);

    run->next_slot += count;
    if (run->next_slot == slots)
        keep_round(run);
    return true;
}

void run_tasks(const Run *run, RunTask *task, void *context, size_t count)
{
#pragma omp parallel for schedule(dynamic) num_threads(run->threads)
    for (size_t i = 0; i < count; i++)
        task(context, i);
}

Round run_round(const Run *run)
{
    uint64_t first = run->round * round_room(run), left = run->trials - first;

    return (Round){ .first = first,
                    .trials = left < round_room(run) ? left : round_room(run),
                    .complete = run->next_slot == slots_in_round(run) };
}

uint64_t run_done(const Run *run)
{
    uint64_t blocks = run->round * run->round_blocks + run->next_slot * run->slot_blocks;
    uint64_t done = blocks * LANES;

    return done < run->trials ? done : run->trials;
}
