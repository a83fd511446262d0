#include "sim/results/tally.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/base/arena.h"
#include "sim/base/vmath.h"
#include "sim/engine/ranks.h"

/* --- taking ----------------------------------------------------------------------- */

void tally_whole(Tally *tally, const double *x, size_t n)
{
    tally->whole =
        tally->bits == TALLY_MEAN ? summary_of_mean(estimate_mean(x, n)) : summary_make(x, n);
}

/* In a fixed number of parts, so that the loop becomes vector code and has the same
 * bits without. */
WIDE static void add_moments(Moments *to, const double *x, size_t n)
{
    enum { PARTS = 8 };
    double sum[PARTS] = { 0 }, squares[PARTS] = { 0 }, low[PARTS], high[PARTS];
    size_t whole = n / PARTS * PARTS;

    for (size_t k = 0; k < PARTS; k++) {
        low[k] = to->lowest;
        high[k] = to->highest;
    }
    for (size_t i = 0; i < n; i += PARTS)
        for (size_t k = 0; k < (i < whole ? PARTS : n - whole); k++) {
            double distance = x[i + k] - to->first;
            sum[k] += distance;
            squares[k] += distance * distance;
            low[k] = x[i + k] < low[k] ? x[i + k] : low[k];
            high[k] = x[i + k] > high[k] ? x[i + k] : high[k];
        }
    for (size_t k = 0; k < PARTS; k++) {
        to->sum += sum[k];
        to->squares += squares[k];
        to->lowest = low[k] < to->lowest ? low[k] : to->lowest;
        to->highest = high[k] > to->highest ? high[k] : to->highest;
    }
    to->count += n;
}

static Moments *moments_at(Tally *tally, size_t batch)
{
    size_t size = RUN_BATCHES * sizeof *tally->batch;

    if (!tally->batch)
        tally->batch = memory_zeros(1, size);
    return &tally->batch[batch];
}

void tally_add(Tally *tally, size_t batch, const double *x, size_t n)
{
    Moments *moments = moments_at(tally, batch);

    assert(batch < RUN_BATCHES);
    if (n == 0)
        return;
    if (moments->count == 0)
        *moments = (Moments){ .first = x[0], .lowest = x[0], .highest = x[0] };
    add_moments(moments, x, n);
    tally->histogram.bits = tally->bits;
    if (tally->bits != TALLY_MEAN)
        log_histogram_add(&tally->histogram, x, n);
}

void tally_merge(Tally *tally, const Tally *other)
{
    for (size_t b = 0; other->batch && b < RUN_BATCHES; b++) {
        assert(other->batch[b].count == 0 || moments_at(tally, b)->count == 0);
        if (other->batch[b].count > 0)
            *moments_at(tally, b) = other->batch[b];
    }
    tally->histogram.bits = tally->bits;
    log_histogram_merge(&tally->histogram, &other->histogram);
}

/* Which octaves any process has met. */
static void mark_octaves(const LogHistogram *h, uint64_t marks[LOG_HISTOGRAM_OCTAVES / 64])
{
    for (size_t octave = 0; octave < LOG_HISTOGRAM_OCTAVES; octave++)
        if (h->octave && h->octave[octave])
            marks[octave / 64] |= UINT64_C(1) << octave % 64;
    ranks_agree(marks, LOG_HISTOGRAM_OCTAVES / 64);
}

/* The bins of an octave, which every process asks for. */
static void join_octave(LogHistogram *h, size_t octave)
{
    uint64_t counts[1 << TALLY_RESULT];
    size_t n;
    uint32_t *bins = log_histogram_octave(h, octave, &n);

    for (size_t i = 0; i < n; i++)
        counts[i] = bins[i];
    ranks_add(counts, n);
    for (size_t i = 0; i < n; i++)
        bins[i] = (uint32_t)counts[i];
}

static bool is_marked(const uint64_t *marks, size_t octave)
{
    return marks[octave / 64] >> octave % 64 & 1;
}

/* All have the same bins as soon as all have met the same octaves. */
static void join_histogram(LogHistogram *h)
{
    uint64_t marks[LOG_HISTOGRAM_OCTAVES / 64] = { 0 };

    mark_octaves(h, marks);
    for (size_t octave = 0; octave < LOG_HISTOGRAM_OCTAVES; octave++)
        if (is_marked(marks, octave))
            log_histogram_meet(h, octave);
    for (size_t octave = 0; octave < LOG_HISTOGRAM_OCTAVES; octave++)
        if (is_marked(marks, octave))
            join_octave(h, octave);
    ranks_add(&h->count, 1);
    ranks_add(&h->unknown, 1);
}

void tally_join(Tally *tally)
{
    _Static_assert(sizeof(Moments) == 6 * sizeof(double), "moments are joined as numbers");

    tally->histogram.bits = tally->bits;
    ranks_join((double *)(void *)moments_at(tally, 0), 6 * RUN_BATCHES);
    if (tally->bits != TALLY_MEAN)
        join_histogram(&tally->histogram);
}

