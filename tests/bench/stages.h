/* stages.h - what the parts of a run cost, one at a time on one thread. */
#ifndef TESTS_BENCH_STAGES_H
#define TESTS_BENCH_STAGES_H

/* Uniforms, normal scores and quantile functions, in ns per value; then what a trial of
 * refwork-1 spends on its inputs, on its months and on keeping results, in ns per trial. */
void stages_print(void);

#endif
