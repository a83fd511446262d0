#include "tests/validation/columns.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/csv.h"

static bool read_text(Columns *file, FILE *stream, Arena *arena, Error *err)
{
    Text text = { 0 };
    char piece[4096];
    size_t n;

    text_add(&text, "");
    while ((n = fread(piece, 1, sizeof piece, stream)) > 0)
        text_add_n(&text, piece, n);
    file->text = arena_text_n(arena, text.data, text.length);
    file->length = text.length;
    text_free(&text);
    return ferror(stream) ? fail(err, "cannot read `%s`: %s", file->path, strerror(errno))
                          : true;
}

bool columns_read(Columns *file, const char *path, const char *key_column, Arena *arena,
                  Error *err)
{
    const char *const *cells;
    const int *lines;
    Error why;

    *file = (Columns){ .path = path };
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return errno == ENOENT || fail(err, "cannot read `%s`: %s", path, strerror(errno));
    bool ok = read_text(file, stream, arena, err);
    fclose(stream);
    if (ok && !csv_column(&cells, &lines, &file->rows, file->text, file->length, key_column,
                          arena, &why))
        ok = fail(err, "`%s`: %s", path, why.text);
    return ok;
}

/* Whether the first line has a cell of this name; names are not quoted. */
static bool has_column(const Columns *file, const char *name)
{
    size_t length = strlen(name), line = strcspn(file->text, "\r\n");

    for (const char *at = file->text; at < file->text + line; at += strcspn(at, ",\r\n") + 1)
        if (strncmp(at, name, length) == 0 && strchr(",\r\n", at[length]))
            return true;
    return false;
}

bool columns_text(const char *const **cells, const Columns *file, const char *name,
                  Arena *arena, Error *err)
{
    const int *lines;
    size_t rows;
    Error why;

    if (!name || !has_column(file, name)) {
        const char **none = arena_array(arena, const char *, file->rows + 1);
        for (size_t i = 0; i < file->rows; i++)
            none[i] = "";
        *cells = none;
        return true;
    }
    if (!csv_column(cells, &lines, &rows, file->text, file->length, name, arena, &why))
        return fail(err, "`%s`: %s", file->path, why.text);
    if (rows != file->rows)
        return fail(err, "`%s`: column `%s` has %zu of %zu cells", file->path, name, rows,
                    file->rows);
    return true;
}

bool columns_numbers(const double **cells, const Columns *file, const char *name, Arena *arena,
                     Error *err)
{
    const char *const *texts;

    if (!columns_text(&texts, file, name, arena, err))
        return false;
    double *numbers = arena_array(arena, double, file->rows + 1);
    for (size_t i = 0; i < file->rows; i++) {
        char *end;
        double value = strtod(texts[i], &end);

        numbers[i] = end > texts[i] && *end == '\0' ? value : NAN;
    }
    *cells = numbers;
    return true;
}
