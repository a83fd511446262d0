/* agreement.h - whether refwork-1 on the engine gives what other programs give. */
#ifndef TESTS_BENCH_AGREEMENT_H
#define TESTS_BENCH_AGREEMENT_H

#include <stdbool.h>

#include "tests/bench/refwork.h"

/* Print how far means, medians, 95th percentiles and P(design 0 is the cheapest) of 2^20
 * trials are from the truth, in standard errors; true if none is off by three. */
bool agreement_print(void);

/* The largest deviation of these statistics of a program's trials from the truth, in
 * standard errors. The number of trials is a multiple of 64. */
double agreement_furthest(const RefworkResults *results);

#endif
