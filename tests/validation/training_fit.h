/* training_fit.h - constants of the training formula, fitted on a half of the runs.
 *
 * Fitted: the utilisation of each recipe on each GPU (the median of what its runs
 * reached), how much slower attention is (one number for all), and the speed that each
 * project lost with a doubling of the GPUs. The other half tests them.
 */
#ifndef TESTS_VALIDATION_TRAINING_FIT_H
#define TESTS_VALIDATION_TRAINING_FIT_H

#include "tests/validation/training_runs.h"

typedef enum { BY_EXPERIMENT, BY_ROW } Split;

typedef struct {
    Split split;
    bool swapped;    /* what tests now is fitted on, and the other way round */
    bool any_recipe; /* one utilisation for a GPU; whole recipes test it     */
    bool plain;      /* attention is as fast as everything else              */
    bool recomputed; /* the second forward pass counts as operations         */
} FitOptions;

/* A run, and what became of it. */
typedef struct {
    const TrainingRun *run;
    const char *group, *experiment;
    size_t order;      /* in the tables                                          */
    bool fitted;       /* in the half that the constants are fitted on           */
    bool tested;       /* in the other half, and its group has runs to fit       */
    double efficiency; /* utilisation of its group                               */
    double error;      /* predicted / measured hours - 1                         */
} FitCase;

typedef struct {
    const char *project;
    double loss; /* of the speed with a doubling of the GPUs beyond a node */
} ScalingLoss;

typedef struct {
    FitCase *cases; /* sorted by group */
    size_t count, groups;
    double attention;
    ScalingLoss *losses; /* of the projects that used more GPUs than a node has */
    size_t loss_count;
} Fit;

/* Everything lives in the arena. Fails if the registry needs what a run does not have. */
bool fit_training(Fit *fit, const TrainingRuns *runs, const FitOptions *options, Arena *arena,
                  Error *err);

#endif
