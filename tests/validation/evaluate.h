/* evaluate.h - the program's own formulas, evaluated outside a run. */
#ifndef TESTS_VALIDATION_EVALUATE_H
#define TESTS_VALIDATION_EVALUATE_H

#include "models/model.h"
#include "sim/base/error.h"

/* What is known of a quantity in each case. */
typedef struct {
    const char *key;
    const double *values; /* [cases], in the unit of the quantity */
} Known;

/* out[0..cases-1] = a quantity that is computed once, from what is known and by the
 * formulas of the registry. Fails if a given quantity that it needs is not known. */
bool evaluate(double *out, const Quantity *quantity, const Known known[], size_t known_count,
              size_t cases, Error *err);

#endif
