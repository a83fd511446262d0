/* sensitivity.h - what could change the choice between two designs, and what is worth
 * finding out before it.
 *
 * Everything is about the difference of the two ranking costs, cost of a less that of b,
 * on common draws. An input is a value of the scenario that is drawn once a trial and
 * varies. Of each there is:
 *
 *   from the samples of one run    rank correlation with the difference; the share of its
 *       variance that goes when the input is known; what knowing it is worth (EVPPI). Of
 *       correlated inputs each tells of the others too, as it would if one looked.
 *   from runs that hold it at a value, all else as drawn    the mean difference at its P10
 *       and P90 (tornado); the value at which the mean difference is zero (switching
 *       value) and the chance that it lies beyond. Correlated inputs stay as drawn.
 *   from runs that draw it from other points    Sobol indices, of the difference and of
 *       which design is the cheaper. Correlated inputs are drawn together and share theirs.
 */
#ifndef SIM_DECISION_SENSITIVITY_H
#define SIM_DECISION_SENSITIVITY_H

#include "sim/decision/indices.h"
#include "sim/scenario/scenario.h"

typedef struct {
    const Quantity *quantity;
    const char *key;      /* "rag.gpu.price" where the two designs differ, else "gpu.price" */
    const char *design;   /* the label of a design that has it                            */
    size_t member;        /* its place in the pair (pair.h)                               */
    int column;           /* in the pair's wiring                                         */
    int group;            /* inputs of the same group are drawn together                  */
    bool alone;           /* no other input is in its group                               */
    double p10, now, p90; /* now: the median                                              */
    Estimate rank;        /* correlation with the difference                              */
    Estimate share;       /* of the variance of the difference that goes if it is known  */
    Estimate worth;       /* EVPPI; not below 0 but by its error                          */
    Estimate at_p10, at_p90; /* the mean difference when it is held there                 */
    Estimate switches_at;    /* the nearest value that turns the mean difference; NAN: none  */
    Estimate chance;         /* that the mean difference is turned                          */
    Indices difference, choice;
} InputEffect;

typedef struct Sensitivity {
    Arena arena;
    const Scenario *scenario;
    size_t a, b;      /* designs of the scenario                   */
    size_t favourite; /* a or b: the lower mean, what one takes without knowing more    */
    uint64_t trials;  /* of the samples                            */
    uint64_t held;    /* of a run that holds an input at a value                       */
    uint64_t points;  /* of Sobol indices                          */
    Estimate mean;    /* of the difference: cost of a less that of b                   */
    Estimate favourite_cheaper;
    Estimate perfect;    /* EVPI: knowing everything                  */
    InputEffect *inputs; /* those most worth knowing first                                */
    size_t count;
    bool draws_vary; /* chance from month to month plays a part                     */
    Indices draws, draws_choice; /* of that chance */
} Sensitivity;

enum { SENSITIVITY_HELD = 4096, SENSITIVITY_POINTS = 1024 };

/* Analyse the choice between designs a and b, on at most RUN_EXACT trials. The scenario must
 * outlive the result, which the caller frees in any case. Not for several processes. */
bool sensitivity_make(Sensitivity *sensitivity, const Scenario *scenario, size_t a, size_t b,
                      int threads, Error *err);
void sensitivity_free(Sensitivity *sensitivity);

/* How far the mean difference moves between an input's P10 and P90. */
double sensitivity_swing(const InputEffect *input);

/* Whether it is worth something, beyond what chance in the samples could be. */
bool sensitivity_is_worth(const InputEffect *input);

#endif
