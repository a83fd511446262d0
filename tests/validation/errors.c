#include "tests/validation/errors.h"

#include <math.h>
#include <stdlib.h>

#include "sim/base/arena.h"
#include "sim/base/quantile.h"

ErrorSummary errors_summary(const double *errors, size_t n)
{
    static const double levels[] = { 0.5, 0.9 };
    ErrorSummary summary = { .n = n };
    double spread[2];

    if (n == 0)
        return summary;
    double *sizes = memory_zeros(n, sizeof *sizes);
    for (size_t i = 0; i < n; i++)
        sizes[i] = fabs(errors[i]);
    quantile_fill(spread, levels, 2, sizes, n);
    quantile_fill(&summary.bias, levels, 1, errors, n);
    summary.median = spread[0];
    summary.p90 = spread[1];
    free(sizes);
    return summary;
}
