/* answer_steps.h - the steps in which answer_make() fills an answer from what was
 * gathered, and what that is. */
#ifndef SIM_RESULTS_ANSWER_STEPS_H
#define SIM_RESULTS_ANSWER_STEPS_H

#include "sim/results/answer.h"
#include "sim/results/gatherer.h"
#include "sim/results/tally.h"

typedef struct Task Task;

/* Tallies are NULL where the run keeps no such values. Pairs come in the order
 * (0, 1), (0, 2) ... (1, 2) ... */
struct Gatherer {
    const Scenario *scenario;
    const Wiring *wiring;
    const Run *run;
    size_t designs, months, quantities;
    const Quantity *ranked_by, *cash; /* totals over the horizon; NULL: not in the scenario */
    Tally **results;                  /* [design][quantity of the scenario]                 */
    Tally **cumulative;               /* [design][months + 1]: ranking cost up to a month   */
    Tally **cheapest; /* [months + 2][design]: judged at a month, last at the end           */
    Tally **regret;   /* [design]                                                           */
    Tally **within;   /* [design]: cash total inside the budget, if there is one            */
    Tally **difference, **a_cheaper; /* [pair]                                              */
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

/* A quantity without numbers. */
Item answer_item(const Quantity *quantity);

/* The trials for the cadence of a design. */
void answer_list_cadence(Answer *answer, const Gatherer *gathered, size_t design);

/* What is known only by comparing the designs trial by trial: chances of being
 * cheapest, regret, pairs, months; and chances and dots of the cash total. */
void answer_compare(Answer *answer, const Gatherer *gathered);

#endif
