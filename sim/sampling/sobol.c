#include "sim/sampling/sobol.h"

#include "sim/base/vmath.h"
#include "sim/sampling/uniforms.h"

enum { MOST_TERMS = 13, POINTS = 256, NEAR = 32 };

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

/* The sum of the directions at the set bits of the Gray code of an index. The code of a
 * sum without carries is the sum of the codes, so that parts of an index can be looked up. */
static uint64_t point(const Sobol *sobol, uint64_t index)
{
    uint64_t sum = 0, gray = (index ^ (index >> 1)) & ALL_DIGITS;

    for (const uint64_t *direction = sobol->direction; gray; gray >>= 1)
        sum ^= *direction++ & -(gray & 1);
    return sum;
}

static void tabulate(Sobol *sobol)
{
    for (uint64_t i = 0; i < NEAR; i++)
        sobol->near[i] = point(sobol, i);
    for (uint64_t j = 0; j < POINTS / NEAR; j++)
        sobol->far[j] = point(sobol, NEAR * j);
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
    tabulate(sobol);
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
    tabulate(sobol);
}

WIDE static void fill(const Sobol *sobol, uint64_t first, double *restrict u)
{
    for (int group = 0; group < POINTS / NEAR; group++) {
        uint64_t base = first ^ sobol->far[group] ^ UINT64_C(0x3FF0000000000000);
        for (int i = 0; i < NEAR; i++)
            u[NEAR * group + i] = lane_from_bits(sobol->near[i] ^ base) - 0x1.fffffffffffffp-1;
    }
}

void sobol_fill(const Sobol *sobol, uint64_t block, double u[restrict 256])
{
    fill(sobol, sobol->shift ^ point(sobol, block * POINTS), u);
}
