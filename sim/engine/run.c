#include "sim/engine/run.h"

#include <omp.h>
#include <stdlib.h>

#include "sim/engine/run_state.h"

const RunOptions run_defaults = { 0, 256, 4096, true, false };

/* --- making -------------------------------------------------------------------- */

static bool keep_column(Run *run, int k)
{
    const Op *op = &run->wiring->ops[k];
    Kept *kept = &run->kept[k];
    bool reported = op->quantity->report != NOT_REPORTED, ok = true;

    kept->slot = -1;
    if (op->timing == PER_REQUEST) {
        int statistics = reported ? REQUEST_STATS : REQUEST_MEAN + 1;
        for (int i = 0; i < statistics; i++)
            ok &= (kept->statistic[i] =
                       calloc(run->options.request_trials + 1, sizeof(double))) != NULL;
        if (reported)
            kept->slot = run->slots++;
        return ok;
    }
    if (reported)
        ok &= (kept->values = malloc(run->trials * sizeof(double))) != NULL;
    if (op->quantity->otherwise)
        ok &= (kept->misses = calloc(run->batches, sizeof(uint64_t))) != NULL;
    kept->batch_sums = calloc(run->batches * keep_sums(run, op), sizeof(double));
    return ok && kept->batch_sums;
}

static bool make_thread(const Run *run, Thread *thread)
{
    size_t slots = (size_t)run->slots;
    thread->workspace = workspace_make(run->wiring, run->sampler, run->wiring->scenario->seed);
    thread->requests = malloc((slots * run->options.requests + 1) * sizeof(double));
    thread->counts = calloc(slots * (SHARE_BINS + 2) + 1, sizeof(uint64_t));
    return thread->workspace && thread->requests && thread->counts;
}

static bool make_arrays(Run *run)
{
    const Wiring *w = run->wiring;
    size_t designs = w->scenario->design_count;

    run->kept = calloc((size_t)w->op_count + 1, sizeof *run->kept);
    run->cumulative = calloc(designs + 1, sizeof *run->cumulative);
    run->thread = calloc((size_t)run->threads, sizeof *run->thread);
    if (!run->kept || !run->cumulative || !run->thread)
        return false;
    for (int k = 0; k < w->op_count; k++)
        if (!keep_column(run, k))
            return false;
    for (size_t d = 0; d < designs && run->options.by_month; d++)
        if (!(run->cumulative[d] =
                  malloc(((size_t)run->months + 1) * run->trials * sizeof(double))))
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
                  .blocks = (s->trials + LANES - 1) / LANES,
                  .months = s->months,
                  .threads = options->threads > 0 ? options->threads : omp_get_max_threads() };
    if (run->options.request_trials > run->trials)
        run->options.request_trials = run->trials;
    run->batch_blocks = (run->blocks + RUN_BATCHES - 1) / RUN_BATCHES;
    run->batches = (run->blocks + run->batch_blocks - 1) / run->batch_blocks;
    run->sampler = sampler_make(s->sampler, s->seed, s->trials, s->registry->dimensions,
                                s->registry->dimension_count);
    if (run->trials > SIZE_MAX / sizeof(double) / 1024 || !make_arrays(run)) {
        run_free(run);
        fail(err, "not enough memory to keep %llu trials; make run.trials smaller",
             (unsigned long long)s->trials);
        return NULL;
    }
    return run;
}

void run_free(Run *run)
{
    if (!run)
        return;
    for (int k = 0; run->kept && k < run->wiring->op_count; k++) {
        free(run->kept[k].values);
        free(run->kept[k].batch_sums);
        free(run->kept[k].misses);
        for (int i = 0; i < REQUEST_STATS; i++)
            free(run->kept[k].statistic[i]);
    }
    for (size_t d = 0; run->cumulative && d < run->wiring->scenario->design_count; d++)
        free(run->cumulative[d]);
    for (int t = 0; run->thread && t < run->threads; t++) {
        workspace_free(run->thread[t].workspace);
        free(run->thread[t].requests);
        free(run->thread[t].counts);
    }
    sampler_free(run->sampler);
    free(run->thread);
    free(run->kept);
    free(run->cumulative);
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

static void run_batch(Run *run, uint64_t batch, Thread *thread)
{
    uint64_t first = batch * run->batch_blocks, last = first + run->batch_blocks;
    for (uint64_t block = first; block < last && block < run->blocks; block++) {
        uint64_t trial = block * LANES, left = run->trials - trial;
        run_block(
            &(Site){ run, thread, block, batch, trial, left < LANES ? (int)left : LANES });
    }
}

bool run_step(Run *run, uint64_t blocks)
{
    uint64_t first = run->next_batch;
    uint64_t count = (blocks + run->batch_blocks - 1) / run->batch_blocks;
    if (count > run->batches - first)
        count = run->batches - first;

#pragma omp parallel for schedule(dynamic) num_threads(run->threads)
    for (uint64_t batch = first; batch < first + count; batch++)
        run_batch(run, batch, &run->thread[omp_get_thread_num()]);

    run->next_batch += count;
    return run->next_batch < run->batches;
}

uint64_t run_done(const Run *run)
{
    uint64_t done = run->next_batch * run->batch_blocks * LANES;
    return done < run->trials ? done : run->trials;
}
