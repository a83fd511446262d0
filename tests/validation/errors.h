/* errors.h - relative errors of predictions, and what they come to. */
#ifndef TESTS_VALIDATION_ERRORS_H
#define TESTS_VALIDATION_ERRORS_H

#include <stddef.h>

typedef struct {
    size_t n;
    double median, p90; /* of the absolute errors                       */
    double bias;        /* median of the signed errors: above 0 too long */
} ErrorSummary;

typedef struct {
    size_t experiment;
    double error;
} ExperimentError;

/* The middle 95% of what the median of the absolute errors would be with other experiments:
 * a bootstrap that draws whole experiments, as their rows are not independent. Sorts them. */
typedef struct {
    double low, high;
} ErrorInterval;

ErrorInterval errors_interval(ExperimentError *errors, size_t n);

/* errors: predicted / measured - 1. */
ErrorSummary errors_summary(const double *errors, size_t n);

#endif
