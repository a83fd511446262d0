/* answer_compare.c - the designs against each other and against the budget, on the
 * same futures. */
#include "sim/results/answer_steps.h"

#include <math.h>
#include <stdlib.h>

#include "sim/base/quantile.h"

/* Room for one number per trial, and one cost per design. */
typedef struct {
    size_t trials, designs;
    double *x, *least;
    const double **costs; /* [design] */
} Work;

/* least[i] = the lowest cost in trial i. */
static void find_least(Work *w)
{
    for (size_t i = 0; i < w->trials; i++) {
        w->least[i] = w->costs[0][i];
        for (size_t d = 1; d < w->designs; d++)
            if (w->costs[d][i] < w->least[i])
                w->least[i] = w->costs[d][i];
    }
}

/* The chance of being cheapest; k designs that tie have 1/k each. */
static Estimate chance_cheapest(const Work *w, size_t design)
{
    for (size_t i = 0; i < w->trials; i++) {
        int ties = 0;
        for (size_t d = 0; d < w->designs; d++)
            ties += w->costs[d][i] == w->least[i];
        w->x[i] = w->costs[design][i] == w->least[i] ? 1.0 / ties : 0;
    }
    return estimate_mean(w->x, w->trials);
}

static void judge_at_end(Answer *answer, Work *w)
{
    find_least(w);
    for (size_t d = 0; d < w->designs; d++) {
        answer->designs[d].cheapest = chance_cheapest(w, d);
        for (size_t i = 0; i < w->trials; i++)
            w->x[i] = w->costs[d][i] - w->least[i];
        answer->designs[d].regret = estimate_mean(w->x, w->trials);
    }
}

static void compare_pair(PairAnswer *pair, Work *w)
{
    const double *a = w->costs[pair->a], *b = w->costs[pair->b];

    for (size_t i = 0; i < w->trials; i++)
        w->x[i] = a[i] - b[i];
    pair->difference = summary_make(w->x, w->trials);
    for (size_t i = 0; i < w->trials; i++)
        w->x[i] = a[i] < b[i] ? 1 : a[i] == b[i] ? 0.5 : 0;
    pair->a_cheaper = estimate_mean(w->x, w->trials);
}

static void compare_pairs(Answer *answer, Work *w)
{
    answer->pairs =
        arena_array(&answer->arena, PairAnswer, w->designs * (w->designs - 1) / 2 + 1);
    for (size_t a = 0; a < w->designs; a++)
        for (size_t b = a + 1; b < w->designs; b++) {
            PairAnswer *pair = &answer->pairs[answer->pair_count++];
            pair->a = a;
            pair->b = b;
            compare_pair(pair, w);
        }
}

/* The ranking costs up to a month; false where months are not kept. */
static bool costs_at(Work *w, const Finished *f, int month)
{
    for (size_t d = 0; d < w->designs; d++) {
        w->costs[d] = run_cumulative(f->run, d, month);
        if (!w->costs[d])
            return false;
    }
    return true;
}

static void judge_by_month(Answer *answer, Work *w, const Finished *f)
{
    size_t months = (size_t)answer->months;

    for (size_t d = 0; d < w->designs; d++)
        answer->designs[d].by_month = arena_array(&answer->arena, MonthAnswer, months + 1);
    for (size_t month = 0; month <= months; month++) {
        bool kept = costs_at(w, f, (int)month);
        if (kept)
            find_least(w);
        for (size_t d = 0; d < w->designs; d++) {
            MonthAnswer *at = &answer->designs[d].by_month[month];
            at->cumulative = kept ? summary_make(w->costs[d], w->trials) : summary_unknown;
            at->cheapest = kept ? chance_cheapest(w, d) : estimate_unknown;
        }
    }
}

static void fill_budget(DesignAnswer *d, const double *cash, double budget, Work *w)
{
    double dots[DOTS], curve[CURVE];

    for (size_t k = 0; k < DOTS; k++) {
        dots[k] = ((double)k + 0.5) / DOTS;
        d->dots[k] = NAN;
    }
    for (size_t k = 0; k < CURVE; k++) {
        curve[k] = (double)k / (CURVE - 1);
        d->curve[k] = NAN;
    }
    d->within_budget = estimate_unknown;
    if (!cash)
        return;
    quantile_fill(d->dots, dots, DOTS, cash, w->trials);
    quantile_fill(d->curve, curve, CURVE, cash, w->trials);
    if (!(budget >= 0))
        return;
    for (size_t i = 0; i < w->trials; i++)
        w->x[i] = cash[i] <= budget;
    d->within_budget = estimate_mean(w->x, w->trials);
}

/* The values of a result by its key, one per trial; NULL if there is none. */
static const double *values_of(const Answer *answer, const Finished *f, size_t design,
                               const char *key)
{
    const Item *item = answer_result(&answer->designs[design], key);

    return item && item->quantity ? run_values(f->run, design, item->quantity) : NULL;
}

void answer_compare(Answer *answer, const Finished *f)
{
    size_t trials = answer->trials, designs = answer->design_count;
    Work w = { .trials = trials, .designs = designs };
    bool ranked = true;

    w.x = memory_grow(NULL, trials, sizeof(double));
    w.least = memory_grow(NULL, trials, sizeof(double));
    w.costs = arena_array(&answer->arena, const double *, designs);
    judge_by_month(answer, &w, f);
    for (size_t d = 0; d < designs; d++) {
        w.costs[d] = values_of(answer, f, d, answer->rank_key);
        ranked = ranked && w.costs[d];
        answer->designs[d].cheapest = answer->designs[d].regret = estimate_unknown;
        fill_budget(&answer->designs[d], values_of(answer, f, d, "cost.cash_total"),
                    f->scenario->budget, &w);
    }
    if (ranked) {
        judge_at_end(answer, &w);
        compare_pairs(answer, &w);
    }
    free(w.least);
    free(w.x);
}
