/* correlations.c - `correlations:`, inputs that move together. */
#include "sim/scenario/loader.h"
#include "sim/scenario/some_designs.h"

static const Quantity strength = {
    .key = "strength",
    .unit = UNIT_NUMBER,
    .min = -1,
    .max = 1,
};

/* The value of a quantity in some design, an uncertain one if there is any. */
static const Binding *some_binding(const Loader *l, size_t row)
{
    const Binding *found = NULL;

    for (size_t d = 0; d < scenario_all_designs(l->s); d++) {
        const Binding *binding = l->s->designs[d].bindings[row];
        if (binding && (!found || law_is_constant(&found->law)))
            found = binding;
    }
    return found;
}

static bool read_key(Loader *l, size_t *row, const Node *node)
{
    Key key = node->kind == NODE_SCALAR ? key_find(l, node->text) : (Key){ KEY_NONE, 0 };
    Error err;

    *row = key.row;
    if (node->kind == NODE_SCALAR && key.kind == KEY_NONE) {
        tell_unknown_key(l, node->mark, NULL, node->text);
        return false;
    }
    if (key.kind != KEY_QUANTITY) {
        fail_at(&err, node->mark, "E035", "only numbers can be correlated");
        return loader_tell(l, &err);
    }
    const Binding *binding = some_binding(l, key.row);
    if (!binding && !quantity_is_given(l, key.row)) {
        fail_at(&err, node->mark, "E035", "%s is computed, not drawn", node->text);
        fail_label(&err, "correlate what it is computed from");
        return loader_tell(l, &err);
    }
    if (binding && law_is_constant(&binding->law)) {
        fail_at(&err, node->mark, "W008",
                "%s is a single number, so the correlation does nothing", node->text);
        loader_warn(l, &err);
    }
    return true;
}

static bool is_new(Loader *l, const CorrelatedPair *pair)
{
    Error err;

    for (size_t i = 0; i < l->s->correlation_count; i++) {
        const CorrelatedPair *other = &l->s->correlations[i];
        if (!(other->a == pair->a && other->b == pair->b) &&
            !(other->a == pair->b && other->b == pair->a))
            continue;
        fail_at(&err, pair->mark, "E035", "these two are correlated twice");
        fail_label(&err, "first in line %d", other->mark.line);
        return loader_tell(l, &err);
    }
    return true;
}

static void read_pair(Loader *l, const Node *item)
{
    static const char *const fields[] = { "between", "strength", "source", "note", "owner" };
    const Node *between = tree_find(item, "between"), *rank = tree_find(item, "strength");
    const Node *first = between && between->kind == NODE_SEQUENCE ? between->first : NULL;
    const Node *second = first ? first->next : NULL;
    CorrelatedPair pair = { .mark = item->mark };
    Error err;

    if (item->kind == NODE_MAPPING)
        check_fields(l, item, "E035", "field of a correlation", fields,
                     sizeof fields / sizeof fields[0]);
    if (!second || second->next || !rank) {
        fail_at(&err, item->mark, "E035", "a correlation needs two keys and a strength");
        fail_label(&err, "expected { between: [KEY, KEY], strength: 0.4 }");
        loader_tell(l, &err);
        return;
    }
    bool a = read_key(l, &pair.a, first), b = read_key(l, &pair.b, second);
    bool ok = number_field(l, &pair.rank, &strength, rank) && a && b;
    if (ok && pair.a == pair.b) {
        fail_at(&err, second->mark, "E035", "`%s` cannot be correlated with itself",
                second->text);
        ok = loader_tell(l, &err);
    }
    if (ok && is_new(l, &pair))
        l->s->correlations[l->s->correlation_count++] = pair;
}

/* The place of each correlated input among them, in `place`; false if there are
 * more than the engine takes. */
static bool number_inputs(Loader *l, size_t *place, size_t *count)
{
    bool *seen = arena_array(l->arena, bool, l->s->quantity_count + 1);
    Error err;

    for (size_t i = 0; i < l->s->correlation_count; i++) {
        const CorrelatedPair *pair = &l->s->correlations[i];
        const size_t rows[] = { pair->a, pair->b };
        for (size_t k = 0; k < 2; k++) {
            if (!seen[rows[k]])
                place[rows[k]] = (*count)++;
            seen[rows[k]] = true;
        }
        if (*count <= CORRELATED_MAX)
            continue;
        fail_at(&err, pair->mark, "E035", "more than %d correlated keys", CORRELATED_MAX);
        return loader_tell(l, &err);
    }
    return true;
}

/* Three inputs cannot all move against each other: the engine takes correlations
 * near those stated, and the user is told. */
static void check_possible(Loader *l)
{
    size_t *place = arena_array(l->arena, size_t, l->s->quantity_count + 1), n = 0;
    Correlation correlation;
    Error err;

    if (l->s->correlation_count == 0 || !number_inputs(l, place, &n))
        return;
    double *rank = arena_array(l->arena, double, n *n);
    for (size_t i = 0; i < n; i++)
        rank[i * n + i] = 1;
    for (size_t i = 0; i < l->s->correlation_count; i++) {
        const CorrelatedPair *pair = &l->s->correlations[i];
        rank[place[pair->a] * n + place[pair->b]] = rank[place[pair->b] * n + place[pair->a]] =
            pair->rank;
    }
    correlation_make(&correlation, rank, n, l->arena);
    if (!correlation.repaired || correlation.largest_change < 0.0005)
        return;
    fail_at(
        &err, l->s->correlations[0].mark, "W009",
        "no inputs can be correlated like this; the nearest that can are used, off by up to "
        "%.2f",
        correlation.largest_change);
    loader_warn(l, &err);
}

void correlations_read(Loader *l)
{
    const Node *list = tree_find(l->root, "correlations");
    size_t most = 0;
    Error err;

    if (!list)
        return;
    if (list->kind != NODE_SEQUENCE) {
        fail_at(&err, list->mark, "E035", "`correlations` is a list");
        fail_label(&err, "expected - { between: [KEY, KEY], strength: 0.4 }");
        loader_tell(l, &err);
        return;
    }
    for (const Node *item = list->first; item; item = item->next)
        most++;
    l->s->correlations = arena_array(l->arena, CorrelatedPair, most + 1);
    for (const Node *item = list->first; item; item = item->next)
        read_pair(l, item);
    check_possible(l);
}
