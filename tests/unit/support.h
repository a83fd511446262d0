/* support.h - what every unit test includes. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

/* cmocka needs these four, in this order, before its own header */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

/* The name `fail` is ours, in error.h; fail_msg() stays. */
#undef fail
#undef fail_msg
#define fail_msg(...)                                                                          \
    do {                                                                                       \
        print_error("ERROR: " __VA_ARGS__);                                                    \
        print_error("\n");                                                                     \
        _fail(__FILE__, __LINE__);                                                             \
    } while (0)

#include <math.h>
#include <string.h>

#include "models/model.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* cmocka before 1.1.6 has no comparison for doubles. The first is relative. */
#define assert_close(actual, expected, tolerance)                                              \
    do {                                                                                       \
        double actual_ = (actual), expected_ = (expected);                                     \
        if (!(fabs(actual_ - expected_) <= (tolerance)*fabs(expected_)))                       \
            fail_msg("%s is %.15g, expected %.15g within %g", #actual, actual_, expected_,     \
                     (double)(tolerance));                                                     \
    } while (0)

#define assert_near(actual, expected, distance)                                                \
    do {                                                                                       \
        double actual_ = (actual), expected_ = (expected);                                     \
        if (!(fabs(actual_ - expected_) <= (distance)))                                        \
            fail_msg("%s is %.15g, expected %.15g +- %g", #actual, actual_, expected_,         \
                     (double)(distance));                                                      \
    } while (0)

/* The value of a derived quantity in a month when its sources have these values; of
 * THIS_MONTH, which stands last, none is given. */
static inline double formula_at(const Quantity *q, int month, const double *values)
{
    static double column[MAX_SOURCES][LANES], out[LANES];
    const double *from[MAX_SOURCES];
    int n = 0;

    for (; q->from[n].kind != SOURCE_END; n++) {
        for (int i = 0; i < LANES; i++)
            column[n][i] = q->from[n].kind == SOURCE_MONTH ? month : values[n];
        from[n] = column[n];
    }
    q->formula(from, out);
    for (int i = 1; i < LANES; i++)
        if (out[i] != out[0])
            fail_msg("%s: lane %d differs from lane 0", q->key, i);
    return out[0];
}

#define FORMULA_AT(quantity, month, ...)                                                       \
    formula_at(&(quantity), (month), (const double[]){ __VA_ARGS__ })

/* The source of a quantity that has this key: the way to what is static in its file. */
static inline const Quantity *source_named(const Quantity *q, const char *key)
{
    const Source *source = q->from;

    while (source->kind != SOURCE_END &&
           !(source->quantity && !strcmp(source->quantity->key, key)))
        source++;
    if (source->kind == SOURCE_END)
        fail_msg("%s has no source %s", q->key, key);
    return source->quantity;
}

#endif
