/* check_totals.h - top-down and bottom-up side by side, for `forkcast check`. */
#ifndef SIM_CLI_CHECK_TOTALS_H
#define SIM_CLI_CHECK_TOTALS_H

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"

/* Which totals of the bill are given in each design, and which are computed. */
void check_totals_add(Text *out, const Scenario *scenario);

#endif
