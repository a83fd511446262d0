/* scenario_writer.h - the values of a scenario by chance, line by line: of quantities,
 * of catalogue entries, of prices that are to be doubled. */
#ifndef TESTS_SCENARIO_WRITER_H
#define TESTS_SCENARIO_WRITER_H

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"
#include "tests/unit/price_lines.h"
#include "tests/unit/random_value.h"

typedef struct {
    const Scenario *usual;
    Dice dice;
    Text *out;
    unsigned parts;            /* of base                                  */
    const PriceLines *doubled; /* for dearer; else NULL                    */
    bool *said;                /* [quantity]: has its value in base, or none on purpose */
} Writer;

/* The row of a key among the quantities of the usual scenario. */
size_t row_of(const Writer *w, const char *key);

/* A line of a design or of `common` with a value of the quantity in a row. */
void value_write(Writer *w, size_t row);

/* Such a line for each given quantity of a design of these parts, or of any, by chance. */
enum { ANY_PARTS = 0 };
void values_write(Writer *w, unsigned parts, double chance);

/* Entries of the catalogue by chance, and what there is no default for. */
void references_write(Writer *w);

/* A row of price_lines that has a price and a line of base; NULL: none. */
const PriceLines *random_prices(Writer *w);

/* The doubled prices in base, and twice of them as lines for another design. */
void prices_write(Writer *w, Text *twice);

#endif
