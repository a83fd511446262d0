#include "sim/engine/run.h"

#include <omp.h>
#include <stdlib.h>

#include "sim/engine/ranks.h"
#include "sim/engine/run_state.h"

const RunOptions run_defaults = {
    .request_trials = 256,
    .requests = 4096,
    .states = ALL_STATES,
    .means = true,
    .by_month = true,
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

/* Where the batches of this process begin and end. */
static uint64_t part_begin(const Run *run)
{
    return run->options.alone ? 0 : ranks_part_begin(run->batches);
}

static uint64_t part_end(const Run *run)
{
    return run->options.alone ? run->batches : ranks_part_end(run->batches);
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
        run->first_slot = part_begin(run);
    } else {
        run->round_blocks = RUN_ROUND / LANES;
        run->slot_blocks = run->round_blocks / SLOTS;
        uint64_t rounds = parts_of(run->blocks, run->round_blocks);
        run->batch_rounds = parts_of(rounds, RUN_BATCHES);
        run->batches = parts_of(rounds, run->batch_rounds);
        run->round = least(part_begin(run) * run->batch_rounds, rounds);
        run->last_round = least(part_end(run) * run->batch_rounds, rounds);
    }
    run->next_slot = run->first_slot;
}

static const RequestLimit *copy_limits(Run *run)
{
    size_t count = run->options.limit_count;
    RequestLimit *limits = arena_array(&run->arena, RequestLimit, count + 1);

    for (size_t i = 0; i < count; i++)
        limits[i] = run->options.limits[i];
    return limits;
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
    run->options.request_trials = least(run->options.request_trials, run->trials);
    run->options.limits = copy_limits(run);
    divide(run);
    run->sampler = sampler_make(s->sampler, s->seed, s->trials, s->registry->dimensions,
                                s->registry->dimension_count);
    if (options->substitutes.second)
        sampler_add_second(run->sampler, s->registry->dimensions, s->registry->dimension_count);
    if (!room_make(run)) {
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
    room_free(run);
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
        return part_end(run);
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
    bool mine = run->round < run->last_round &&
                (run->batch_rounds > 0 || run->options.alone || ranks_first());

    return (Round){ .first = first,
                    .trials = mine ? least(run->trials - first, round_room(run)) : 0,
                    .complete = run->next_slot == slots_end(run) };
}

uint64_t run_done(const Run *run)
{
    uint64_t blocks = run->round * run->round_blocks + run->next_slot * run->slot_blocks;

    return run->finished ? run->trials : least(blocks * LANES, run->trials);
}