void tally_free(Tally *tally)
{
    log_histogram_free(&tally->histogram);
    free(tally->batch);
    *tally = (Tally){ .bits = tally->bits };
}

/* --- telling ---------------------------------------------------------------------- */

/* Some of the trials: their mean, and the sum of squares about it. */
typedef struct {
    double count, mean, squares;
} Part;

static Part part_of(const Moments *m)
{
    double count = (double)m->count;

    if (m->count == 0)
        return (Part){ 0 };
    return (Part){ count, m->first + m->sum / count, m->squares - m->sum * m->sum / count };
}

/* Two disjoint parts together (Chan, Golub and LeVeque 1979). */
static Part both(Part a, Part b)
{
    double count = a.count + b.count, apart = b.mean - a.mean;

    if (a.count == 0 || b.count == 0)
        return a.count == 0 ? b : a;
    return (Part){ count, a.mean + apart * (b.count / count),
                   a.squares + b.squares + apart * apart * (a.count * b.count / count) };
}

/* The batches in so many groups of neighbours, as even as can be. Returns how many. */
static size_t group(Part groups[SUMMARY_BATCHES], const Tally *tally)
{
    size_t batches = RUN_BATCHES;

    while (batches > 0 && tally->batch[batches - 1].count == 0)
        batches--;
    size_t count = batches < SUMMARY_BATCHES ? batches : SUMMARY_BATCHES;
    for (size_t g = 0; g < count; g++) {
        groups[g] = (Part){ 0 };
        for (size_t b = g * batches / count; b < (g + 1) * batches / count; b++)
            groups[g] = both(groups[g], part_of(&tally->batch[b]));
    }
    return count;
}

/* The mean, its error by the spread between groups, and the spread of all numbers. */
static void sum_up(Summary *summary, const Tally *tally)
{
    Part groups[SUMMARY_BATCHES], all = { 0 };
    size_t count = group(groups, tally);
    double squares = 0;

    for (size_t g = 0; g < count; g++)
        all = both(all, groups[g]);
    for (size_t g = 0; g < count; g++)
        squares += groups[g].count * (groups[g].mean - all.mean) * (groups[g].mean - all.mean);
    summary->mean.value = all.mean;
    summary->mean.se =
        count > 1 ? sqrt(squares / ((double)(count - 1) * all.count)) : (double)NAN;
    if (tally->bits != TALLY_MEAN)
        summary->sd = all.count > 1 ? sqrt(all.squares / (all.count - 1)) : 0;
}

/* A bin stands for all its values: the ends of what was met are known exactly. */
void tally_quantiles(const Tally *tally, double *values, const double *levels, size_t count)
{
    double lowest = INFINITY, highest = -INFINITY;
    bool known = tally->histogram.unknown == 0;

    for (size_t b = 0; known && b < RUN_BATCHES; b++)
        if (tally->batch[b].count > 0) {
            lowest = lane_min(lowest, tally->batch[b].lowest);
            highest = lane_max(highest, tally->batch[b].highest);
        }
    if (known)
        log_histogram_quantiles(&tally->histogram, values, levels, count);
    for (size_t k = 0; k < count; k++)
        values[k] = known ? lane_clamp(values[k], lowest, highest) : (double)NAN;
}

/* Half the way between the order statistics one standard error of their ranks below
 * and above a level; half a bin at least, unless all values are equal. */
static void find_quantiles(Summary *summary, const Tally *tally)
{
    double levels[3 * Q_COUNT], values[3 * Q_COUNT], ends[2] = { 0, 1 };
    double bin = ldexp(1, -tally->bits - 1), n = (double)tally->histogram.count;

    for (size_t q = 0; q < Q_COUNT; q++) {
        double level = answer_levels[q], step = sqrt(level * (1 - level) / n);
        levels[3 * q] = lane_max(level - step, 0);
        levels[3 * q + 1] = level;
        levels[3 * q + 2] = lane_min(level + step, 1);
    }
    tally_quantiles(tally, values, levels, 3 * Q_COUNT);
    tally_quantiles(tally, ends, ends, 2);
    for (size_t q = 0; q < Q_COUNT; q++) {
        double value = values[3 * q + 1], se = (values[3 * q + 2] - values[3 * q]) / 2;
        double least = ends[0] < ends[1] ? bin * fabs(value) : 0;
        summary->q[q] = (Estimate){ value, se > least ? se : least };
    }
}

Summary tally_summary(const Tally *tally)
{
    Summary summary = summary_unknown;

    if (!tally->batch)
        return tally->whole;
    if (tally->histogram.unknown > 0)
        return summary;
    sum_up(&summary, tally);
    if (tally->bits != TALLY_MEAN)
        find_quantiles(&summary, tally);
    return summary;
}
