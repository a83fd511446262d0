#include "sim/output/cells.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Control characters of ASCII, U+0080..U+009F, and U+FFFE and U+FFFF, which are no
 * characters and which XML refuses. */
static bool is_control(const char *character, size_t length)
{
    const unsigned char *c = (const unsigned char *)character;

    return c[0] < 0x20 || c[0] == 0x7F || (length == 2 && c[0] == 0xC2 && c[1] < 0xA0) ||
           (length == 3 && c[0] == 0xEF && c[1] == 0xBF && c[2] >= 0xBE);
}

static void add_character(Text *out, const char *character, size_t length, bool ascii)
{
    if (is_control(character, length))
        text_add(out, " ");
    else if ((unsigned char)character[0] >= 0x80 && (ascii || length == 1))
        text_add(out, "?");
    else
        text_add_n(out, character, length);
}

void cell_plain(Text *out, const char *text, bool ascii)
{
    size_t left = strlen(text), n;

    for (; left > 0; text += n, left -= n) {
        n = text_character(text, left);
        add_character(out, text, n, ascii);
    }
}

void cell_cut(Text *out, const char *text, int width, bool ascii)
{
    const char *ellipsis = ascii ? "..." : "…";
    Text plain = { 0 };
    size_t n, keep = 0;

    cell_plain(&plain, text, ascii);
    if (!plain.data || text_width(plain.data) <= width) {
        text_add(out, plain.data ? plain.data : "");
    } else {
        int room = width - text_width(ellipsis), used = 0;
        for (; keep < plain.length; keep += n) {
            char one[8] = { 0 };
            n = text_character(plain.data + keep, plain.length - keep);
            memcpy(one, plain.data + keep, n);
            used += text_width(one);
            if (used > room)
                break;
        }
        text_add_n(out, plain.data, keep);
        text_add(out, ellipsis);
    }
    text_free(&plain);
}

static void pad(Text *out, int columns)
{
    for (; columns > 0; columns--)
        text_add(out, " ");
}

void cell_left(Text *out, const char *text, int width, bool ascii)
{
    size_t begin = out->length;

    cell_cut(out, text, width, ascii);
    pad(out, width - (out->data ? text_width(out->data + begin) : 0));
}

void cell_right(Text *out, const char *text, int width, bool ascii)
{
    Text cut = { 0 };

    cell_cut(&cut, text, width, ascii);
    pad(out, width - text_width(cut.data));
    text_add(out, cut.data);
    text_free(&cut);
}

void cell_markdown(Text *out, const char *text)
{
    Text plain = { 0 };

    cell_plain(&plain, text, false);
    for (const char *c = plain.data ? plain.data : ""; *c; c++) {
        if (*c == '<' || *c == '>' || *c == '&' || *c == '@')
            text_format(out, "&#%d;", *c);
        else
            text_format(out, "%s%c", strchr("\\|*_`[]#~", *c) ? "\\" : "", *c);
    }
    text_free(&plain);
}

static char *dash(char *buffer)
{
    return strcpy(buffer, "-");
}

char *cell_money(char *buffer, Estimate estimate, const Currency *money)
{
    double value = estimate_rounded(estimate);

    return isfinite(value) ? text_money(buffer, value, money) : dash(buffer);
}

char *cell_duration(char *buffer, Estimate estimate)
{
    double value = estimate_rounded(estimate);

    return isnan(value) ? dash(buffer) : text_duration(buffer, value);
}

char *cell_percent(char *buffer, double share)
{
    return isfinite(share) ? text_chance(buffer, share) : dash(buffer);
}

char *cell_count(char *buffer, unsigned long long count)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%llu", count);
    char *end = buffer;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *end++ = ',';
        *end++ = digits[i];
    }
    *end = '\0';
    return buffer;
}

char *cell_futures(char *buffer, unsigned long long count)
{
    char number[32];

    snprintf(buffer, 48, "%s future%s", cell_count(number, count), count == 1 ? "" : "s");
    return buffer;
}
