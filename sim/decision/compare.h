/* compare.h - what differs between two scenarios, and what that does to the answer.
 *
 * Both are simulated on the same draws, so costs differ trial by trial by what was changed
 * and nothing else: differences are paired, and their range is not the difference of the
 * ranges. What each changed input contributes to the change of the mean cost is its Shapley
 * share (shapley.h) over simulations in which some inputs are those of one scenario and the
 * rest those of the other.
 */
#ifndef SIM_DECISION_COMPARE_H
#define SIM_DECISION_COMPARE_H

#include "sim/engine/run.h"
#include "sim/results/answer.h"

/* One of the scenarios: wired, run to its end in one round, and answered. */
typedef struct {
    const char *name; /* as a heading says it: "file", "launch-hype" */
    const Scenario *scenario;
    const Wiring *wiring;
    const Run *run;
    const Answer *answer;
} CompareSide;

enum { NO_INPUT = -1 };

/* An assumption that is not the same in both. */
typedef struct {
    const char *key;            /* "traffic.growth", "rag.api.model" where designs differ */
    const char *before, *after; /* as understood; NULL where the scenario has none        */
    double relative;            /* change of its mean, NAN where that says nothing        */
    int input;                  /* among the inputs; NO_INPUT: no cost depends on it      */
} AssumptionChange;

typedef struct {
    const AssumptionChange *items;
    size_t count;
    const char *const *inputs; /* what is changed as a whole: keys; an entry of the catalogue
                                  with all its facts; what designs are made of            */
    size_t input_count;
} AssumptionChanges;

#define NOT_THERE ((size_t)-1)

/* A design of either scenario. */
typedef struct {
    size_t before, after; /* its places in the two answers, or NOT_THERE            */
    Summary difference;   /* of the ranking cost, after less before, trial by trial;
                             unknown where one of the scenarios lacks it            */
    bool same;            /* rounds to nothing, as the median is printed          */
    bool moved;           /* the median, by more than a tenth                     */
} DesignChange;

/* What the inputs contribute to the change of mean costs. Columns are the compared designs,
 * and behind them the first less the second of the leading pair. */
typedef struct {
    const char *reason;    /* why there is none, or NULL                              */
    size_t columns;        /* designs + 1, or + 0 without a pair                      */
    size_t first, second;  /* the pair, places in Compare.designs                     */
    const Estimate *share; /* [input * columns + column]                              */
    const Estimate *total; /* [column]: what the shares add up to                     */
    const double *rest;    /* [column]: of the change over all trials, what the fewer
                              trials of the shares do not show                        */
    uint64_t trials;
    size_t orders; /* that were sampled; 0: shares are exact for these trials      */
} Attribution;

typedef struct {
    Arena arena;
    CompareSide before, after;
    AssumptionChanges changes;
    DesignChange *designs; /* in the order of an answer, lowest mean first: those of both
                              in that before, those that it alone has, those only after */
    size_t design_count;   /* that both have, which alone are attributed                */
    size_t row_count;      /* all of them                                               */
    Attribution why;
    bool flips; /* another design is recommended, or none any more, or one at last */
    const char *sentence;
} Compare;

/* Compare two scenarios that have the same seed, sampler, number of trials and currency.
 * Threads as in RunOptions. The sides must outlive the comparison, which the caller frees. */
void compare_make(Compare *compare, const CompareSide *before, const CompareSide *after,
                  int threads);
void compare_free(Compare *compare);

#endif
