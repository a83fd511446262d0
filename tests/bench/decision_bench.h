/* decision_bench.h - how long it takes to go from a simulation to a decision. */
#ifndef TESTS_DECISION_BENCH_H
#define TESTS_DECISION_BENCH_H

/* Print the seconds of the steps of a sensitivity analysis of a scenario (of the two designs
 * that lead, all inputs that vary), of a comparison of 8 inputs and of a map, next to those
 * of one run. */
void decision_print(const char *path);

#endif
