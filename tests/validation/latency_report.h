/* latency_report.h - how well predictors meet measured latencies, by tier and metric. */
#ifndef TESTS_VALIDATION_LATENCY_REPORT_H
#define TESTS_VALIDATION_LATENCY_REPORT_H

#include "tests/validation/latency_tiers.h"

/* The tables of a predictor; `events` has the targets of a simulation event by event,
 * otherwise those of the shortcut are printed. */
void latency_report(const LatencyStudy *study, bool events);

/* What was left out, whoever predicts. */
void latency_exclusions(const ServedList *list);

#endif
