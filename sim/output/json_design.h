/* json_design.h - what an answer says of one design, as JSON. */
#ifndef SIM_OUTPUT_JSON_DESIGN_H
#define SIM_OUTPUT_JSON_DESIGN_H

#include <jansson.h>

#include "sim/output/writer.h"

json_t *json_design(const Answer *answer, const DesignAnswer *design, const Style *style);

#endif
