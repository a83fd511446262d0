#include "sim/sampling/uniforms.h"

#include "sim/base/vmath.h"

enum { STREAMS = 8, DRAWS = 256 };

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

static inline uint64_t rotate(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

/* xoshiro256++ of Blackman and Vigna in eight streams side by side. The top 52 bits
 * k of each output become (2k + 1) / 2^53, so no draw is 0 or 1. */
WIDE static void generate(uint64_t state[restrict 4][STREAMS], double *restrict u)
{
    uint64_t *restrict a = state[0], *restrict b = state[1];
    uint64_t *restrict c = state[2], *restrict d = state[3];

    for (int row = 0; row < DRAWS; row += STREAMS) {
        for (int k = 0; k < STREAMS; k++) {
            uint64_t out = rotate(a[k] + d[k], 23) + a[k], shifted = b[k] << 17;
            c[k] ^= a[k];
            d[k] ^= b[k];
            b[k] ^= c[k];
            a[k] ^= d[k];
            c[k] ^= shifted;
            d[k] = rotate(d[k], 45);
            u[row + k] =
                lane_from_bits(out >> 12 | UINT64_C(0x3FF0000000000000)) - 0x1.fffffffffffffp-1;
        }
    }
}

void uniforms_fill(uint64_t seed, uint64_t stream, uint64_t tick, uint64_t block,
                   double u[restrict 256])
{
    uint64_t hash = uniforms_hash(seed, stream, tick, block), state[4][STREAMS];

    for (int word = 0; word < 4; word++)
        for (int k = 0; k < STREAMS; k++)
            state[word][k] = splitmix(&hash);
    generate(state, u);
}
