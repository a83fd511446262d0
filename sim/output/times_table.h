/* times_table.h - response times in the table for people. */
#ifndef SIM_OUTPUT_TIMES_TABLE_H
#define SIM_OUTPUT_TIMES_TABLE_H

#include "sim/output/page.h"

/* Percentiles, the shares of requests within what is required, and what is saturated;
 * nothing where no requests are simulated. */
void times_write(const Page *page);

#endif
