/* units.h - units of measure: what a scenario writes and what a column holds.
 *
 * A unit is a factor and the exponents of five dimensions, so anything built
 * from the atoms (USD/Mtok, $ per 1000 searches, tok/s, GB, weeks) can be read
 * and checked; units.def lists the few that columns hold.
 */
#ifndef SIM_BASE_UNITS_H
#define SIM_BASE_UNITS_H

#include <stdbool.h>
#include <stddef.h>

#define UNIT(id, ...) UNIT_##id,
typedef enum {
#include "sim/base/units.def"
    UNIT_COUNT
} Unit;
#undef UNIT

/* Average length of a calendar month, and of a day in it. */
#define DAYS_PER_MONTH    (365.25 / 12)
#define SECONDS_PER_MONTH (DAYS_PER_MONTH * 86400)

enum { DIM_MONEY, DIM_TIME, DIM_TOKEN, DIM_BYTE, DIM_FLOP, DIMS };

/* What a written unit means: value in base units = factor * written value. */
typedef struct {
    double factor;
    signed char power[DIMS];
    bool percent; /* a per cent sign is in it */
} Measure;

/* How money is written: columns hold the scenario's currency. */
typedef struct {
    char code[4];   /* ISO 4217: "USD"                                    */
    double per_usd; /* units of this currency that one US dollar buys      */
} Currency;

/* Parse a unit such as "USD/Mtok", "$ / GB / month", "k/day", "% /year",
 * "USD/M units"; words for countable things (requests, documents, units, ...)
 * carry no dimension. money is what the text's currency must be: the
 * scenario's, or US dollars, which convert. On failure false, and *end is where
 * the text stopped making sense. */
bool measure_parse(Measure *measure, const char *text, const Currency *money, const char **end);

/* What a column's unit means. */
Measure unit_measure(Unit unit);

/* A written value in the column's unit; false if the dimensions differ. Shares
 * per time compound: 30% /year becomes 1.3^(1/12) - 1 a month. */
bool unit_convert(double *value, Measure from, Unit to);

/* The unit's symbol with the currency filled in: "USD/Mtok". The buffer of at
 * least 32 bytes is returned. */
char *unit_symbol(char *buffer, Unit unit, const Currency *money);

/* The same for a number as it is held, in a file for programs: shares are of 1
 * there, so that theirs is "", and "/month" of a share per month. */
char *unit_of_data(char *buffer, Unit unit, const Currency *money);

/* A phrase for messages: "money per month, for example $500..$3k /month". */
const char *unit_expected(Unit unit);

bool unit_is_money(Unit unit);
bool unit_is_share(Unit unit); /* a fraction that is written in per cent */

#endif
