#include "tests/validation/latency_constants.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    double weight_bytes;
} precisions[] = { { "16 bits", 2 }, { "8 bits", 1 }, { "4 bits", 0.5625 } };

/* A model of the usual kind: the constants do not depend on it. */
static const ModelShape any_model = {
    "", 32, 4096, 32, 8, 128, 128256, 14336, 3, 0, 0, 0, 0,
};

static void print_row(const Served *record, const LatencyStudy *study, FitRow *rows)
{
    double factors[FACTOR_COUNT] = { 1, 1, 1, 1, 1 };
    size_t count = pool_rows(rows, record, EVERY_EXPERIMENT, study);
    ServingConstants c;

    if (!fit_factors(factors, NULL, rows, count, study) ||
        !serving_constants(&c, record, study, factors))
        return;
    printf(
        "  %-7s %-13s %-8s %5.2f %5.2f %4.1f %5.2f %5.2f  %5.2f %5.1f %5.1f %4.2f  %5.2f %5.1f "
        "%5.1f %6.1f %6.1f\n",
        record->engine, record->gpu->name, record->precision, c.mfu, c.mbu, c.smooth, c.mfa,
        c.mbkv, c.link, c.wait * 1e6, c.wait_doubling * 1e6, c.link_smooth, c.step * 1e3,
        c.layer * 1e6, c.sequence * 1e6, c.prompt * 1e3, c.front * 1e3);
}

/* Whether its arithmetic has this precision, and its own kernels were measured. */
static bool has(const GpuPeaks *gpu, size_t precision)
{
    return strcmp(gpu->name, gpu->kernels_of) == 0 &&
           (precision == 0 || (precision == 1 ? gpu->peak_8bit : gpu->peak_4bit) > 0);
}

void print_constants(const LatencyStudy *study, const ServingHardware *hardware)
{
    /* Not SGLang: its prompts were in its cache, by the arithmetic that they did without. */
    static const char *const engines[] = { "vllm", "trtllm" };
    FitRow *rows = memory_zeros(study->list->count + 1, sizeof *rows);

    puts("\nConstants of engines, fitted on all calibration rows by how near they are\n"
         "                                 mfu   mbu    p   mfa  mbkv   link  t0 us t1 us    q"
         "     ms us/lay us/seq ms/prm ms/req");
    for (size_t e = 0; e < sizeof engines / sizeof engines[0]; e++)
        for (size_t g = 0; g < hardware->gpu_count; g++)
            for (size_t p = 0; p < sizeof precisions / sizeof precisions[0]; p++) {
                const GpuPeaks *gpu = &hardware->gpus[g];
                bool again = g > 0 && strcmp(gpu->name, gpu[-1].name) == 0;

                if (again || !has(gpu, p))
                    continue;
                print_row(&(Served){ .set = "",
                                     .experiment = "",
                                     .first_of_experiment = study->list->count,
                                     .engine = engines[e],
                                     .precision = precisions[p].name,
                                     .model = &any_model,
                                     .gpu = gpu,
                                     .tensor_parallel = 1,
                                     .replicas = 1,
                                     .weight_bytes = precisions[p].weight_bytes },
                          study, rows);
            }
    free(rows);
}
