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

/* Correlated inputs are a group, and so are the values that designs give one quantity,
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
        key = arena_format(&s->arena, "%s.%s", pair->scenario.designs[member].name, key);
    s->inputs[s->count++] = (InputEffect){
        .quantity = quantity,
        .key = key,
        .design = pair->scenario.designs[member].label,
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

/* Whether a design has a value of its own for a quantity. */
static bool knows(const Pair *pair, size_t design, const Quantity *quantity)
{
    return scenario_binding(&pair->scenario, design, quantity) &&
           wiring_column(&pair->wiring, design, quantity) >= 0;
}

/* Whether no design has another value for a quantity than one that takes it from a column. */
static bool is_shared(const Pair *pair, const int columns[], size_t design, size_t count,
                      const Quantity *quantity)
{
    for (size_t d = 0; d < count; d++)
        if (columns[d] != columns[design] && knows(pair, d, quantity) &&
            knows(pair, design, quantity))
            return false;
    return true;
}

static bool is_listed(const int columns[], size_t design)
{
    for (size_t d = 0; d < design; d++)
        if (columns[d] == columns[design])
            return true;
    return false;
}

static void add_row(Sensitivity *s, const Pair *pair, size_t row, size_t count,
                    const bool *behind)
{
    const Quantity *quantity = pair->scenario.quantities[row];
    int columns[PAIR_DESIGNS];

    for (size_t d = 0; d < count; d++)
        columns[d] = varying_column(&pair->wiring, d, quantity, behind);
    for (size_t d = 0; d < count; d++)
        if (columns[d] >= 0 && !is_listed(columns, d))
            add_input(s, pair, d, row, columns[d],
                      is_shared(pair, columns, d, count, quantity));
}

/* What only one of the designs has is told by its key alone; so is what all have alike. A
 * staged design takes its inputs from the designs that it is made of. */
void sensitivity_list(Sensitivity *s, const Pair *pair)
{
    const bool *behind = behind_costs(pair, &s->arena);
    size_t count = pair->scenario.design_count, rows = pair->scenario.quantity_count;

    s->inputs = arena_array(&s->arena, InputEffect, count * rows + 1);
    for (size_t row = 0; row < rows; row++)
        add_row(s, pair, row, count, behind);
    mark_alone(s);
}
