#include "tests/bench/convergence.h"

#include <math.h>
#include <stdio.h>

#include "sim/base/quantile.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/refwork_registry.h"

enum { TRIALS = 16384, SEEDS = 100 };

/* Relative root mean square errors that another program reaches with one scrambled set of
 * Sobol points, dimensions in the same order. */
static const double reached_mean = 0.0026, reached_p95 = 0.0095;

typedef struct {
    double mean, p95;
} Errors;

static double mean_of(const double *x)
{
    double sum = 0;

    for (int i = 0; i < TRIALS; i++)
        sum += x[i];
    return sum / TRIALS;
}

/* Add the squares of the relative errors of one run. */
static void add_squares(Errors *squares, const Run *run)
{
    static const double level = 0.95;

    for (size_t d = 0; d < REFWORK_DESIGNS; d++) {
        const double *x = run_values(run, d, refwork_totals[d]);
        const RefworkTruth *truth = refwork_truth[d];
        double p95;
        quantile_fill(&p95, &level, 1, x, TRIALS);
        squares[d].mean += pow(mean_of(x) / truth[REFWORK_MEAN].value - 1, 2);
        squares[d].p95 += pow(p95 / truth[REFWORK_P95].value - 1, 2);
    }
}

static Errors errors_of(Prepared *p, SamplerKind sampler)
{
    Errors squares[REFWORK_DESIGNS] = { { 0 } }, errors = { 0 };

    p->scenario.sampler = sampler;
    for (int seed = 1; seed <= SEEDS; seed++) {
        p->scenario.seed = (uint64_t)seed;
        run_prepared(p);
        add_squares(squares, p->run);
    }
    for (int d = 0; d < REFWORK_DESIGNS; d++) {
        errors.mean += sqrt(squares[d].mean / SEEDS) / REFWORK_DESIGNS;
        errors.p95 += sqrt(squares[d].p95 / SEEDS) / REFWORK_DESIGNS;
    }
    return errors;
}

bool convergence_print(void)
{
    Errors errors = { 0 };
    Prepared p;

    prepare_refwork(&p, TRIALS, 1);
    p.options.threads = 0;
    printf("errors of %d trials, %d seeds\n  %-16s %8s %8s\n", TRIALS, SEEDS, "", "mean",
           "P95");
    for (int kind = SAMPLER_RANDOM; kind <= SAMPLER_SOBOL; kind++) {
        errors = errors_of(&p, (SamplerKind)kind);
        printf("  %-16s %7.2f%% %7.2f%%\n", sampler_names[kind], 100 * errors.mean,
               100 * errors.p95);
    }
    printf("  %-16s %7.2f%% %7.2f%%\n", "sobol, reached", 100 * reached_mean,
           100 * reached_p95);
    prepared_free(&p);
    return errors.mean <= 1.3 * reached_mean && errors.p95 <= 1.3 * reached_p95;
}
