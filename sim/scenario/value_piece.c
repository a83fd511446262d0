/* value_piece.c - pieces of the text of a value, and the numbers in them. */
#include "sim/scenario/value_reader.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 60 };

/* --- pieces -------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

Piece piece_of(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    while (at < end && is_blank(end[-1]))
        end--;
    return (Piece){ at, (size_t)(end - at) };
}

Mark piece_mark(const ValueReader *r, Piece piece)
{
    if (piece.length == 0)
        return r->node->mark;
    return tree_span(r->node, (size_t)(piece.at - r->node->text), piece.length);
}

const char *piece_find(Piece piece, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i + n <= piece.length; i++)
        if (memcmp(piece.at + i, text, n) == 0)
            return piece.at + i;
    return NULL;
}

bool piece_is(Piece piece, const char *text)
{
    return piece.length == strlen(text) && memcmp(piece.at, text, piece.length) == 0;
}

size_t piece_split(Piece piece, char separator, Piece *parts, size_t most)
{
    const char *from = piece.at, *end = piece.at + piece.length;
    size_t count = 0;
    int depth = 0;

    for (const char *at = from; at < end && count + 1 < most; at++) {
        depth += (*at == '(') - (*at == ')');
        if (*at == separator && depth == 0) {
            parts[count++] = piece_of(from, at);
            from = at + 1;
        }
    }
    parts[count++] = piece_of(from, end);
    return count;
}

/* --- numbers -------------------------------------------------------------------- */

/* Whether a comma at `at` groups thousands: three digits follow, and no fourth. */
static bool groups_thousands(const char *at, const char *end)
{
    return end - at > 3 && isdigit((unsigned char)at[1]) && isdigit((unsigned char)at[2]) &&
           isdigit((unsigned char)at[3]) && (end - at == 4 || !isdigit((unsigned char)at[4]));
}

/* Copy the characters of a number and return where it ends. A point belongs to it
 * only if a digit follows, so that `5..20` is not `5.` and `.20`. */
static const char *copy_digits(char *digits, const char *at, const char *end)
{
    size_t n = 0;
    bool point = false;

    if (at < end && (*at == '-' || *at == '+'))
        digits[n++] = *at++;
    for (; at < end && n < DIGITS_MAX - 8; at++) {
        bool digit_next = at + 1 < end && isdigit((unsigned char)at[1]);
        if (isdigit((unsigned char)*at))
            digits[n++] = *at;
        else if (*at == '.' && digit_next && !point)
            digits[n++] = *at, point = true;
        else if (!(*at == '_' && digit_next) &&
                 !(*at == ',' && !point && groups_thousands(at, end)))
            break;
    }
    const char *exponent = at + 1 + (at + 1 < end && (at[1] == '-' || at[1] == '+'));
    if (at < end && (*at == 'e' || *at == 'E') && exponent < end &&
        isdigit((unsigned char)*exponent)) {
        digits[n++] = 'e';
        for (at++; at < exponent; at++)
            digits[n++] = *at;
        for (; at < end && isdigit((unsigned char)*at) && n < DIGITS_MAX - 1; at++)
            digits[n++] = *at;
    }
    digits[n] = '\0';
    return at;
}

static double magnitude_of(char c)
{
    switch (c) {
    case 'k':
    case 'K':
        return 1e3;
    case 'M':
        return 1e6;
    case 'B':
        return 1e9;
    case 'T':
        return 1e12;
    default:
        return 0;
    }
}

const char *number_read(Amount *amount, const char *at, const char *end, bool bytes)
{
    char digits[DIGITS_MAX], *stop;
    const char *rest = copy_digits(digits, at, end);

    amount->number = strtod(digits, &stop);
    if (stop == digits || *stop || !isfinite(amount->number))
        return NULL;
    if (rest < end && magnitude_of(*rest) > 0 && !(bytes && *rest == 'B') &&
        (rest + 1 == end || !isalnum((unsigned char)rest[1]))) {
        amount->number *= magnitude_of(*rest++);
        amount->magnitude = true;
    }
    return isfinite(amount->number) ? rest : NULL;
}
