/* components.h - the parts of the cost that the designs have between them. */
#ifndef SIM_OUTPUT_COMPONENTS_H
#define SIM_OUTPUT_COMPONENTS_H

#include "sim/results/answer.h"

enum { COMPONENTS_MOST = 12 };

/* Find the components that cost something in some design, in their order, `most`
 * at most; returns how many. */
size_t components_find(const ComponentAnswer *found[], size_t most, const Answer *answer);

/* The mean of a component of a design; unknown if the design does not have it. */
Estimate components_mean(const DesignAnswer *design, const char *key);

#endif
