/* text.h - text that grows, text for people, and the nearest of several names. */
#ifndef SIM_BASE_TEXT_H
#define SIM_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/units.h"

/* A string that grows. Starts as { 0 }; data is always terminated once added to. */
typedef struct {
    char *data;
    size_t length, capacity;
} Text;

void text_add(Text *text, const char *more);
void text_add_n(Text *text, const char *more, size_t length);
void text_format(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_free(Text *text);

/* Columns that UTF-8 text takes on a terminal (wide East Asian characters take
 * two, combining marks none); bytes that are not UTF-8 count one each. */
int text_width(const char *text);

/* The number of bytes of the character at text: 1 for a byte that is not UTF-8. */
size_t text_character(const char *text, size_t length);

/* Whether all of text is well-formed UTF-8. */
bool text_is_utf8(const char *text, size_t length);

/* The candidate nearest to word, or NULL when none is close or two are equally
 * close. Weights as git's: swap 0, insert 1, substitute 2, delete 4. */
const char *text_nearest(const char *word, const char *const candidates[], size_t count);

/* Numbers for people, three significant digits at most, into a buffer of at
 * least 32 bytes which is returned.
 *   text_number   1.3M  18k  0.94
 *   text_money    $381k  -$1.2M  EUR 40k
 *   text_percent  77%  <1%  >99%   (0% and 100% only if exactly that: shares of money)
 *   text_chance   the same of a chance, which simulation never shows to be 0 or 1
 *   text_duration 2.9 s  350 ms  (saturated: infinite, of what is not answered)
 *   text_value    whatever suits the unit */
char *text_number(char *buffer, double value);
char *text_money(char *buffer, double value, const Currency *money);
char *text_percent(char *buffer, double share);
char *text_chance(char *buffer, double chance);
char *text_duration(char *buffer, double seconds);
char *text_value(char *buffer, double value, Unit unit, const Currency *money);

#endif
