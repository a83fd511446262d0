/* sheet.h - a table whose cells are asked for by row and by the name of the column. */
#ifndef TESTS_VALIDATION_SHEET_H
#define TESTS_VALIDATION_SHEET_H

#include "tests/validation/columns.h"

enum { MOST_SHEET_COLUMNS = 48 };

typedef struct {
    Columns file;
    Arena *arena;
    const char *names[MOST_SHEET_COLUMNS]; /* of the columns that were asked for */
    const char *const *cells[MOST_SHEET_COLUMNS];
    size_t count;
    bool broken; /* err says why */
    Error err;
} Sheet;

/* Open a table that has a column `key`. One that does not exist has no rows and no text. */
bool sheet_open(Sheet *sheet, const char *path, const char *key, Arena *arena, Error *err);

/* A cell; empty if there is no such column. If the column cannot be read, the sheet is
 * broken: ask once, after the last row. */
const char *sheet_text(Sheet *sheet, size_t row, const char *column);

/* The same as a number: NaN if it is none, or not finite. */
double sheet_number(Sheet *sheet, size_t row, const char *column);

#endif
