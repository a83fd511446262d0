/* answer_compare.c - the designs against each other and against the budget, on the
 * same futures. */
#include "sim/results/answer_steps.h"

#include <math.h>

static void tell_months(Answer *answer, const Gatherer *g, size_t design)
{
    MonthAnswer *by_month = arena_array(&answer->arena, MonthAnswer, g->months + 1);

    for (size_t month = 0; month <= g->months; month++) {
        const Tally *cheapest = g->cheapest[month * g->designs + design];
        by_month[month].cumulative =
            gathered_summary(g->cumulative[design * (g->months + 1) + month]);
        by_month[month].cheapest = gathered_summary(cheapest).mean;
    }
    answer->designs[design].by_month = by_month;
}

static void tell_pairs(Answer *answer, const Gatherer *g)
{
    size_t count = g->designs * (g->designs - 1) / 2;

    answer->pairs = arena_array(&answer->arena, PairAnswer, count + 1);
    for (size_t a = 0; g->regret[0] && a < g->designs; a++)
        for (size_t b = a + 1; b < g->designs; b++) {
            size_t pair = answer->pair_count++;
            answer->pairs[pair] = (PairAnswer){
                .a = a,
                .b = b,
                .difference = gathered_summary(g->difference[pair]),
                .a_cheaper = gathered_summary(g->a_cheaper[pair]).mean,
                .equal = gathered_summary(g->equal[pair]).mean,
            };
        }
}

/* The cash total of a design, or NULL. */
static const Tally *cash_of(const Gatherer *g, size_t design)
{
    long place = g->cash ? scenario_quantity(g->scenario, g->cash) : -1;

    return place < 0 ? NULL : g->results[design * g->quantities + (size_t)place];
}

/* A dot stands in the middle of its fiftieth: at every fourth level of the curve. */
static void tell_curve(DesignAnswer *d, const Gatherer *g, size_t design)
{
    const Tally *cash = cash_of(g, design);
    double levels[CURVE];

    for (size_t k = 0; k < CURVE; k++) {
        levels[k] = answer_curve_level(k);
        d->curve[k] = !cash ? (double)NAN : g->curves[design * CURVE + k];
    }
    if (cash && !g->whole)
        tally_quantiles(cash, d->curve, levels, CURVE);
    for (size_t k = 0; k < DOTS; k++)
        d->dots[k] = d->curve[(2 * k + 1) * (CURVE - 1) / (2 * DOTS)];
}

void answer_compare(Answer *answer, const Gatherer *g)
{
    for (size_t d = 0; d < g->designs; d++) {
        DesignAnswer *design = &answer->designs[d];
        tell_months(answer, g, d);
        tell_curve(design, g, d);
        design->cheapest = gathered_summary(g->cheapest[(g->months + 1) * g->designs + d]).mean;
        design->regret = gathered_summary(g->regret[d]).mean;
        design->within_budget = gathered_summary(g->within[d]).mean;
    }
    if (!g->for_verdict)
        tell_pairs(answer, g);
}
