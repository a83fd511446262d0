/* require.h - what must hold of an answer: --require. */
#ifndef SIM_CLI_REQUIRE_H
#define SIM_CLI_REQUIRE_H

#include "sim/cli/options.h"
#include "sim/decision/condition.h"

/* The conditions of the command line; both start as zero. */
typedef struct {
    Condition *conditions;
    size_t count;
    Arena arena;
} Requires;

/* Read them; tells what is wrong. The scenario must outlive them. The caller frees them
 * in any case. */
Status requires_read(Requires *requires, const Options *options, const Scenario *scenario);
void requires_free(Requires *requires);

/* STATUS_NO, after telling which terms fail and by how much, unless all hold. */
Status requires_check(const Requires *requires, const Options *options, const Answer *answer);

#endif
