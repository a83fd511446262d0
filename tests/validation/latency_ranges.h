/* latency_ranges.h - how far measurements are from predictions, as a range that holds 8 in 10.
 *
 * The range of a tier is fitted on calibration rows that the constants of the tier did not
 * see, each experiment with the same weight, and must hold 70 to 90% of the development
 * rows whose settings are stated. Answers are tokens, mostly: the time of whole answers and
 * tokens a second have the range of a token at least.
 */
#ifndef TESTS_VALIDATION_LATENCY_RANGES_H
#define TESTS_VALIDATION_LATENCY_RANGES_H

#include "tests/validation/latency_tiers.h"

typedef struct {
    double low, high; /* measured over predicted; NaN if nothing tells */
    size_t rows;      /* that it was fitted on                          */
} ErrorRange;

ErrorRange fit_range(Metric metric, const Outcome *outcomes, const ServedList *list);

typedef struct {
    size_t inside, of;
} Coverage;

/* Development rows of a metric in the range; of one set, or of all if set is NULL. */
Coverage range_coverage(const ErrorRange *range, Metric metric, const char *set,
                        const Outcome *outcomes, const ServedList *list);

/* The range of all rows, those of development too, each experiment with the same weight: of
 * times to each token and of whole answers, and of tokens a second as times. It says what to
 * expect of a run of which nothing is known, and is held against the rows it is made of. */
ErrorRange pooled_range(const Outcome *outcomes, const ServedList *list);
Coverage pooled_coverage(const ErrorRange *range, const char *set, const Outcome *outcomes,
                         const ServedList *list);

/* Print the ranges of a tier and what they hold. */
void print_ranges(const char *name, const Outcome *outcomes, const ServedList *list);

#endif
