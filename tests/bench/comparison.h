/* comparison.h - refwork-1 on the engine, next to other ways to compute it. */
#ifndef TESTS_BENCH_COMPARISON_H
#define TESTS_BENCH_COMPARISON_H

#include <stdbool.h>

/* Print the trials per second of the engine on 1, 2, 4, ... threads up to all processors, of
 * numpy in one process and as many, of scalar loops; true if what these others compute is
 * the truth, which is what makes them comparable. */
bool comparison_print(void);

#endif
