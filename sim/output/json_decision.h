/* json_decision.h - requirements, break-evens and rules as JSON. */
#ifndef SIM_OUTPUT_JSON_DECISION_H
#define SIM_OUTPUT_JSON_DECISION_H

#include <jansson.h>

#include "sim/results/answer.h"

/* One entry per item of the file; the reasons why a design is ruled out. */
json_t *json_requirements(const Answer *answer, const DesignAnswer *design);
json_t *json_ruled_out_by(const Answer *answer, const DesignAnswer *design);

/* Null where it is not known; a quantile of null comes in no such future. */
json_t *json_break_even(const Answer *answer, const BreakEven *even, const char *unit);

json_t *json_rules(const Answer *answer);
json_t *json_diagnosis(const Answer *answer);

#endif
