#include "tests/validation/training_report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/validation/errors.h"
#include "tests/validation/training_fit.h"
#include "tests/validation/training_memory_errors.h"
#include "tests/validation/training_utilisation.h"

#define TARGET_MEDIAN 0.10
#define TARGET_P90    0.25

static const char *const method_names[METHOD_COUNT] = { "full", "lora", "qlora" };

static void print_errors(const ErrorSummary *s)
{
    if (s->n == 0)
        printf("%6s %8s %8s %8s", "-", "-", "-", "-");
    else
        printf("%6zu %7.1f%% %7.1f%% %+7.1f%%", s->n, 100 * s->median, 100 * s->p90,
               100 * s->bias);
}

static const char *verdict(const ErrorSummary *s)
{
    if (s->n == 0)
        return "untested";
    return s->median <= TARGET_MEDIAN && s->p90 <= TARGET_P90 ? "met" : "missed";
}

/* --- hours by method and GPU ------------------------------------------------------------ */

typedef struct {
    ErrorSummary errors;
    size_t fitted, recipes;
    double least, most; /* of the fitted utilisations */
    bool inferred;      /* tokens are not stated      */
} Cell;

/* What became of the runs of a method on a GPU. */
static Cell cell_of(const Fit *fit, Method method, const char *gpu, Arena *arena)
{
    Cell cell = { .least = INFINITY };
    double *errors = arena_array(arena, double, fit->count + 1);
    const char *last = "";

    for (size_t i = 0; i < fit->count; i++) {
        const FitCase *c = &fit->cases[i];

        if (c->run->method != method || strcmp(c->run->gpu, gpu) != 0)
            continue;
        if (c->tested)
            errors[cell.errors.n++] = c->error;
        cell.inferred |= c->run->inferred;
        cell.fitted += c->fitted;
        cell.recipes += strcmp(c->group, last) != 0;
        cell.least = fmin(cell.least, c->efficiency);
        cell.most = fmax(cell.most, c->efficiency);
        last = c->group;
    }
    cell.errors = errors_summary(errors, cell.errors.n);
    return cell;
}

static void print_cell(const char *method, const char *gpu, const Cell *cell)
{
    printf("  %-7s %-12s %7zu %7zu ", method, gpu, cell->recipes, cell->fitted);
    print_errors(&cell->errors);
    if (cell->most > cell->least)
        printf("  %2.0f..%.0f%%", 100 * cell->least, 100 * cell->most);
    else
        printf("  %6.0f%%", 100 * cell->most);
    printf("  %s%s\n", verdict(&cell->errors), cell->inferred ? ", tokens inferred" : "");
}

static bool first_of_gpu(const Fit *fit, Method method, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (fit->cases[i].run->method == method &&
            strcmp(fit->cases[i].run->gpu, fit->cases[at].run->gpu) == 0)
            return false;
    return fit->cases[at].run->method == method;
}

/* All tested runs, or only those whose tokens are stated. */
static ErrorSummary summary_of(const Fit *fit, bool stated, Arena *arena)
{
    double *errors = arena_array(arena, double, fit->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < fit->count; i++)
        if (fit->cases[i].tested && !(stated && fit->cases[i].run->inferred))
            errors[n++] = fit->cases[i].error;
    return errors_summary(errors, n);
}

static void print_all(const char *name, const ErrorSummary *s)
{
    printf("  %-36s ", name);
    print_errors(s);
    printf("  %s\n", verdict(s));
}

static void print_by_gpu(const Fit *fit, Arena *arena)
{
    printf("  %-7s %-12s %7s %7s %6s %8s %8s %8s  %7s  %s\n", "method", "GPU", "recipes",
           "fitted", "tested", "median", "P90", "bias", "of peak", "target");
    for (Method m = FULL; m < METHOD_COUNT; m++)
        for (size_t i = 0; i < fit->count; i++)
            if (first_of_gpu(fit, m, i)) {
                Cell cell = cell_of(fit, m, fit->cases[i].run->gpu, arena);
                print_cell(method_names[m], fit->cases[i].run->gpu, &cell);
            }
    ErrorSummary stated = summary_of(fit, true, arena), all = summary_of(fit, false, arena);
    puts("");
    print_all("all whose tokens are stated", &stated);
    print_all("all, with tokens inferred", &all);
}

static void print_constants(const Fit *fit)
{
    printf("\n  fitted: %zu utilisations; an operation of attention takes %.1f times as long\n",
           fit->groups, fit->attention);
    for (size_t i = 0; i < fit->loss_count; i++)
        printf("  fitted: %s loses %.0f%% with each doubling beyond 8 GPUs\n",
               fit->losses[i].project, 100 * fit->losses[i].loss);
}

/* --- the same, otherwise ---------------------------------------------------------------- */

typedef struct {
    const char *name;
    FitOptions options;
} Variant;

static const Variant variants[] = {
    { "the halves swapped", { .swapped = true } },
    { "every other row instead of experiment", { .split = BY_ROW } },
    { "the same, swapped", { .split = BY_ROW, .swapped = true } },
    { "attention as fast as the rest", { .plain = true } },
    { "the same, swapped", { .plain = true, .swapped = true } },
    { "with the second forward pass", { .recomputed = true } },
    { "other recipes of the same GPU", { .any_recipe = true } },
    { "the same, swapped", { .any_recipe = true, .swapped = true } },
};

static bool print_variants(const TrainingRuns *runs, Error *err)
{
    puts("\nThe same, otherwise (tokens stated)");
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        Arena arena = { 0 };
        Fit fit;

        bool ok = fit_training(&fit, runs, &variants[i].options, &arena, err);
        if (ok) {
            ErrorSummary stated = summary_of(&fit, true, &arena);
            print_all(variants[i].name, &stated);
        }
        arena_free(&arena);
        if (!ok)
            return false;
    }
    return true;
}

/* --- what is left out -------------------------------------------------------------------- */

static void print_exclusions(const TrainingRuns *runs)
{
    printf("\nLeft out of the hours");
    for (size_t i = 0; i < runs->count; i++) {
        const char *why = runs->items[i].no_hours;
        size_t count = 0;
        bool first = why != NULL;

        for (size_t k = 0; why && k < runs->count; k++) {
            bool same = runs->items[k].no_hours && strcmp(runs->items[k].no_hours, why) == 0;

            first &= !(same && k < i);
            count += same;
        }
        if (first)
            printf("\n  %5zu  %s", count, why);
    }
    if (runs->repeated)
        printf("\n  %5zu  in a table that was read before", runs->repeated);
    puts("");
}

bool training_report(const TrainingRuns *runs, Error *err)
{
    static const FitOptions options = { .split = BY_EXPERIMENT };
    Arena arena = { 0 };
    Fit fit;

    printf("Hours of training: constants fitted on half of the experiments, tested on the "
           "others\n");
    bool ok = fit_training(&fit, runs, &options, &arena, err);
    if (ok) {
        print_by_gpu(&fit, &arena);
        print_constants(&fit);
    }
    arena_free(&arena);
    ok = ok && print_variants(runs, err);
    if (ok)
        print_exclusions(runs);
    return ok && training_utilisation(runs, err) && training_memory_errors(runs, err);
}
