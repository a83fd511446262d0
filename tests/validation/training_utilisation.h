/* training_utilisation.h - what share of its peak each GPU reached, whatever the recipe.
 *
 * The share is that of training all weights: adapters reach a share of it. Where the
 * recipe may use arithmetic of 8 bits, it is a share of that peak. This is what
 * training.gpu_mfu is by default.
 */
#ifndef TESTS_VALIDATION_TRAINING_UTILISATION_H
#define TESTS_VALIDATION_TRAINING_UTILISATION_H

#include "tests/validation/training_runs.h"

/* Print a table; false and err if the formulas cannot be evaluated. */
bool training_utilisation(const TrainingRuns *runs, Error *err);

#endif
