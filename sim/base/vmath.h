/* vmath.h - mathematical functions for loops over lanes.
 *
 * Plain scalar code without branches or calls, so that a loop over it becomes
 * vector code with whatever the processor has, and gives the same bits with any
 * of it (no contraction, no table, no C library). Formulas call these instead
 * of <math.h>. Errors are relative, against long double, over the stated range.
 *
 *   lane_exp(x)        |error| < 1e-15 for -708..708; saturates beyond
 *   lane_log(x)        |error| < 1e-15 for positive normal x (absolute near 1);
 *                      -745 below the smallest normal number, zero and less too
 *   lane_pow(x, y)     x >= 0; exp(y log x), error about 1e-16 (2 + 4 |y log x|);
 *                      0 for x = 0 and y > 0, 1 for y = 0
 *   lane_power(x, n)   x to a whole power 0 <= n < 1024, the same for all lanes
 *   lane_normal(u)     the standard normal quantile, |error| < 3e-15 for u in
 *                      (2^-59, 1); saturates at -8.69 below
 *   lane_normal_cdf(z) the standard normal distribution function, |error| < 1e-14
 *                      above -37; saturates near zero below
 *   lane_sqrt, lane_floor, lane_ceil, lane_min, lane_max, lane_clamp
 *
 * NaN goes through all of them but lane_min, lane_max and lane_clamp, which may
 * lose it.
 */
#ifndef SIM_BASE_VMATH_H
#define SIM_BASE_VMATH_H

#include <stdint.h>
#include <string.h>

/* Functions marked WIDE are compiled three times, for any x86-64 and for processors
 * with AVX2 and with AVX-512, and the loader picks; elsewhere the compiler's default is
 * used. A build with -DNO_AVX512 stops at AVX2, and one with -DNARROW has one copy:
 * sanitizers cannot work while the loader picks, and a test compares the bits of the
 * three. clang gets one copy as well: up to 14 it lets the pickers of static functions
 * of one name collide; and gcc before 12 cannot pick by level. */
#if !defined(__x86_64__) || !defined(__GNUC__) || defined(__clang__) || defined(NARROW)
#define WIDE
#elif __GNUC__ < 12 || defined(NO_AVX512)
#define WIDE __attribute__((target_clones("default", "avx2")))
#else
#define WIDE __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#endif

/* Inlined always: a call that is left in a loop keeps it from becoming vector code. */
#define LANE static inline __attribute__((always_inline))

