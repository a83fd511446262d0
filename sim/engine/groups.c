#include "sim/engine/groups.h"

static size_t root_of(const size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i];
    return i;
}

/* Inputs connected by a stated correlation form a group; pairs of a group that
 * are not stated are independent. */
static void make_group(Wiring *w, const Scenario *s, const size_t *parent, size_t root)
{
    CorrelatedGroup *group = &w->groups[w->group_count];
    size_t *place = arena_array(&w->arena, size_t, s->quantity_count), n = 0;

    group->keys = arena_array(&w->arena, const char *, s->quantity_count);
    for (size_t i = 0; i < s->quantity_count; i++) {
        if (root_of(parent, i) != root)
            continue;
        group->keys[n] = s->quantities[i]->key;
        place[i] = n++;
        for (int k = 0; k < w->op_count; k++)
            if (w->ops[k].quantity == s->quantities[i] && w->ops[k].kind == OP_GIVEN) {
                w->ops[k].group = w->group_count;
                w->ops[k].member = (int)(n - 1);
            }
    }
    double *rank = arena_array(&w->arena, double, n *n);
    for (size_t i = 0; i < n; i++)
        rank[i * n + i] = 1;
    for (size_t p = 0; p < s->correlation_count; p++) {
        const CorrelatedPair *pair = &s->correlations[p];
        if (root_of(parent, pair->a) == root)
            rank[place[pair->a] * n + place[pair->b]] =
                rank[place[pair->b] * n + place[pair->a]] = pair->rank;
    }
    correlation_make(&group->correlation, rank, n, &w->arena);
    w->group_count++;
}

void groups_make(Wiring *w, const Scenario *s)
{
    size_t *parent = arena_array(&w->arena, size_t, s->quantity_count + 1);
    for (size_t i = 0; i < s->quantity_count; i++)
        parent[i] = i;
    for (size_t p = 0; p < s->correlation_count; p++)
        parent[root_of(parent, s->correlations[p].a)] = root_of(parent, s->correlations[p].b);

    w->groups = arena_array(&w->arena, CorrelatedGroup, s->correlation_count + 1);
    for (size_t i = 0; i < s->quantity_count; i++) {
        bool shared = false;
        for (size_t k = 0; k < s->quantity_count && !shared; k++)
            shared = k != i && root_of(parent, k) == i;
        if (root_of(parent, i) == i && shared)
            make_group(w, s, parent, i);
    }
}
