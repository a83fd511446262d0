/* training_memory_errors.h - predicted against measured memory of a training GPU. */
#ifndef TESTS_VALIDATION_TRAINING_MEMORY_ERRORS_H
#define TESTS_VALIDATION_TRAINING_MEMORY_ERRORS_H

#include "tests/validation/training_runs.h"

/* Print the table; false and err if the formulas cannot be evaluated. */
bool training_memory_errors(const TrainingRuns *runs, Error *err);

#endif
