#include "sim/base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/arena.h"

/* --- growing ---------------------------------------------------------------- */

static void reserve(Text *text, size_t more)
{
    if (text->length + more + 1 <= text->capacity)
        return;
    text->capacity = 2 * (text->length + more + 1);
    text->data = memory_grow(text->data, text->capacity, 1);
}

void text_add_n(Text *text, const char *more, size_t length)
{
    reserve(text, length);
    memcpy(text->data + text->length, more, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_add(Text *text, const char *more)
{
    text_add_n(text, more, strlen(more));
}

void text_format(Text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    reserve(text, (size_t)length);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
    va_end(again);
    text->length += (size_t)length;
}

void text_free(Text *text)
{
    free(text->data);
    *text = (Text){ 0 };
}

/* --- characters ------------------------------------------------------------- */

/* The code point at s and its length in bytes; length 0 if it is not UTF-8. */
static unsigned long decode(const unsigned char *s, size_t available, size_t *length)
{
    static const unsigned long smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t n = s[0] < 0x80 ? 1 : s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC2 ? 2 : 0;
    unsigned long code = n == 1 ? s[0] : n ? s[0] & (0x7FU >> n) : 0;

    *length = 0;
    if (n == 0 || n > available || s[0] > 0xF4)
        return 0;
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (s[i] & 0x3F);
    }
    if (n > 1 && (code < smallest[n] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)))
        return 0;
    *length = n;
    return code;
}

size_t text_character(const char *text, size_t length)
{
    size_t n;
    decode((const unsigned char *)text, length, &n);
    return n ? n : 1;
}

bool text_is_utf8(const char *text, size_t length)
{
    for (size_t n; length > 0; text += n, length -= n) {
        decode((const unsigned char *)text, length, &n);
        if (n == 0)
            return false;
    }
    return true;
}

/* Unicode's East Asian Wide and Fullwidth blocks, and emoji. */
static bool is_wide(unsigned long c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) ||
           (c >= 0x3041 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
           (c >= 0x1F300 && c <= 0x1F64F) || (c >= 0x1F900 && c <= 0x1F9FF) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

/* Combining marks, joiners and variation selectors take no column. */
static bool is_zero_width(unsigned long c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x20D0 && c <= 0x20FF) ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F);
}

int text_width(const char *text)
{
    size_t left = strlen(text), n;
    int width = 0;

    for (; left > 0; text += n, left -= n) {
        unsigned long c = decode((const unsigned char *)text, left, &n);
        if (n == 0)
            n = 1, c = 'x';
        width += is_zero_width(c) ? 0 : is_wide(c) ? 2 : 1;
    }
    return width;
}

/* --- nearest ---------------------------------------------------------------- */

