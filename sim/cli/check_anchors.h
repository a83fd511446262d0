/* check_anchors.h - how well own serving meets what was measured, for `forkcast check`. */
#ifndef SIM_CLI_CHECK_ANCHORS_H
#define SIM_CLI_CHECK_ANCHORS_H

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"

/* The factors of each design that was fitted to anchors, and each anchor beside what the
 * model says then; and the trace of requests, if there is one. */
void check_anchors_add(Text *out, const Scenario *scenario);

#endif
