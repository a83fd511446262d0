#include "tests/validation/latency_report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/validation/latency_capacity.h"
#include "tests/validation/latency_physics.h"
#include "tests/validation/latency_ranges.h"

typedef struct {
    double median, p90;
} Target;

static const struct {
    const char *name, *tested;
} tiers[TIER_COUNT] = {
    [NO_DATA] = { "T0", "no served measurement; development rows" },
    [CALIBRATED] = { "T1 calibrated",
                     "calibration rows, of its own experiment too if there are; "
                     "development rows" },
    [TRANSFERRED] = { "T1 transferred", "calibration rows of other experiments; every row" },
    [NEIGHBOURED] = { "T1 neighbours", "also all rows of other experiments in its table; every "
                                       "row" },
    [ANCHORED] = { "T2", "three rows of the experiment; its other rows" },
};

static const struct {
    Metric metric;
    const char *name;
    bool unclear; /* of the rows of which it is not known what is in that time */
} shown[] = {
    { EACH_MEAN, "each token", false },    { EACH_MEAN, "each, unclear", true },
    { FIRST_MEAN, "first token", false },  { FIRST_MEAN, "first, unclear", true },
    { WHOLE_MEAN, "whole answer", false }, { OUTPUT_RATE, "tokens a second", false },
    { FIRST_P50, "first, P50", false },    { FIRST_P90, "first, P90", false },
    { FIRST_P95, "first, P95", false },    { FIRST_P99, "first, P99", false },
    { EACH_P50, "each, P50", false },      { EACH_P99, "each, P99", false },
    { WHOLE_P50, "whole, P50", false },    { WHOLE_P90, "whole, P90", false },
    { WHOLE_P95, "whole, P95", false },    { WHOLE_P99, "whole, P99", false },
};

/* No target: zeros. */
static Target target_of(Metric metric, Tier tier, bool events)
{
    static const Target none[METRIC_COUNT] = { [EACH_MEAN] = { .15, .35 },
                                               [FIRST_MEAN] = { .25, .50 },
                                               [WHOLE_MEAN] = { .15, .35 },
                                               [OUTPUT_RATE] = { .20, .40 } };
    static const Target shortcut[METRIC_COUNT] = { [EACH_MEAN] = { .08, .20 },
                                                   [FIRST_MEAN] = { .15, .35 },
                                                   [WHOLE_MEAN] = { .08, .20 },
                                                   [OUTPUT_RATE] = { .10, .20 } };
    static const Target by_events[METRIC_COUNT] = {
        [EACH_MEAN] = { .05, .14 }, [FIRST_MEAN] = { .11, .28 }, [WHOLE_MEAN] = { .05, .12 },
        [WHOLE_P99] = { .07, .19 }, [FIRST_P99] = { .20, .60 },  [OUTPUT_RATE] = { .07, .18 },
    };
    static const Target anchored[METRIC_COUNT] = {
        [EACH_MEAN] = { .05, .13 }, [FIRST_MEAN] = { .10, .25 }, [WHOLE_MEAN] = { .05, .12 },
        [WHOLE_P99] = { .07, .18 }, [FIRST_P99] = { .18, .50 },  [OUTPUT_RATE] = { .05, .12 },
    };

    return tier == NO_DATA    ? none[metric]
           : !events          ? shortcut[metric]
           : tier == ANCHORED ? anchored[metric]
                              : by_events[metric];
}

/* The errors of a metric: of one set, or of all if set is NULL. */
static size_t collect(ExperimentError *errors, size_t m, const char *set, Tier tier,
                      const Outcome *outcomes, const ServedList *list)
{
    Metric metric = shown[m].metric;
    size_t n = 0;

    for (size_t i = 0; i < list->count; i++) {
        const Served *row = &list->items[i];

        if (outcomes[i].tested && isfinite(outcomes[i].error[metric]) &&
            served_unclear(row, metric) == shown[m].unclear &&
            (!set || strcmp(row->set, set) == 0) &&
            (tier != NO_DATA || row->split == DEVELOPMENT))
            errors[n++] =
                (ExperimentError){ row->first_of_experiment, outcomes[i].error[metric] };
    }
    return n;
}

