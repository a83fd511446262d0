/* blend.h - the quantile function of a mixture of laws that overlap, as a table.
 *
 * Over the normal score, because tails are smooth in it: monotone cubics between knots,
 * as dense as the error asks. A knot is a value and the score of its chance by the
 * law's distribution function, both rounded to 40 bits so that a library's last bit
 * does not show. Where values jump over a score, as between parts that are far from each
 * other, the jump is at most 1e-6 scores wide; a constant among the parts keeps its exact
 * value over its share of the chance.
 */
#ifndef SIM_SAMPLING_BLEND_H
#define SIM_SAMPLING_BLEND_H

#include "sim/sampling/dist.h"

/* Largest error of a tabulated quantile, as a shift of its normal score between -6 and
 * 6, looked after while the table is made. The table reaches from BLEND_LOW to
 * BLEND_HIGH: above, where chances too close to 1 lose their digits, it goes on
 * straight. */
#define BLEND_ERROR 2e-5
#define BLEND_LOW   (-8.25)
#define BLEND_HIGH  6.0

/* Make the table of a law that has its parts, the ends of their chances as its points,
 * and a distribution function; it replaces the points, which it begins with. */
void blend_make(Law *law, Arena *arena);

void blend_at_scores(const Law *law, const double *restrict z, double *restrict x);

#endif
