#include "sim/sampling/uniforms.h"

#include "sim/base/vmath.h"

enum { STREAMS = 8, HALF = STREAMS / 2, DRAWS = 256 };

/* One word of the state of half the streams, in the registers of AVX2; others are used
 * by twos and fours. (gcc makes something slow of loops over arrays instead.) */
typedef uint64_t Words __attribute__((vector_size(8 * HALF)));
typedef double Draws __attribute__((vector_size(8 * HALF)));

/* SplitMix64: the recommended way to start xoshiro. */
static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* The parts of an address go in one after the other, each hashed before the next,
 * because neighbouring addresses must start unrelated states: adding them up
 * instead fails tests of randomness at once. */
uint64_t uniforms_mix(uint64_t hash, uint64_t part)
{
    uint64_t state = hash ^ (part * UINT64_C(0xD1B54A32D192ED03));
    return splitmix(&state);
}

/* FNV-1a. */
uint64_t uniforms_stream(const char *name)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001B3);
    return hash;
}

uint64_t uniforms_hash(uint64_t seed, uint64_t stream, uint64_t tick, uint64_t block)
{
    uint64_t state = seed;
    return uniforms_mix(uniforms_mix(uniforms_mix(splitmix(&state), stream), tick), block);
}

double uniforms_from_bits(uint64_t bits)
{
    return lane_from_bits(bits >> 12 | UINT64_C(0x3FF0000000000000)) - 0x1.fffffffffffffp-1;
}

/* xoshiro256++ of Blackman and Vigna in eight streams side by side. The top 52 bits
 * k of each output become (2k + 1) / 2^53, so no draw is 0 or 1. */
WIDE static void generate(Words state[4][2], double *restrict u)
{
    Words a[2] = { state[0][0], state[0][1] }, b[2] = { state[1][0], state[1][1] };
    Words c[2] = { state[2][0], state[2][1] }, d[2] = { state[3][0], state[3][1] };

    for (int row = 0; row < DRAWS; row += STREAMS)
        for (int k = 0; k < 2; k++) {
            Words sum = a[k] + d[k], out = (sum << 23 | sum >> 41) + a[k], shifted = b[k] << 17;
            c[k] ^= a[k];
            d[k] ^= b[k];
            b[k] ^= c[k];
            a[k] ^= d[k];
            c[k] ^= shifted;
            d[k] = d[k] << 45 | d[k] >> 19;
            Draws draws =
                (Draws)(out >> 12 | UINT64_C(0x3FF0000000000000)) - 0x1.fffffffffffffp-1;
            memcpy(u + row + HALF * k, &draws, sizeof draws);
        }
}

void uniforms_fill(uint64_t seed, uint64_t stream, uint64_t tick, uint64_t block,
                   double u[restrict 256])
{
    uint64_t hash = uniforms_hash(seed, stream, tick, block);
    Words state[4][2];

    for (int word = 0; word < 4; word++)
        for (int k = 0; k < STREAMS; k++)
            state[word][k / HALF][k % HALF] = splitmix(&hash);
    generate(state, u);
}
