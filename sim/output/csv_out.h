/* csv_out.h - comma-separated values by RFC 4180, safe to open in a spreadsheet. */
#ifndef SIM_OUTPUT_CSV_OUT_H
#define SIM_OUTPUT_CSV_OUT_H

#include "sim/base/text.h"

/* Append a field, with a comma before it unless it begins a line. Text that a
 * spreadsheet would take for a formula begins with an apostrophe; an unknown
 * number is an empty field. */
void csv_text(Text *out, const char *text);
void csv_number(Text *out, double value);

void csv_end_line(Text *out);

#endif
