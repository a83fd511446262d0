/* outcome.c - what a finished run knows. */
#include "sim/engine/run_state.h"

#include <math.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/some_designs.h"

uint64_t run_trials(const Run *run)
{
    return run->trials;
}

bool run_ranks_cash(const Run *run)
{
    return run->options.rank_cash;
}

static const Kept *kept_of(const Run *run, size_t design, const Quantity *quantity)
{
    int op = wiring_column(run->wiring, design, quantity);
    return op < 0 ? NULL : &run->kept[op];
}

const double *run_values(const Run *run, size_t design, const Quantity *quantity)
{
    const Kept *kept = kept_of(run, design, quantity);
    return kept ? kept->values : NULL;
}

const double *run_cumulative(const Run *run, size_t design, int month)
{
    const double *months = run->cumulative[design];
    return months ? months + (size_t)month * round_room(run) : NULL;
}

static uint64_t batch_trials(const Run *run)
{
    uint64_t blocks =
        run->batch_rounds > 0 ? run->batch_rounds * run->round_blocks : run->slot_blocks;

    return blocks * LANES;
}

/* Of a column that is the same in all trials. */
static double known_mean(const Run *run, int op, int month)
{
    const double *known = block_known(run->thread[0].workspace, op);
    size_t months = block_sum_count(run->wiring, op);
    double sum = 0;

    if (months == 1 || month > 0)
        return known[months == 1 ? 0 : month - 1];
    for (size_t m = 0; m < months; m++)
        sum += known[m];
    return sum / (double)months;
}

bool run_mean(const Run *run, size_t design, const Quantity *quantity, int month, MeanSe *mean)
{
    int k = wiring_column(run->wiring, design, quantity);
    if (k >= 0 && block_known(run->thread[0].workspace, k)) {
        *mean = (MeanSe){ known_mean(run, k, month), 0 };
        return true;
    }
    if (k < 0 || !run->kept[k].batch_sums)
        return false;
    const double *sums = run->kept[k].batch_sums;
    size_t months = block_sum_count(run->wiring, k);
    size_t from = month > 0 && months > 1 ? (size_t)month - 1 : 0;
    size_t to = month > 0 && months > 1 ? (size_t)month : months;
    double total = 0, squares = 0;

    for (int pass = 0; pass < 2; pass++)
        for (uint64_t b = 0; b < run->batches; b++) {
            uint64_t first = b * batch_trials(run), last = first + batch_trials(run);
            double count = (double)((last < run->trials ? last : run->trials) - first), sum = 0;
            for (size_t m = from; m < to; m++)
                sum += sums[b * months + m];
            sum /= (double)(to - from);
            if (pass == 0)
                total += sum;
            else
                squares += count * pow(sum / count - total / (double)run->trials, 2);
        }
    mean->mean = total / (double)run->trials;
    mean->se = run->batches < 2
                   ? NAN
                   : sqrt(squares / (double)(run->batches - 1) / (double)run->trials);
    return true;
}

/* "..., for example GPUs per replica 1, GPUs needed 2" */
static void add_sources(const Run *run, size_t design, const Quantity *q, Error *err)
{
    const Currency *money = &run->wiring->scenario->currency;
    for (const Source *from = q->from; from->kind != SOURCE_END; from++) {
        MeanSe mean;
        char value[32];
        size_t used = strlen(err->text);
        if (!from->quantity || !run_mean(run, design, from->quantity, 1, &mean))
            continue;
        text_value(value, mean.mean, from->quantity->unit, money);
        snprintf(err->text + used, sizeof err->text - used, "%s %s (%s)",
                 from == q->from ? ": on average" : ",", value, from->quantity->key);
    }
}

bool run_check(const Run *run, Error *err)
{
    const Scenario *s = run->wiring->scenario;

    for (size_t d = 0; d < scenario_all_designs(s); d++)
        for (size_t i = 0; i < s->quantity_count; i++) {
            const Quantity *q = s->quantities[i];
            const Kept *kept = q->otherwise ? kept_of(run, d, q) : NULL;
            uint64_t misses = 0;
            for (uint64_t slot = 0; kept && slot < SLOTS; slot++)
                misses += kept->misses[slot];
            if (misses == 0)
                continue;
            fail_status(err, STATUS_SCENARIO, "design `%s`: %s in %llu of %llu futures",
                        s->designs[d].name, q->otherwise, (unsigned long long)misses,
                        (unsigned long long)run->trials);
            add_sources(run, d, q, err);
            return false;
        }
    return true;
}
