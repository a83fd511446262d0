/* kernel_fit.h - how much of its peak a GPU reaches, fitted on the times of single kernels.
 *
 * A matrix product, a prefill and a decode attention take
 *   ((compute / c)^p + (memory / m)^p)^(1/p) + t   with the terms that the kernel has,
 * an all-reduce of n GPUs
 *   ((t + t' log2 n)^q + (link / e)^q)^(1/q).
 * One in four shapes is kept from the fit and tests it.
 */
#ifndef TESTS_VALIDATION_KERNEL_FIT_H
#define TESTS_VALIDATION_KERNEL_FIT_H

#include "tests/validation/errors.h"
#include "tests/validation/kernel_tables.h"

enum { MOST_KERNEL_CONSTANTS = 4 };

typedef struct {
    KernelKind kind;
    const char *gpu, *engine;
    size_t fitted; /* rows */
    double constants[MOST_KERNEL_CONSTANTS], spread[MOST_KERNEL_CONSTANTS];
    ErrorSummary errors; /* of the rows that test */
} KernelFit;

/* The names of the constants of a kind, and how many there are. */
size_t kernel_constants(const char *const **names, KernelKind kind);

/* What the formula says with these constants, in seconds. */
double kernel_seconds(const Kernel *kernel, const double *constants);

/* Fit each kind of kernel of each GPU and engine; the fits live in the arena. */
void fit_kernels(KernelFit **fits, size_t *count, const Kernels *kernels, Arena *arena);

/* The fit of a kind on a GPU, with this engine or else any; NULL if there is none. */
const KernelFit *kernel_fit_of(const KernelFit *fits, size_t count, KernelKind kind,
                               const char *gpu, const char *engine);

#endif
