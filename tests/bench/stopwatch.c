#include "tests/bench/stopwatch.h"

#include <stdlib.h>
#include <time.h>

static double clock_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

Elapsed stopwatch_time(Work *work, void *context)
{
    double took[STOPWATCH_RUNS];

    work(context);
    for (int k = 0; k < STOPWATCH_RUNS; k++) {
        double begin = clock_seconds();
        work(context);
        took[k] = clock_seconds() - begin;
    }
    qsort(took, STOPWATCH_RUNS, sizeof took[0], ascending);
    double median = took[STOPWATCH_RUNS / 2];
    return (Elapsed){ median, (took[STOPWATCH_RUNS - 1] - took[0]) / median };
}
