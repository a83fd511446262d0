/* find.h - at which values of an input a condition begins or ceases to hold.
 *
 * The condition is asked at the points of the input; between two that disagree the
 * boundary is closed in on, always between a value that was simulated and holds and one
 * that was simulated and does not. All are run on the same draws, so a boundary is sharp;
 * what the draws leave open of it is its standard error.
 */
#ifndef SIM_DECISION_FIND_H
#define SIM_DECISION_FIND_H

#include "sim/decision/condition.h"
#include "sim/decision/sweep_input.h"
#include "sim/decision/variant.h"

/* The condition at a value of the input. */
typedef struct {
    double x;
    const char *text; /* x as --set takes it */
    bool holds;
    Estimate *terms; /* [term] the left sides */
} FindProbe;

typedef struct {
    FindProbe holds, fails; /* the nearest to each other that were simulated      */
    size_t term;            /* of the condition: the one that decides             */
    double x, se;           /* where the term meets its value; NAN: not known     */
} FindBoundary;

typedef struct {
    const VariantBase *base;
    const Scenario *scenario;
    const SweepInput *input; /* of numbers, in ascending order */
    const Condition *condition;
    uint64_t trials;   /* of a probe */
    FindProbe *probes; /* at the points of the input */
    size_t done;       /* of them */
    FindBoundary *boundaries;
    size_t boundary_count;
    Arena arena;
} Find;

/* Prepare. All of these must outlive it; the caller frees it. Fails where the points are
 * names or not in order: there is nothing between them. */
bool find_make(Find *find, const VariantBase *base, const Scenario *scenario,
               const SweepInput *input, const Condition *condition, Error *err);
void find_free(Find *find);

/* Simulate the next point; with the one before it, the boundary between them if there is
 * one. On failure the problems have been handed to `tell`. */
bool find_step(Find *find, PointProblems *tell, void *context);

#endif
