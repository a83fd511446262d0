#include "sim/sampling/sobol.h"

#include "sim/base/vmath.h"
#include "sim/sampling/uniforms.h"

enum { MOST_TERMS = 13, POINTS = 256 };

static const unsigned joe_kuo[SOBOL_DIMENSIONS][MOST_TERMS] = {
#include "sim/sampling/joe_kuo.def"
};

#define ALL_DIGITS ((UINT64_C(1) << SOBOL_DIGITS) - 1)

static int degree_of(unsigned polynomial)
{
    int degree = 0;
    while (polynomial >>= 1)
        degree++;
    return degree;
}

void sobol_make(Sobol *sobol, int dimension)
{
    const unsigned *row = joe_kuo[dimension];
    int degree = dimension == 0 ? 0 : degree_of(row[0]);
    uint64_t m[SOBOL_DIGITS];

    for (int k = 0; k < SOBOL_DIGITS; k++) {
        if (k < degree || degree == 0) {
            m[k] = degree == 0 ? 1 : row[1 + k];
        } else {
            m[k] = m[k - degree] ^ (m[k - degree] << degree);
            for (int q = 1; q < degree; q++)
                if (row[0] >> (degree - q) & 1)
                    m[k] ^= m[k - q] << q;
        }
        sobol->direction[k] = (m[k] << (SOBOL_DIGITS - 1 - k)) & ALL_DIGITS;
    }
    sobol->shift = 0;
}

static uint64_t parity(uint64_t x)
{
    for (int half = 32; half > 0; half /= 2)
        x ^= x >> half;
    return x & 1;
}

void sobol_scramble(Sobol *sobol, uint64_t seed)
{
    uint64_t row[SOBOL_DIGITS];

    /* row i makes digit i of the result from digits 0..i, and always uses digit i */
    for (int i = 0; i < SOBOL_DIGITS; i++) {
        uint64_t itself = UINT64_C(1) << (SOBOL_DIGITS - 1 - i);
        uint64_t above = ALL_DIGITS & ~(2 * itself - 1);
        row[i] = (uniforms_hash(seed, 0, 0, (uint64_t)i) & above) | itself;
    }
    for (int k = 0; k < SOBOL_DIGITS; k++) {
        uint64_t scrambled = 0;
        for (int i = 0; i < SOBOL_DIGITS; i++)
            scrambled |= parity(row[i] & sobol->direction[k]) << (SOBOL_DIGITS - 1 - i);
        sobol->direction[k] = scrambled;
    }
    sobol->shift = uniforms_hash(seed, 1, 0, 0) & ALL_DIGITS;
}

/* The sum of the directions at the set bits of the Gray code of an index. */
static uint64_t point(const Sobol *sobol, uint64_t index)
{
    uint64_t sum = 0, gray = index ^ (index >> 1);
    for (int k = 0; gray >> k && k < SOBOL_DIGITS; k++)
        if (gray >> k & 1)
            sum ^= sobol->direction[k];
    return sum;
}

/* 16 neighbours differ only in the first four directions, in the same way for each
 * aligned group of 16: a pattern and a base give a group. */
WIDE static void fill(const uint64_t *restrict pattern, const uint64_t *restrict base,
                      double *restrict u)
{
    for (int group = 0; group < POINTS / 16; group++)
        for (int i = 0; i < 16; i++)
            u[16 * group + i] =
                lane_from_bits((pattern[i] ^ base[group]) | UINT64_C(0x3FF0000000000000)) -
                0x1.fffffffffffffp-1;
}

/* Neighbours in Gray-code order differ in one direction: that of the lowest set bit. */
static uint64_t direction_to(const Sobol *sobol, unsigned index)
{
    return sobol->direction[__builtin_ctz(index)];
}

void sobol_fill(const Sobol *sobol, uint64_t block, double u[restrict 256])
{
    uint64_t pattern[16] = { 0 }, base[POINTS / 16];

    for (unsigned i = 1; i < 16; i++)
        pattern[i] = pattern[i - 1] ^ direction_to(sobol, i);
    base[0] = sobol->shift ^ point(sobol, block * POINTS);
    for (unsigned group = 1; group < POINTS / 16; group++)
        base[group] = base[group - 1] ^ direction_to(sobol, 16 * group) ^ pattern[15];
    fill(pattern, base, u);
}
