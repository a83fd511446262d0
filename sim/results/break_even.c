/* break_even.c - from which month on one design has cost less than another.
 *
 * A design overtakes another in the first month from which on, to the end of the service,
 * it has cost less, build included; in month 0 if it is ahead from the start. In each
 * future that is a month or never, so futures are counted by month.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/vmath.h"
#include "sim/engine/ranks.h"
#include "sim/results/answer_steps.h"

/* Counts of a pair and direction: by month 0..months, the last one of never. */
static uint64_t *counts_of(const Gatherer *g, size_t pair, size_t direction)
{
    return g->overtakes + (2 * pair + direction) * (g->months + 2);
}

WIDE static void note_behind(double *next, const double *cost, const double *other,
                             double month, size_t n)
{
    for (size_t i = 0; i < n; i++)
        next[i] = cost[i] < other[i] ? next[i] : month + 1;
}

static void count_months(const Gatherer *g, uint64_t *counts, size_t a, size_t b)
{
    size_t n = g->round.trials;
    double *next = memory_grow(NULL, n + 1, sizeof *next);

    memset(next, 0, n * sizeof *next);
    for (size_t month = 0; month <= g->months; month++)
        note_behind(next, gathered_cost(g, a, month), gathered_cost(g, b, month), (double)month,
                    n);
    for (size_t i = 0; i < n; i++)
        counts[(size_t)next[i]]++;
    free(next);
}

static void take_break_even(const Gatherer *g, size_t a, size_t b)
{
    size_t pair = gatherer_pair(g, a, b);

    count_months(g, counts_of(g, pair, 0), a, b);
    count_months(g, counts_of(g, pair, 1), b, a);
}

static size_t pair_count(const Gatherer *g)
{
    return g->designs * (g->designs - 1) / 2;
}

void plan_break_even(Gatherer *g)
{
    g->overtakes = arena_array(&g->arena, uint64_t, 2 * pair_count(g) * (g->months + 2) + 1);
    for (size_t a = 0; a < g->designs; a++)
        for (size_t b = a + 1; b < g->designs; b++)
            if (g->cheapest[a] && g->regret[a])
                gatherer_add_task(g, take_break_even, a, b);
}

void join_break_even(Gatherer *g)
{
    if (pair_count(g) > 0)
        ranks_add(g->overtakes, 2 * pair_count(g) * (g->months + 2));
}

/* --- what was found ------------------------------------------------------------------- */

/* The month by which a share of the futures has come to it. */
static double month_at(const uint64_t *counts, size_t months, double share, uint64_t all)
{
    uint64_t sum = 0;

    for (size_t month = 0; month <= months; month++) {
        sum += counts[month];
        if ((double)sum >= share * (double)all)
            return (double)month;
    }
    return (double)INFINITY;
}

Estimate month_quantile(const uint64_t *counts, size_t months, double level, uint64_t all)
{
    double off = sqrt(level * (1 - level) / (double)all);
    double low = month_at(counts, months, level - off, all);
    double high = month_at(counts, months, level + off, all);

    return (Estimate){ month_at(counts, months, level, all), (high - low) / 2 };
}

static BreakEven break_even_of(const uint64_t *counts, size_t months, size_t design)
{
    static const double levels[] = { 0.1, 0.5, 0.9 };
    BreakEven found = { .known = true, .design = design, .now = NAN };
    uint64_t all = 0;

    for (size_t month = 0; month <= months + 1; month++)
        all += counts[month];
    if (all == 0)
        return (BreakEven){ 0 };
    for (size_t k = 0; k < 3; k++)
        found.q[k] = month_quantile(counts, months, levels[k], all);
    double never = (double)counts[months + 1] / (double)all;
    found.never = (Estimate){ never, sqrt(never * (1 - never) / (double)all) };
    return found;
}

/* The design that is dearer to build is the one that may overtake; of two that are
 * not, the one that costs less in the end. */
static bool first_overtakes(const Answer *answer, const PairAnswer *pair)
{
    double a = answer->designs[pair->a].by_month[0].cumulative.mean.value;
    double b = answer->designs[pair->b].by_month[0].cumulative.mean.value;

    return a != b ? a > b : pair->difference.mean.value < 0;
}

void answer_break_even(Answer *answer, const Gatherer *g)
{
    for (size_t i = 0; i < answer->pair_count; i++) {
        PairAnswer *pair = &answer->pairs[i];
        size_t direction = first_overtakes(answer, pair) ? 0 : 1;
        pair->month = break_even_of(counts_of(g, i, direction), g->months,
                                    direction == 0 ? pair->a : pair->b);
    }
}
