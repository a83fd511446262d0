#include "tests/validation/sheet.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool sheet_open(Sheet *sheet, const char *path, const char *key, Arena *arena, Error *err)
{
    *sheet = (Sheet){ .arena = arena };
    return columns_read(&sheet->file, path, key, arena, err);
}

const char *sheet_text(Sheet *sheet, size_t row, const char *column)
{
    size_t k = 0;

    assert(row < sheet->file.rows);
    while (k < sheet->count && strcmp(sheet->names[k], column) != 0)
        k++;
    if (k == sheet->count) {
        const char *const *cells;

        assert(k < MOST_SHEET_COLUMNS);
        if (sheet->broken ||
            !columns_text(&cells, &sheet->file, column, sheet->arena, &sheet->err)) {
            sheet->broken = true;
            return "";
        }
        sheet->names[k] = column;
        sheet->cells[k] = cells;
        sheet->count++;
    }
    return sheet->cells[k][row];
}

double sheet_number(Sheet *sheet, size_t row, const char *column)
{
    const char *text = sheet_text(sheet, row, column);
    char *end;
    double value = strtod(text, &end);

    return end > text && *end == '\0' && isfinite(value) ? value : NAN;
}
