/* samples_npy.c - a structured array for numpy.load().
 *
 * NumPy's format 1.0, or 2.0 where the header may be longer than 65,535 bytes (NumPy
 * Enhancement Proposal 1): a magic string, the version, the length of the header
 * (little-endian, of two or four bytes), and the header, a Python dictionary that ends in
 * blanks and a newline so that the rows begin at a multiple of 64 bytes. Rows are packed, in
 * the byte order of the machine, which the header names. */
#include <inttypes.h>
#include <string.h>

#include "sim/output/samples.h"

enum { ALIGNMENT = 64, NUMBER = 8 };

#define ORDER (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '<' : '>')

/* A Python string literal; names are ASCII, and bytes that are not stay single bytes. */
static void add_literal(Text *out, const char *text)
{
    text_add(out, "'");
    for (const char *c = text; *c; c++)
        if (*c >= ' ' && *c <= '~' && *c != '\'' && *c != '\\')
            text_add_n(out, c, 1);
        else
            text_format(out, "\\x%02x", (unsigned)(unsigned char)*c);
    text_add(out, "'");
}

static void add_dictionary(Text *out, const SampleColumn *columns, size_t count,
                           uint64_t trials)
{
    text_format(out, "{'descr': [('trial', '%ci8')", ORDER);
    for (size_t k = 0; k < count; k++) {
        text_add(out, ", (");
        add_literal(out, columns[k].name);
        text_format(out, ", '%cf8')", ORDER);
    }
    text_format(out, "], 'fortran_order': False, 'shape': (%" PRIu64 ",), }", trials);
}

static void header(Text *out, const SampleColumn *columns, size_t count, uint64_t trials)
{
    static const char magic[] = "\x93NUMPY";
    Text dictionary = { 0 };

    add_dictionary(&dictionary, columns, count, trials);
    bool is_long = dictionary.length + ALIGNMENT > UINT16_MAX;
    size_t before = sizeof magic - 1 + 2 + (is_long ? 4 : 2);
    while ((before + dictionary.length + 1) % ALIGNMENT != 0)
        text_add(&dictionary, " ");
    text_add(&dictionary, "\n");

    text_add(out, magic);
    text_add_n(out, is_long ? "\2" : "\1", 2);
    for (int i = 0; i < (is_long ? 4 : 2); i++) {
        char byte = (char)(dictionary.length >> 8 * i & 0xFF);
        text_add_n(out, &byte, 1);
    }
    text_add_n(out, dictionary.data, dictionary.length);
    text_free(&dictionary);
}

static size_t rows(char *out, const double *const values[], size_t columns, uint64_t first,
                   size_t begin, size_t end)
{
    char *next = out;

    for (size_t i = begin; i < end; i++) {
        const int64_t trial = (int64_t)(first + i);
        memcpy(next, &trial, NUMBER);
        next += NUMBER;
        for (size_t k = 0; k < columns; k++, next += NUMBER)
            memcpy(next, &values[k][i], NUMBER);
    }
    return (size_t)(next - out);
}

const SampleFormat samples_npy = {
    .ending = ".npy",
    .number_room = NUMBER,
    .header = header,
    .rows = rows,
};
