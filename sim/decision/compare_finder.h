/* compare_finder.h - what differs between two scenarios, while it is being found. Private to
 * sim/decision/compare*.c. */
#ifndef SIM_DECISION_COMPARE_FINDER_H
#define SIM_DECISION_COMPARE_FINDER_H

#include "sim/decision/compare_steps.h"

typedef struct {
    Alignment *al;
    const Scenario *a, *b;
    Arena *arena;
    AssumptionChange *items;
    size_t count, capacity;
    const char **inputs;
    size_t input_count, input_capacity;
    const bool **costly; /* [design of a]: [quantity of a], in one of the two; NULL for a
                            design that b does not have                              */
} ChangeFinder;

/* Add a change that no cost depends on yet; returns its place. Its relative change is NAN. */
size_t finder_add(ChangeFinder *f, const char *key, const char *before, const char *after);

/* The input that a change is, made if there is none: under its key, or under another name. */
int finder_input(ChangeFinder *f, size_t item, const char *name);

/* Whether a design of the first scenario is in the second. */
bool finder_has(const ChangeFinder *f, size_t design);

/* Add what designs are made of, lines of the bill that only one of the two has, what is
 * correlated, and requirements. */
void compare_structure(ChangeFinder *f);

#endif
