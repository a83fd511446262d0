/* anchoring.h - fit own serving to `latency.anchors`, before a scenario is simulated. */
#ifndef SIM_DECISION_ANCHORING_H
#define SIM_DECISION_ANCHORING_H

#include "sim/scenario/scenario.h"

/* Fit the factors on the speed of serving (models/serving_anchored.c) of each design to its
 * anchors, at the mean of everything else, and let it have them unless the scenario says
 * them itself; scenario->fits says how well. Nothing to do without anchors, or if it is done.
 * False where no fit is possible: the error says why. */
bool anchoring_apply(Scenario *scenario, Error *err);

#endif
