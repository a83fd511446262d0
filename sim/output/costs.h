/* costs.h - the table of what designs cost, for a person at a terminal. */
#ifndef SIM_OUTPUT_COSTS_H
#define SIM_OUTPUT_COSTS_H

#include "sim/output/page.h"

/* The design in a place of the order. */
const DesignAnswer *page_ranked(const Page *page, size_t place);

/* As wide as the names, as far as the other columns of the table leave room. */
int costs_label_width(const Page *page);

void costs_write(const Page *page);

#endif
