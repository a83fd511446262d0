/* random_value.h - values of quantities by chance, in every form that a scenario can
 * write, from what is usual to the ends of what is accepted. */
#ifndef TESTS_RANDOM_VALUE_H
#define TESTS_RANDOM_VALUE_H

#include <stdint.h>

#include "models/model.h"
#include "sim/base/text.h"
#include "sim/sampling/dist.h"

/* Numbers by chance that follow from where they begin. */
typedef struct {
    uint64_t state;
} Dice;

double dice_share(Dice *dice);               /* uniform within (0, 1) */
size_t dice_below(Dice *dice, size_t count); /* 0..count-1            */
bool dice_hit(Dice *dice, double chance);    /* whether it happened   */
double dice_between(Dice *dice, double low, double high);

/* A number in the unit of a quantity, near its usual law (NULL: near what its unit makes
 * usual), within its range. */
double random_number(Dice *dice, const Quantity *quantity, const Law *usual);

/* The same as text in quotes with its unit: "4.2 USD/Mtok"; and for a range, a shape, a
 * mixture, a table of quantiles or an end of the accepted range by chance. */
void number_write(Text *out, const Quantity *quantity, double value);
void random_value(Text *out, Dice *dice, const Quantity *quantity, const Law *usual);

#endif
