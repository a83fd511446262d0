/* training_runs.h - measured training runs: what ran, how long it took, what memory it had.
 *
 * Tables of two layouts are read by their column names: training.csv and
 * training_benchmarks.csv. A run that cannot be predicted stays in the list with the
 * reason, so that it is counted.
 */
#ifndef TESTS_VALIDATION_TRAINING_RUNS_H
#define TESTS_VALIDATION_TRAINING_RUNS_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* As the values of training.method. */
typedef enum { FULL, LORA, QLORA, METHOD_COUNT } Method;

typedef struct {
    /* who measured, and with what: "mosaicml/llm-foundry", "full, amp_bf16" */
    const char *project, *recipe;
    const char *submitter, *model, *gpu;
    Method method;
    double parameters, layers, width; /* billions; of the model's shape        */
    double peak;                      /* TFLOPS of one GPU, dense; of 8 bits if the recipe
                                       * may use them                          */
    double gpus, length;              /* tokens of an example                  */
    double recomputed;                /* share of the forward pass             */
    double tokens, hours;             /* hours by the clock for so many tokens */
    double examples_at_once;          /* of one GPU; NaN if not stated         */
    double memory;                    /* GB, of one GPU; NaN if not measured   */
    bool checkpointing;               /* activations are computed again        */
    bool inferred;                    /* tokens follow from examples and epochs */
    const char *no_hours, *no_memory; /* why it is left out, or NULL           */
} TrainingRun;

typedef struct {
    TrainingRun *items;
    size_t count, capacity;
    size_t repeated; /* rows that were read before */
} TrainingRuns;

/* Add the tables of a folder, and of `catalog` in it; tables says how many there were.
 * Shapes of models and peaks of GPUs come from the folder `here`. */
bool training_runs_read(TrainingRuns *runs, size_t *tables, const char *folder,
                        const char *here, Arena *arena, Error *err);

void training_runs_free(TrainingRuns *runs);

#endif
