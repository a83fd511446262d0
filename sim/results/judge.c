/* judge.c - which of several designs is the cheapest, future by future.
 *
 * All designs are judged by their costs up to every month and in all. Which of them are
 * eligible is known only when the run is over: of a run of one round, whose values are
 * still there, those are judged then. Of a longer one every set of designs is judged round
 * by round, which a few designs allow.
 */
#include "sim/results/answer_steps.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/vmath.h"

/* Beyond so many designs there are too many sets of them. */
enum { MOST_IN_SETS = 6 };

WIDE static void lower(double *least, const double *cost, size_t n)
{
    for (size_t i = 0; i < n; i++)
        least[i] = cost[i] < least[i] ? cost[i] : least[i];
}

WIDE static void count_ties(double *ties, const double *cost, const double *least, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ties[i] += cost[i] == least[i] ? 1 : 0;
}

/* Of k designs that tie, each is the cheapest with 1/k. */
WIDE static void find_cheapest(double *x, const double *cost, const double *least,
                               const double *ties, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = cost[i] == least[i] ? 1 / ties[i] : 0;
}

WIDE static void subtract(double *x, const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = a[i] - b[i];
}

/* The tallies are by design; those of the regret may be NULL. */
static void judge(const Gatherer *g, const bool *in, size_t month, Tally *const *cheapest,
                  Tally *const *regret)
{
    size_t n = g->round.trials, first = 0;
    double *least = memory_grow(NULL, 3 * n + 1, sizeof *least), *ties = least + n;
    double *x = ties + n;

    while (!in[first])
        first++;
    memcpy(least, gathered_cost(g, first, month), n * sizeof *least);
    memset(ties, 0, n * sizeof *ties);
    for (size_t d = first + 1; d < g->designs; d++)
        if (in[d])
            lower(least, gathered_cost(g, d, month), n);
    for (size_t d = 0; d < g->designs; d++)
        if (in[d])
            count_ties(ties, gathered_cost(g, d, month), least, n);
    for (size_t d = 0; d < g->designs; d++) {
        if (!in[d])
            continue;
        find_cheapest(x, gathered_cost(g, d, month), least, ties, n);
        gatherer_tally(g, cheapest[d], x);
        if (!regret)
            continue;
        subtract(x, gathered_cost(g, d, month), least, n);
        gatherer_tally(g, regret[d], x);
    }
    free(least);
}

/* --- all designs ---------------------------------------------------------------------- */

static void judge_all(const Gatherer *g, size_t month, size_t unused)
{
    judge(g, g->all, month, g->cheapest + month * g->designs,
          month > g->months ? g->regret : NULL);
}

/* Only what every design has can be compared. */
static bool is_kept(const Gatherer *g, size_t month)
{
    for (size_t d = 0; d < g->designs; d++)
        if (!gathered_cost(g, d, month))
            return false;
    return true;
}

static void plan_all(Gatherer *g)
{
    g->all = arena_array(&g->arena, bool, g->designs + 1);
    for (size_t d = 0; d < g->designs; d++)
        g->all[d] = true;
    for (size_t month = 0; month <= g->months + 1; month++) {
        if (!is_kept(g, month))
            continue;
        for (size_t d = 0; d < g->designs; d++) {
            g->cheapest[month * g->designs + d] = gatherer_add_tally(g, TALLY_MEAN);
            if (month > g->months)
                g->regret[d] = gatherer_add_tally(g, TALLY_MEAN);
        }
        gatherer_add_task(g, judge_all, month, 0);
    }
}

/* --- some of them --------------------------------------------------------------------- */

static void members(bool *in, size_t set)
{
    for (size_t d = 0; d < MOST_IN_SETS; d++)
        in[d] = (set >> d & 1) != 0;
}

static void judge_set(const Gatherer *g, size_t set, size_t unused)
{
    bool in[MOST_IN_SETS];

    members(in, set);
    judge(g, in, g->months + 1, g->cheapest_in + set * g->designs, NULL);
}

static size_t set_count(const Gatherer *g)
{
    bool long_run = run_trials(g->run) > RUN_EXACT;

    return long_run && g->regret[0] && g->designs <= MOST_IN_SETS ? (size_t)1 << g->designs : 0;
}

static void plan_sets(Gatherer *g)
{
    size_t sets = set_count(g);

    g->cheapest_in = arena_array(&g->arena, Tally *, sets * g->designs + 1);
    for (size_t set = 0; set < sets; set++) {
        bool alone = (set & (set - 1)) == 0;
        for (size_t d = 0; !alone && d < g->designs; d++)
            if (set >> d & 1)
                g->cheapest_in[set * g->designs + d] = gatherer_add_tally(g, TALLY_MEAN);
        if (!alone)
            gatherer_add_task(g, judge_set, set, 0);
    }
}

void plan_judgements(Gatherer *g)
{
    plan_all(g);
    if (scenario_has_musts(g->scenario))
        plan_sets(g);
}

size_t judgement_tallies(const Gatherer *g)
{
    size_t sets = g->designs <= MOST_IN_SETS ? (size_t)1 << g->designs : 0;

    return g->designs * (g->months + 3 + sets) + sets;
}

/* --- what was found ------------------------------------------------------------------- */

static void judge_now(Estimate *cheapest, const Gatherer *g, const bool *in)
{
    Tally *own = memory_grow(NULL, g->designs, sizeof *own);
    Tally **each = memory_grow(NULL, g->designs, sizeof(Tally *));

    for (size_t d = 0; d < g->designs; d++) {
        own[d] = (Tally){ .bits = TALLY_MEAN };
        each[d] = &own[d];
    }
    judge(g, in, g->months + 1, each, NULL);
    for (size_t d = 0; d < g->designs; d++) {
        cheapest[d] = in[d] ? tally_summary(&own[d]).mean : (Estimate){ 0, 0 };
        tally_free(&own[d]);
    }
    free(each);
    free(own);
}

void gathered_cheapest(Estimate *cheapest, const Gatherer *g, const bool *in)
{
    size_t set = 0, count = 0;

    for (size_t d = 0; d < g->designs; d++) {
        set |= in[d] ? (size_t)1 << d : 0;
        count += in[d];
        cheapest[d] = in[d] ? estimate_unknown : (Estimate){ 0, 0 };
    }
    for (size_t d = 0; d < g->designs; d++)
        if (in[d] && count == 1)
            cheapest[d] = (Estimate){ 1, 0 };
        else if (in[d] && count == g->designs)
            cheapest[d] = gathered_summary(g->cheapest[(g->months + 1) * g->designs + d]).mean;
        else if (in[d] && set_count(g) > 0)
            cheapest[d] = gathered_summary(g->cheapest_in[set * g->designs + d]).mean;
    if (g->whole && g->regret[0] && count > 1 && count < g->designs)
        judge_now(cheapest, g, in);
}
