/* level.h - how far something that grows by a share a month has come. */
#ifndef TESTS_LEVEL_H
#define TESTS_LEVEL_H

#include "tests/unit/support.h"

/* A level in a month: (1 + growth)^(month - 1), each month from the one before. */
static inline double level_at(const Quantity *level, int month, double growth)
{
    double now = level->initial;

    for (int m = 1; m <= month; m++)
        now = FORMULA_AT(*level, m, now, growth);
    return now;
}

#endif
