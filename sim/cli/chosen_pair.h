/* chosen_pair.h - the two designs that --pair names. */
#ifndef SIM_CLI_CHOSEN_PAIR_H
#define SIM_CLI_CHOSEN_PAIR_H

#include "sim/cli/options.h"
#include "sim/scenario/scenario.h"

/* Their places in a scenario; the same twice where the option is not given. */
bool chosen_pair(size_t pair[2], const Scenario *scenario, const Options *options, Error *err);

#endif
