#include "tests/bench/agreement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/quantile.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/refwork_registry.h"

enum { TRIALS = 1 << 20, BATCHES = 64 };

/* A statistic of all trials with its standard error from those of the batches. */
typedef struct {
    double value, se;
} Estimate;

static double statistic(int which, const double *x, size_t n)
{
    const double level = which == REFWORK_P95 ? 0.95 : 0.5;
    double value = 0;

    if (which == REFWORK_MEAN) {
        for (size_t i = 0; i < n; i++)
            value += x[i];
        return value / (double)n;
    }
    quantile_fill(&value, &level, 1, x, n);
    return value;
}

static Estimate estimate(int which, const double *x, size_t n)
{
    size_t batch = n / BATCHES;
    double sum = 0, squares = 0;

    for (size_t b = 0; b < BATCHES; b++) {
        double of_batch = statistic(which, x + b * batch, batch);
        sum += of_batch;
        squares += of_batch * of_batch;
    }
    double variance = (squares - sum * sum / BATCHES) / (BATCHES - 1);
    return (Estimate){ statistic(which, x, n), sqrt(variance / BATCHES) };
}

static Estimate first_wins(const RefworkResults *results)
{
    double *const *total = results->total, n = (double)results->trials;
    long wins = 0;

    for (long i = 0; i < results->trials; i++)
        wins += total[0][i] <= fmin(total[1][i], fmin(total[2][i], total[3][i]));
    double share = (double)wins / n;
    return (Estimate){ share, sqrt(share * (1 - share) / n) };
}

/* The deviation in standard errors of the two together. */
static double deviation(Estimate ours, RefworkTruth truth)
{
    return (ours.value - truth.value) / hypot(ours.se, truth.se);
}

double agreement_furthest(const RefworkResults *results)
{
    double furthest = fabs(deviation(first_wins(results), refwork_first_wins));

    for (int d = 0; d < REFWORK_DESIGNS; d++)
        for (int which = 0; which < REFWORK_STATISTICS; which++) {
            Estimate ours = estimate(which, results->total[d], (size_t)results->trials);
            furthest = fmax(furthest, fabs(deviation(ours, refwork_truth[d][which])));
        }
    return furthest;
}

/* True if it is off by less than 3 standard errors. */
static bool compare(const char *name, Estimate ours, RefworkTruth truth)
{
    double off = deviation(ours, truth);

    printf("  %-16s %12.6g %12.6g %+7.2f%s\n", name, ours.value, truth.value, off,
           fabs(off) < 3 ? "" : "  <-- off");
    return fabs(off) < 3;
}

static void copy_totals(void *results, const Run *run)
{
    double *const *total = ((RefworkResults *)results)->total;
    Round round = run_round(run);

    for (size_t d = 0; d < REFWORK_DESIGNS; d++)
        memcpy(total[d] + round.first, run_values(run, d, refwork_totals[d]),
               round.trials * sizeof(double));
}

bool agreement_print(void)
{
    static const char *const names[] = { "mean", "P50", "P95" };
    RefworkResults results = { .trials = TRIALS };
    bool agrees = true;
    Prepared p;

    prepare_refwork(&p, TRIALS, 1);
    p.options.threads = 0;
    p.use = copy_totals;
    p.context = &results;
    for (int d = 0; d < REFWORK_DESIGNS; d++)
        results.total[d] = malloc(TRIALS * sizeof(double));
    run_prepared(&p);
    printf("agreement, %d trials\n  %-16s %12s %12s %7s\n", TRIALS, "", "here", "truth",
           "errors");
    for (int d = 0; d < REFWORK_DESIGNS; d++) {
        for (int which = 0; which < REFWORK_STATISTICS; which++) {
            char name[32];
            snprintf(name, sizeof name, "design %d, %s", d, names[which]);
            agrees &= compare(name, estimate(which, results.total[d], TRIALS),
                              refwork_truth[d][which]);
        }
    }
    agrees &= compare("P(design 0 wins)", first_wins(&results), refwork_first_wins);
    prepared_free(&p);
    for (int d = 0; d < REFWORK_DESIGNS; d++)
        free(results.total[d]);
    return agrees;
}
