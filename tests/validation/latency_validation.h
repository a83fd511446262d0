/* latency_validation.h - reads the tables of kernels and latencies, fits, and reports. */
#ifndef TESTS_VALIDATION_LATENCY_VALIDATION_H
#define TESTS_VALIDATION_LATENCY_VALIDATION_H

#include "sim/base/error.h"

/* The tables of `here`, and of `data` unless it is NULL. */
bool latency_validation(const char *here, const char *data, Error *err);

#endif
