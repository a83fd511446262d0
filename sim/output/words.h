/* words.h - numbers in sentences. */
#ifndef SIM_OUTPUT_WORDS_H
#define SIM_OUTPUT_WORDS_H

#include "sim/base/text.h"
#include "sim/results/answer.h"

/* "2 times in 3", "17 times in 100", "less than 1 time in 100", into a buffer of 48 bytes. */
char *words_times(char *buffer, double chance);

/* "36 months", into a buffer of 32 bytes. */
char *words_months(char *buffer, int months);

/* An amount with the digits that are sure, without its error where that is not
 * known. Both take a buffer of 32 bytes. */
char *words_money(char *buffer, Estimate estimate, const Answer *answer);
char *words_amount(char *buffer, double amount, const Answer *answer);

/* Months between the tics of an axis that has room for `most` of them or so. */
int words_month_step(int months, int most);

/* Append that two designs cost the same in some futures, where both may be chosen and that
 * is often enough to show in their chances of being the cheapest; else nothing. */
void words_equal(Text *out, const Answer *answer, const PairAnswer *pair);

/* Whether bad answers cost something, so that the ranking cost is more than cash. */
bool words_need_cash(const Answer *answer);

#endif
