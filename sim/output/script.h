/* script.h - what every chart says to gnuplot: variables, arrays, the designs. */
#ifndef SIM_OUTPUT_SCRIPT_H
#define SIM_OUTPUT_SCRIPT_H

#include "sim/output/chart.h"
#include "sim/output/fit.h"

enum { DESIGNS_MOST = 8 };

/* NAME = value, or NAME = "text". */
void script_number(Text *script, const char *name, double value);
void script_text(Text *script, const char *name, const char *text);

/* array NAME[count] = [...]; an empty array is not written. */
void script_numbers(Text *script, const char *name, const double *values, size_t count);
void script_texts(Text *script, const char *name, const char *const *texts, size_t count);

/* N, and for each design FILL and INKS (its colours), NAME (its label, cut to fit
 * into `room` pixels), NAMEPT (its size in points, `points` where it fits) and RULED (to
 * stand below it: "(ruled out: citations)", or nothing). */
void script_designs(Text *script, const Answer *answer, double room, double points);

/* The room for the designs' labels at a size, at most `most`, and how far apart they have
 * to be; in pixels. */
double script_label_room(const Answer *answer, double points, double most);
double script_label_gap(const Answer *answer);

/* The label of a design in a sentence: plain, and not longer than a few words. */
const char *label_in_words(Text *buffer, const DesignAnswer *design);

#endif
