#include "tests/validation/latency_capacity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Limits of Llama 2 70B and of Mixtral 8x7B in MLPerf Inference: 99% of first tokens within
 * 2 s, and of times per token within 0.2 s. */
#define FIRST_LIMIT 2
#define EACH_LIMIT  0.2

#define FEW       0.02 /* of the measured rate: where that is too much, nothing is kept */
#define MOST_RATE 1e4  /* requests/s that no replica takes                              */
#define CLOSE     0.01

static bool keeps(const Served *record, const LatencyStudy *study, const double *factors,
                  double rate, double first_limit, double each_limit)
{
    double predicted[METRIC_COUNT];
    Served at = *record;
    const char *why;

    at.rate[0] = rate;
    return predict_with(predicted, &why, &at, study, study->predictor, factors) &&
           predicted[FIRST_P99] <= first_limit && predicted[EACH_P99] <= each_limit;
}

double capacity_within(const Served *record, const LatencyStudy *study, const double *factors,
                       double first_limit, double each_limit)
{
    double low = FEW * served_rate(record), high = low;

    if (!keeps(record, study, factors, low, first_limit, each_limit))
        return 0;
    while (high < MOST_RATE && keeps(record, study, factors, high, first_limit, each_limit)) {
        low = high;
        high *= 4;
    }
    while (high > (1 + CLOSE) * low) {
        double middle = sqrt(low * high);

        if (keeps(record, study, factors, middle, first_limit, each_limit))
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Whether a machine's rate is its capacity. */
static bool is_server(const Served *record)
{
    return !record->excluded && record->assumed && record->load == OPEN_LOOP;
}

void capacity_report(const char *name, const TierFits *fits, const LatencyStudy *study)
{
    const ServedList *list = study->list;
    double *errors = memory_zeros(list->count + 1, sizeof *errors);
    size_t n = 0, exact = 0, near_by = 0, none = 0;

    for (size_t i = 0; i < list->count; i++) {
        const Served *record = &list->items[i];

        if (!is_server(record) || !fits->tested[i])
            continue;
        double most = capacity_within(record, study, fits->factors[i], FIRST_LIMIT, EACH_LIMIT);
        none += most == 0;
        if (most == 0)
            continue;
        double off = ceil(record->rate[0] * record->replicas / most) - ceil(record->replicas);
        errors[n++] = most / record->rate[0] - 1;
        exact += off == 0;
        near_by += fabs(off) <= 1;
    }
    ErrorSummary s = errors_summary(errors, n);
    if (n > 0)
        printf("  %-14s %4zu machines: rate within the limits %5.1f%% %5.1f%% %+5.1f%%; "
               "replicas exact %.0f%%, off by one at most %.0f%%; none keeps them: %zu\n",
               name, n, 100 * s.median, 100 * s.p90, 100 * s.bias,
               100 * (double)exact / (double)n, 100 * (double)near_by / (double)n, none);
    free(errors);
}
