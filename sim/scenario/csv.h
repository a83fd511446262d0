/* csv.h - one column of a file of measured values (RFC 4180). */
#ifndef SIM_SCENARIO_CSV_H
#define SIM_SCENARIO_CSV_H

#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* The cells of the column whose first cell is `name`, as texts in the arena with
 * the lines they begin in. Cells may be quoted. Fails when there is no such
 * column, a row is too short, or a quote is never closed; err has no mark. */
bool csv_column(const char *const **cells, const int **lines, size_t *count, const char *text,
                size_t length, const char *name, Arena *arena, Error *err);

#endif
