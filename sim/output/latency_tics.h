/* latency_tics.h - where the latency chart's axes of time are labelled. */
#ifndef SIM_OUTPUT_LATENCY_TICS_H
#define SIM_OUTPUT_LATENCY_TICS_H

#include "sim/base/text.h"
#include "sim/output/axis.h"

/* Define `name` as the gnuplot command for the tics of an axis of seconds from 0 on, which is
 * `length` long in the units of the plot and `pixels` wide. */
void latency_tics(Text *script, const char *name, const Axis *axis, double length,
                  double pixels);

#endif
