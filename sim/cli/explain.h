/* explain.h - the pages of `forkcast explain`: where a number comes from. */
#ifndef SIM_CLI_EXPLAIN_H
#define SIM_CLI_EXPLAIN_H

#include "sim/cli/simulate.h"

/* What a page is about and how to print it. */
typedef struct {
    const Simulation *simulation;
    size_t design; /* ALL_DESIGNS, or one                          */
    bool ascii, all;
    Text *out;
    Arena *arena;
} Page;

#define ALL_DESIGNS ((size_t)-1)

/* Whether a quantity is a sum of amounts of money in a design, so that its lines
 * add up to it. */
bool explain_is_bill(const Simulation *simulation, size_t design, const Quantity *quantity);

/* The lines of a bill as a tree, with means that add up. */
void explain_bill(const Page *page, size_t design, const Quantity *quantity);

/* A quantity: what it is; where it is given, how it was read and where from; where
 * it is derived, what from. */
void explain_quantity(const Page *page, size_t row);

/* A key that names a catalogue entry: the entry and the values it gave. */
void explain_reference(const Page *page, size_t row);

/* What the rules of thumb say of the scenario, and the facts that trigger them. */
void explain_rules(const Page *page);

/* Whether a word asks for `latency`, and in which design; and the stages of the response
 * time, by state, of that design or of all. */
bool explain_is_latency(size_t *design, const Scenario *scenario, const char *word);
void explain_latency(const Page *page);

/* Whether what a word asks for has to do with response times, beyond those that
 * requirements are about. */
bool explain_needs_requests(const char *word, Arena *arena);

/* Every column of one trial, from given to total; months are shown as month 1. */
bool explain_trial(const Page *page, uint64_t trial, Error *err);

#endif
