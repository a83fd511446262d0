/* sweep_input.h - an input that is swept: its key, and the values it is set to.
 *
 *   KEY=LO..HI[:N[:log|:linear]]   N values from LO to HI; log, equal factors, is the
 *                                  default where HI is at least ten times LO
 *   KEY=A,B,C                      these values; of a catalogue reference, these entries
 *   KEY                            from well below to well above the scenario's own range
 *
 * A value is what `--set KEY=TEXT` makes of its text, so that each point can be run by
 * itself. Values between LO and HI are rounded to the digits that tell them apart, three
 * at least.
 */
#ifndef SIM_DECISION_SWEEP_INPUT_H
#define SIM_DECISION_SWEEP_INPUT_H

#include "sim/decision/variant.h"

enum { SWEEP_POINTS_MOST = 1000 };

typedef enum { SPACING_LIST, SPACING_LINEAR, SPACING_LOG } Spacing;

typedef struct {
    const char *key;          /* as written: "rag.api.input_price"                    */
    const Quantity *quantity; /* NULL: a reference to the catalogue                   */
    Currency currency;
    const Binding *own; /* what the scenario says of it; NULL: it is computed, or differs
                           from design to design */
    bool known;         /* the loaded scenario can be given its values: variant_takes() */
    Spacing spacing;
    size_t count;
    double *values;     /* [count] in the quantity's unit; of a reference the number of
                           the point */
    const char **texts; /* [count] as --set takes them */
} SweepInput;

/* Told the problems of a point, while what they point to is there. */
typedef void PointProblems(void *context, const Problems *problems);

/* Read what `option` (as the command line calls it) says, with `points` values unless it
 * names a number. The scenario and the arena must outlive the input. */
bool sweep_input_parse(SweepInput *input, const char *option, const char *text, size_t points,
                       const Scenario *scenario, Arena *arena, Error *err);

/* Whether the input of -y is another one than that of -x: a point has one value of each. */
bool sweep_inputs_differ(const SweepInput *x, const SweepInput *y, Error *err);

/* "KEY=TEXT" of a point. */
const char *sweep_input_set(const SweepInput *input, size_t point, Arena *arena);

/* A value of the input, as --set brings it back exactly; in the arena. */
const char *sweep_input_text(const SweepInput *input, double value, Arena *arena);

/* The nearest value of so many digits; NAN if that is out of the quantity's range. */
double sweep_input_rounded(const SweepInput *input, double value, int digits, Arena *arena);

/* Room for so many points, and so many from low to high by the input's spacing. */
void sweep_input_room(SweepInput *input, size_t count, Arena *arena);
void sweep_input_fill(SweepInput *input, double low, double high, size_t count, Arena *arena);

/* Of the scenario's own value: a quantile, and the chance to be below; NAN if unknown. */
double sweep_input_own(const SweepInput *input, double level);
double sweep_input_below(const SweepInput *input, double value);

#endif
