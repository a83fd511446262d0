/* value_samples.c - samples(FILE.csv, column): measured values from a file.
 *
 * A scenario may come from anywhere, so it reads only regular files that lie in
 * its own folder or below, links resolved.
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "sim/scenario/value_reader.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/scenario/bytes.h"
#include "sim/scenario/csv.h"

enum { MAX_BYTES = 32000000 };

static bool fail_file(const ValueReader *r, Piece file, const char *why)
{
    fail_at(r->err, piece_mark(r, file), "E054", "cannot read the samples of `%.*s`",
            PIECE(file));
    return fail_label(r->err, "%s", why);
}

/* The path of the file if it may be read. */
static bool locate(const ValueReader *r, char path[PATH_MAX], Piece file)
{
    const char *folder = r->directory ? r->directory : ".";
    char root[PATH_MAX], *wanted = arena_format(r->arena, "%s/%.*s", folder, PIECE(file));
    struct stat info;

    if (file.length == 0 || file.at[0] == '/' || file.length >= 80)
        return fail_file(r, file, "expected a path that starts in the scenario's folder");
    if (!realpath(folder, root) || !realpath(wanted, path))
        return fail_file(r, file, "there is no such file beside the scenario");
    size_t n = strlen(root);
    if (strncmp(path, root, n) != 0 || (n > 1 && path[n] != '/'))
        return fail_file(r, file, "it lies outside of the scenario's folder");
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return fail_file(r, file, "it is not a regular file");
    return true;
}

static bool fail_cell(const ValueReader *r, Piece arguments, int line)
{
    Error reason = *r->err;
    fail_at(r->err, piece_mark(r, arguments), "E054", "line %d of the samples: %s", line,
            reason.text);
    return fail_label(r->err, "%s", reason.label);
}

/* A cell is a number, with the unit behind samples(...) unless it has its own. */
static bool cells_value(const ValueReader *r, double *values, const char *const *cells,
                        const int *lines, size_t count, Piece arguments, Piece unit)
{
    for (size_t i = 0; i < count; i++) {
        Amount amount;
        Piece cell = piece_of(cells[i], cells[i] + strlen(cells[i]));
        const Node node = { .text = cells[i], .mark = r->node->mark };
        ValueReader of_cell = *r;

        of_cell.node = &node;
        if (!amount_read(&of_cell, &amount, cell))
            return fail_cell(r, arguments, lines[i]);
        amount_share_unit(&amount, 1, unit);
        if (!amount_value(&of_cell, &values[i], &amount))
            return fail_cell(r, arguments, lines[i]);
    }
    return true;
}

bool samples_file(const ValueReader *r, char **text, size_t *length, Piece file)
{
    char path[PATH_MAX];

    if (!locate(r, path, file))
        return false;
    if (!bytes_read(text, length, path, MAX_BYTES, r->arena, r->err))
        return fail_file(r, file, "it cannot be read, or is too large");
    return strlen(*text) == *length || fail_file(r, file, "it is not a text file");
}

bool samples_read(const ValueReader *r, Law *law, Piece arguments, Piece unit)
{
    const char *const *cells;
    char *text;
    const int *lines;
    size_t length, count;
    Piece parts[2];

    if (piece_split(arguments, ',', parts, 2) != 2) {
        fail_at(r->err, piece_mark(r, arguments), "E054",
                "samples() needs a file and a column");
        return fail_label(r->err, "expected for example samples(data/q1.csv, seconds)");
    }
    if (!samples_file(r, &text, &length, parts[0]))
        return false;
    char *column = arena_text_n(r->arena, parts[1].at, parts[1].length);
    if (!csv_column(&cells, &lines, &count, text, length, column, r->arena, r->err)) {
        Error reason = *r->err;
        return fail_file(r, parts[0], reason.text);
    }
    if (count < 2)
        return fail_file(r, parts[0], "it has fewer than two values");
    double *values = arena_array(r->arena, double, count);
    if (!cells_value(r, values, cells, lines, count, arguments, unit))
        return false;
    return law_samples(law, values, count, r->arena, r->err) || fail_family(r, arguments);
}
