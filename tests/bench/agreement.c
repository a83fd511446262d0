#include "tests/bench/agreement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/quantile.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/refwork_registry.h"

enum { TRIALS = 1 << 20, BATCHES = 64, BATCH = TRIALS / BATCHES };

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

static Estimate estimate(int which, const double *x)
{
    double sum = 0, squares = 0;

    for (int b = 0; b < BATCHES; b++) {
        double of_batch = statistic(which, x + b * BATCH, BATCH);
        sum += of_batch;
        squares += of_batch * of_batch;
    }
    double variance = (squares - sum * sum / BATCHES) / (BATCHES - 1);
    return (Estimate){ statistic(which, x, TRIALS), sqrt(variance / BATCHES) };
}

/* Prints the deviation in standard errors of the two together; true if it is below 3. */
static bool compare(const char *name, Estimate ours, RefworkTruth truth)
{
    double off = (ours.value - truth.value) / hypot(ours.se, truth.se);

    printf("  %-16s %12.6g %12.6g %+7.2f%s\n", name, ours.value, truth.value, off,
           fabs(off) < 3 ? "" : "  <-- off");
    return fabs(off) < 3;
}

static Estimate first_wins(const double *const total[])
{
    long wins = 0;

    for (size_t i = 0; i < TRIALS; i++)
        wins += total[0][i] <= fmin(total[1][i], fmin(total[2][i], total[3][i]));
    double share = (double)wins / TRIALS;
    return (Estimate){ share, sqrt(share * (1 - share) / TRIALS) };
}

static void copy_totals(void *totals, const Run *run)
{
    double **total = totals;
    Round round = run_round(run);

    for (size_t d = 0; d < REFWORK_DESIGNS; d++)
        memcpy(total[d] + round.first, run_values(run, d, refwork_totals[d]),
               round.trials * sizeof(double));
}

bool agreement_print(void)
{
    static const char *const names[] = { "mean", "P50", "P95" };
    double *total[REFWORK_DESIGNS];
    bool agrees = true;
    Prepared p;

    prepare_refwork(&p, TRIALS, 1);
    p.options.threads = 0;
    p.use = copy_totals;
    p.context = total;
    for (int d = 0; d < REFWORK_DESIGNS; d++)
        total[d] = malloc(TRIALS * sizeof(double));
    run_prepared(&p);
    printf("agreement, %d trials\n  %-16s %12s %12s %7s\n", TRIALS, "", "here", "truth",
           "errors");
    for (int d = 0; d < REFWORK_DESIGNS; d++) {
        for (int which = 0; which < REFWORK_STATISTICS; which++) {
            char name[32];
            snprintf(name, sizeof name, "design %d, %s", d, names[which]);
            agrees &= compare(name, estimate(which, total[d]), refwork_truth[d][which]);
        }
    }
    agrees &= compare("P(design 0 wins)", first_wins((const double *const *)total),
                      refwork_first_wins);
    prepared_free(&p);
    for (int d = 0; d < REFWORK_DESIGNS; d++)
        free(total[d]);
    return agrees;
}
