/* gnuplot.h - run gnuplot on a script. */
#ifndef SIM_OUTPUT_GNUPLOT_H
#define SIM_OUTPUT_GNUPLOT_H

#include "sim/base/error.h"
#include "sim/base/text.h"

/* Append to script a double-quoted literal of any bytes: everything but letters,
 * digits and harmless punctuation becomes an octal escape, control characters a
 * blank. Nothing in it can be executed or end the literal. */
void gnuplot_quote(Text *script, const char *text);

/* Send a script to `gnuplot -d` and collect what it writes. Fails with
 * STATUS_OUTSIDE when gnuplot is missing, fails, or takes over ten seconds. */
bool gnuplot_run(Text *output, const char *script, size_t length, Error *err);

/* The first installed family of Inter, Open Sans, DejaVu Sans. */
const char *gnuplot_font(void);

/* Whether some installed font has all of these characters; true if nobody knows. */
bool gnuplot_fonts_have(const unsigned long *codes, size_t count);

#endif
