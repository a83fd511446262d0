#include "tests/validation/latency_report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double median, p90;
} Target;

static const char *const tier_names[TIER_COUNT] = {
    [NO_DATA] = "T0: no served measurement, development rows",
    [CALIBRATED] = "T1: calibration rows of its own experiment if there are, development rows",
    [TRANSFERRED] = "T1: calibration rows of other experiments, every row",
    [NEIGHBOURED] = "T1: also development rows of other experiments in the table, every row",
    [ANCHORED] = "T2: three rows of the experiment, its other rows",
};

static const struct {
    Metric metric;
    const char *name;
    bool unclear; /* of the rows whose time to the first token is unclear */
} shown[] = {
    { EACH_MEAN, "each token", false },        { FIRST_MEAN, "first token", false },
    { FIRST_MEAN, "first, unclear", true },    { WHOLE_MEAN, "whole answer", false },
    { OUTPUT_RATE, "tokens a second", false }, { FIRST_P50, "first, P50", false },
    { FIRST_P90, "first, P90", false },        { FIRST_P95, "first, P95", false },
    { FIRST_P99, "first, P99", false },        { EACH_P50, "each, P50", false },
    { EACH_P99, "each, P99", false },          { WHOLE_P50, "whole, P50", false },
    { WHOLE_P90, "whole, P90", false },        { WHOLE_P95, "whole, P95", false },
    { WHOLE_P99, "whole, P99", false },
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

static void print_line(const char *set, const char *metric, const ErrorSummary *s,
                       Target target)
{
    printf("  %-16.16s %-16s %6zu %7.1f%% %7.1f%% %+7.1f%%", set, metric, s->n, 100 * s->median,
           100 * s->p90, 100 * s->bias);
    if (target.median > 0)
        printf("  %2.0f/%-3.0f %s", 100 * target.median, 100 * target.p90,
               s->median <= target.median && s->p90 <= target.p90 ? "met" : "missed");
    puts("");
}

static void print_metric(size_t m, const char *set, Tier tier, const Outcome *outcomes,
                         const LatencyStudy *study, bool events)
{
    Metric metric = shown[m].metric;
    size_t count = study->list->count;
    double *errors = memory_zeros(count + 1, sizeof *errors);
    ErrorSummary summary = { 0 };

    for (size_t i = 0; i < count; i++)
        if (outcomes[i].tested &&
            (metric != FIRST_MEAN || study->list->items[i].first_unclear == shown[m].unclear) &&
            isfinite(outcomes[i].error[metric]) &&
            (!set || strcmp(study->list->items[i].set, set) == 0) &&
            (tier != NO_DATA || study->list->items[i].split == DEVELOPMENT))
            errors[summary.n++] = outcomes[i].error[metric];
    summary = errors_summary(errors, summary.n);
    if (summary.n > 0)
        print_line(set ? set : "all", shown[m].name, &summary, target_of(metric, tier, events));
    free(errors);
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

static void print_tier(Tier tier, const LatencyStudy *study, bool events)
{
    const ServedList *list = study->list;
    Outcome *outcomes = memory_zeros(list->count + 1, sizeof *outcomes);

    TierFits fits = tier_fits(tier, study);
    tier_judge(outcomes, &fits, study);
    tier_free(&fits);
    printf("\n  %s\n  %-16s %-16s %6s %8s %8s %8s  %s\n", tier_names[tier], "measured by", "of",
           "tested", "median", "P90", "bias", "target");
    for (size_t m = 0; m < sizeof shown / sizeof shown[0]; m++) {
        print_metric(m, NULL, tier, outcomes, study, events);
        for (size_t i = 0; i < list->count; i++)
            if (first_of_set(list, i))
                print_metric(m, list->items[i].set, tier, outcomes, study, events);
    }
    print_refused(outcomes, list->count);
    free(outcomes);
}

void latency_report(const LatencyStudy *study, bool events)
{
    printf("\nLatency, %s\n", study->predictor->name);
    for (Tier tier = NO_DATA; tier < TIER_COUNT; tier++)
        print_tier(tier, study, events);
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
