/* latency_constants.h - the constants of each engine on each GPU, as the program may quote
 * them.
 *
 * They are those of an experiment of which nothing is known but its engine, GPU and
 * precision: fitted on all calibration rows, by how near these are.
 */
#ifndef TESTS_VALIDATION_LATENCY_CONSTANTS_H
#define TESTS_VALIDATION_LATENCY_CONSTANTS_H

#include "tests/validation/latency_pool.h"

void print_constants(const LatencyStudy *study, const ServingHardware *hardware);

#endif