static void print_metric(size_t m, const char *set, Tier tier, const Outcome *outcomes,
                         const LatencyStudy *study, bool events)
{
    size_t count = study->list->count;
    ExperimentError *errors = memory_zeros(count + 1, sizeof *errors);
    double *plain = memory_zeros(count + 1, sizeof *plain);
    size_t n = collect(errors, m, set, tier, outcomes, study->list);
    Target target = target_of(shown[m].metric, tier, events);

    for (size_t i = 0; i < n; i++)
        plain[i] = errors[i].error;
    ErrorSummary s = errors_summary(plain, n);
    ErrorInterval interval = errors_interval(errors, n);
    if (n > 0) {
        printf("  %-16.16s %-16s %6zu %7.1f%% %7.1f%% %+7.1f%%  %4.1f..%-5.1f",
               set ? set : "all", shown[m].name, n, 100 * s.median, 100 * s.p90, 100 * s.bias,
               100 * interval.low, 100 * interval.high);
        if (target.median > 0)
            printf(" %2.0f/%-3.0f %s", 100 * target.median, 100 * target.p90,
                   s.median <= target.median && s.p90 <= target.p90 ? "met" : "missed");
        puts("");
    }
    free(errors);
    free(plain);
}

static bool first_of_set(const ServedList *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(list->items[i].set, list->items[at].set) == 0)
            return false;
    return true;
}

static void print_refused(const Outcome *outcomes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        bool first = outcomes[i].tested && outcomes[i].why;

        for (size_t k = 0; first && k < count; k++) {
            bool equal = outcomes[k].tested && outcomes[k].why &&
                         strcmp(outcomes[k].why, outcomes[i].why) == 0;
            first &= !(equal && k < i);
            same += equal;
        }
        if (first)
            printf("  %6zu not predicted: %s\n", same, outcomes[i].why);
    }
}

static void print_tier(Tier tier, const Outcome *outcomes, const LatencyStudy *study,
                       bool events)
{
    const ServedList *list = study->list;
    PhysicsCounts physics = physics_counts(outcomes, list);

    printf("\n  %s: %s\n  %-16s %-16s %6s %8s %8s %8s  %-11s %s\n", tiers[tier].name,
           tiers[tier].tested, "measured by", "of", "tested", "median", "P90", "bias",
           "median, 95%", "target");
    for (size_t m = 0; m < sizeof shown / sizeof shown[0]; m++) {
        print_metric(m, NULL, tier, outcomes, study, events);
        for (size_t i = 0; i < list->count; i++)
            if (first_of_set(list, i))
                print_metric(m, list->items[i].set, tier, outcomes, study, events);
    }
    print_refused(outcomes, list->count);
    printf("  of %zu times %zu are below 0.8 of what light takes; of %zu with twice the GPUs, "
           "%zu are below half\n",
           physics.predictions, physics.too_fast, physics.pairs, physics.too_parallel);
}

/* Each tier is fitted once and judged by both predictors. */
void latency_report(const LatencyStudy *study, const Predictor *shortcut,
                    const Predictor *simulation)
{
    const Predictor *const predictors[] = { shortcut, simulation };
    size_t count = study->list->count;
    Outcome *outcomes[2][TIER_COUNT];
    TierFits fits[TIER_COUNT];
    LatencyStudy by = *study;

    for (Tier tier = NO_DATA; tier < TIER_COUNT; tier++)
        fits[tier] = tier_fits(tier, study);
    for (int p = 0; p < 2; p++) {
        by.predictor = predictors[p];
        printf("\nLatency, %s\n", by.predictor->name);
        for (Tier tier = NO_DATA; tier < TIER_COUNT; tier++) {
            outcomes[p][tier] = memory_zeros(count + 1, sizeof(Outcome));
            tier_judge(outcomes[p][tier], &fits[tier], &by);
            print_tier(tier, outcomes[p][tier], &by, p == 1);
        }
    }
    puts("\nCapacity of servers of MLPerf (their precision, prompts and replicas are assumed)");
    for (Tier tier = NO_DATA; tier < ANCHORED; tier++)
        capacity_report(tiers[tier].name, &fits[tier], &by);
    puts("\nRanges that hold 8 in 10 calibration rows, measured over predicted, simulated");
    for (Tier tier = NO_DATA; tier < TIER_COUNT; tier++)
        if (tier != CALIBRATED)
            print_ranges(tiers[tier].name, outcomes[1][tier], study->list);
    for (Tier tier = NO_DATA; tier < TIER_COUNT; tier++) {
        free(outcomes[0][tier]);
        free(outcomes[1][tier]);
        tier_free(&fits[tier]);
    }
}

void latency_exclusions(const ServedList *list)
{
    puts("\nLeft out of the latencies");
    for (size_t i = 0; i < list->count; i++) {
        const char *why = list->items[i].excluded;
        size_t count = 0;
        bool first = why != NULL;

        for (size_t k = 0; first && k < list->count; k++) {
            bool same = list->items[k].excluded && strcmp(list->items[k].excluded, why) == 0;
            first &= !(same && k < i);
            count += same;
        }
        if (first)
            printf("  %6zu %s\n", count, why);
    }
    if (list->repeated)
        printf("  %6zu in a table that was read before\n", list->repeated);
}
