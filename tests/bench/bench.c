/* bench.c - what the engine does in a second, next to other ways to do it.
 *
 * Everything runs in one process on one machine and is printed with its ratios, which
 * travel better than the figures. Exit status 1: the answers are not the right ones. */
#include <stdio.h>
#include <stdlib.h>

#include "sim/base/text.h"
#include "tests/bench/agreement.h"
#include "tests/bench/convergence.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/refwork_registry.h"
#include "tests/bench/scalar.h"
#include "tests/bench/stages.h"
#include "tests/bench/stopwatch.h"

enum { TRIALS = 1 << 20, SCALAR_TRIALS = 1 << 16 };

/* --- refwork-1 --------------------------------------------------------------------- */

typedef struct {
    Prepared prepared;
    unsigned char *winner;
} Refwork;

/* The cheapest design of every trial, which the loops note as well. */
static void find_winners(void *context, const Run *run)
{
    Refwork *r = context;
    const double *total[REFWORK_DESIGNS];
    Round round = run_round(run);

    for (size_t d = 0; d < REFWORK_DESIGNS; d++)
        total[d] = run_values(run, d, refwork_totals[d]);
    for (size_t i = 0; i < round.trials; i++) {
        unsigned char best = total[1][i] < total[0][i];
        double least = best ? total[1][i] : total[0][i];
        best = total[2][i] < least ? 2 : best;
        least = total[2][i] < least ? total[2][i] : least;
        r->winner[round.first + i] = total[3][i] < least ? 3 : best;
    }
}

static void run_gsl(void *results)
{
    scalar_gsl(results);
}

static void run_squiggle(void *results)
{
    scalar_squiggle(results);
}

/* Trials per second. */
static double rate(const char *name, long trials, Work *work, void *context)
{
    Elapsed took = stopwatch_time(work, context);
    double per_second = (double)trials / took.seconds;

    printf("  %-34s %11.0f trials/s   %8.1f ns/trial   +-%.0f %%\n", name, per_second,
           1e9 / per_second, 50 * took.spread);
    return per_second;
}

static void print_refwork(void)
{
    Refwork r = { .winner = malloc(TRIALS) };
    ScalarResults scalar = { .trials = SCALAR_TRIALS, .winner = malloc(SCALAR_TRIALS) };

    for (int d = 0; d < REFWORK_DESIGNS; d++)
        scalar.total[d] = malloc(SCALAR_TRIALS * sizeof(double));
    prepare_refwork(&r.prepared, TRIALS, 1);
    r.prepared.use = find_winners;
    r.prepared.context = &r;
    puts("refwork-1: 40 inputs, 36 months, 4 designs; one core unless said");
    double one = rate("engine", TRIALS, run_prepared, &r.prepared);
    r.prepared.options.threads = 0;
    double all = rate("engine, all processors", TRIALS, run_prepared, &r.prepared);
    double gsl = rate("scalar loop, GSL", SCALAR_TRIALS, run_gsl, &scalar);
    double squiggle =
        rate("scalar loop, squiggle.c style", SCALAR_TRIALS, run_squiggle, &scalar);
    printf("  all processors / one %.2f   engine / GSL %.1f   engine / squiggle.c style %.1f\n",
           all / one, one / gsl, one / squiggle);

    prepared_free(&r.prepared);
    free(r.winner);
    for (int d = 0; d < REFWORK_DESIGNS; d++)
        free(scalar.total[d]);
    free(scalar.winner);
}

/* --- a scenario ---------------------------------------------------------------------- */

static void print_scenario(const char *path)
{
    Prepared p;

    prepare_file(&p, path);
    long trials = (long)p.scenario.trials;
    printf("%s, %ld trials\n", path, trials);
    p.options.requests = 0;
    p.options.threads = 1;
    rate("costs only, one core", trials, run_prepared, &p);
    p.options.threads = 0;
    rate("costs only, all processors", trials, run_prepared, &p);
    p.options.requests = run_defaults.requests;
    rate("with latency, all processors", trials, run_prepared, &p);
    prepared_free(&p);
}

/* Without arguments, all of it; with one, only whether the answers are the right ones. */
int main(int argc, char *argv[])
{
    if (argc < 2) {
        print_refwork();
        print_scenario("scenarios/support_assistant.yaml");
        stages_print();
    }
    bool agrees = agreement_print(), converges = convergence_print();
    printf("truth: %d passed, %d failed\n", agrees + converges, !agrees + !converges);
    return agrees && converges ? EXIT_SUCCESS : EXIT_FAILURE;
}
