/* bench.c - what the engine does in a second, next to other ways to do it, and the memory
 * it takes.
 *
 * Everything is printed with its ratios, which travel better than the figures.
 * Exit status 1: the answers are not the right ones. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/agreement.h"
#include "tests/bench/comparison.h"
#include "tests/bench/convergence.h"
#include "tests/bench/decision_bench.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/peak_memory.h"
#include "tests/bench/serving_bench.h"
#include "tests/bench/stages.h"
#include "tests/bench/stopwatch.h"

static void print_rate(const char *name, Prepared *p)
{
    stopwatch_print(name, (long)p->scenario.trials, stopwatch_time(run_prepared, p));
    puts("");
}

static void print_scenario(const char *path)
{
    Prepared p;

    prepare_file(&p, path);
    printf("%s, %ld trials\n", path, (long)p.scenario.trials);
    p.options.requests = 0;
    p.options.threads = 1;
    print_rate("costs only, one core", &p);
    p.options.threads = 0;
    print_rate("costs only, all processors", &p);
    p.options.requests = run_defaults.requests;
    print_rate("with latency, all processors", &p);
    prepared_free(&p);
}

static int usage(void)
{
    fputs("usage: bench truth | bench PROGRAM (the path of forkcast)\n", stderr);
    return 2;
}

/* With the path of the program all of it, with `truth` only whether the answers are the
 * right ones. */
int main(int argc, char *argv[])
{
    bool compares = true;

    if (argc != 2)
        return usage();
    if (strcmp(argv[1], "truth") != 0) {
        peak_memory_print(argv[1]);
        compares = comparison_print();
        print_scenario("scenarios/support_assistant.yaml");
        decision_print("scenarios/support_assistant.yaml");
        stages_print();
        serving_print();
    }
    bool agrees = agreement_print(), converges = convergence_print();
    printf("truth: %d passed, %d failed\n", agrees + converges, !agrees + !converges);
    return agrees && converges && compares ? EXIT_SUCCESS : EXIT_FAILURE;
}
