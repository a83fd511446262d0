/* price_lines.h - which lines of the bill follow which prices.
 *
 * When all prices of a row are twice as high, so are all of its lines. Lines that do not
 * follow a price are in no row: what is short of a monthly minimum (`monthly.api_minimum`,
 * `monthly.vector_minimum`). Whole nodes, GPUs, searches and units are counted without
 * regard to their price, so their lines are here. */
#ifndef TESTS_PRICE_LINES_H
#define TESTS_PRICE_LINES_H

#include "models/model.h"

enum { PRICES_MOST = 10, LINES_MOST = 20 };

typedef struct {
    const char *prices[PRICES_MOST + 1]; /* NULL-terminated, as are the lines       */
    const char *lines[LINES_MOST + 1];
    bool optimised; /* the optimal interval of retraining depends on the prices     */
} PriceLines;

extern const PriceLines price_lines[];
extern const size_t price_line_count;

#endif
