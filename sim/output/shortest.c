#include "sim/output/shortest.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/vmath.h"

__extension__ typedef unsigned __int128 Wide;

/* digits * 10^exponent */
typedef struct {
    uint64_t digits;
    int exponent;
} Decimal;

/* The powers of five that fit 64 bits. */
static const uint64_t five[] = { 1ULL,
                                 5ULL,
                                 25ULL,
                                 125ULL,
                                 625ULL,
                                 3125ULL,
                                 15625ULL,
                                 78125ULL,
                                 390625ULL,
                                 1953125ULL,
                                 9765625ULL,
                                 48828125ULL,
                                 244140625ULL,
                                 1220703125ULL,
                                 6103515625ULL,
                                 30517578125ULL,
                                 152587890625ULL,
                                 762939453125ULL,
                                 3814697265625ULL,
                                 19073486328125ULL,
                                 95367431640625ULL,
                                 476837158203125ULL,
                                 2384185791015625ULL,
                                 11920928955078125ULL,
                                 59604644775390625ULL,
                                 298023223876953125ULL,
                                 1490116119384765625ULL,
                                 7450580596923828125ULL };

/* Everyday sizes: 27 is the largest power of ten needed, and no exponent is above 14. */
#define LEAST 1e-10
#define MOST  1e15

/* The shortest of an everyday number; 17 digits read back always. Below a power of two
 * the neighbours are half as far. */
static Decimal find(double x)
{
    const uint64_t hidden_bit = 1ULL << 52, ten_17 = 100000000000000000ULL;
    uint64_t bits = lane_bits(x), m = (bits & (hidden_bit - 1)) | hidden_bit;
    int log2 = (int)(bits >> 52) - 1023;
    int power = 16 - (int)floor(log2 * 0.3010299956639812); /* or one less */

    if ((Wide)m * five[power] >> (52 - log2 - power) >= ten_17)
        power--;
    int shift = 52 - log2 - power;
    Wide scaled = (Wide)m * five[power]; /* x 10^power 2^shift */
    uint64_t whole = (uint64_t)(scaled >> shift), unit = 100;
    for (int dropped = 2;; dropped--, unit /= 10) {
        uint64_t digits = whole / unit;
        Wide step = (Wide)unit << shift;
        Wide distance = scaled - ((Wide)(digits * unit) << shift);
        unsigned nearness = m == hidden_bit ? 4 : 2;
        if (2 * distance > step || (2 * distance == step && digits % 2 == 1)) {
            digits++;
            distance = step - distance;
            nearness = 2;
        }
        if (dropped == 0 || nearness * distance < five[power])
            return (Decimal){ digits, dropped - power };
    }
}

static char *add(char *out, const char *text, int length)
{
    memcpy(out, text, (size_t)length);
    return out + length;
}

static char *add_zeros(char *out, int count)
{
    memset(out, '0', (size_t)count);
    return out + count;
}

/* Digits, the first of which counts 10^first, as %g lays them out. */
static char *lay_out(char *out, const char *digits, int count, int first)
{
    if (first < -4) {
        out = add(out, digits, 1);
        out = add(out, ".", count > 1);
        out = add(out, digits + 1, count - 1);
        const char exponent[] = { 'e', '-', (char)('0' - first / 10),
                                  (char)('0' - first % 10) };
        return add(out, exponent, sizeof exponent);
    }
    if (first < 0) {
        out = add(out, "0.", 2);
        out = add_zeros(out, -first - 1);
        return add(out, digits, count);
    }
    if (count <= first + 1)
        return add_zeros(add(out, digits, count), first + 1 - count);
    out = add(out, digits, first + 1);
    out = add(out, ".", 1);
    return add(out, digits + first + 1, count - first - 1);
}

static char *add_decimal(char *out, Decimal x)
{
    char text[20], *end = text + sizeof text, *begin = end;

    while (x.digits % 10 == 0) {
        x.digits /= 10;
        x.exponent++;
    }
    for (; x.digits > 0; x.digits /= 10)
        *--begin = (char)('0' + x.digits % 10);
    int count = (int)(end - begin);
    return lay_out(out, begin, count, count - 1 + x.exponent);
}

static size_t print(char *out, double x)
{
    char text[SHORTEST_ROOM];
    int length = 0;

    if (isnan(x))
        return (size_t)(add(out, "nan", 3) - out);
    for (int digits = 15; digits <= 17; digits++) {
        length = snprintf(text, sizeof text, "%.*g", digits, x);
        if (strtod(text, NULL) == x)
            break;
    }
    return (size_t)(add(out, text, length) - out);
}

size_t shortest(char *out, double x)
{
    char *end = out;

    if (x == 0)
        return (size_t)(add(out, signbit(x) ? "-0" : "0", 1 + (signbit(x) != 0)) - out);
    if (!(fabs(x) > LEAST && fabs(x) < MOST))
        return print(out, x);
    if (x < 0)
        *end++ = '-';
    return (size_t)(add_decimal(end, find(fabs(x))) - out);
}
