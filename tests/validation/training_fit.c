#include "tests/validation/training_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/quantile.h"
#include "tests/validation/evaluate.h"

#define GPUS_A_NODE 8

/* What adapters reach of the utilisation with all weights, the middle of the range of
 * training.adapter_efficiency. */
#define ADAPTER_EFFICIENCY 0.79

/* The constants that are sought on a grid: from, by, steps. */
#define ATTENTION_FROM  1
#define ATTENTION_BY    0.1
#define ATTENTION_STEPS 31
#define LOSS_BY         0.01
#define LOSS_STEPS      21

/* --- halves ------------------------------------------------------------------------ */

static int compare(const void *a, const void *b)
{
    const FitCase *x = a, *y = b;
    int group = strcmp(x->group, y->group);
    int experiment = strcmp(x->experiment, y->experiment);

    if (group || experiment)
        return group ? group : experiment;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool vary(const FitCase *first, size_t n, const char *(*name)(const FitCase *, Arena *),
                 Arena *arena)
{
    for (size_t i = 1; i < n; i++)
        if (strcmp(name(&first[i], arena), name(first, arena)) != 0)
            return true;
    return false;
}

static const char *submitter(const FitCase *c, Arena *arena)
{
    return c->run->submitter;
}

static const char *model(const FitCase *c, Arena *arena)
{
    return c->run->model;
}

static const char *gpus(const FitCase *c, Arena *arena)
{
    return arena_format(arena, "%4.0f", c->run->gpus);
}

/* Experiments of a group differ by who ran them; if one did, by the model; if that is the
 * same too, by the number of GPUs. */
static void name_experiments(FitCase *first, size_t n, Arena *arena)
{
    bool many = vary(first, n, submitter, arena), models = vary(first, n, model, arena);

    for (size_t i = 0; i < n; i++)
        first[i].experiment = many     ? submitter(&first[i], arena)
                              : models ? model(&first[i], arena)
                                       : gpus(&first[i], arena);
}

/* The cases of a group from `begin` on. */
static size_t group_size(const Fit *fit, size_t begin)
{
    size_t end = begin;

    while (end < fit->count && strcmp(fit->cases[end].group, fit->cases[begin].group) == 0)
        end++;
    return end - begin;
}

/* Every other experiment of a group, in the order of their names, is fitted on. */
static void halve(FitCase *first, size_t n, const FitOptions *options)
{
    size_t rank = 0, fitted = 0;

    for (size_t i = 0; i < n; i++) {
        bool next = options->split == BY_ROW ||
                    (i > 0 && strcmp(first[i].experiment, first[i - 1].experiment) != 0);

        rank += i > 0 && next;
        first[i].fitted = rank % 2 == (options->swapped ? 1 : 0);
        fitted += first[i].fitted;
    }
    for (size_t i = 0; i < n; i++)
        first[i].tested = !first[i].fitted && fitted > 0;
}

static void make_cases(Fit *fit, const TrainingRuns *runs, const FitOptions *options,
                       Arena *arena)
{
    fit->cases = arena_array(arena, FitCase, runs->count + 1);
    for (size_t i = 0; i < runs->count; i++) {
        const TrainingRun *run = &runs->items[i];

        if (run->no_hours)
            continue;
        FitCase *c = &fit->cases[fit->count++];
        *c = (FitCase){ .run = run, .order = i, .experiment = "" };
        c->group = options->any_recipe
                       ? run->gpu
                       : arena_format(arena, "%s|%s|%s", run->gpu, run->project, run->recipe);
        if (options->any_recipe)
            c->experiment = arena_format(arena, "%s|%s", run->project, run->recipe);
    }
    qsort(fit->cases, fit->count, sizeof *fit->cases, compare);
    if (!options->any_recipe)
        for (size_t i = 0; i < fit->count; i += group_size(fit, i))
            name_experiments(&fit->cases[i], group_size(fit, i), arena);
    qsort(fit->cases, fit->count, sizeof *fit->cases, compare);
    for (size_t i = 0; i < fit->count; i += group_size(fit, i)) {
        halve(&fit->cases[i], group_size(fit, i), options);
        fit->groups++;
    }
}

/* --- the formula -------------------------------------------------------------------- */

enum { MOST_KNOWN = 20 };

typedef struct {
    Known items[MOST_KNOWN];
    size_t count;
} KnownList;

static double *known_add(KnownList *list, const char *key, size_t cases, Arena *arena)
{
    double *values = arena_array(arena, double, cases + 1);

    list->items[list->count++] = (Known){ key, values };
    return values;
}

static double loss_of(const Fit *fit, const char *project)
{
    for (size_t i = 0; i < fit->loss_count; i++)
        if (strcmp(fit->losses[i].project, project) == 0)
            return fit->losses[i].loss;
    return 0;
}

/* Everything that training.hours needs, run by run. */
static void list_known(KnownList *list, const Fit *fit, const FitOptions *options, Arena *arena)
{
    size_t n = fit->count;
    double *method = known_add(list, "training.method", n, arena);
    double *parameters = known_add(list, "model.active_parameters", n, arena);
    double *layers = known_add(list, "model.layers", n, arena);
    double *width = known_add(list, "model.hidden", n, arena);
    double *length = known_add(list, "training.tokens_per_example", n, arena);
    double *tokens = known_add(list, "training.tokens", n, arena);
    double *count = known_add(list, "training.gpus", n, arena);
    double *peak = known_add(list, "training.gpu_peak_tflops", n, arena);
    double *used =
        known_add(list, options->any_recipe ? "training.gpu_mfu" : "training.mfu", n, arena);
    double *adapters = known_add(list, "training.adapter_efficiency", n, arena);
    double *loss = known_add(list, "training.scaling_loss", n, arena);
    double *slow = known_add(list, "training.attention_factor", n, arena);
    double *again = known_add(list, "training.recompute", n, arena);
    double *unpacking = known_add(list, "training.unpacking", n, arena);

    known_add(list, "training.startup", n, arena);
    for (size_t i = 0; i < n; i++) {
        const TrainingRun *run = fit->cases[i].run;

        method[i] = run->method;
        parameters[i] = run->parameters;
        layers[i] = run->layers;
        width[i] = run->width;
        length[i] = run->length;
        tokens[i] = run->tokens;
        count[i] = run->gpus;
        peak[i] = run->peak;
        used[i] = fit->cases[i].efficiency;
        adapters[i] = ADAPTER_EFFICIENCY;
        loss[i] = loss_of(fit, run->project);
        slow[i] = fit->attention;
        again[i] = options->recomputed ? run->recomputed : 0;
        unpacking[i] = 1;
    }
}

/* errors with the constants and efficiencies of the fit */
static bool predict(Fit *fit, const FitOptions *options, Error *err)
{
    Arena arena = { 0 };
    KnownList known = { .count = 0 };
    double *hours = arena_array(&arena, double, fit->count + 1);

    list_known(&known, fit, options, &arena);
    bool ok = evaluate(hours, &training_hours, known.items, known.count, fit->count, err);
    for (size_t i = 0; ok && i < fit->count; i++)
        fit->cases[i].error = hours[i] / fit->cases[i].run->hours - 1;
    arena_free(&arena);
    return ok;
}

/* --- the constants ------------------------------------------------------------------ */

/* The median over the runs fitted on; 1 if there are none. */
static double group_efficiency(const FitCase *first, size_t n, double *room)
{
    double median = 0, half = 0.5;
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        if (first[i].fitted)
            room[count++] = log(1 + first[i].error);
    if (count > 0)
        quantile_fill(&median, &half, 1, room, count);
    return exp(median);
}

/* Efficiencies for the other constants, and how far off the runs fitted on then are. */
static bool fit_efficiencies(double *distance, Fit *fit, const FitOptions *options, Error *err)
{
    double *room = memory_zeros(fit->count + 1, sizeof *room);

    for (size_t i = 0; i < fit->count; i++)
        fit->cases[i].efficiency = 1;
    bool ok = predict(fit, options, err);
    *distance = 0;
    for (size_t i = 0, n; ok && i < fit->count; i += n) {
        n = group_size(fit, i);
        double efficiency = group_efficiency(&fit->cases[i], n, room);
        for (size_t k = i; k < i + n; k++) {
            fit->cases[k].efficiency = efficiency;
            if (fit->cases[k].fitted)
                *distance += fabs(log((1 + fit->cases[k].error) / efficiency));
        }
    }
    free(room);
    return ok;
}

/* The step of the grid at which the runs fitted on are nearest. */
static bool fit_constant(double *constant, double from, double by, int steps, Fit *fit,
                         const FitOptions *options, Error *err)
{
    double nearest = INFINITY, best = from, distance;

    for (int step = 0; step < steps; step++) {
        *constant = from + step * by;
        if (!fit_efficiencies(&distance, fit, options, err))
            return false;
        if (distance < nearest)
            nearest = distance, best = *constant;
    }
    *constant = best;
    return true;
}

static void list_losses(Fit *fit, Arena *arena)
{
    fit->losses = arena_array(arena, ScalingLoss, fit->count + 1);
    for (size_t i = 0; i < fit->count; i++) {
        const TrainingRun *run = fit->cases[i].run;
        bool listed = false;

        for (size_t k = 0; k < fit->loss_count; k++)
            listed |= strcmp(fit->losses[k].project, run->project) == 0;
        if (!listed && run->gpus > GPUS_A_NODE)
            fit->losses[fit->loss_count++] = (ScalingLoss){ .project = run->project };
    }
}

/* One constant at a time, twice: they hardly depend on each other. */
bool fit_training(Fit *fit, const TrainingRuns *runs, const FitOptions *options, Arena *arena,
                  Error *err)
{
    double distance;

    *fit = (Fit){ .attention = ATTENTION_FROM };
    make_cases(fit, runs, options, arena);
    list_losses(fit, arena);
    for (int round = 0; round < 2; round++) {
        if (!options->plain && !fit_constant(&fit->attention, ATTENTION_FROM, ATTENTION_BY,
                                             ATTENTION_STEPS, fit, options, err))
            return false;
        for (size_t i = 0; i < fit->loss_count; i++)
            if (!fit_constant(&fit->losses[i].loss, 0, LOSS_BY, LOSS_STEPS, fit, options, err))
                return false;
    }
    return fit_efficiencies(&distance, fit, options, err) && predict(fit, options, err);
}
