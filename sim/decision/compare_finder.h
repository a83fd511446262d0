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

/* The design of b with the name of one of a, which finder_has(). */
const ScenarioDesign *finder_twin(const ChangeFinder *f, size_t design);

/* Whether a value of a design is one of other designs, which a staged one is made of. */
bool finder_inherits(const ChangeFinder *f, size_t design, const Quantity *quantity);

/* Whether two texts are the same; NULL is only the same as NULL. */
bool finder_same(const char *a, const char *b);

/* `rag.KEY`, `rag,combined.KEY`, or only the key where `in` is all designs that have it. */
const char *finder_key(const ChangeFinder *f, const char *key, const bool *in, const bool *all);

/* For each design and reference the change of its entry, or -1. */
typedef struct {
    long *item; /* [design of a][reference] */
    size_t count;
} References;

/* Add the references that name other entries. */
References compare_references(ChangeFinder *f);

/* The changed reference that a changed value of a design comes with, or -1. */
long finder_reference(const ChangeFinder *f, const References *refs, size_t design,
                      const Binding *before, const Binding *after);

/* Add what designs are made of, lines of the bill that only one of the two has, what is
 * correlated, and requirements. */
void compare_structure(ChangeFinder *f);

#endif
