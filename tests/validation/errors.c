#include "tests/validation/errors.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "sim/base/arena.h"
#include "sim/base/quantile.h"

enum { RESAMPLES = 500 };

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

static int compare(const void *a, const void *b)
{
    const ExperimentError *x = a, *y = b;
    int by_error = (x->error > y->error) - (x->error < y->error);

    return x->experiment != y->experiment ? (x->experiment > y->experiment ? 1 : -1) : by_error;
}

/* first[k] = where experiment k begins, and n after the last. */
static size_t find_experiments(size_t *first, const ExperimentError *errors, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        if (i == 0 || errors[i].experiment != errors[i - 1].experiment)
            first[count++] = i;
    first[count] = n;
    return count;
}

/* splitmix64 */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

ErrorInterval errors_interval(ExperimentError *errors, size_t n)
{
    static const double middle[] = { 0.5 }, levels[] = { 0.025, 0.975 };
    size_t *first = memory_zeros(n + 1, sizeof *first), most = 0, count;
    double medians[RESAMPLES], found[2];
    uint64_t state = 1;

    if (n > 1)
        qsort(errors, n, sizeof *errors, compare);
    count = find_experiments(first, errors, n);
    for (size_t k = 0; k < count; k++)
        most = first[k + 1] - first[k] > most ? first[k + 1] - first[k] : most;
    double *drawn = memory_zeros(most * count + 1, sizeof *drawn);
    for (size_t b = 0; b < RESAMPLES && n > 0; b++) {
        size_t rows = 0;

        for (size_t k = 0; k < count; k++) {
            size_t which = next_random(&state) % count;
            for (size_t i = first[which]; i < first[which + 1]; i++)
                drawn[rows++] = fabs(errors[i].error);
        }
        quantile_fill(&medians[b], middle, 1, drawn, rows);
    }
    if (n > 0)
        quantile_fill(found, levels, 2, medians, RESAMPLES);
    free(first);
    free(drawn);
    return n > 0 ? (ErrorInterval){ found[0], found[1] } : (ErrorInterval){ NAN, NAN };
}
