#include "tests/bench/comparison.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/agreement.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/numpy.h"
#include "tests/bench/refwork_registry.h"
#include "tests/bench/scalar.h"
#include "tests/bench/stopwatch.h"

/* About half a second on one core each. */
enum { TRIALS = 1 << 20, NUMPY_TRIALS = 1 << 17, SCALAR_TRIALS = 1 << 16 };

/* Trials per second of the engine on one thread, and on all. */
typedef struct {
    double one, all;
} EngineRates;

/* The draws of the others change with the versions of their libraries, so these many
 * standard errors are a bound that none of 13 statistics should ever reach. */
static const double furthest_allowed = 4;

static RefworkResults results_make(long trials)
{
    RefworkResults results = { .trials = trials, .winner = malloc((size_t)trials) };

    for (int d = 0; d < REFWORK_DESIGNS; d++)
        results.total[d] = malloc((size_t)trials * sizeof(double));
    return results;
}

static void results_free(const RefworkResults *results)
{
    for (int d = 0; d < REFWORK_DESIGNS; d++)
        free(results->total[d]);
    free(results->winner);
}

/* --- the engine ---------------------------------------------------------------------- */

/* The cheapest design of every trial, which the others note as well. */
static void find_winners(void *context, const Run *run)
{
    unsigned char *winner = context;
    const double *total[REFWORK_DESIGNS];
    Round round = run_round(run);

    for (size_t d = 0; d < REFWORK_DESIGNS; d++)
        total[d] = run_values(run, d, refwork_totals[d]);
    for (size_t i = 0; i < round.trials; i++) {
        unsigned char best = total[1][i] < total[0][i];
        double least = best ? total[1][i] : total[0][i];
        best = total[2][i] < least ? 2 : best;
        least = total[2][i] < least ? total[2][i] : least;
        winner[round.first + i] = total[3][i] < least ? 3 : best;
    }
}

/* 1, 2, 4, ..., all. */
static int next_threads(int threads, int processors)
{
    return threads < processors && 2 * threads > processors ? processors : 2 * threads;
}

static EngineRates print_engine(int processors)
{
    EngineRates rates = { 0 };
    Prepared p;

    prepare_refwork(&p, TRIALS, 1);
    p.use = find_winners;
    p.context = malloc(TRIALS);
    rates.one = rates.all =
        stopwatch_print("engine, 1 thread", TRIALS, stopwatch_time(run_prepared, &p));
    puts("");
    for (int t = next_threads(1, processors); t <= processors;
         t = next_threads(t, processors)) {
        char name[32];
        snprintf(name, sizeof name, "engine, %d threads", t);
        p.options.threads = t;
        rates.all = stopwatch_print(name, TRIALS, stopwatch_time(run_prepared, &p));
        printf("   %.2f times one\n", rates.all / rates.one);
    }
    free(p.context);
    prepared_free(&p);
    return rates;
}

/* --- the others ---------------------------------------------------------------------- */

static void print_other(const char *name, long trials, Elapsed took, double engine)
{
    double rate = stopwatch_print(name, trials, took);

    printf("   engine %.1f times\n", engine / rate);
}

static bool print_furthest(const RefworkResults *results)
{
    double furthest = agreement_furthest(results);

    printf("    %.1f standard errors from the truth%s\n", furthest,
           furthest < furthest_allowed ? "" : "  <-- off");
    return furthest < furthest_allowed;
}

static bool print_numpy(EngineRates engine, int processors)
{
    RefworkResults results = results_make(NUMPY_TRIALS);
    NumpyElapsed took;
    bool agrees = true;

    if (numpy_run(&took, &results, processors)) {
        char name[32];
        snprintf(name, sizeof name, "numpy, %d processes", processors);
        print_other("numpy, 1 process", NUMPY_TRIALS, took.one, engine.one);
        if (processors > 1)
            print_other(name, NUMPY_TRIALS, took.several, engine.all);
        agrees = print_furthest(&results);
    }
    results_free(&results);
    return agrees;
}

static void run_gsl(void *results)
{
    scalar_gsl(results);
}

static void run_squiggle(void *results)
{
    scalar_squiggle(results);
}

static bool print_loop(const char *name, Work *loop, EngineRates engine)
{
    RefworkResults results = results_make(SCALAR_TRIALS);

    print_other(name, SCALAR_TRIALS, stopwatch_time(loop, &results), engine.one);
    bool agrees = print_furthest(&results);
    results_free(&results);
    return agrees;
}

bool comparison_print(void)
{
    int processors = omp_get_max_threads();
    bool agree = true;

    puts("refwork-1: 40 inputs, 36 months, 4 designs");
    EngineRates engine = print_engine(processors);
    fflush(stdout);
    agree &= print_numpy(engine, processors);
    agree &= print_loop("scalar loop, GSL", run_gsl, engine);
    agree &= print_loop("scalar loop, squiggle.c style", run_squiggle, engine);
    return agree;
}
