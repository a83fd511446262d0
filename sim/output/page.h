/* page.h - text for a terminal, line by line. */
#ifndef SIM_OUTPUT_PAGE_H
#define SIM_OUTPUT_PAGE_H

#include "sim/output/writer.h"

enum { PAGE_WIDTH = 80 };

typedef struct {
    Text *out;
    const Answer *answer;
    const Currency *money;
    const Style *style;
    int label; /* columns of the designs' names */
} Page;

/* Text in an SGR style ("1" is bold, "2" faint), if the terminal shows colour. */
void page_styled(const Page *page, const char *code, const char *text);

/* Text in exactly `width` columns. */
void page_left(const Page *page, const char *text, int width);
void page_right(const Page *page, const char *text, int width);

/* End the line, without blanks at its end. */
void page_end_line(const Page *page);

/* A paragraph, wrapped at the width of the page. */
void page_wrapped(const Page *page, const char *code, const char *text);

/* "seed 42, 4,096 futures, catalog 2026-11-04, scenario 005f565": how to get the same again;
 * `futures` is what it says of them. */
void page_footer(const Page *page, const Scenario *scenario, const char *futures);

#endif
