/* latency_capacity.h - how many requests a second a replica takes within limits of latency.
 *
 * Servers of MLPerf Inference send the most requests that keep the benchmark's limits. So
 * their rates are measured capacities: next to them is the highest rate at which the
 * simulation keeps the same limits, and the GPUs that this says the measured rate needs.
 */
#ifndef TESTS_VALIDATION_LATENCY_CAPACITY_H
#define TESTS_VALIDATION_LATENCY_CAPACITY_H

#include "tests/validation/latency_tiers.h"

/* Requests/s of a replica at which 99% of first tokens and of times between tokens are
 * within the limits; 0 if there is none. The record is an open loop of one phase. */
double capacity_within(const Served *record, const LatencyStudy *study, const double *factors,
                       double first_limit, double each_limit);

/* Print the errors of a tier. */
void capacity_report(const char *name, const TierFits *fits, const LatencyStudy *study);

#endif
