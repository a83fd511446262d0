#include "tests/validation/latency_validation.h"

#include <stdio.h>

#include "tests/validation/hosted_tails.h"
#include "tests/validation/kernel_report.h"
#include "tests/validation/latency_constants.h"
#include "tests/validation/latency_physics.h"
#include "tests/validation/latency_report.h"
#include "tests/validation/serving_predictors.h"

static bool read_folder(ServedList *list, Kernels *kernels, const char *folder,
                        const ServingHardware *hardware, Arena *arena, Error *err)
{
    size_t before = list->count, single = kernels->count, tables;

    if (!served_read(list, &tables, folder, hardware, arena, err) ||
        !kernels_read(kernels, folder, hardware, arena, err))
        return false;
    printf("%s: %zu served measurements in %zu table%s, %zu times of kernels\n", folder,
           list->count - before, tables, tables == 1 ? "" : "s", kernels->count - single);
    return true;
}

static void report(const ServedList *list, const Kernels *kernels,
                   const ServingHardware *hardware, Arena *arena)
{
    Predictor shortcut = serving_shortcut(), simulation = serving_simulation();
    KernelFit *fits;
    size_t count;

    fit_kernels(&fits, &count, kernels, arena);
    puts("");
    kernel_report(fits, count, kernels);
    LatencyStudy study = { list, fits, count, &shortcut, &shortcut };
    latency_report(&study, &shortcut, &simulation);
    print_constants(&study, hardware);
    latency_exclusions(list);
    serving_simulation_free(&simulation);
}

bool latency_validation(const char *here, const char *data, Error *err)
{
    ServingHardware hardware;
    ServedList list = { 0 };
    Kernels kernels = { 0 };
    Arena arena = { 0 };

    bool ok = serving_hardware_read(&hardware, here, &arena, err) &&
              read_folder(&list, &kernels, here, &hardware, &arena, err) &&
              (!data || read_folder(&list, &kernels, data, &hardware, &arena, err));
    exclude_impossible(&list);
    if (ok)
        report(&list, &kernels, &hardware, &arena);
    ok = ok && hosted_tails_report(here, err);
    served_free(&list);
    kernels_free(&kernels);
    arena_free(&arena);
    return ok;
}
