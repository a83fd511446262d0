/* convergence.h - how far off an answer from Sobol points is. */
#ifndef TESTS_BENCH_CONVERGENCE_H
#define TESTS_BENCH_CONVERGENCE_H

#include <stdbool.h>

/* Print the errors of means and 95th percentiles over 100 seeds of 16,384 trials, relative
 * to the truth, the average of the four designs, for each sampler, next to what another
 * program reaches; true if Sobol points come within 1.3 times of it. */
bool convergence_print(void);

#endif
