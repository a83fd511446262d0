/* answered.h - the answer to a scenario, for tests of what an answer decides. */
#ifndef TESTS_ANSWERED_H
#define TESTS_ANSWERED_H

#include "sim/results/answer.h"
#include "tests/unit/whole_run.h"

typedef struct {
    WholeRun whole;
    Answer answer;
} Answered;

/* Simulate a scenario with this many requests of each of 256 trials and answer it. */
void answered_start(Answered *answered, const char *text, uint64_t requests);
void answered_stop(Answered *answered);

/* A design by name. */
const DesignAnswer *answered_design(const Answered *answered, const char *name);

/* The name of the design of the verdict. */
const char *answered_best(const Answered *answered);

#endif
