#include "sim/scenario/csv.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF" /* of UTF-8, as spreadsheets write it */

/* Where the reading of a file stands. */
typedef struct {
    const char *at, *end;
    int line;
    Text cell;
    bool row_ends; /* after the cell just read */
} Csv;

static bool cell_read(Csv *csv, Error *err)
{
    int begin = csv->line;
    bool quoted = csv->at < csv->end && *csv->at == '"';

    csv->cell.length = 0;
    text_add(&csv->cell, "");
    for (csv->at += quoted; csv->at < csv->end; csv->at++) {
        char c = *csv->at;
        if (quoted && c == '"') {
            if (csv->at + 1 < csv->end && csv->at[1] == '"')
                csv->at++;
            else
                quoted = false, c = '\0';
        } else if (!quoted && (c == ',' || c == '\n')) {
            break;
        }
        csv->line += c == '\n';
        if (c != '\0' && !(c == '\r' && !quoted))
            text_add_n(&csv->cell, &c, 1);
    }
    if (quoted)
        return fail(err, "a quote in line %d is never closed", begin);
    csv->row_ends = csv->at >= csv->end || *csv->at == '\n';
    csv->line += csv->at < csv->end && *csv->at == '\n';
    csv->at += csv->at < csv->end;
    return true;
}

/* The place of the column in the first row. */
static bool find_column(Csv *csv, size_t *column, const char *name, Error *err)
{
    Text names = { 0 };
    bool found = false, ok = true;

    for (size_t i = 0; ok && (i == 0 || !csv->row_ends); i++) {
        ok = cell_read(csv, err);
        if (ok && !found && strcmp(csv->cell.data, name) == 0)
            *column = i, found = true;
        if (ok && i < 8)
            text_format(&names, "%s%.40s", i ? ", " : "", csv->cell.data);
    }
    if (ok && !found)
        fail(err, "it has no column `%.60s`; its first row is: %.300s", name, names.data);
    text_free(&names);
    return ok && found;
}

typedef struct {
    const char **cells;
    int *lines;
    size_t count, capacity;
} Cells;

static void cells_add(Cells *list, const char *cell, int line)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 1024;
        list->cells = memory_grow(list->cells, list->capacity, sizeof *list->cells);
        list->lines = memory_grow(list->lines, list->capacity, sizeof *list->lines);
    }
    list->cells[list->count] = cell;
    list->lines[list->count++] = line;
}

static bool row_read(Csv *csv, Cells *list, size_t column, Arena *arena, Error *err)
{
    int line = csv->line;

    csv->row_ends = false;
    for (size_t i = 0; !csv->row_ends; i++) {
        if (!cell_read(csv, err))
            return false;
        if (i == column)
            cells_add(list, arena_text(arena, csv->cell.data), line);
        else if (csv->row_ends && i < column && (i > 0 || csv->cell.length > 0))
            return fail(err, "line %d has only %zu cell%s", line, i + 1, i == 0 ? "" : "s");
    }
    return true;
}

bool csv_column(const char *const **cells, const int **lines, size_t *count, const char *text,
                size_t length, const char *name, Arena *arena, Error *err)
{
    Csv csv = { .at = text, .end = text + length, .line = 1 };
    Cells list = { 0 };
    size_t column = 0;

    if (length >= strlen(BYTE_ORDER_MARK) &&
        memcmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
        csv.at += strlen(BYTE_ORDER_MARK);
    bool ok = find_column(&csv, &column, name, err);
    while (ok && csv.at < csv.end)
        ok = row_read(&csv, &list, column, arena, err);
    if (ok) {
        const char **texts = arena_array(arena, const char *, list.count + 1);
        int *places = arena_array(arena, int, list.count + 1);
        for (size_t i = 0; i < list.count; i++)
            texts[i] = list.cells[i], places[i] = list.lines[i];
        *cells = texts, *lines = places, *count = list.count;
    }
    free(list.cells);
    free(list.lines);
    text_free(&csv.cell);
    return ok;
}
