/* numpy.h - refwork-1 in numpy, started as a program of its own. */
#ifndef TESTS_BENCH_NUMPY_H
#define TESTS_BENCH_NUMPY_H

#include <stdbool.h>

#include "tests/bench/refwork.h"
#include "tests/bench/stopwatch.h"

/* In one process, and in several. */
typedef struct {
    Elapsed one, several;
} NumpyElapsed;

/* Compute the totals of results->trials trials by `python3 tests/bench/refwork_numpy.py`
 * (the environment's PYTHON for another python3). False, with a line printed that says why,
 * if python3 or numpy is not installed, or the program failed. */
bool numpy_run(NumpyElapsed *took, RefworkResults *results, int processes);

#endif
