/* glyphs.h - characters that no installed font has.
 *
 * The library behind gnuplot's png and pdf draws a character without a glyph as a
 * box that ignores the scale of the picture and covers half of it. So before a
 * script goes there, such characters become question marks. An svg is drawn where
 * it is read, with the fonts of that place, and keeps them.
 */
#ifndef SIM_OUTPUT_GLYPHS_H
#define SIM_OUTPUT_GLYPHS_H

#include "sim/base/text.h"

/* Replace the characters in the quoted literals (gnuplot_quote) of a script that no
 * installed font has. */
void glyphs_replace(Text *script);

#endif
