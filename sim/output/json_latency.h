/* json_latency.h - response times as JSON. */
#ifndef SIM_OUTPUT_JSON_LATENCY_H
#define SIM_OUTPUT_JSON_LATENCY_H

#include <jansson.h>

#include "sim/results/answer.h"

/* by_stage and by_state with what is known of each, and what is saturated, when. */
json_t *json_latency(const Answer *answer, const DesignAnswer *design);

#endif
