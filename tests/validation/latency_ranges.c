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

/* --- all metrics together ------------------------------------------------------------------
 */

static const Metric step_metrics[] = { EACH_MEAN, WHOLE_MEAN, OUTPUT_RATE };

enum { STEP_METRICS = sizeof step_metrics / sizeof step_metrics[0] };

/* A time, measured over predicted; NaN if this row has none that counts. */
static double time_ratio(Metric metric, const Outcome *outcome, const Served *row)
{
    double rate = 1 + outcome->error[metric];

    return !counts(outcome, row, metric) ? NAN : metric == OUTPUT_RATE ? rate : 1 / rate;
}

ErrorRange pooled_range(const Outcome *outcomes, const ServedList *list)
{
    Weighted *items = memory_zeros(STEP_METRICS * list->count + 1, sizeof *items);
    size_t *values = memory_zeros(list->count + 1, sizeof *values), n = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < list->count; i++)
            for (size_t m = 0; m < STEP_METRICS; m++) {
                size_t first = list->items[i].first_of_experiment;
                double ratio = time_ratio(step_metrics[m], &outcomes[i], &list->items[i]);

                if (isnan(ratio))
                    continue;
                if (pass == 0)
                    values[first]++;
                else
                    items[n++] = (Weighted){ ratio, 1.0 / (double)values[first] };
            }
    if (n > 1)
        qsort(items, n, sizeof *items, compare);
    ErrorRange range = { weighted_quantile(items, n, 0.1), weighted_quantile(items, n, 0.9),
                         n };
    free(items);
    free(values);
    return range;
}

Coverage pooled_coverage(const ErrorRange *range, const char *set, const Outcome *outcomes,
                         const ServedList *list)
{
    Coverage coverage = { 0 };

    for (size_t i = 0; i < list->count; i++)
        for (size_t m = 0; m < STEP_METRICS; m++) {
            const Served *row = &list->items[i];
            double ratio = time_ratio(step_metrics[m], &outcomes[i], row);

            if (isnan(ratio) || row->split != DEVELOPMENT || (set && strcmp(set, row->set)))
                continue;
            coverage.of++;
            coverage.inside += ratio >= range->low && ratio <= range->high;
        }
    return coverage;
}

/* --- what is printed -----------------------------------------------------------------------
 */

static void print_share(Coverage coverage, const char *set)
{
    if (coverage.of > 0)
        printf("; %s %.0f%% of %zu", set ? set : "all",
               100 * (double)coverage.inside / (double)coverage.of, coverage.of);
}

static void print_coverage(const ErrorRange *range, Metric metric, const char *set,
                           const Outcome *outcomes, const ServedList *list)
{
    print_share(range_coverage(range, metric, set, outcomes, list), set);
}

static bool first_of_set(const ServedList *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(list->items[i].set, list->items[at].set) == 0)
            return false;
    return true;
}

static void print_pooled(const char *name, const Outcome *outcomes, const ServedList *list)
{
    ErrorRange range = pooled_range(outcomes, list);

    if (range.rows == 0)
        return;
    printf("  model error %-12s %-16s %.2f..%.2f  of all %zu, each experiment alike; holds",
           name, "all but first", range.low, range.high, range.rows);
    print_share(pooled_coverage(&range, NULL, outcomes, list), NULL);
    for (size_t i = 0; i < list->count; i++)
        if (first_of_set(list, i))
            print_share(pooled_coverage(&range, list->items[i].set, outcomes, list),
                        list->items[i].set);
    puts("");
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
    print_pooled(name, outcomes, list);
}
