#include "tests/validation/training_memory_errors.h"

#include <stdio.h>

#include "tests/validation/errors.h"
#include "tests/validation/evaluate.h"

/* Bytes of an activation: of a layer of which all is kept, and if the backward pass
 * computes it again. */
#define KEPT       34
#define RECOMPUTED 5.6

/* Weights, gradients and both moments of the optimizer with 16 bits each. */
#define BYTES_16_BITS 8

enum { METHOD, PARAMETERS, LAYERS, WIDTH, LENGTH, EXAMPLES, ACTIVATION, ADAPTERS, KNOWN };

static const char *const keys[KNOWN] = {
    [METHOD] = "training.method",
    [PARAMETERS] = "model.parameters",
    [LAYERS] = "model.layers",
    [WIDTH] = "model.hidden",
    [LENGTH] = "training.tokens_per_example",
    [EXAMPLES] = "training.micro_batch",
    [ACTIVATION] = "training.activation_bytes",
    [ADAPTERS] = "training.adapter_share",
};

static void describe_run(double *const values[KNOWN], size_t at, const TrainingRun *run)
{
    values[METHOD][at] = run->method;
    values[PARAMETERS][at] = run->parameters;
    values[LAYERS][at] = run->layers;
    values[WIDTH][at] = run->width;
    values[LENGTH][at] = run->length;
    values[EXAMPLES][at] = run->examples_at_once;
    values[ACTIVATION][at] = run->checkpointing ? RECOMPUTED : KEPT;
    values[ADAPTERS][at] = 0.005;
}

/* Memory of one GPU of each run: its share of the parameters, and its own activations. */
static bool predict(double *errors, size_t *count, const TrainingRuns *runs, Method method,
                    double bytes, Arena *arena, Error *err)
{
    double *values[KNOWN], *stated = arena_array(arena, double, runs->count + 1);
    double *measured = arena_array(arena, double, runs->count + 1);
    double *gpus = arena_array(arena, double, runs->count + 1);
    double *own = arena_array(arena, double, runs->count + 1);
    Known known[KNOWN + 1];
    size_t n = 0;

    for (size_t k = 0; k < KNOWN; k++) {
        values[k] = arena_array(arena, double, runs->count + 1);
        known[k] = (Known){ keys[k], values[k] };
    }
    known[KNOWN] = (Known){ "training.bytes_per_parameter", stated };
    for (size_t i = 0; i < runs->count; i++) {
        const TrainingRun *run = &runs->items[i];

        if (run->method != method || run->no_memory)
            continue;
        describe_run(values, n, run);
        stated[n] = bytes;
        measured[n] = run->memory;
        gpus[n++] = run->gpus;
    }
    size_t known_count = bytes > 0 ? KNOWN + 1 : KNOWN;
    *count = n;
    if (!evaluate(errors, &training_parameter_memory, known, known_count, n, err) ||
        !evaluate(own, &training_activations, known, known_count, n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        errors[i] = (errors[i] / gpus[i] + own[i]) / measured[i] - 1;
    return true;
}

static bool print_row(const char *name, const TrainingRuns *runs, Method method, double bytes,
                      Error *err)
{
    Arena arena = { 0 };
    double *errors = arena_array(&arena, double, runs->count + 1);
    size_t n;

    bool ok = predict(errors, &n, runs, method, bytes, &arena, err);
    if (ok) {
        ErrorSummary s = errors_summary(errors, n);
        printf("  %-36s %6zu %7.1f%% %7.1f%% %+7.1f%%\n", name, n, 100 * s.median, 100 * s.p90,
               100 * s.bias);
    }
    arena_free(&arena);
    return ok;
}

bool training_memory_errors(const TrainingRuns *runs, Error *err)
{
    printf("\nMemory of a training GPU: nothing fitted\n  %-36s %6s %8s %8s %8s\n", "method",
           "tested", "median", "P90", "bias");
    return print_row("full, 16 bytes per parameter", runs, FULL, 0, err) &&
           print_row("full, 8 (an optimizer of 16 bits)", runs, FULL, BYTES_16_BITS, err) &&
           print_row("lora", runs, LORA, 0, err) && print_row("qlora", runs, QLORA, 0, err);
}
