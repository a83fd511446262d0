#include "sim/sampling/sampler.h"

#include <stdlib.h>

#include "sim/base/arena.h"
#include "sim/base/vmath.h"
#include "sim/sampling/sobol.h"
#include "sim/sampling/uniforms.h"

const char *const sampler_names[] = { "random", "lhs", "sobol", NULL };

enum { POINTS = 256, ROUNDS = 4 };

struct Sampler {
    SamplerKind kind;
    uint64_t seed, trials;
    size_t dimensions, second; /* of the first set, and of the second, from the last down */
    uint64_t stream[SOBOL_DIMENSIONS]; /* of what has a dimension */
    Sobol sobol[SOBOL_DIMENSIONS];
};

static void make_dimension(Sampler *sampler, size_t d, uint64_t stream)
{
    sampler->stream[d] = stream;
    sobol_make(&sampler->sobol[d], (int)d);
    sobol_scramble(&sampler->sobol[d], uniforms_hash(sampler->seed, stream, 0, 0));
}

/* The stream of a key in the second set of points. */
static uint64_t second_stream(const char *key)
{
    return uniforms_mix(uniforms_stream(key), uniforms_stream("second"));
}

Sampler *sampler_make(SamplerKind kind, uint64_t seed, uint64_t trials, const char *const *keys,
                      size_t key_count)
{
    Sampler *sampler = memory_grow(NULL, 1, sizeof *sampler);
    sampler->kind = kind;
    sampler->seed = seed;
    sampler->trials = trials;
    sampler->dimensions = key_count < SOBOL_DIMENSIONS ? key_count : SOBOL_DIMENSIONS;
    sampler->second = 0;
    for (size_t d = 0; d < sampler->dimensions; d++)
        make_dimension(sampler, d, uniforms_stream(keys[d]));
    return sampler;
}

void sampler_add_second(Sampler *sampler, const char *const *keys, size_t key_count)
{
    size_t room = SOBOL_DIMENSIONS - sampler->dimensions;

    sampler->second = key_count < room ? key_count : room;
    for (size_t k = 0; k < sampler->second; k++)
        make_dimension(sampler, SOBOL_DIMENSIONS - 1 - k, second_stream(keys[k]));
}

void sampler_free(Sampler *sampler)
{
    free(sampler);
}

/* --- Latin hypercube -------------------------------------------------------------- */

/* A permutation of 0..2^(2 half)-1 by Feistel rounds with a key each, walked until it
 * falls below n: a permutation of 0..n-1 that needs no memory. */
static uint64_t permute(uint64_t index, uint64_t n, const uint64_t keys[ROUNDS])
{
    int half = 1;
    while (half < 32 && UINT64_C(1) << 2 * half < n)
        half++;
    uint64_t mask = (UINT64_C(1) << half) - 1;

    do {
        uint64_t left = index >> half, right = index & mask;
        for (int round = 0; round < ROUNDS; round++) {
            uint64_t mixed = left ^ (uniforms_mix(keys[round], right) & mask);
            left = right;
            right = mixed;
        }
        index = left << half | right;
    } while (index >= n);
    return index;
}

static void fill_stratified(const Sampler *sampler, uint64_t stream, uint64_t block,
                            double u[restrict 256])
{
    uint64_t keys[ROUNDS];

    for (uint64_t round = 0; round < ROUNDS; round++)
        keys[round] = uniforms_hash(sampler->seed, stream, 0, round);
    uniforms_fill(sampler->seed, stream, 0, block, u);
    for (uint64_t i = 0; i < POINTS && block * POINTS + i < sampler->trials; i++) {
        double stratum = (double)permute(block * POINTS + i, sampler->trials, keys);
        double inside = (stratum + u[i]) / (double)sampler->trials;
        u[i] = lane_clamp(inside, 0x1p-53, 1 - 0x1p-53);
    }
}

/* The points of a stream, which has a dimension if it is among begin..end-1. */
static Points points_among(const Sampler *sampler, uint64_t stream, size_t begin, size_t end)
{
    Points points = { stream, -1 };

    for (size_t d = begin; sampler->kind == SAMPLER_SOBOL && d < end; d++)
        if (sampler->stream[d] == stream)
            points.dimension = (int)d;
    return points;
}

Points sampler_points(const Sampler *sampler, const char *key)
{
    return points_among(sampler, uniforms_stream(key), 0, sampler->dimensions);
}

Points sampler_second_points(const Sampler *sampler, const char *key)
{
    return points_among(sampler, second_stream(key), SOBOL_DIMENSIONS - sampler->second,
                        SOBOL_DIMENSIONS);
}

void sampler_fill(const Sampler *sampler, Points points, uint64_t block, double u[restrict 256])
{
    if (sampler->kind == SAMPLER_LHS)
        fill_stratified(sampler, points.stream, block, u);
    else if (points.dimension >= 0)
        sobol_fill(&sampler->sobol[points.dimension], block, u);
    else
        uniforms_fill(sampler->seed, points.stream, 0, block, u);
}
