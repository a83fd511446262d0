#include "sim/scenario/value_point.h"

#include <string.h>

#include "sim/scenario/value_reader.h"

bool value_point(double *value, const Quantity *quantity, const Node *node,
                 const Currency *currency, Arena *arena, Error *err)
{
    Value parsed;

    if (!value_parse(&parsed, quantity, node, currency, ".", arena, err))
        return false;
    if (parsed.is_scale || !law_is_constant(&parsed.law)) {
        fail_at(err, node->mark, "E055", "`%.80s` is not one number", node->text);
        return fail_label(err, "expected %s", unit_expected(quantity->unit));
    }
    *value = law_mean(&parsed.law);
    return true;
}

bool value_points(double *values, const Quantity *quantity, const Node *nodes, size_t count,
                  const Currency *currency, Arena *arena, Error *err)
{
    Amount *amounts = arena_array(arena, Amount, count + 1);
    ValueReader r = { quantity, currency, ".", NULL, arena, err };

    for (size_t i = 0; i < count; i++) {
        r.node = &nodes[i];
        const char *text = nodes[i].text;
        if (!amount_read(&r, &amounts[i], piece_of(text, text + strlen(text))))
            return false;
    }
    amount_share_unit(amounts, count, (Piece){ 0 });
    for (size_t i = 0; i < count; i++) {
        r.node = &nodes[i];
        if (!amount_value(&r, &values[i], &amounts[i]))
            return false;
    }
    return true;
}

static bool fail_order(const ValueReader *r, bool equal)
{
    fail_at(r->err, r->node->mark, "E047",
            equal ? "a range with two equal ends" : "a range that runs backwards");
    return fail_label(r->err, "expected LO..HI, the lower end first");
}

bool value_span(double *low, double *high, const Quantity *quantity, const Node *node,
                const Currency *currency, Arena *arena, Error *err)
{
    const ValueReader r = { quantity, currency, ".", node, arena, err };
    const char *end = node->text + strlen(node->text), *dots = strstr(node->text, "..");
    Amount amounts[2];

    if (quantity->choices || !dots) {
        fail_at(err, node->mark, "E051", "`%.80s` is no range", node->text);
        return fail_label(err, "%s",
                          quantity->choices ? "expected names, with commas between"
                                            : "expected LO..HI");
    }
    if (!amount_read(&r, &amounts[0], piece_of(node->text, dots)) ||
        !amount_read(&r, &amounts[1], piece_of(dots + 2, end)))
        return false;
    amount_share_unit(amounts, 2, (Piece){ 0 });
    if (!amount_value(&r, low, &amounts[0]) || !amount_value(&r, high, &amounts[1]))
        return false;
    return *low < *high || fail_order(&r, *low == *high);
}

bool value_limit(double *value, const Quantity *quantity, const Node *node,
                 const Currency *currency, Arena *arena, Error *err)
{
    const ValueReader r = { quantity, currency, ".", node, arena, err };
    Amount amount;

    if (!amount_read(&r, &amount, piece_of(node->text, node->text + strlen(node->text))))
        return false;
    if (amount.unit.length > 0 || amount.money.length > 0 || unit_is_share(quantity->unit))
        return amount_value(&r, value, &amount);
    *value = amount.number;
    return true;
}
