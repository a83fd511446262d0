/* svg.h - make gnuplot's SVG fit for the web. */
#ifndef SIM_OUTPUT_SVG_H
#define SIM_OUTPUT_SVG_H

#include "sim/base/text.h"

/* Append the picture with: fonts that fall back (gnuplot writes bold as a family of
 * its own, which no browser knows), and a role, a title and a description for
 * people who cannot see it. */
void svg_finish(Text *out, const char *svg, const char *title, const char *description);

#endif
