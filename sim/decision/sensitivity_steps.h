/* sensitivity_steps.h - the parts of a sensitivity analysis; only for the analysis itself. */
#ifndef SIM_DECISION_SENSITIVITY_STEPS_H
#define SIM_DECISION_SENSITIVITY_STEPS_H

#include "sim/decision/pair.h"
#include "sim/decision/sensitivity.h"

/* List the inputs of a pair that vary and that a cost depends on. */
void sensitivity_list(Sensitivity *s, const Pair *pair);

/* What the samples of a run and their differences tell: correlations, shares, worth. */
void sensitivity_sampled(Sensitivity *s, const Pair *pair, const Run *run,
                         const double *difference);

/* What runs tell that hold an input at a value: bars of the tornado, switching values. */
void sensitivity_held(Sensitivity *s, Pair *pair, const Run *run, const double *difference);

/* Sobol indices. */
bool sensitivity_indices(Sensitivity *s, Pair *pair, Error *err);

#endif
