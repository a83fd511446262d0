#include "sim/output/glyphs.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/arena.h"
#include "sim/output/gnuplot.h"

/* Latin letters and marks up to here are in every font that is used. */
enum { COMMON_LAST = 0x24F, ESCAPE_LENGTH = 4, BYTES_MOST = 4 };

/* The byte that an escape `\ooo` stands for, or -1: only those beyond ASCII count. */
static int escaped_byte(const char *at)
{
    if (at[0] != '\\' || at[1] < '2' || at[1] > '3' || at[2] < '0' || at[2] > '7' ||
        at[3] < '0' || at[3] > '7')
        return -1;
    return (at[1] - '0') * 64 + (at[2] - '0') * 8 + (at[3] - '0');
}

/* The character that the escapes at `at` spell, and the bytes it takes; 0: none. */
static unsigned long escaped_character(const char *at, size_t *bytes)
{
    char utf8[BYTES_MOST] = { 0 };
    size_t have = 0;

    for (int byte; have < BYTES_MOST && (byte = escaped_byte(at + have * ESCAPE_LENGTH)) >= 0;)
        utf8[have++] = (char)byte;
    *bytes = have > 0 ? text_character(utf8, have) : 0;
    if (*bytes < 2)
        return 0;
    unsigned long code = (unsigned char)utf8[0] & (0x7FU >> *bytes);
    for (size_t i = 1; i < *bytes; i++)
        code = code << 6 | ((unsigned char)utf8[i] & 0x3F);
    return code;
}

typedef struct {
    unsigned long *codes;
    size_t count;
} Set;

static bool has(const Set *set, unsigned long code)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->codes[i] == code)
            return true;
    return false;
}

static void add(Set *set, unsigned long code)
{
    set->codes = memory_grow(set->codes, set->count + 1, sizeof *set->codes);
    set->codes[set->count++] = code;
}

/* The uncommon characters of a script that no font has. */
static Set missing_of(const Text *script)
{
    Set seen = { 0 }, missing = { 0 };
    size_t bytes;

    for (size_t i = 0; i < script->length; i++) {
        unsigned long code = escaped_character(script->data + i, &bytes);
        if (code > COMMON_LAST && !has(&seen, code))
            add(&seen, code);
    }
    bool all = seen.count == 0 || gnuplot_fonts_have(seen.codes, seen.count);
    for (size_t i = 0; !all && i < seen.count; i++)
        if (!gnuplot_fonts_have(&seen.codes[i], 1))
            add(&missing, seen.codes[i]);
    free(seen.codes);
    return missing;
}

void glyphs_replace(Text *script)
{
    Set missing = missing_of(script);
    Text replaced = { 0 };
    size_t bytes;

    for (const char *at = script->data; missing.count > 0 && *at;) {
        unsigned long code = escaped_character(at, &bytes);
        if (code > 0 && has(&missing, code)) {
            text_add(&replaced, "?");
            at += bytes * ESCAPE_LENGTH;
        } else {
            text_add_n(&replaced, at++, 1);
        }
    }
    if (missing.count > 0) {
        text_free(script);
        *script = replaced;
    }
    free(missing.codes);
}
