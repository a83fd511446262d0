/* judge.c - which of several designs is the cheapest, future by future.
 *
 * All designs are judged by their costs up to every month and in all. Which of them are
 * eligible is known only when the run is over: of a run of one round, whose values are
 * still there, those are judged then. Of a longer one every set of designs is judged round
 * by round, which a few designs allow; by month in the first round only, whose trials say
 * enough of it. Where designs are too many for that, the run is done again: second_look.h.
 */
#include "sim/results/answer_steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/vmath.h"

/* Of a design that is not among those judged. */
static const Standing is_outside = { { 0, 0 }, { NAN, NAN } };

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

/* Some designs in the trials of a round, judged at a month. */
typedef struct {
    const Gatherer *g;
    const bool *in;
    size_t month;
    double *least, *ties; /* by trial: the lowest cost, and how many have it */
} Contest;

static Contest contest_make(const Gatherer *g, const bool *in, size_t month)
{
    size_t n = g->round.trials, first = 0;
    double *least = memory_grow(NULL, 2 * n + 1, sizeof *least), *ties = least + n;

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
    return (Contest){ g, in, month, least, ties };
}

static void contest_free(Contest *contest)
{
    free(contest->least);
}

/* x[i] = the share of the design in being the cheapest. */
static void contest_share(double *x, const Contest *c, size_t design)
{
    find_cheapest(x, gathered_cost(c->g, design, c->month), c->least, c->ties,
                  c->g->round.trials);
}

/* x[i] = what the design costs more than the cheapest. */
static void contest_regret(double *x, const Contest *c, size_t design)
{
    subtract(x, gathered_cost(c->g, design, c->month), c->least, c->g->round.trials);
}

/* The tallies are by design; those of the regret may be NULL. */
static void judge(const Gatherer *g, const bool *in, size_t month, Tally *const *cheapest,
                  Tally *const *regret)
{
    double *x = memory_grow(NULL, g->round.trials + 1, sizeof *x);
    Contest contest = contest_make(g, in, month);

    for (size_t d = 0; d < g->designs; d++) {
        if (!in[d])
            continue;
        contest_share(x, &contest, d);
        gatherer_tally(g, cheapest[d], x);
        if (!regret)
            continue;
        contest_regret(x, &contest, d);
        gatherer_tally(g, regret[d], x);
    }
    contest_free(&contest);
    free(x);
}

/* What the round at hand alone says. */
static void judge_now(Standing *standings, const Gatherer *g, size_t month, const bool *in)
{
    size_t n = g->round.trials;
    double *x = memory_grow(NULL, n + 1, sizeof *x);
    Contest contest = contest_make(g, in, month);

    for (size_t d = 0; d < g->designs; d++) {
        standings[d] = is_outside;
        if (!in[d])
            continue;
        contest_share(x, &contest, d);
        standings[d].cheapest = estimate_mean(x, n);
        if (month <= g->months)
            continue;
        contest_regret(x, &contest, d);
        standings[d].regret = estimate_mean(x, n);
    }
    contest_free(&contest);
    free(x);
}

/* --- all designs, or those asked for -------------------------------------------------- */

static void judge_all(const Gatherer *g, size_t month, size_t unused)
{
    judge(g, g->judged, month, g->cheapest + month * g->designs,
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

/* in: NULL for all. */
static void plan_all(Gatherer *g, const bool *in)
{
    g->judged = arena_array(&g->arena, bool, g->designs + 1);
    for (size_t d = 0; d < g->designs; d++)
        g->judged[d] = !in || in[d];
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

static Standing *early_judgement(const Gatherer *g, size_t set, size_t month)
{
    return g->early_in + (set * (g->months + 1) + month) * g->designs;
}

static void judge_set(const Gatherer *g, size_t set, size_t unused)
{
    bool in[MOST_IN_SETS];

    members(in, set);
    judge(g, in, g->months + 1, g->cheapest_in + set * g->designs,
          g->regret_in + set * g->designs);
    for (size_t month = 0; g->round.first == 0 && month <= g->months; month++)
        if (is_kept(g, month))
            judge_now(early_judgement(g, set, month), g, month, in);
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
    g->regret_in = arena_array(&g->arena, Tally *, sets * g->designs + 1);
    g->early_in = arena_array(&g->arena, Standing, sets * (g->months + 1) * g->designs + 1);
    for (size_t set = 0; set < sets; set++) {
        bool alone = (set & (set - 1)) == 0;
        for (size_t d = 0; !alone && d < g->designs; d++)
            if (set >> d & 1) {
                g->cheapest_in[set * g->designs + d] = gatherer_add_tally(g, TALLY_MEAN);
                g->regret_in[set * g->designs + d] = gatherer_add_tally(g, TALLY_MEAN);
            }
        if (!alone)
            gatherer_add_task(g, judge_set, set, 0);
    }
}

void plan_judgements(Gatherer *g)
{
    plan_all(g, NULL);
    if (scenario_has_musts(g->scenario))
        plan_sets(g);
}

void plan_judgements_among(Gatherer *g, const bool *in)
{
    plan_all(g, in);
}

size_t judgement_tallies(const Gatherer *g)
{
    size_t sets = g->designs <= MOST_IN_SETS ? (size_t)1 << g->designs : 0;

    return g->designs * (g->months + 3 + 2 * sets) + sets;
}

/* --- what was found ------------------------------------------------------------------- */

/* Of two eligible designs or more, and fewer than all. */
static void look_up_some(Standing *standings, const Gatherer *g, size_t month, const bool *in,
                         size_t set)
{
    if (g->whole && is_kept(g, month))
        judge_now(standings, g, month, in);
    else if (set_count(g) > 0 && month > g->months)
        for (size_t d = 0; d < g->designs; d++) {
            size_t place = set * g->designs + d;
            if (in[d])
                standings[d] = (Standing){ gathered_summary(g->cheapest_in[place]).mean,
                                           gathered_summary(g->regret_in[place]).mean };
        }
    else if (set_count(g) > 0 && is_kept(g, month))
        memcpy(standings, early_judgement(g, set, month), g->designs * sizeof *standings);
}

static Standing look_up_all(const Gatherer *g, size_t month, size_t design)
{
    const Tally *regret = month > g->months ? g->regret[design] : NULL;

    return (Standing){ gathered_summary(g->cheapest[month * g->designs + design]).mean,
                       gathered_summary(regret).mean };
}

void gathered_among(Standing *standings, const Gatherer *g, size_t month)
{
    for (size_t d = 0; d < g->designs; d++)
        standings[d] = g->judged[d] ? look_up_all(g, month, d) : is_outside;
}

void gathered_standings(Standing *standings, const Gatherer *g, size_t month, const bool *in)
{
    static const Standing is_alone = { { 1, 0 }, { 0, 0 } };
    size_t set = 0, count = 0;

    for (size_t d = 0; d < g->designs; d++) {
        set |= in[d] ? (size_t)1 << d : 0;
        count += in[d];
        standings[d] = in[d] ? (Standing){ estimate_unknown, estimate_unknown } : is_outside;
    }
    if (count > 1 && count < g->designs) {
        look_up_some(standings, g, month, in, set);
        return;
    }
    for (size_t d = 0; d < g->designs; d++)
        if (in[d])
            standings[d] = count == 1 ? is_alone : look_up_all(g, month, d);
}
