/* latency_tables.h - the layouts of tables with measured latencies, row by row. */
#ifndef TESTS_VALIDATION_LATENCY_TABLES_H
#define TESTS_VALIDATION_LATENCY_TABLES_H

#include "tests/validation/latency_row.h"

typedef struct {
    const char *file, *key; /* a column that the file has */
    const char *set;        /* who measured               */
    /* Fill a record in which nothing is measured yet. */
    void (*read)(Served *record, const LatencyRow *row);
} LatencyTable;

extern const LatencyTable latency_tables[];
extern const size_t latency_table_count;

/* Those of open loops. */
void read_mlperf(Served *record, const LatencyRow *row);
void read_phases(Served *record, const LatencyRow *row);

#endif
