#include "tests/validation/training_utilisation.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/validation/training_fit.h"

/* A run, and its weight: every recipe of a GPU weighs the same. */
typedef struct {
    double share, weight;
} Weighted;

static int compare(const void *a, const void *b)
{
    const Weighted *x = a, *y = b;

    return x->share < y->share ? -1 : x->share > y->share;
}

/* The share at which the weights below and above are so large. */
static double quantile(const Weighted *sorted, size_t n, double level)
{
    double whole = 0, below = 0;

    for (size_t i = 0; i < n; i++)
        whole += sorted[i].weight;
    for (size_t i = 0; i + 1 < n; i++) {
        below += sorted[i].weight;
        if (below >= level * whole * (1 - 1e-12))
            return sorted[i].share;
    }
    return sorted[n - 1].share;
}

/* Runs of the same recipe on the same GPU whose tokens are stated. */
static size_t alike(const Fit *fit, const FitCase *c)
{
    size_t count = 0;

    for (size_t i = 0; i < fit->count; i++) {
        const FitCase *other = &fit->cases[i];

        count += !other->run->inferred && strcmp(other->group, c->group) == 0 &&
                 strcmp(other->experiment, c->experiment) == 0;
    }
    return count;
}

/* Of one GPU, or with NULL of any. */
static void print_gpu(const char *gpu, const Fit *fit, Weighted *room)
{
    double recipes = 0;
    size_t used = 0;

    for (size_t i = 0; i < fit->count; i++) {
        const FitCase *c = &fit->cases[i];

        if (c->run->inferred || (gpu && strcmp(c->run->gpu, gpu) != 0))
            continue;
        room[used].share = c->efficiency * (1 + c->error);
        room[used].weight = 1 / (double)alike(fit, c);
        recipes += room[used++].weight;
    }
    if (used == 0)
        return;
    qsort(room, used, sizeof *room, compare);
    printf("  %-12s %7.0f %6zu %7.0f%% %7.0f%% %7.0f%%\n", gpu ? gpu : "any", recipes, used,
           100 * quantile(room, used, 0.1), 100 * quantile(room, used, 0.5),
           100 * quantile(room, used, 0.9));
}

bool training_utilisation(const TrainingRuns *runs, Error *err)
{
    static const FitOptions options = { .any_recipe = true };
    Arena arena = { 0 };
    Fit fit;

    bool ok = fit_training(&fit, runs, &options, &arena, err);
    printf("\nUtilisation with all weights, every recipe of a GPU with the same weight\n"
           "  %-12s %7s %6s %8s %8s %8s\n",
           "GPU", "recipes", "runs", "P10", "median", "P90");
    if (ok) {
        Weighted *room = arena_array(&arena, Weighted, fit.count + 1);
        for (size_t i = 0; i < fit.count; i++)
            if (i == 0 || strcmp(fit.cases[i].group, fit.cases[i - 1].group) != 0)
                print_gpu(fit.cases[i].run->gpu, &fit, room);
        print_gpu(NULL, &fit, room);
    }
    arena_free(&arena);
    return ok;
}
