/* latency_row.h - a row of a table of latencies, and what all layouts have in common. */
#ifndef TESTS_VALIDATION_LATENCY_ROW_H
#define TESTS_VALIDATION_LATENCY_ROW_H

#include "tests/validation/latency_data.h"
#include "tests/validation/sheet.h"

#define MILLISECOND 1e-3

typedef struct {
    Sheet *sheet;
    size_t row;
    Sheet *workloads; /* of the same folder */
    const ServingHardware *hardware;
    Arena *arena;
} LatencyRow;

const char *row_text(const LatencyRow *row, const char *column);
double row_number(const LatencyRow *row, const char *column);

/* All of the same length; uniform up to a length; of a mean and nothing else. */
Length length_always(double tokens);
Length length_up_to(double tokens);
Length length_mean_only(double tokens);

/* Precision and bytes by a name such as "fp8"; 16 bits if it is none of fewer. */
void row_precision(Served *record, const char *name);

/* Model, GPU and engine by the names of the table, NULL if they are not known; the source,
 * and the experiment that the names make. */
void row_names(Served *record, const LatencyRow *row, const char *model, const char *gpu,
               const char *engine);

#endif
