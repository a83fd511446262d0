/* stopwatch.h - how long something takes, from several repetitions in one process. */
#ifndef TESTS_BENCH_STOPWATCH_H
#define TESTS_BENCH_STOPWATCH_H

enum { STOPWATCH_RUNS = 5 };

typedef void Work(void *context);

/* Seconds of wall clock: the median, and how far the runs were apart as a share of it. */
typedef struct {
    double seconds, spread;
} Elapsed;

/* Do the work once to warm up, then STOPWATCH_RUNS times by the clock. */
Elapsed stopwatch_time(Work *work, void *context);

#endif
