#include "tests/validation/latency_pool.h"

#include <math.h>
#include <string.h>

enum { ROWS_OF_AN_EXPERIMENT = 12 };

/* What a difference leaves of a weight. An engine changes with its version more than with
 * the GPU: those who measured used one version, mostly. */
#define OTHER_ENGINE     0.1
#define OTHER_TABLE      0.25
#define OTHER_GENERATION 0.25
#define OTHER_PRECISION  0.7
#define OTHER_MODEL      0.5
#define OTHER_EXPERIMENT 0.25

static bool same_text(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static double nearness(const Served *row, const Served *record)
{
    if (same_text(row->experiment, record->experiment))
        return 1;
    return OTHER_EXPERIMENT * (same_text(row->engine, record->engine) ? 1 : OTHER_ENGINE) *
           (same_text(row->set, record->set) ? 1 : OTHER_TABLE) *
           (same_text(row->gpu->generation, record->gpu->generation) ? 1 : OTHER_GENERATION) *
           (same_text(row->precision, record->precision) ? 1 : OTHER_PRECISION) *
           (row->model == record->model ? 1 : OTHER_MODEL);
}

static bool belongs(const Served *row, const Served *record, Pool pool)
{
    bool own = same_text(row->experiment, record->experiment);
    bool table = pool == OTHERS_OF_TABLE && same_text(row->set, record->set);

    return !row->excluded && !(own && pool != EVERY_EXPERIMENT) &&
           (row->split == CALIBRATION || table);
}

/* Of rows[first..count-1], of another experiment, as many as one may have, evenly spread. */
static size_t thin(FitRow *rows, size_t first, size_t count)
{
    size_t n = count - first, kept = first;

    for (size_t i = 0; i < n; i++)
        if (n <= ROWS_OF_AN_EXPERIMENT ||
            (i + 1) * ROWS_OF_AN_EXPERIMENT / n > i * ROWS_OF_AN_EXPERIMENT / n)
            rows[kept++] = rows[first + i];
    return kept;
}

/* The nearest rows count in full. */
static void weigh(FitRow *rows, size_t count)
{
    double nearest = 0;

    for (size_t i = 0; i < count; i++)
        nearest = fmax(nearest, rows[i].weight);
    for (size_t i = 0; i < count; i++)
        rows[i].weight /= nearest;
}

size_t pool_rows(FitRow *rows, const Served *record, Pool pool, const LatencyStudy *study)
{
    const ServedList *list = study->list;
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        size_t first = count;

        if (list->items[i].first_of_experiment != i)
            continue;
        for (size_t k = i; k < list->count; k++)
            if (list->items[k].first_of_experiment == i &&
                belongs(&list->items[k], record, pool))
                rows[count++] = (FitRow){ &list->items[k], nearness(&list->items[k], record) };
        if (i != record->first_of_experiment)
            count = thin(rows, first, count);
    }
    weigh(rows, count);
    return count;
}
