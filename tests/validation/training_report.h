/* training_report.h - how well the program predicts the time and the memory of training. */
#ifndef TESTS_VALIDATION_TRAINING_REPORT_H
#define TESTS_VALIDATION_TRAINING_REPORT_H

#include "tests/validation/training_runs.h"

/* Print the tables; false and err if the formulas cannot be evaluated. */
bool training_report(const TrainingRuns *runs, Error *err);

#endif
