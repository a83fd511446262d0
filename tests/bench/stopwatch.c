#include "tests/bench/stopwatch.h"

#include <assert.h>
#include <stdio.h>
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

static double seconds_of(const Task *task)
{
    double begin = clock_seconds();

    task->work(task->context);
    return clock_seconds() - begin;
}

void stopwatch_steps(Elapsed *step, const Task *task, int count)
{
    double more[STOPWATCH_STEPS][STOPWATCH_RUNS];

    assert(count <= STOPWATCH_STEPS);
    for (int k = 0; k < count; k++)
        seconds_of(&task[k]);
    for (int run = 0; run < STOPWATCH_RUNS; run++) {
        double before = 0;
        for (int k = 0; k < count; k++) {
            double took = seconds_of(&task[k]);
            more[k][run] = took - before;
            before = took;
        }
    }
    for (int k = 0; k < count; k++) {
        qsort(more[k], STOPWATCH_RUNS, sizeof more[k][0], ascending);
        step[k] =
            (Elapsed){ more[k][STOPWATCH_RUNS / 2], more[k][STOPWATCH_RUNS - 1] - more[k][0] };
    }
}

Elapsed stopwatch_time(Work *work, void *context)
{
    Elapsed took;

    stopwatch_steps(&took, &(Task){ work, context }, 1);
    return took;
}

double stopwatch_print(const char *name, long trials, Elapsed took)
{
    double per_second = (double)trials / took.seconds;

    printf("  %-34s %11.0f trials/s   %8.1f ns/trial   +-%.0f %%", name, per_second,
           1e9 / per_second, 50 * took.spread / took.seconds);
    return per_second;
}
