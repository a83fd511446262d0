/* serving_setup.h - a served measurement in the terms of sim/serving. */
#ifndef TESTS_VALIDATION_SERVING_SETUP_H
#define TESTS_VALIDATION_SERVING_SETUP_H

#include "sim/serving/capacity.h"
#include "tests/validation/latency_fit.h"

/* What benchmarks of closed loops send for each user. */
#define REQUESTS_A_USER 10

StepTime setup_step(const Served *record, const ServingConstants *constants);

/* Budget, seats and cache as the record states them or as engines have them by default;
 * lengths are means. No rate and no clients yet. */
ServingLoad setup_load(const Served *record);

#endif
