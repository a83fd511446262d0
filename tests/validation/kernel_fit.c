#include "tests/validation/kernel_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/decision/least_squares.h"

/* An error beyond this does not weigh as its square: the smallest kernels are off by
 * several times, whatever the constants. */
#define FAR 0.1

typedef struct {
    size_t count;
    const char *names[MOST_KERNEL_CONSTANTS];
    double start[MOST_KERNEL_CONSTANTS];
} Form;

static const Form product = { 4, { "mfu", "mbu", "p", "t us" }, { 0.7, 0.8, 3, 4 } };
static const Form prefill = { 3, { "mfa", "p", "t us" }, { 0.6, 1, 10 } };
static const Form decode = { 3, { "mbkv", "p", "t us" }, { 0.9, 1, 10 } };
static const Form all_reduce = { 4, { "e", "t0 us", "t1 us", "q" }, { 0.7, 3, 1, 0.7 } };

static const Form *const forms[KERNEL_COUNT] = {
    [GEMM_16] = &product, [GEMM_8] = &product,        [PREFILL] = &prefill,
    [DECODE] = &decode,   [ALL_REDUCE] = &all_reduce,
};

size_t kernel_constants(const char *const **names, KernelKind kind)
{
    *names = forms[kind]->names;
    return forms[kind]->count;
}

/* (a^p + b^p)^(1/p), without overflow for a large p. */
static double smooth_larger(double a, double b, double p)
{
    double larger = fmax(a, b), smaller = fmin(a, b);

    return larger > 0 ? larger * pow(1 + pow(smaller / larger, p), 1 / p) : 0;
}

double kernel_seconds(const Kernel *kernel, const double *c)
{
    switch (kernel->kind) {
    case PREFILL:
        return smooth_larger(kernel->compute / c[0], c[2] * 1e-6, c[1]);
    case DECODE:
        return smooth_larger(kernel->memory / c[0], c[2] * 1e-6, c[1]);
    case ALL_REDUCE:
        return smooth_larger((c[1] + c[2] * log2(kernel->gpus)) * 1e-6, kernel->link / c[0],
                             c[3]);
    default:
        return smooth_larger(kernel->compute / c[0], kernel->memory / c[1], c[2]) + c[3] * 1e-6;
    }
}

/* The rows of a group: those that are fitted on come first. */
typedef struct {
    const Kernel **rows;
    size_t fitted, count;
} Group;

static void residuals(double *out, const double *constants, void *context)
{
    const Group *group = context;

    for (size_t i = 0; i < group->fitted; i++)
        out[i] = log(kernel_seconds(group->rows[i], constants) / group->rows[i]->seconds);
}

static int compare(const void *a, const void *b)
{
    const Kernel *x = *(const Kernel *const *)a, *y = *(const Kernel *const *)b;
    int gpu = strcmp(x->gpu, y->gpu), engine = strcmp(x->engine, y->engine);

    return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind)
           : gpu              ? gpu
           : engine           ? engine
                              : x->tested - y->tested;
}

static bool same_group(const Kernel *a, const Kernel *b)
{
    return a->kind == b->kind && strcmp(a->gpu, b->gpu) == 0 &&
           strcmp(a->engine, b->engine) == 0;
}

static KernelFit fit_group(const Group *group, Arena *arena)
{
    const Kernel *first = group->rows[0];
    KernelFit fit = {
        first->kind, first->gpu, first->engine, group->fitted, { 0 }, { 0 }, { 0 }
    };
    size_t tested = group->count - group->fitted, count = forms[first->kind]->count;
    double *errors = arena_array(arena, double, tested + 1);

    memcpy(fit.constants, forms[first->kind]->start, sizeof fit.constants);
    for (size_t i = 0; i < MOST_KERNEL_CONSTANTS; i++)
        fit.spread[i] = NAN;
    if (group->fitted >= count)
        least_squares(fit.constants, fit.spread, count, group->fitted, FAR, residuals,
                      (void *)group);
    for (size_t i = 0; i < tested; i++) {
        const Kernel *row = group->rows[group->fitted + i];
        errors[i] = kernel_seconds(row, fit.constants) / row->seconds - 1;
    }
    fit.errors = errors_summary(errors, tested);
    return fit;
}

void fit_kernels(KernelFit **fits, size_t *count, const Kernels *kernels, Arena *arena)
{
    const Kernel **rows = arena_array(arena, const Kernel *, kernels->count + 1);

    for (size_t i = 0; i < kernels->count; i++)
        rows[i] = &kernels->items[i];
    if (kernels->count > 1)
        qsort(rows, kernels->count, sizeof(rows[0]), compare);
    *fits = arena_array(arena, KernelFit, kernels->count + 1);
    *count = 0;
    for (size_t i = 0, end; i < kernels->count; i = end) {
        Group group = { rows + i, 0, 0 };

        for (end = i; end < kernels->count && same_group(rows[i], rows[end]); end++)
            group.fitted += !rows[end]->tested;
        group.count = end - i;
        (*fits)[(*count)++] = fit_group(&group, arena);
    }
}

const KernelFit *kernel_fit_of(const KernelFit *fits, size_t count, KernelKind kind,
                               const char *gpu, const char *engine)
{
    const KernelFit *any = NULL;

    for (size_t i = 0; i < count; i++) {
        if (fits[i].kind != kind || strcmp(fits[i].gpu, gpu) != 0)
            continue;
        if (strcmp(fits[i].engine, engine) == 0)
            return &fits[i];
        if (!any || strcmp(fits[i].engine, "vllm") == 0)
            any = &fits[i];
    }
    return any;
}
