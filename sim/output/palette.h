/* palette.h - the colours of designs.
 *
 * Okabe and Ito's colours, which colour-blind people tell apart too. The built-in
 * designs have theirs for ever; designs of the scenario's own take others.
 */
#ifndef SIM_OUTPUT_PALETTE_H
#define SIM_OUTPUT_PALETTE_H

#include "sim/results/answer.h"

/* 0xRRGGBB: for areas and lines, and darkened for text. */
typedef struct {
    unsigned fill, text;
} Color;

/* The colours of an answer's designs, in their order. */
void palette_pick(Color *colors, const Answer *answer);

/* A colour mixed with a share of white. */
unsigned palette_tint(unsigned color, double white);

/* The colour of a component of the cost, the k-th that is shown: neutral, because the
 * colours above mean designs; text is what can be read on it. */
Color palette_component(const char *key, size_t k);

#endif
