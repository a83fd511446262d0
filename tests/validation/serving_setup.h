/* serving_setup.h - a served measurement in the terms of sim/serving. */
#ifndef TESTS_VALIDATION_SERVING_SETUP_H
#define TESTS_VALIDATION_SERVING_SETUP_H

#include "sim/serving/capacity.h"
#include "tests/validation/latency_fit.h"

/* What benchmarks of closed loops send for each user. */
#define REQUESTS_A_USER 10

#define SATURATED "saturated, or within 5% of it"

ServedModel setup_model(const Served *record);
StepTime setup_step(const Served *record, const ServingConstants *constants);

/* Budget, seats and cache as the record states them or as engines have them by default;
 * lengths are means. No rate and no clients yet. */
ServingLoad setup_load(const Served *record);

/* Whether an open loop is so near to saturation that a small error of the capacity is a
 * manifold one of the latency: then there is a capacity to state, and no latency. */
bool setup_saturates(const Served *record, const StepTime *step, ServingLoad load);

#endif
