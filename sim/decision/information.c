#include "sim/decision/information.h"

#include <stdlib.h>

#include "sim/base/arena.h"

Estimate information_partial(const double *gain, const double *expected, size_t n)
{
    double *saved = memory_grow(NULL, n + 1, sizeof *saved);
    double uninformed = estimate_mean(gain, n).value > 0;

    for (size_t i = 0; i < n; i++)
        saved[i] = gain[i] * ((expected[i] > 0) - uninformed);
    Estimate value = estimate_mean(saved, n);
    free(saved);
    return value;
}

Estimate information_perfect(const double *gain, size_t n)
{
    return information_partial(gain, gain, n);
}