/* The bits of a double, and back. */
LANE uint64_t lane_bits(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

LANE double lane_from_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

LANE double lane_sqrt(double x)
{
    return __builtin_sqrt(x);
}

LANE double lane_min(double a, double b)
{
    return a < b ? a : b;
}

LANE double lane_max(double a, double b)
{
    return a > b ? a : b;
}

LANE double lane_clamp(double x, double low, double high)
{
    return lane_min(lane_max(x, low), high);
}

/* Adding and subtracting 1.5 * 2^52 rounds to a whole number. */
#define LANE_ROUND 0x1.8p52

LANE double lane_floor(double x)
{
    double whole = (x + LANE_ROUND) - LANE_ROUND;
    double below = whole > x ? whole - 1 : whole;

    return __builtin_fabs(x) < 0x1p51 ? below : x;
}

LANE double lane_ceil(double x)
{
    double whole = (x + LANE_ROUND) - LANE_ROUND;
    double above = whole < x ? whole + 1 : whole;

    return __builtin_fabs(x) < 0x1p51 ? above : x;
}

/* c0 + c1 x + ... + c7 x^7 */
LANE double lane_poly7(double x, double c0, double c1, double c2, double c3, double c4,
                       double c5, double c6, double c7)
{
    return ((((((c7 * x + c6) * x + c5) * x + c4) * x + c3) * x + c2) * x + c1) * x + c0;
}

/* log 2 in two pieces: the first has 21 trailing zero bits, so that its product
 * with an exponent is exact. */
#define LANE_LN2_HIGH 6.93147180369123816490e-01
#define LANE_LN2_LOW  1.90821492927058770002e-10

/* exp x = 2^n exp r with |r| < 0.3466; exp r = 1 + r + r^2/2 + r^3 f(r), f of degree
 * eight fitted to 4e-15, which r^3 makes 3e-17. It is summed in pairs (Estrin) because
 * the additions of a chain would wait for each other. */
LANE double lane_exp(double x)
{
    double in = x < -708 ? -708 : x > 708 ? 708 : x;
    double shifted = in * 1.4426950408889634074 + LANE_ROUND, n = shifted - LANE_ROUND;
    double r = (in - n * LANE_LN2_HIGH) - n * LANE_LN2_LOW, r2 = r * r, r4 = r2 * r2;
    double low = ((1 + r) + r2 * (0.5 + r * 0.16666666666666663)) +
                 r4 * ((0.041666666666651392 + r * 0.0083333333333416217) +
                       r2 * (0.0013888888905852369 + r * 0.0001984126981510228));
    double high = (2.4801536440485733e-05 + r * 2.7557332300941831e-06) +
                  r2 * (2.7613780860101797e-07 + r * 2.5073806272517767e-08);

    /* the low bits of `shifted` are n: into the exponent with them */
    return lane_from_bits(lane_bits(low + r4 * r4 * high) + (lane_bits(shifted) << 52));
}

/* x = 2^k m with m in [sqrt 1/2, sqrt 2); log m = 2 atanh(f / (2 + f)), f = m - 1,
 * by the minimax polynomial of FreeBSD's e_log.c. */
LANE double lane_log(double x)
{
    uint64_t bits = lane_bits(x), half = 0x3FE6A09E667F3BCD; /* sqrt 1/2 */
    uint64_t biased = (bits - half + (UINT64_C(0x400) << 52)) >> 52;
    double k = lane_from_bits(biased | 0x4330000000000000) - (0x1p52 + 0x400);
    double f = lane_from_bits(bits - ((biased - 0x400) << 52)) - 1;
    double s = f / (2 + f), z = s * s, w = z * z, square = 0.5 * f * f;
    double odd = w * (3.999999999940941908e-01 +
                      w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    double even = z * (6.666666666666735130e-01 +
                       w * (2.857142874366239149e-01 +
                            w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    double y =
        k * LANE_LN2_HIGH - ((square - (s * (square + (even + odd)) + k * LANE_LN2_LOW)) - f);

    y = x < 0x1p-1022 ? -745 : y;
    return x == x ? y : x;
}

LANE double lane_pow(double x, double y)
{
    double power = lane_exp(y * lane_log(x));

    return ((x <= 0) & (y > 0)) ? 0 : power;
}

/* x, or 1 where the condition is 0, by masks: it is the same for all lanes. */
LANE double lane_factor(int condition, double x)
{
    uint64_t mask = condition ? UINT64_MAX : 0;

    return lane_from_bits((lane_bits(x) & mask) | (lane_bits(1) & ~mask));
}

LANE double lane_power(double x, int n)
{
    double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4, x16 = x8 * x8, x32 = x16 * x16;
    double x64 = x32 * x32, x128 = x64 * x64, x256 = x128 * x128, x512 = x256 * x256;
    double low = (lane_factor(n & 1, x) * lane_factor(n & 2, x2)) *
                 (lane_factor(n & 4, x4) * lane_factor(n & 8, x8));
    double middle =
        lane_factor(n & 16, x16) * lane_factor(n & 32, x32) * lane_factor(n & 64, x64);
    double high =
        lane_factor(n & 128, x128) * lane_factor(n & 256, x256) * lane_factor(n & 512, x512);

    return low * middle * high;
}

/* A rational function for the centre and one for the tails. The centre, where u and 1 - u
 * are above LANE_TAIL, is u - 1/2 times one in v = u (1 - u), fitted to 3e-17; a tail of
 * p, the smaller of u and 1 - u, is one in r = sqrt(-log p), fitted for 1.55 < r < 6.4
 * to 5e-16. All coefficients are positive, so that nothing cancels. They are functions of
 * their own because few lanes need the tail, which takes longer: see scores_fill(). */
#define LANE_TAIL 0.03125

LANE double lane_normal_centre(double u)
{
    double v = u * (1 - u);
    double over = 38429433935.983215 + 2553838478.179666 * v;
    double under = 33477450127.392277 + 5648355105.0371189 * v;

    over = lane_poly7(v, 5566.5464956825754, 932189.82254387764, 52861973.599400185,
                      1209321476.1890357, 11863327994.482641, 49304351738.639679,
                      79135817251.913437, over);
    under = lane_poly7(v, 986.05826694420853, 193517.22580154028, 12767207.538768917,
                       342657969.37949854, 4027827214.8352299, 20837637801.616768,
                       44616545620.063446, under);
    return (u - 0.5) * (6.9389372540131067 + v * over) / (1 + v * under);
}

LANE double lane_normal_tail(double u)
{
    double p = lane_max(0x1p-59, lane_min(u, 1 - u)), t = lane_sqrt(-lane_log(p)) - 1.6;
    double over = lane_poly7(t, 1.4234371107496837, 4.820995505069118, 6.3525419290015517,
                             4.294053271653099, 1.6014985851399253, 0.32265333855511391,
                             0.031288100858503046, 0.0010593806656741945);
    double under = lane_poly7(t, 1, 2.1871333775396398, 1.9252935141836973, 0.85669793157874374,
                              0.19666069518200965, 0.020934234600423627, 0.00074898682310750456,
                              1.0908230356128709e-09);

    return u < 0.5 ? -over / under : over / under;
}

LANE double lane_normal(double u)
{
    double centre = lane_normal_centre(u), tail = lane_normal_tail(u);

    return __builtin_fabs(u - 0.5) <= 0.5 - LANE_TAIL ? centre : tail;
}

/* The smaller tail is exp(-a^2/2) R(a), a = |z|, with R a rational function fitted
 * for 0 < a < 38.7 (its own error is 3e-15). So that exp keeps its accuracy, a^2
 * is taken as the exact square of a's first bits and a small rest. */
LANE double lane_normal_cdf(double z)
{
    double a = __builtin_fabs(z) < 38.6 ? __builtin_fabs(z) : 38.6;
    double first = (a + 0x1.8p32) - 0x1.8p32, rest = 0.5 * (a - first) * (a + first);
    double over = lane_poly7(a, 0.50000000000000133, 0.71899499002160328, 0.50995429876222065,
                             0.22720147614150038, 0.068850251333940862, 0.014487881489467544,
                             0.0020720748330223561, 0.00018561998210698681);
    double under = lane_poly7(a, 2.2358745408465337, 2.3038783735456447, 1.440656186477782,
                              0.60489523579898974, 0.17773522293956248, 0.036781014250231982,
                              0.0052142547526149077, 0.00046528029563466463);
    double a2 = a * a, a4 = a2 * a2, a8 = a4 * a4;
    double ratio =
        (over + 8.1118533674893243e-06 * a8) / (1 + a * (under + 2.0333401009789726e-05 * a8));
    double tail = lane_exp(-0.5 * first * first) * (1 - rest * (1 - 0.5 * rest)) * ratio;
    double share = z < 0 ? tail : 1 - tail;

    return z == z ? share : z;
}

#endif
