/* uniforms.h - random numbers with an address instead of a state.
 *
 * A draw is a pure function of (seed, stream, tick, trial): any thread or rank
 * can compute any block and the answer never depends on who did. A stream is
 * named after the input it feeds, so adding an input leaves the draws of all
 * others as they were. The generator is xoshiro256++ in eight lanes, started
 * afresh for each block of 256 draws from a hash of the address.
 */
#ifndef SIM_SAMPLING_UNIFORMS_H
#define SIM_SAMPLING_UNIFORMS_H

#include <stdint.h>

/* The stream of a name. */
uint64_t uniforms_stream(const char *name);

/* u[i] in (0,1), a multiple of 2^-53, for the 256 lanes of a block. tick tells
 * repeated draws of one stream apart: the month, or a block of requests. */
void uniforms_fill(uint64_t seed, uint64_t stream, uint64_t tick, uint64_t block,
                   double u[restrict 256]);

/* 64 hashed bits of an address, and bits as a uniform: for what needs one number. */
uint64_t uniforms_hash(uint64_t seed, uint64_t stream, uint64_t tick, uint64_t block);
double uniforms_from_bits(uint64_t bits);

/* One hash of an ordered pair. */
uint64_t uniforms_mix(uint64_t hash, uint64_t part);

#endif
