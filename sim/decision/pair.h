/* pair.h - two designs of a scenario on the same draws, again and again.
 *
 * The pair is wired once. Each run may hold inputs at values or draw them from other
 * points (substitutes.h); what comes back is the difference of the ranking costs, trial
 * by trial.
 */
#ifndef SIM_DECISION_PAIR_H
#define SIM_DECISION_PAIR_H

#include "sim/engine/run.h"
#include "sim/results/summary.h"

/* A pair, and the two designs that each of them is made of when it is staged. */
enum { PAIR_DESIGNS = 6 };

/* Parts point to each other: a pair stays where it is made. */
typedef struct {
    Scenario scenario; /* as it was given, with two designs only: a and b, and after them
                          those that they are made of */
    Arena arena;
    Wiring wiring;
    const Quantity *cost;
    int threads; /* 0: all processors */
} Pair;

/* Designs a and b of a scenario, which must outlive the pair. The caller frees the pair in
 * any case. */
bool pair_make(Pair *pair, const Scenario *scenario, size_t a, size_t b, int threads,
               Error *err);
void pair_free(Pair *pair);

/* A finished run of so many trials, at most RUN_EXACT, which the caller frees; without
 * substitutes it keeps the values of inputs. NULL on failure. */
Run *pair_run(Pair *pair, uint64_t trials, const Substitutes *substitutes, Error *err);

/* difference[i] = cost of a less that of b in trial i of a run. */
void pair_difference(double *difference, const Pair *pair, const Run *run);

/* Both at once: run, take the difference, let the run go. False where the models have no
 * answer, as for a prompt that is too long. */
bool pair_simulate(double *difference, Pair *pair, uint64_t trials,
                   const Substitutes *substitutes, Error *err);

#endif
