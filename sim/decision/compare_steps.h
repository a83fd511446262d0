/* compare_steps.h - the steps of a comparison. Private to sim/decision/compare*.c. */
#ifndef SIM_DECISION_COMPARE_STEPS_H
#define SIM_DECISION_COMPARE_STEPS_H

#include "sim/decision/compare.h"

/* How the quantities and designs of two scenarios correspond: by their names. Designs that
 * only staged ones are made of count too. */
typedef struct {
    const Scenario *a, *b;
    const long *row;    /* [quantity of a]: that of b with its key, or -1   */
    const long *design; /* [design of a]: that of b with its name, or -1    */
    Arena *arena;
} Match;

/* The same from both sides, and which input each value belongs to. */
typedef struct {
    Match forth, back;
    int *input;    /* [design of a][quantity of a]: NO_INPUT where nothing is changed */
    int structure; /* the input that stands for what designs are made of, or NO_INPUT */
} Alignment;

Match match_make(const Scenario *a, const Scenario *b, Arena *arena);

/* Whether b shows a design of a. */
bool match_shows(const Match *match, size_t design);

/* The shown design of a scenario with this name, or -1. */
long compare_design(const Scenario *scenario, const char *name);

/* Find what differs, and which inputs it belongs to. */
void compare_changes(Compare *compare, Alignment *alignment);

/* Whether two laws have the same outcomes: mean, and quantiles at as many levels as there
 * are lanes. */
bool compare_same_law(const Law *a, const Law *b);
bool compare_same_binding(const Binding *a, const Binding *b);

/* How a value is understood, in one short phrase; NULL where there is none. */
const char *compare_reading(const Binding *binding, const Currency *money, Arena *arena);

/* [quantity]: whether the result called key of a design depends on it, as it is wired. */
const bool *compare_costly(const Wiring *wiring, size_t design, const char *key, Arena *arena);

/* A scenario with the values of the first, but of the inputs with in[i] those of the
 * second, and with the designs that both show, one at least. It lives in the arena, and
 * shares with both. */
Scenario *compare_mix(const Alignment *alignment, const bool *in, Arena *arena);

/* Divide the change of the mean costs among the inputs. */
void compare_attribute(Compare *compare, const Alignment *alignment, int threads);

/* The result called key of a design, one per trial; NULL where it is not computed. */
const double *compare_costs(const Scenario *scenario, const Run *run, size_t design,
                            const char *key);

/* Say in a sentence whether the answer changes. */
void compare_conclude(Compare *compare);

#endif
