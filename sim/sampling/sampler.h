/* sampler.h - where the uniforms of the given quantities come from.
 *
 * Three ways to fill the unit cube with `trials` points: independent random
 * points, a Latin hypercube, or a scrambled Sobol sequence. A registry lists the keys
 * of its given quantities that have a Sobol dimension, each its own for ever, so that
 * points do not move when inputs or designs are added; other quantities, and draws
 * per month or request, stay pseudo-random by name.
 */
#ifndef SIM_SAMPLING_SAMPLER_H
#define SIM_SAMPLING_SAMPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { SAMPLER_RANDOM, SAMPLER_LHS, SAMPLER_SOBOL } SamplerKind;

/* "random", "lhs", "sobol", NULL */
extern const char *const sampler_names[];

typedef struct Sampler Sampler;

/* A sampler for a seed and a number of trials (what a Latin hypercube divides
 * by); keys[k] has Sobol dimension k, those beyond the last one none. The caller
 * frees it. */
Sampler *sampler_make(SamplerKind kind, uint64_t seed, uint64_t trials, const char *const *keys,
                      size_t key_count);
void sampler_free(Sampler *sampler);

/* Give a sampler a second set of points besides, independent of the first: other streams,
 * and for key k Sobol dimension 255 - k (drawn by name where that is taken), so that both
 * sets together are one Sobol sequence of twice the dimensions. */
void sampler_add_second(Sampler *sampler, const char *const *keys, size_t key_count);

/* Where the points of an input come from, to be looked up once. */
typedef struct {
    uint64_t stream;
    int dimension; /* of Sobol points; -1: drawn by name */
} Points;
Points sampler_points(const Sampler *sampler, const char *key);
Points sampler_second_points(const Sampler *sampler, const char *key);

/* Fill the 256 lanes of block number `block`. */
void sampler_fill(const Sampler *sampler, Points points, uint64_t block,
                  double u[restrict 256]);

#endif
