/* stopwatch.h - how long something takes, from several repetitions in one process. */
#ifndef TESTS_BENCH_STOPWATCH_H
#define TESTS_BENCH_STOPWATCH_H

enum { STOPWATCH_RUNS = 5, STOPWATCH_STEPS = 4 };

typedef void Work(void *context);

typedef struct {
    Work *work;
    void *context;
} Task;

/* Seconds of wall clock: the median of the repetitions, and how far they were apart. */
typedef struct {
    double seconds, spread;
} Elapsed;

/* Do the work once to warm up, then STOPWATCH_RUNS times by the clock. */
Elapsed stopwatch_time(Work *work, void *context);

/* The same for up to STOPWATCH_STEPS tasks in turns, so that what disturbs one disturbs
 * all: how much longer each takes than the one before it. */
void stopwatch_steps(Elapsed *step, const Task *task, int count);

/* Print so many trials in that time as a line without its end; returns trials per second. */
double stopwatch_print(const char *name, long trials, Elapsed took);

#endif
