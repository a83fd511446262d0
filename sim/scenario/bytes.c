#include "sim/scenario/bytes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"

/* --- reading ------------------------------------------------------------------ */

/* Everything the stream has, but no more than one byte over the limit. */
static size_t read_all(char **buffer, FILE *in, size_t most)
{
    size_t length = 0, capacity = 0, got;

    do {
        if (length == capacity) {
            capacity = capacity ? 2 * capacity : 16384;
            *buffer = memory_grow(*buffer, capacity, 1);
        }
        size_t room = capacity - length, wanted = most + 1 - length;
        got = fread(*buffer + length, 1, wanted < room ? wanted : room, in);
        length += got;
    } while (got > 0 && length <= most);
    return length;
}

bool bytes_read(char **text, size_t *length, const char *path, size_t most, Arena *arena,
                Error *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *in = standard ? stdin : fopen(path, "rb");
    char *buffer = NULL;

    if (!in)
        return fail(err, "cannot read `%s`: %s", path, strerror(errno));
    *length = read_all(&buffer, in, most);
    int failed = ferror(in) ? errno : 0;
    if (!standard)
        fclose(in);
    if (*length <= most)
        *text = arena_text_n(arena, buffer, *length);
    free(buffer);
    if (failed)
        return fail(err, "cannot read `%s`: %s", path, strerror(failed));
    if (*length > most)
        return fail_at(err, (Mark){ .file = arena_text(arena, path) }, "E001",
                       "the file is larger than %zu MB", most / 1000000);
    return true;
}

/* --- marks --------------------------------------------------------------------- */

static int characters(const char *at, const char *end)
{
    int count = 0;
    for (; at < end; at += text_character(at, (size_t)(end - at)))
        count++;
    return count;
}

Mark bytes_mark(const char *name, const char *text, const char *at, const char *end)
{
    Mark mark = { .file = name, .line = 1, .source = text };
    const char *line = text;

    for (const char *next; (next = memchr(line, '\n', (size_t)(at - line))); line = next + 1)
        mark.line++;
    mark.column = characters(line, at) + 1;
    mark.width = characters(at, end);
    return mark;
}

const char *bytes_at(Mark mark)
{
    const char *at = mark.source;

    for (int line = 1; line < mark.line; line++) {
        const char *next = strchr(at, '\n');
        if (!next)
            return at + strlen(at);
        at = next + 1;
    }
    for (int column = 1; column < mark.column && *at; column++)
        at += text_character(at, strlen(at) < 4 ? strlen(at) : 4);
    return at;
}

/* --- checking ------------------------------------------------------------------- */

/* The code point of a well-formed character of n bytes. */
static unsigned long code_point(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    unsigned long code = n == 1 ? s[0] : s[0] & (0x7FU >> n);
    for (size_t i = 1; i < n; i++)
        code = code << 6 | (s[i] & 0x3F);
    return code;
}

/* Marks that change the direction of a line, and breaks that only some programs
 * take for the end of one. */
static bool misleads(unsigned long code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFEFF;
}

static bool is_control(unsigned long code)
{
    return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
}

bool bytes_hostile(const char *text, size_t length)
{
    for (size_t i = 0, n; i < length; i += n) {
        n = text_character(text + i, length - i);
        unsigned long code = code_point(text + i, n);
        if (is_control(code) || misleads(code))
            return true;
    }
    return false;
}

static bool fail_bytes(Error *err, Mark where, unsigned long code)
{
    if (code == 0)
        return fail_at(err, where, "E003", "a NUL byte: this is not a text file");
    if (code == '\r')
        fail_at(err, where, "E003", "a carriage return in the middle of a line");
    else
        fail_at(err, where, "E003", "the invisible character U+%04lX", code);
    return fail_help(err, misleads(code) ? "it makes text look like something else; delete it"
                                         : "control characters have no place here; delete it");
}

bool bytes_check(const char *name, const char *text, size_t length, Error *err)
{
    if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
        fail_at(err, (Mark){ .file = name }, "E002", "the file is UTF-16");
        return fail_help(err, "save it as UTF-8");
    }
    for (size_t i = 0, n; i < length; i += n) {
        const char *at = text + i;
        n = text_character(at, length - i);
        if (n == 1 && (unsigned char)*at >= 0x80) {
            fail_at(err, bytes_mark(name, text, at, at + 1), "E002",
                    "the byte 0x%02X is not UTF-8", (unsigned char)*at);
            return fail_help(err, "save the file as UTF-8");
        }
        unsigned long code = code_point(at, n);
        bool line_end = code == '\r' && i + 1 < length && at[1] == '\n';
        if ((is_control(code) && !line_end) || misleads(code))
            return fail_bytes(err, bytes_mark(name, text, at, at + n), code);
    }
    return true;
}
