#include "sim/base/error.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/arena.h"
#include "sim/base/text.h"

#define FORMAT_INTO(buffer, format)                                                            \
    do {                                                                                       \
        va_list args_;                                                                         \
        va_start(args_, format);                                                               \
        vsnprintf((buffer), sizeof(buffer), format, args_);                                    \
        va_end(args_);                                                                         \
    } while (0)

bool fail(Error *err, const char *format, ...)
{
    *err = (Error){ .status = STATUS_OUTSIDE };
    FORMAT_INTO(err->text, format);
    return false;
}

bool fail_status(Error *err, Status status, const char *format, ...)
{
    *err = (Error){ .status = status };
    FORMAT_INTO(err->text, format);
    return false;
}

bool fail_at(Error *err, Mark where, const char *code, const char *format, ...)
{
    *err = (Error){ .status = STATUS_SCENARIO, .where = where };
    snprintf(err->code, sizeof err->code, "%s", code);
    FORMAT_INTO(err->text, format);
    return false;
}

bool fail_label(Error *err, const char *format, ...)
{
    FORMAT_INTO(err->label, format);
    return false;
}

bool fail_help(Error *err, const char *format, ...)
{
    FORMAT_INTO(err->help, format);
    return false;
}

/* --- lists ------------------------------------------------------------------ */

void problems_add(Problems *list, const Error *err)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 8;
        list->items = memory_grow(list->items, list->capacity, sizeof *list->items);
    }
    list->items[list->count++] = *err;
}

/* What concerns the file as a whole comes last. */
static int before(const Mark *a, const Mark *b)
{
    if (a->line != b->line)
        return b->line == 0 || (a->line != 0 && a->line < b->line) ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* Insertion sort: stable, and the lists are short. Files keep their order of
 * appearance. */
void problems_sort(Problems *list)
{
    for (size_t i = 1; i < list->count; i++) {
        Error moving = list->items[i];
        size_t k = i;
        for (; k > 0 && before(&moving.where, &list->items[k - 1].where) < 0; k--)
            list->items[k] = list->items[k - 1];
        list->items[k] = moving;
    }
}

void problems_free(Problems *list)
{
    free(list->items);
    *list = (Problems){ 0 };
}

/* --- printing --------------------------------------------------------------- */

typedef struct {
    const char *red, *bold, *blue, *off;
} Colors;

/* The invisible marks that reorder text or break lines: U+061C, U+200E, U+200F,
 * U+2028..U+202E, U+2066..U+2069 and U+FEFF. */
static bool misleads(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;

    if (n == 2)
        return s[0] == 0xD8 && s[1] == 0x9C;
    if (n != 3 || (s[0] != 0xE2 && s[0] != 0xEF))
        return false;
    if (s[0] == 0xEF)
        return s[1] == 0xBB && s[2] == 0xBF;
    return (s[1] == 0x80 && (s[2] == 0x8E || s[2] == 0x8F || (s[2] >= 0xA8 && s[2] <= 0xAE))) ||
           (s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9);
}

/* Text that a terminal may be shown: control characters, misleading marks, and
 * bytes that are not UTF-8 become `?`; tabs blanks. */
static void print_safe(const char *text, size_t length, FILE *out)
{
    while (length > 0) {
        size_t n = text_character(text, length);
        unsigned char c = (unsigned char)text[0];
        bool control =
            c < 0x20 || c == 0x7F || (n == 2 && c == 0xC2 && (unsigned char)text[1] < 0xA0);
        if (c == '\t')
            fputc(' ', out);
        else if (control || misleads(text, n) || (n == 1 && c >= 0x80))
            fputc('?', out);
        else
            fwrite(text, 1, n, out);
        text += n;
        length -= n;
    }
}

/* Columns on a terminal of the first `characters` characters of a line. */
static int columns_of(const char *line, size_t length, int characters)
{
    char one[8];
    int columns = 0;
    for (int i = 0; i < characters; i++) {
        if (length == 0) {
            columns += characters - i;
            break;
        }
        size_t n = text_character(line, length);
        memcpy(one, line, n);
        one[n] = '\0';
        columns += (n == 1 && (unsigned char)*line < 0x20) ? 1 : text_width(one);
        line += n;
        length -= n;
    }
    return columns;
}

enum { EXCERPT_BYTES = 200 };

static void print_excerpt(const Error *err, const Colors *c, FILE *out)
{
    const char *line = err->where.source;
    for (int n = 1; n < err->where.line; n++) {
        const char *end = strchr(line, '\n');
        if (!end)
            return;
        line = end + 1;
    }
    size_t length = strcspn(line, "\r\n");
    int before_caret = columns_of(line, length, err->where.column - 1);
    int width =
        columns_of(line, length, err->where.column - 1 + err->where.width) - before_caret;

    if (length > EXCERPT_BYTES)
        length = EXCERPT_BYTES;
    fprintf(out, "%s%5d |%s ", c->blue, err->where.line, c->off);
    print_safe(line, length, out);
    if (before_caret > EXCERPT_BYTES) {
        fputc('\n', out);
        return;
    }
    fprintf(out, "\n%s      |%s %*s%s", c->blue, c->off, before_caret, "", c->red);
    for (int i = 0; i < (width > 0 && width < EXCERPT_BYTES ? width : 1); i++)
        fputc('^', out);
    if (err->label[0]) {
        fputc(' ', out);
        print_safe(err->label, strlen(err->label), out);
    }
    fprintf(out, "%s\n", c->off);
}

void error_print(const Error *err, const char *kind, bool color, FILE *out)
{
    const Colors c = color ? (Colors){ "\033[31m", "\033[1m", "\033[34m", "\033[0m" }
                           : (Colors){ "", "", "", "" };

    fputs(c.bold, out);
    if (err->where.file) {
        print_safe(err->where.file, strlen(err->where.file), out);
        if (err->where.line > 0)
            fprintf(out, ":%d:%d", err->where.line, err->where.column);
        fputs(": ", out);
    } else {
        fputs("forkcast: ", out);
    }
    fprintf(out, "%s%s%s%s: ", c.red, kind, c.off, c.bold);
    print_safe(err->text, strlen(err->text), out);
    if (err->code[0])
        fprintf(out, " [%s]", err->code);
    fprintf(out, "%s\n", c.off);
    if (err->where.source && err->where.line > 0)
        print_excerpt(err, &c, out);
    else if (err->label[0])
        fprintf(out, "      = %s\n", err->label);
    if (err->help[0]) {
        fprintf(out, "%s      = help:%s ", c.blue, c.off);
        print_safe(err->help, strlen(err->help), out);
        fputc('\n', out);
    }
}
