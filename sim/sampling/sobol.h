/* sobol.h - scrambled Sobol points by index.
 *
 * Points are produced a dimension and a block at a time, in Gray-code order, so
 * any block can be made on its own. The scrambling is a random lower triangular
 * matrix on 52 digits and a random shift (Matousek 1998), folded into the
 * direction numbers: it costs nothing per point.
 */
#ifndef SIM_SAMPLING_SOBOL_H
#define SIM_SAMPLING_SOBOL_H

#include <stdint.h>

enum { SOBOL_DIMENSIONS = 256, SOBOL_DIGITS = 52 };

/* One dimension. */
typedef struct {
    uint64_t direction[SOBOL_DIGITS]; /* bit 51 is the first binary digit */
    uint64_t shift;
    uint64_t near[32], far[8]; /* point 32 j + i of a block: its first ^ far[j] ^ near[i] */
} Sobol;

/* Dimension 0..255 of the plain sequence. */
void sobol_make(Sobol *sobol, int dimension);

/* Scramble a dimension, by a seed of its own. */
void sobol_scramble(Sobol *sobol, uint64_t seed);

/* The points 256 * block and up, as the centres of cells of width 2^-52. */
void sobol_fill(const Sobol *sobol, uint64_t block, double u[restrict 256]);

#endif
