/* engine_bench.h - a scenario made ready to be run again and again. */
#ifndef TESTS_BENCH_ENGINE_BENCH_H
#define TESTS_BENCH_ENGINE_BENCH_H

#include "sim/engine/run.h"

/* What is to be done with the values of every complete round. */
typedef void RoundUse(void *context, const Run *run);

typedef struct {
    Scenario scenario;
    Wiring wiring;
    RunOptions options;
    Run *run;      /* the last one     */
    RoundUse *use; /* NULL for nothing */
    void *context;
} Prepared;

/* refwork-1 with so many trials; a scenario file of the program's own models, as it is or
 * with other values. They end the program, with a message, where that does not work. */
void prepare_refwork(Prepared *prepared, uint64_t trials, int seed);
void prepare_file(Prepared *prepared, const char *path);
void prepare_file_with(Prepared *prepared, const char *path, const Overrides *overrides);
void prepared_free(Prepared *prepared);

/* A Work: run the prepared scenario from the start. */
void run_prepared(void *prepared);

#endif
