/* columns.h - a file of comma-separated values, column by column. */
#ifndef TESTS_VALIDATION_COLUMNS_H
#define TESTS_VALIDATION_COLUMNS_H

#include <stddef.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

typedef struct {
    const char *path, *text;
    size_t length, rows;
} Columns;

/* Read a file into the arena; false and err if it cannot be read or has no such column.
 * A file that does not exist is no failure: it has no text. */
bool columns_read(Columns *file, const char *path, const char *key_column, Arena *arena,
                  Error *err);

/* The cells of a column, [rows]; of a column that the file does not have, empty texts. */
bool columns_text(const char *const **cells, const Columns *file, const char *name,
                  Arena *arena, Error *err);

/* The same as numbers; NaN where there is none. */
bool columns_numbers(const double **cells, const Columns *file, const char *name, Arena *arena,
                     Error *err);

#endif
