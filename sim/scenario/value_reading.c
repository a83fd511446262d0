/* value_reading.c - how a value was understood, for people. */
#include "sim/scenario/value.h"

#include <string.h>

#include "sim/base/text.h"

/* "$17k..$52k /month": a unit that both ends have stands once. */
static const char *span(const Law *law, const Quantity *q, const Currency *currency,
                        Arena *arena)
{
    char low[32], high[32];

    text_value(low, law_quantile(law, 0.1), q->unit, currency);
    text_value(high, law_quantile(law, 0.9), q->unit, currency);
    char *a = strchr(low, ' '), *b = strchr(high, ' ');
    if (a && b && strcmp(a, b) == 0)
        *a = '\0';
    return arena_format(arena, "%s..%s", low, high);
}

const char *value_reading(const Law *law, const Quantity *quantity, const Currency *currency,
                          Arena *arena)
{
    char text[32];

    if (quantity->choices)
        return law_is_constant(law) ? quantity->choices[(size_t)law_mean(law)]
                                    : "one of several";
    if (law_is_constant(law))
        return arena_text(arena, text_value(text, law_mean(law), quantity->unit, currency));
    text_value(text, law_mean(law), quantity->unit, currency);
    return arena_format(arena, "%s, 8 in 10: %s, average %s", law->dist->name,
                        span(law, quantity, currency, arena), text);
}
