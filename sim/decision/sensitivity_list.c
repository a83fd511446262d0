/* sensitivity_list.c - the inputs of a pair of designs that vary from trial to trial and that
 * the cost of one of them depends on. */
#include "sim/decision/sensitivity_steps.h"

/* [column]: whether the ranking cost of a or b depends on it. */
static const bool *behind_costs(const Pair *pair, Arena *arena)
{
    const Wiring *w = &pair->wiring;
    bool *behind = arena_array(arena, bool, (size_t)w->op_count + 1);

    for (size_t d = 0; d < 2; d++)
        wiring_mark(w, behind, wiring_column(w, d, pair->cost));
    return behind;
}

/* The column of an input that varies and counts, or -1. */
static int varying_column(const Wiring *w, size_t design, const Quantity *quantity,
                          const bool *behind)
{
    int column = wiring_column(w, design, quantity);
    const Op *op = column < 0 ? NULL : &w->ops[column];
    bool varies = op && op->kind == OP_GIVEN && op->timing == PER_TRIAL && !op->constant;

    return varies && behind[column] ? column : -1;
}

/* Correlated inputs are a group, and so are the values that two designs give one quantity,
 * because they are drawn at the same points. */
static int group_of(const Wiring *w, int column, size_t quantity)
{
    int group = w->ops[column].group;

    return group >= 0 ? group : w->group_count + (int)quantity;
}

static void add_input(Sensitivity *s, const Pair *pair, size_t member, size_t row, int column,
                      bool shared)
{
    const Quantity *quantity = pair->scenario.quantities[row];
    const char *key = quantity->key;

    if (!shared)
        key = arena_format(&s->arena, "%s.%s", pair->designs[member].name, key);
    s->inputs[s->count++] = (InputEffect){
        .quantity = quantity,
        .key = key,
        .member = member,
        .column = column,
        .group = group_of(&pair->wiring, column, row),
    };
}

static void mark_alone(Sensitivity *s)
{
    for (size_t i = 0; i < s->count; i++) {
        s->inputs[i].alone = true;
        for (size_t k = 0; k < s->count; k++)
            s->inputs[i].alone &= k == i || s->inputs[k].group != s->inputs[i].group;
    }
}

/* What only one of the designs has is told by its key alone; so is what both have alike. */
void sensitivity_list(Sensitivity *s, const Pair *pair)
{
    const Wiring *w = &pair->wiring;
    const bool *behind = behind_costs(pair, &s->arena);
    size_t rows = pair->scenario.quantity_count;

    s->inputs = arena_array(&s->arena, InputEffect, 2 * rows + 1);
    for (size_t row = 0; row < rows; row++) {
        const Quantity *quantity = pair->scenario.quantities[row];
        int a = varying_column(w, 0, quantity, behind);
        int b = varying_column(w, 1, quantity, behind);
        bool known_to_both = scenario_binding(&pair->scenario, 0, quantity) &&
                             scenario_binding(&pair->scenario, 1, quantity) &&
                             wiring_column(w, 0, quantity) >= 0 &&
                             wiring_column(w, 1, quantity) >= 0;
        bool shared = a == b || !known_to_both;
        if (a >= 0)
            add_input(s, pair, 0, row, a, shared);
        if (b >= 0 && b != a)
            add_input(s, pair, 1, row, b, shared);
    }
    mark_alone(s);
}
