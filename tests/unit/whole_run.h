/* whole_run.h - a scenario simulated with the models of the program, for tests of
 * the whole way from the text of a scenario to the numbers of its designs. */
#ifndef TESTS_WHOLE_RUN_H
#define TESTS_WHOLE_RUN_H

#include "sim/results/gatherer.h"

typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
    Gatherer *gatherer; /* of all rounds */
} WholeRun;

/* Read and simulate a scenario, with this many requests of each of 256 trials; the
 * test fails if that does not work. Overrides may be NULL. The caller stops it. */
void whole_run_start(WholeRun *whole, const char *text, const Overrides *overrides,
                     uint64_t requests);
void whole_run_stop(WholeRun *whole);

/* A design and a quantity by name; the test fails if there is none. */
size_t whole_run_design(const WholeRun *whole, const char *name);
const Quantity *whole_run_quantity(const char *key);

/* The reported value of a quantity in a design, one per trial of the last round. */
const double *whole_run_values(const WholeRun *whole, const char *design, const char *key);

/* Every column in one trial and a month, as run_replay() has them; the caller frees them.
 * The value of a quantity in a design among them, NAN where it has none. */
double *whole_run_columns(const WholeRun *whole, uint64_t trial, int month);
double whole_run_value(const WholeRun *whole, const double *columns, const char *design,
                       const char *key);

#endif
