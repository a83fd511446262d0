/* answer_steps.h - the steps in which answer_make() fills an answer from what was
 * gathered, and what that is. */
#ifndef SIM_RESULTS_ANSWER_STEPS_H
#define SIM_RESULTS_ANSWER_STEPS_H

#include "sim/results/answer.h"
#include "sim/results/gatherer.h"
#include "sim/results/tally.h"

typedef struct Task Task;
typedef void Take(const Gatherer *gatherer, size_t a, size_t b);

/* What a design is among some: the chance of being the cheapest of them, and what it costs
 * more on average than the cheapest in each future. */
typedef struct {
    Estimate cheapest, regret;
} Standing;

/* Tallies are NULL where the run keeps no such values. Pairs come in the order
 * (0, 1), (0, 2) ... (1, 2) ... */
struct Gatherer {
    const Scenario *scenario;
    const Wiring *wiring;
    const Run *run;
    bool for_verdict; /* nothing else is gathered */
    bool among;       /* nor anything but standings among some designs */
    size_t designs, months, quantities;
    const Quantity *ranked_by, *cash; /* totals over the horizon; NULL: not in the scenario */
    Tally **results;                  /* [design][quantity of the scenario]                 */
    Tally **cumulative;               /* [design][months + 1]: ranking cost up to a month   */
    Tally **cheapest; /* [months + 2][design]: judged at a month, last at the end           */
    Tally **cheapest_in, **regret_in; /* [set of designs][design], of a long run: judge.c  */
    Standing *early_in; /* [set of designs][months + 1][design], of its first round         */
    bool *judged;   /* [design]: those that `cheapest` and `regret` are among: as a rule all */
    Tally **regret; /* [design]                                                           */
    Tally **within; /* [design]: cash total inside the budget, if there is one            */
    Tally **difference, **a_cheaper, **equal; /* [pair]                                     */
    Tally **meets;     /* [design][requirement]; NULL: known from requests, or without trials */
    Tally **meets_all; /* [design]: all musts but those of response times                  */
    double *others;    /* [design][simulated trial]: the same                              */
    uint64_t *overtakes;    /* [pair][2][months + 2]: break_even.c                            */
    uint64_t *saturates;    /* [design][months + 2]: saturation.c                             */
    CadenceTrials *cadence; /* [design], of the first round                                 */
    double *curves; /* [design][CURVE] of cash, in a run of one round; else of its tally    */
    Arena arena;
    Tally *tallies; /* all of them */
    Task *tasks;
    size_t tally_count, task_count;
    Round round; /* the one at hand */
    size_t batch;
    bool whole; /* it is all of the run */
};

/* What becomes of a quantity in a design: OP_ABSENT where it is not computed. */
OpKind gathered_kind(const Gatherer *gathered, size_t design, const Quantity *quantity);

/* What a tally says; all unknown if it is NULL. */
Summary gathered_summary(const Tally *tally);

/* The quantity of a scenario called key, or NULL. */
const Quantity *gathered_quantity(const Scenario *scenario, const char *key);

/* The ranking cost of the round up to a month or, after the last one, in all; NULL if it
 * is not kept. */
const double *gathered_cost(const Gatherer *gatherer, size_t design, size_t month);

/* The place of a pair of designs, a before b. */
size_t gatherer_pair(const Gatherer *gatherer, size_t a, size_t b);

/* A tally, or a task that fills some; there is room for as many as were announced. */
Tally *gatherer_add_tally(Gatherer *gatherer, int bits);
void gatherer_add_task(Gatherer *gatherer, Take *what, size_t a, size_t b);

/* Add the numbers of the round. */
void gatherer_tally(const Gatherer *gatherer, Tally *tally, const double *x);

/* The designs against each other: how many tallies and tasks that takes at most, and
 * to plan them. */
size_t judgement_tallies(const Gatherer *gatherer);
void plan_judgements(Gatherer *gatherer);
void plan_judgements_among(Gatherer *gatherer, const bool *in);

/* The standing of each design among those of gatherer_among(). */
void gathered_among(Standing *standings, const Gatherer *gatherer, size_t month);

/* The standing of each design among some, of which there is one at least, if judged at a
 * month or, after the last one, at the end; the regret at the end only. The others are never
 * the cheapest, and have no regret. Unknown where they were not judged. */
void gathered_standings(Standing *standings, const Gatherer *gatherer, size_t month,
                        const bool *in);

/* The same of what is required. */
bool scenario_has_musts(const Scenario *scenario);
size_t requirement_tallies(const Gatherer *gatherer);
void plan_requirements(Gatherer *gatherer);
void join_requirements(Gatherer *gatherer);

/* And of the months in which designs overtake one another. */
void plan_break_even(Gatherer *gatherer);
void join_break_even(Gatherer *gatherer);

/* And of the months from which on serving cannot keep up. */
void plan_saturation(Gatherer *gatherer);
void join_saturation(Gatherer *gatherer);

/* A quantile of months 0..months by their counts, of `all` futures, with half the width
 * between those one standard error of its rank off. */
Estimate month_quantile(const uint64_t *counts, size_t months, double level, uint64_t all);

/* Take in what the cadences need of the first round. */
void gather_cadence(Gatherer *gatherer);

/* results, lines, derived and given of a design. */
void answer_list_items(Answer *answer, const Gatherer *gathered, size_t design);

/* components of a design. */
void answer_list_parts(Answer *answer, const Gatherer *gathered, size_t design);

/* states of a design; and the statistics of one reported PER_REQUEST quantity in a state, at
 * most REQUEST_STATS items. */
void answer_list_states(Answer *answer, const Gatherer *gathered, size_t design);
void answer_list_percentiles(Answer *answer, Items *items, const Gatherer *gathered,
                             size_t design, const Quantity *quantity, RequestState state);

/* saturation of a design, after its states. */
void answer_saturation(Answer *answer, const Gatherer *gathered, size_t design);

/* "77 of 100"; never 0 or 100, which would claim more than trials can show. */
const char *answer_of_100(Arena *arena, double chance);

/* A quantity without numbers. */
Item answer_item(const Quantity *quantity);

/* The trials for the cadence of a design. */
void answer_list_cadence(Answer *answer, const Gatherer *gathered, size_t design);

/* What is known only by comparing the designs trial by trial: chances of being
 * cheapest, regret, pairs, months; and chances and dots of the cash total. */
void answer_compare(Answer *answer, const Gatherer *gathered);

/* Which designs meet what is required, and which of these is the cheapest how often. */
void answer_require(Answer *answer, const Gatherer *gathered);

/* What the eligible designs are among each other, at the end and by month. */
void answer_standings(Answer *answer, const Standing *standings, size_t month);

/* break_even_month of the pairs. */
void answer_break_even(Answer *answer, const Gatherer *gathered);

#endif
