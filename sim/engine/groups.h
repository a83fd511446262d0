/* groups.h - which inputs are drawn together: part of making a wiring. */
#ifndef SIM_ENGINE_GROUPS_H
#define SIM_ENGINE_GROUPS_H

#include "sim/engine/wiring.h"

/* Fill the groups of a wiring whose operations are made, and give the operations of
 * correlated inputs their place in them. */
void groups_make(Wiring *wiring, const Scenario *scenario);

#endif
