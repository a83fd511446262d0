#include "tests/validation/training_runs.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/validation/columns.h"
#include "tests/validation/known_hardware.h"

/* Examples of the litgpt recipes: their number is stated, their length is not. What is
 * taken for it cancels, since the efficiency is fitted with it. */
#define TOKENS_TAKEN 100

/* Rates are turned into hours for so many tokens. */
#define TOKENS_AT_RATE   1e9
#define SECONDS_PER_HOUR 3600

typedef enum { MODEL, METHOD, GPU, PRECISION, NOTE, SOURCE, TEXT_COUNT } TextField;
typedef enum {
    PARAMETERS,
    GPUS,
    LENGTH,
    BATCH,
    BATCH_OF_GPU,
    TOKENS,
    HOURS,
    RATE,
    RATE_OF_GPU,
    MEMORY,
    NUMBER_COUNT
} NumberField;

typedef struct {
    const char *file;
    const char *text[TEXT_COUNT], *number[NUMBER_COUNT];
    double length; /* of all examples, where there is no column for it */
} Layout;

static const Layout layouts[] = {
    {
        .file = "training.csv",
        .text = { [MODEL] = "model",
                  [METHOD] = "method",
                  [GPU] = "gpu",
                  [PRECISION] = "precision",
                  [NOTE] = "note",
                  [SOURCE] = "source" },
        .number = { [PARAMETERS] = "params_B",
                    [GPUS] = "n_gpu",
                    [LENGTH] = "seq_len",
                    [BATCH] = "global_batch",
                    [TOKENS] = "tokens_total",
                    [HOURS] = "hours",
                    [RATE] = "tokens_per_s",
                    [MEMORY] = "peak_mem_GB" },
        .length = NAN,
    },
    {
        .file = "training_benchmarks.csv",
        .text = { [MODEL] = "model", [METHOD] = "method", [GPU] = "gpu", [SOURCE] = "source" },
        .number = { [GPUS] = "gpus",
                    [BATCH_OF_GPU] = "per_device_batch",
                    [RATE_OF_GPU] = "tokens_per_s",
                    [MEMORY] = "peak_torch_gb" },
        .length = 4096,
    },
};

/* One row as it is written. */
typedef struct {
    const char *text[TEXT_COUNT];
    double number[NUMBER_COUNT];
} Row;

