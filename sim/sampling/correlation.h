/* correlation.h - inputs that move together: a Gaussian copula.
 *
 * The user states Spearman rank correlations r. Normal scores with correlation
 * 2 sin(pi r / 6) have them exactly (Pearson 1907), whatever the marginal laws.
 */
#ifndef SIM_SAMPLING_CORRELATION_H
#define SIM_SAMPLING_CORRELATION_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"

enum { CORRELATED_MAX = 64 };

typedef struct {
    size_t count;          /* correlated inputs                               */
    const double *factor;  /* [count][count] lower Cholesky factor, row-major */
    bool repaired;         /* the stated matrix was impossible                */
    double largest_change; /* of a rank correlation, by the repair           */
} Correlation;

/* From a symmetric matrix of rank correlations, ones on the diagonal. A matrix
 * that no joint distribution has is replaced by a near one that some has
 * (eigenvalues raised to a small positive one, diagonal scaled back to one). */
void correlation_make(Correlation *correlation, const double *rank, size_t count, Arena *arena);

/* Replace independent uniforms by dependent normal scores, which law_at_scores() makes
 * values of: u[k] points to 256 lanes of input k. */
void correlation_scores(const Correlation *correlation, double *const u[]);

#endif