enum { SWAP = 0, SUBSTITUTE = 2, INSERT = 1, DELETE = 4, TOO_FAR = 7, WORD_MAX = 63 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Damerau-Levenshtein distance from a to b with the weights above. */
static int distance(const char *a, const char *b)
{
    int rows[3][WORD_MAX + 1], *before = rows[0], *above = rows[1], *row = rows[2];
    size_t la = strlen(a), lb = strlen(b);

    if (la > WORD_MAX || lb > WORD_MAX)
        return TOO_FAR;
    for (size_t j = 0; j <= lb; j++)
        above[j] = (int)j * INSERT;
    for (size_t i = 0; i < la; i++) {
        row[0] = (int)(i + 1) * DELETE;
        for (size_t j = 0; j < lb; j++) {
            row[j + 1] = above[j] + SUBSTITUTE * (a[i] != b[j]);
            if (i > 0 && j > 0 && a[i - 1] == b[j] && a[i] == b[j - 1])
                row[j + 1] = least(row[j + 1], before[j - 1] + SWAP);
            row[j + 1] = least(row[j + 1], above[j + 1] + DELETE);
            row[j + 1] = least(row[j + 1], row[j] + INSERT);
        }
        int *oldest = before;
        before = above, above = row, row = oldest;
    }
    return above[lb];
}

const char *text_nearest(const char *word, const char *const candidates[], size_t count)
{
    const char *best = NULL;
    int fewest = TOO_FAR;
    bool tie = false;

    for (size_t i = 0; i < count; i++) {
        int d = distance(word, candidates[i]);
        if (d < fewest)
            fewest = d, best = candidates[i], tie = false;
        else if (d == fewest && best && strcmp(best, candidates[i]) != 0)
            tie = true;
    }
    return tie ? NULL : best;
}

/* --- numbers for people ----------------------------------------------------- */

/* Three significant digits at most, trailing zeros after the point dropped,
 * thousands as k, M, B, T. */
static void significant(char *buffer, size_t size, double value)
{
    static const struct {
        double size;
        const char *suffix;
    } scales[] = { { 1e12, "T" }, { 1e9, "B" }, { 1e6, "M" }, { 1e3, "k" }, { 0, "" } };
    double magnitude = fabs(value);
    int i = 0;

    /* 999.6 rounds up into the next suffix */
    while (scales[i].size > 0 && magnitude < scales[i].size * 0.9995)
        i++;
    double shown = scales[i].size > 0 ? value / scales[i].size : value;
    int before = fabs(shown) >= 99.95 ? 3 : fabs(shown) >= 9.995 ? 2 : 1;
    int decimals = 3 - before;
    if (shown != 0 && fabs(shown) < 0.995)
        decimals = (int)ceil(-log10(fabs(shown))) + 1;
    if (decimals > 9)
        decimals = 9;
    char digits[48];
    snprintf(digits, sizeof digits, "%.*f", decimals, shown);
    if (strchr(digits, '.')) {
        size_t n = strlen(digits);
        while (digits[n - 1] == '0')
            n--;
        if (digits[n - 1] == '.')
            n--;
        digits[n] = '\0';
    }
    snprintf(buffer, size, "%.28s%s", strcmp(digits, "-0") == 0 ? "0" : digits,
             scales[i].suffix);
}

char *text_number(char *buffer, double value)
{
    if (!isfinite(value))
        snprintf(buffer, 32, "?");
    else if (fabs(value) >= 1e15)
        snprintf(buffer, 32, "%.2e", value);
    else
        significant(buffer, 32, value);
    return buffer;
}

char *text_money(char *buffer, double value, const Currency *money)
{
    char number[32];
    const char *sign = value < 0 ? "-" : "", *code = money ? money->code : "USD";

    text_number(number, fabs(value));
    if (strcmp(code, "USD") == 0)
        snprintf(buffer, 32, "%s$%.28s", sign, number);
    else
        snprintf(buffer, 32, "%s%s %.20s", sign, code, number);
    return buffer;
}

char *text_percent(char *buffer, double share)
{
    if (!isfinite(share))
        snprintf(buffer, 32, "?");
    else if (share > 0 && share < 0.01)
        snprintf(buffer, 32, "<1%%");
    else if (share > 0.99 && share < 1)
        snprintf(buffer, 32, ">99%%");
    else
        snprintf(buffer, 32, "%.0f%%", 100 * share);
    return buffer;
}

char *text_chance(char *buffer, double chance)
{
    const double least = 0.005, most = 0.995;
    return text_percent(buffer, chance < least ? least : chance > most ? most : chance);
}

char *text_duration(char *buffer, double seconds)
{
    char number[32];
    if (!isfinite(seconds))
        snprintf(buffer, 32, seconds > 0 ? "saturated" : "?");
    else if (fabs(seconds) < 0.9995)
        snprintf(buffer, 32, "%.3g ms", 1e3 * seconds);
    else if (fabs(seconds) < 9.95)
        snprintf(buffer, 32, "%.1f s", seconds);
    else
        snprintf(buffer, 32, "%.20s s", text_number(number, seconds));
    return buffer;
}

char *text_value(char *buffer, double value, Unit unit, const Currency *money)
{
    char number[32], symbol[32];

    if (unit == UNIT_SECONDS)
        return text_duration(buffer, value);
    if (unit == UNIT_NUMBER)
        return text_number(buffer, value);
    if (unit_is_share(unit)) {
        snprintf(buffer, 32, "%.12s%s", text_number(number, 100 * value),
                 unit_symbol(symbol, unit, money));
        return buffer;
    }
    unit_symbol(symbol, unit, money);
    if (unit_is_money(unit)) {
        const char *per = strchr(symbol, '/');
        text_money(number, value, money);
        snprintf(buffer, 32, "%.16s%s%s", number, per ? " " : "", per ? per : "");
        return buffer;
    }
    text_number(number, value);
    snprintf(buffer, 32, "%.14s%s%.14s", number, unit == UNIT_BILLION ? "" : " ", symbol);
    return buffer;
}