static char *lower(const char *text, Arena *arena)
{
    char *copy = arena_text(arena, text);

    for (char *c = copy; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

/* The number after a word: of "epochs 4, micro batch 2" and "epochs" 4. */
static double number_after(const char *text, const char *word)
{
    const char *at = strstr(text, word);

    return at ? strtod(at + strlen(word), NULL) : NAN;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* "full+recompute" is "full" of which a forward pass is computed twice. */
static void read_method(TrainingRun *run, const Row *row, Arena *arena)
{
    char *method = lower(row->text[METHOD], arena), *again = strstr(method, "+recompute");
    bool adapters = begins(method, "lora") || begins(method, "qlora");

    run->recomputed = again ? 1 : 0;
    if (again)
        *again = '\0';
    if (adapters)
        run->method = begins(method, "qlora") || strstr(method, "nf4") ? QLORA : LORA;
    run->recipe = arena_format(arena, "%s, %s", method, row->text[PRECISION]);
    if (strstr(method, "pretrain"))
        run->no_hours = "pre-training: failures and restarts are in the hours";
    else if (strstr(method, "offload"))
        run->no_hours = "weights or activations wait in the memory of the host";
    else if (!adapters && !begins(method, "full"))
        run->no_hours = "a method that is not modelled";
    run->no_memory = run->no_hours;
}

static void read_source(TrainingRun *run, const Row *row, Arena *arena)
{
    const char *source = row->text[SOURCE], *place = strchr(source, ':');
    size_t project = strcspn(source, "@ ");
    const char *version = strstr(source, "_v");

    if (version && version < source + project)
        project = (size_t)(version - source);
    run->project = arena_text_n(arena, source, project);
    run->submitter = place ? arena_text_n(arena, place + 1, strcspn(place + 1, "/")) : "";
}

/* Numbers that follow from others: tokens from examples, hours from a rate. */
static void read_amounts(TrainingRun *run, const Row *row)
{
    double rate = row->number[RATE], epochs = number_after(row->text[NOTE], "epochs ");
    bool counted = strstr(row->text[NOTE], "2000 examples") && epochs > 0;

    if (!(rate > 0))
        rate = row->number[RATE_OF_GPU] * run->gpus;
    run->tokens = row->number[TOKENS];
    run->hours = row->number[HOURS];
    if (run->hours > 0 && !(run->tokens > 0) && counted) {
        run->tokens = 2000 * epochs * TOKENS_TAKEN;
        run->inferred = true;
    } else if (!(run->hours > 0 && run->tokens > 0) && rate > 0) {
        run->tokens = TOKENS_AT_RATE;
        run->hours = TOKENS_AT_RATE / rate / SECONDS_PER_HOUR;
    }
}

static void read_batch(TrainingRun *run, const Row *row)
{
    double stated = number_after(row->text[NOTE], "micro batch ");

    if (!(stated > 0))
        stated = row->number[BATCH_OF_GPU];
    run->examples_at_once = stated > 0 ? stated : row->number[BATCH] / run->gpus;
    run->memory = row->number[MEMORY];
    run->checkpointing =
        strstr(row->text[NOTE], "checkpointing") || row->number[BATCH_OF_GPU] > 0;
}

static void judge(TrainingRun *run)
{
    const char *why = !run->gpu            ? "the GPU is not named or not known"
                      : !(run->length > 0) ? "the length of the sequences is not stated"
                      : !(run->layers > 0) ? "the shape of the model is not known"
                      : !(run->gpus > 0)   ? "the number of GPUs is not stated"
                      : run->inferred && run->gpus > 1
                          ? "how several GPUs share the examples is not stated"
                          : NULL;

    if (!run->no_hours)
        run->no_hours = why                                    ? why
                        : !(run->tokens > 0 && run->hours > 0) ? "the tokens are not stated"
                                                               : NULL;
    if (!run->no_memory)
        run->no_memory = why                            ? why
                         : !(run->memory > 0)           ? "not measured"
                         : !(run->examples_at_once > 0) ? "the batch is not stated"
                                                        : NULL;
}

static TrainingRun read_run(const Row *row, const Layout *layout, const KnownHardware *known,
                            Arena *arena)
{
    const char *model = strrchr(row->text[MODEL], '/');
    TrainingRun run = { .gpus = row->number[GPUS], .length = row->number[LENGTH] };

    run.model = model ? model + 1 : row->text[MODEL];
    if (!(run.length > 0))
        run.length = layout->length;
    read_method(&run, row, arena);
    read_source(&run, row, arena);
    read_amounts(&run, row);
    read_batch(&run, row);
    known_model(&run.parameters, &run.layers, &run.width, known, run.model);
    if (row->number[PARAMETERS] > 0)
        run.parameters = row->number[PARAMETERS];
    known_gpu(&run.gpu, &run.peak, known, row->text[GPU],
              strstr(row->text[PRECISION], "fp8") != NULL);
    judge(&run);
    return run;
}

/* --- the list ---------------------------------------------------------------------- */

static bool near(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-3 * fabs(b);
}

static bool same(const TrainingRun *a, const TrainingRun *b)
{
    const char *gpu_a = a->gpu ? a->gpu : "", *gpu_b = b->gpu ? b->gpu : "";
    bool what = strcmp(a->project, b->project) == 0 && strcmp(a->model, b->model) == 0 &&
                strcmp(gpu_a, gpu_b) == 0 && a->method == b->method;

    return what && near(a->gpus, b->gpus) && near(a->length, b->length) &&
           near(a->examples_at_once, b->examples_at_once) && near(a->hours, b->hours) &&
           near(a->memory, b->memory);
}

/* Rows of one table are all its own; a row that another table had is left out. */
static void add(TrainingRuns *runs, size_t before, const TrainingRun *run)
{
    for (size_t i = 0; i < before; i++)
        if (same(&runs->items[i], run)) {
            runs->repeated++;
            return;
        }
    if (runs->count == runs->capacity) {
        runs->capacity = runs->capacity ? 2 * runs->capacity : 256;
        runs->items = memory_grow(runs->items, runs->capacity, sizeof *runs->items);
    }
    runs->items[runs->count++] = *run;
}

static bool read_table(TrainingRuns *runs, const Columns *file, const Layout *layout,
                       const KnownHardware *known, Arena *arena, Error *err)
{
    const char *const *texts[TEXT_COUNT];
    const double *numbers[NUMBER_COUNT];
    size_t before = runs->count;

    for (size_t k = 0; k < TEXT_COUNT; k++)
        if (!columns_text(&texts[k], file, layout->text[k], arena, err))
            return false;
    for (size_t k = 0; k < NUMBER_COUNT; k++)
        if (!columns_numbers(&numbers[k], file, layout->number[k], arena, err))
            return false;
    for (size_t i = 0; i < file->rows; i++) {
        Row row;

        for (size_t k = 0; k < TEXT_COUNT; k++)
            row.text[k] = texts[k][i];
        for (size_t k = 0; k < NUMBER_COUNT; k++)
            row.number[k] = numbers[k][i];
        TrainingRun run = read_run(&row, layout, known, arena);
        add(runs, before, &run);
    }
    return true;
}

bool training_runs_read(TrainingRuns *runs, size_t *tables, const char *folder,
                        const char *here, Arena *arena, Error *err)
{
    static const char *const inside[] = { "", "catalog/" };
    KnownHardware known;

    *tables = 0;
    if (!known_hardware_read(&known, here, arena, err))
        return false;
    for (size_t f = 0; f < sizeof inside / sizeof inside[0]; f++)
        for (size_t k = 0; k < sizeof layouts / sizeof layouts[0]; k++) {
            const Layout *layout = &layouts[k];
            Columns file;
            const char *path = arena_format(arena, "%s/%s%s", folder, inside[f], layout->file);

            if (!columns_read(&file, path, layout->text[MODEL], arena, err))
                return false;
            if (file.text && !read_table(runs, &file, layout, &known, arena, err))
                return false;
            *tables += file.text != NULL;
        }
    return true;
}

void training_runs_free(TrainingRuns *runs)
{
    free(runs->items);
    *runs = (TrainingRuns){ 0 };
}
