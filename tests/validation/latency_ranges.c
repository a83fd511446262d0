#include "tests/validation/latency_ranges.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double ratio, weight; /* measured over predicted */
} Weighted;

static int compare(const void *a, const void *b)
{
    double x = ((const Weighted *)a)->ratio, y = ((const Weighted *)b)->ratio;

    return (x > y) - (x < y);
}

/* Where the share of all weights is passed, in ascending order. */
static double weighted_quantile(const Weighted *items, size_t n, double share)
{
    double all = 0, passed = 0;
    size_t i = 0;

    for (size_t k = 0; k < n; k++)
        all += items[k].weight;
    while (i + 1 < n && passed + items[i].weight < share * all)
        passed += items[i++].weight;
    return n > 0 ? items[i].ratio : NAN;
}

static bool counts(const Outcome *outcome, const Served *row, Metric metric)
{
    return outcome->tested && isfinite(outcome->error[metric]) && !row->assumed &&
           !served_unclear(row, metric);
}

ErrorRange fit_range(Metric metric, const Outcome *outcomes, const ServedList *list)
{
    Weighted *items = memory_zeros(list->count + 1, sizeof *items);
    size_t *rows = memory_zeros(list->count + 1, sizeof *rows), n = 0;

    for (size_t i = 0; i < list->count; i++)
        rows[list->items[i].first_of_experiment] +=
            list->items[i].split == CALIBRATION &&
            counts(&outcomes[i], &list->items[i], metric);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].split == CALIBRATION &&
            counts(&outcomes[i], &list->items[i], metric))
            items[n++] = (Weighted){ 1 / (1 + outcomes[i].error[metric]),
                                     1.0 / (double)rows[list->items[i].first_of_experiment] };
    if (n > 1)
        qsort(items, n, sizeof *items, compare);
    ErrorRange range = { weighted_quantile(items, n, 0.1), weighted_quantile(items, n, 0.9),
                         n };
    free(items);
    free(rows);
    return range;
}

Coverage range_coverage(const ErrorRange *range, Metric metric, const char *set,
                        const Outcome *outcomes, const ServedList *list)
{
    Coverage coverage = { 0 };

    for (size_t i = 0; i < list->count; i++) {
        const Served *row = &list->items[i];
        double ratio = 1 / (1 + outcomes[i].error[metric]);

        if (row->split != DEVELOPMENT || !counts(&outcomes[i], row, metric) ||
            (set && strcmp(set, row->set) != 0))
            continue;
        coverage.of++;
        coverage.inside += ratio >= range->low && ratio <= range->high;
    }
    return coverage;
}

static void print_coverage(const ErrorRange *range, Metric metric, const char *set,
                           const Outcome *outcomes, const ServedList *list)
{
    Coverage coverage = range_coverage(range, metric, set, outcomes, list);

    if (coverage.of > 0)
        printf("; %s %.0f%% of %zu", set ? set : "all",
               100 * (double)coverage.inside / (double)coverage.of, coverage.of);
}

static bool first_of_set(const ServedList *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(list->items[i].set, list->items[at].set) == 0)
            return false;
    return true;
}

void print_ranges(const char *name, const Outcome *outcomes, const ServedList *list)
{
    static const struct {
        Metric metric;
        const char *name;
    } shown[] = { { EACH_MEAN, "each token" },
                  { FIRST_MEAN, "first token" },
                  { WHOLE_MEAN, "whole answer" },
                  { OUTPUT_RATE, "tokens a second" } };
    const ErrorRange each = fit_range(EACH_MEAN, outcomes, list);

    for (size_t m = 0; m < sizeof shown / sizeof shown[0]; m++) {
        ErrorRange range = fit_range(shown[m].metric, outcomes, list);
        Metric metric = shown[m].metric;

        if (metric != FIRST_MEAN && each.rows > 0) { /* answers are tokens, mostly */
            range.low = fmin(each.low, range.rows > 0 ? range.low : INFINITY);
            range.high = fmax(each.high, range.rows > 0 ? range.high : 0);
            range.rows += metric == EACH_MEAN ? 0 : each.rows;
        }
        if (range.rows > 0 && shown[m].metric == OUTPUT_RATE)
            range = (ErrorRange){ 1 / range.high, 1 / range.low, range.rows };
        if (range.rows == 0 || range_coverage(&range, metric, NULL, outcomes, list).of == 0)
            continue;
        printf("  model error %-12s %-16s %.2f..%.2f  fitted on %3zu; holds", name,
               shown[m].name, range.low, range.high, range.rows);
        print_coverage(&range, metric, NULL, outcomes, list);
        for (size_t i = 0; i < list->count; i++)
            if (first_of_set(list, i))
                print_coverage(&range, metric, list->items[i].set, outcomes, list);
        puts("");
    }
}
