/* cells.h - text of users and numbers of answers, made fit for a line of text. */
#ifndef SIM_OUTPUT_CELLS_H
#define SIM_OUTPUT_CELLS_H

#include <stdbool.h>

#include "sim/base/text.h"
#include "sim/results/summary.h"

/* Append user text without what would move the cursor or end the line: control
 * characters become blanks, broken UTF-8 a question mark; with ascii, every other
 * character beyond ASCII one too. */
void cell_plain(Text *out, const char *text, bool ascii);

/* Append plain text cut to `width` columns at most, with an ellipsis if it is cut. */
void cell_cut(Text *out, const char *text, int width, bool ascii);

/* The same, padded to exactly `width` columns on the right or on the left. */
void cell_left(Text *out, const char *text, int width, bool ascii);
void cell_right(Text *out, const char *text, int width, bool ascii);

/* Append plain text for Markdown: it cannot end a cell, start markup or mention anybody. */
void cell_markdown(Text *out, const char *text);

/* An amount with as many digits as are sure, into a buffer of 32 bytes; a dash
 * where it is unknown. */
char *cell_money(char *buffer, Estimate estimate, const Currency *money);
char *cell_duration(char *buffer, Estimate estimate);
char *cell_percent(char *buffer, double share);

/* A count with thousands separated: "16,384"; the buffer has 32 bytes. */
char *cell_count(char *buffer, unsigned long long count);

/* "16,384 futures", "1 future"; the buffer has 48 bytes. */
char *cell_futures(char *buffer, unsigned long long count);

#endif
