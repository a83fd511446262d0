/* kernel_tables.h - measured times of single kernels, next to what the hardware allows. */
#ifndef TESTS_VALIDATION_KERNEL_TABLES_H
#define TESTS_VALIDATION_KERNEL_TABLES_H

#include "tests/validation/serving_hardware.h"

typedef enum { GEMM_16, GEMM_8, PREFILL, DECODE, ALL_REDUCE, KERNEL_COUNT } KernelKind;

typedef struct {
    KernelKind kind;
    const char *gpu, *engine;
    double seconds;         /* measured                                            */
    double compute, memory; /* seconds at the peak of the arithmetic, of the memory */
    double link, gpus;      /* seconds at the peak of the link; of an all-reduce    */
    bool tested;            /* by a hash of the shape: the constants do not see it  */
} Kernel;

typedef struct {
    Kernel *items;
    size_t count, capacity;
    size_t excluded; /* rows of other formats or GPUs, or without a time */
} Kernels;

/* Read the op_*.csv of a folder; a table that is not there has no rows. */
bool kernels_read(Kernels *kernels, const char *folder, const ServingHardware *hardware,
                  Arena *arena, Error *err);

void kernels_free(Kernels *kernels);

#endif
