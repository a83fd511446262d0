/* fit.h - how much room text takes in a chart, and what to do when there is too
 * little.
 *
 * Lengths are in pixels of the 1200 by 675 canvas, sizes of type in points. Widths
 * are estimated from above, for the widest of the fonts in use: a chart is laid out
 * without asking the program that draws it.
 */
#ifndef SIM_OUTPUT_FIT_H
#define SIM_OUTPUT_FIT_H

#include "sim/base/text.h"

enum { CANVAS_WIDTH = 1200, CANVAS_HEIGHT = 675, CANVAS_MARGIN = 36 };

/* The width of text. */
double fit_width(const char *text, double points, bool bold);

/* The largest size between two sizes at which text fits into `room`; the smaller
 * one if it never does. */
double fit_points(const char *text, bool bold, double room, double least, double most);

/* Append text, cut to fit into `room` with an ellipsis. */
void fit_text(Text *out, const char *text, double points, bool bold, double room);

/* Move ascending positions apart so that neighbours are `gap` apart, as little as
 * can be, and keep them between low and high as far as there is room. */
void fit_spread(double *position, size_t count, double gap, double low, double high);

#endif
