/* serving_bench.h - how many requests to a replica are simulated in a second. */
#ifndef TESTS_BENCH_SERVING_BENCH_H
#define TESTS_BENCH_SERVING_BENCH_H

/* Requests a second on one core, by events and step by step, and the ratio. */
void serving_print(void);

#endif
