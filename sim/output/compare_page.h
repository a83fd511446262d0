/* compare_page.h - the parts of the table of a comparison. Private to
 * sim/output/compare_table*.c. */
#ifndef SIM_OUTPUT_COMPARE_PAGE_H
#define SIM_OUTPUT_COMPARE_PAGE_H

#include "sim/output/compare_out.h"
#include "sim/output/page.h"

/* What each of several inputs contributes to the change of the mean costs. */
void compare_table_why(const Page *page, const Compare *compare);

#endif
