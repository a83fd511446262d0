/* json_values.h - numbers, texts and estimates as JSON: what is unknown is null. */
#ifndef SIM_OUTPUT_JSON_VALUES_H
#define SIM_OUTPUT_JSON_VALUES_H

#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/output/cells.h"

static inline json_t *number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

static inline json_t *text(const char *s)
{
    if (!s)
        return json_null();
    Text plain = { 0 };
    cell_plain(&plain, s, false);
    json_t *value = json_string(plain.data ? plain.data : "");
    text_free(&plain);
    return value;
}

static inline json_t *count(uint64_t n)
{
    return n <= INT64_MAX ? json_integer((json_int_t)n) : json_real((double)n);
}

static inline void set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static inline void set_estimate(json_t *object, const char *key, Estimate estimate)
{
    char with_se[64];

    snprintf(with_se, sizeof with_se, "%s_se", key);
    set(object, key, number(estimate.value));
    set(object, with_se, number(isfinite(estimate.value) ? estimate.se : NAN));
}

static inline void set_unit(json_t *object, Unit unit, const Currency *money)
{
    char symbol[32];

    set(object, "unit", text(unit_of_data(symbol, unit, money)));
}

static inline void set_summary(json_t *object, const Summary *summary)
{
    set_estimate(object, "mean", summary->mean);
    set(object, "sd", number(summary->sd));
    for (size_t q = 0; q < Q_COUNT; q++)
        set_estimate(object, answer_names[q], summary->q[q]);
}

/* Append a document, which is released, with numbers of so many digits. */
static inline void add_json(Text *out, json_t *root, size_t digits)
{
    char *written = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(digits));

    text_format(out, "%s\n", written ? written : "null");
    free(written);
    json_decref(root);
}

#endif
