/* decision_bench.h - how long it takes to go from a simulation to a decision. */
#ifndef TESTS_DECISION_BENCH_H
#define TESTS_DECISION_BENCH_H

/* Print the seconds of the steps of a sensitivity analysis of a scenario: of its two
 * cheapest designs, all inputs that vary. */
void decision_print(const char *path);

#endif
