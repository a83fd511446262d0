#include "tests/validation/kernel_report.h"

#include <math.h>
#include <stdio.h>

static const char *const kind_names[KERNEL_COUNT] = {
    [GEMM_16] = "product, 16 bits",     [GEMM_8] = "product, 8 bits",
    [PREFILL] = "attention of prompts", [DECODE] = "attention of answers",
    [ALL_REDUCE] = "all-reduce",
};

static void print_fit(const KernelFit *fit)
{
    const char *const *names;
    size_t count = kernel_constants(&names, fit->kind);
    const ErrorSummary *e = &fit->errors;

    printf("  %-13s %-7s %6zu %6zu %6.1f%% %6.1f%% %+6.1f%% ", fit->gpu, fit->engine,
           fit->fitted, e->n, 100 * e->median, 100 * e->p90, 100 * e->bias);
    for (size_t i = 0; i < count; i++) {
        printf("  %s %.3g", names[i], fit->constants[i]);
        if (fit->spread[i] < 1)
            printf(" +-%.2g", fit->constants[i] * fit->spread[i]);
        else
            printf(" (open)");
    }
    puts("");
}

void kernel_report(const KernelFit *fits, size_t count, const Kernels *kernels)
{
    puts("Kernels: constants fitted on three of four shapes, tested on the others");
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || fits[i].kind != fits[i - 1].kind)
            printf("\n  %-21s %6s %6s %7s %7s %7s  %s\n", kind_names[fits[i].kind], "fitted",
                   "tested", "median", "P90", "bias", "constants and standard errors");
        print_fit(&fits[i]);
    }
    printf("\n  %zu kernels; %zu rows left out: other formats, or a GPU that is not known\n",
           kernels->count, kernels->excluded);
}
