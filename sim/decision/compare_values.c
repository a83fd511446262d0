/* compare_values.c - whether two values are the same, and how they read. */
#include "sim/decision/compare_steps.h"

#include <string.h>

#include "sim/base/text.h"

/* Levels in the middle of LANES equal parts: what a scenario cannot tell apart is the same,
 * however it is written. */
bool compare_same_law(const Law *a, const Law *b)
{
    double u[LANES], x[LANES], y[LANES];

    for (size_t i = 0; i < LANES; i++)
        u[i] = ((double)i + 0.5) / LANES;
    a->dist->quantile(a, u, x);
    b->dist->quantile(b, u, y);
    bool same = law_mean(a) == law_mean(b);
    for (size_t i = 0; i < LANES; i++)
        same = same && x[i] == y[i];
    return same;
}

bool compare_same_binding(const Binding *a, const Binding *b)
{
    if (a == b || !a || !b)
        return a == b;
    return a->scale == b->scale && a->varies == b->varies &&
           compare_same_law(&a->law, &b->law) &&
           (!a->varies || compare_same_law(&a->shape, &b->shape));
}

/* Draws are clamped to the quantity's range. */
static double clamped(const Binding *b, double value)
{
    value *= b->scale;
    return value < b->low ? b->low : value > b->high ? b->high : value;
}

const char *compare_reading(const Binding *b, const Currency *money, Arena *arena)
{
    char low[32], high[32];

    if (!b)
        return NULL;
    Unit unit = b->quantity->unit;
    if (b->quantity->choices)
        return b->reading;
    if (law_is_constant(&b->law))
        return arena_text(arena, text_value(low, clamped(b, law_mean(&b->law)), unit, money));
    text_value(low, clamped(b, law_quantile(&b->law, 0.1)), unit, money);
    text_value(high, clamped(b, law_quantile(&b->law, 0.9)), unit, money);
    /* a unit that both ends have stands once */
    char *x = strchr(low, ' '), *y = strchr(high, ' ');
    if (x && y && strcmp(x, y) == 0)
        *x = '\0';
    return arena_format(arena, "%s..%s", low, high);
}

const bool *compare_costly(const Wiring *w, size_t design, const char *key, Arena *arena)
{
    const Scenario *s = w->scenario;
    const int *column = &w->column[design * s->quantity_count];
    bool *marked = arena_array(arena, bool, (size_t)w->op_count + 1);
    bool *costly = arena_array(arena, bool, s->quantity_count + 1);

    for (size_t row = 0; row < s->quantity_count; row++)
        if (strcmp(s->quantities[row]->key, key) == 0)
            wiring_mark(w, marked, column[row]);
    for (size_t row = 0; row < s->quantity_count; row++)
        costly[row] = column[row] >= 0 && marked[column[row]];
    return costly;
}
