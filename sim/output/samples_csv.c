/* samples_csv.c - rows of comma-separated values; a line of names before them. */
#include <inttypes.h>
#include <stdio.h>

#include "sim/output/csv_out.h"
#include "sim/output/samples.h"
#include "sim/output/shortest.h"

static void header(Text *out, const SampleColumn *columns, size_t count, uint64_t trials)
{
    csv_text(out, "trial");
    for (size_t k = 0; k < count; k++)
        csv_text(out, columns[k].name);
    csv_end_line(out);
}

static size_t rows(char *out, const double *const values[], size_t columns, uint64_t first,
                   size_t begin, size_t end)
{
    char *next = out;

    for (size_t i = begin; i < end; i++) {
        next += sprintf(next, "%" PRIu64, first + i);
        for (size_t k = 0; k < columns; k++) {
            *next++ = ',';
            next += shortest(next, values[k][i]);
        }
        *next++ = '\r';
        *next++ = '\n';
    }
    return (size_t)(next - out);
}

const SampleFormat samples_csv = {
    .ending = ".csv",
    .number_room = SHORTEST_ROOM,
    .header = header,
    .rows = rows,
};
