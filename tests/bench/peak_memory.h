/* peak_memory.h - how much memory the program needs for how many trials. */
#ifndef TESTS_BENCH_PEAK_MEMORY_H
#define TESTS_BENCH_PEAK_MEMORY_H

/* Run the program, a path, on a ready-made scenario with 1e5, 1e6 and 1e8 trials, and print
 * the most memory each run had. To be done first of all: what the caller has in memory when
 * it starts a program counts as that program's. */
void peak_memory_print(const char *program);

#endif
