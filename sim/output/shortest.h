/* shortest.h - the shortest decimal text that reads back as the same double.
 *
 * It is what the first of %.15g, %.16g and %.17g gives that reads back. printf and strtod
 * need more than a microsecond to find it; numbers of everyday size go another way, which
 * is fifteen times as fast: x = m 2^e with whole m has, times a power of ten 10^p, a whole
 * part of 17 digits, and m 5^p fits 128 bits. In that exact product, rounding to 15, 16
 * or 17 digits and the distance to x are plain integer arithmetic; a candidate reads back
 * if it is nearer to x than half the gap to x's neighbours, which is 5^p / 2.
 */
#ifndef SIM_OUTPUT_SHORTEST_H
#define SIM_OUTPUT_SHORTEST_H

#include <stddef.h>

enum { SHORTEST_ROOM = 25 }; /* of the longest text, with its end */

/* Write x, "nan", "inf" or "-inf", not terminated; returns the length. */
size_t shortest(char *out, double x);

#endif
