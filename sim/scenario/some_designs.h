/* some_designs.h - some of the designs of a scenario that is loaded, staged ones among them.
 *
 * A staged design is made of two others, which it knows by their places. Those that nobody
 * asked for stand behind the shown ones. Whoever takes designs out of a scenario, or changes
 * values of all of them, does it with these functions.
 */
#ifndef SIM_SCENARIO_SOME_DESIGNS_H
#define SIM_SCENARIO_SOME_DESIGNS_H

#include "sim/scenario/scenario.h"

/* How many designs there are: those that are shown, and those behind them. */
size_t scenario_all_designs(const Scenario *scenario);

/* A scenario with the designs at these places of another one, in this order, and behind them
 * what staged ones among them are made of besides. Its designs and their lists of bindings
 * are its own, in the arena; it owns nothing else, and the other must outlive it. Returns
 * [design of it]: its place in the other one. */
const size_t *scenario_choose(Scenario *chosen, const Scenario *scenario, const size_t places[],
                              size_t count, Arena *arena);

/* The same with all designs of the other one, each at its own place. */
void scenario_copy(Scenario *copy, const Scenario *scenario, Arena *arena);

/* Show what stands behind, too. */
void scenario_show_all(Scenario *scenario);

/* Let staged designs have the values and the catalogue's entries that their two designs have
 * by now: those of the first, and of what only the second has, those. */
void stages_inherit(Scenario *scenario, Arena *arena);

#endif
