/* latency_report.h - how well predictors meet measured latencies, by tier and metric. */
#ifndef TESTS_VALIDATION_LATENCY_REPORT_H
#define TESTS_VALIDATION_LATENCY_REPORT_H

#include "tests/validation/latency_tiers.h"

/* The tables of both predictors, by tier; capacities; and the ranges of the model's error. */
void latency_report(const LatencyStudy *study, const Predictor *shortcut,
                    const Predictor *simulation);

/* What was left out, whoever predicts. */
void latency_exclusions(const ServedList *list);

#endif
