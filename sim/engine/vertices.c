#include "sim/engine/vertices.h"

#include <assert.h>

Vertex *vertex_at(const Maker *m, size_t design, const Quantity *q)
{
    long row = scenario_quantity(m->s, q);
    assert(row >= 0);
    return &m->vertices[design * m->s->quantity_count + (size_t)row];
}

/* Whether it is given as the number 0. */
static bool is_zero(const Maker *m, size_t design, const Quantity *q)
{
    const Binding *b = scenario_binding(m->s, design, q);

    return b && law_is_constant(&b->law) && law_mean(&b->law) == 0;
}

/* Whether a design has it: all its parts, and what it is there for. */
static bool belongs(const Maker *m, size_t design, const Quantity *q)
{
    return quantity_belongs(q, m->s->designs[design].parts) &&
           !(q->only_if && is_zero(m, design, q->only_if));
}

/* --- which vertices there are --------------------------------------------------- */

/* The terms of a total: everything of the design that adds to it. */
static const Source *terms_of(const Maker *m, size_t design, const Quantity *total)
{
    size_t n = 0, count = m->s->quantity_count;
    for (size_t i = 0; i < count; i++)
        n += m->s->quantities[i]->adds_to == total && belongs(m, design, m->s->quantities[i]);

    Source *terms = arena_array(&m->w->arena, Source, n + 1);
    for (size_t i = 0, k = 0; i < count; i++)
        if (m->s->quantities[i]->adds_to == total && belongs(m, design, m->s->quantities[i]))
            terms[k++] = (Source){ SOURCE_NOW, m->s->quantities[i] };
    return terms;
}

static void need(Maker *m, size_t design, const Quantity *q)
{
    static const Source none[] = { { SOURCE_END, NULL } };
    Vertex *vertex = vertex_at(m, design, q);

    if (vertex->needed)
        return;
    *vertex = (Vertex){ .needed = true, .timing = q->timing, .sources = none, .op = -1 };
    vertex->binding = scenario_binding(m->s, design, q);
    if (!belongs(m, design, q)) {
        vertex->kind = OP_ABSENT;
        vertex->binding = NULL;
        vertex->timing = PER_TRIAL;
    } else if (vertex->binding) {
        bool instead = quantity_is_derived(q) || !(q->min < q->max);
        vertex->kind = OP_GIVEN;
        if (instead || law_is_constant(&vertex->binding->law))
            vertex->timing = PER_TRIAL;
    } else if (quantity_is_derived(q)) {
        vertex->kind = q->serve ? OP_SERVING : OP_FORMULA;
        vertex->sources = q->from;
    } else {
        vertex->kind = OP_TOTAL;
        vertex->sources = terms_of(m, design, q);
    }
    if (q->only_if && quantity_belongs(q, m->s->designs[design].parts))
        need(m, design, q->only_if); /* to be told with the answer, even where it is 0 */
    for (const Source *source = vertex->sources; source->kind != SOURCE_END; source++)
        if (source->quantity)
            need(m, design, source->quantity);
}

/* --- which vertices of different designs are the same --------------------------- */

static bool same_law(const Law *a, const Law *b)
{
    for (int i = 0; i < LAW_PARAMS; i++)
        if (a->p[i] != b->p[i])
            return false;
    return a->dist == b->dist && a->points == b->points && a->point_count == b->point_count &&
           a->parts == b->parts && a->part_count == b->part_count;
}

/* Whether two designs give a quantity the same value, be it by the same binding or
 * by one inherited from the other. */
static bool same_value(const Binding *a, const Binding *b)
{
    return a == b ||
           (a && b && a->scale == b->scale && a->varies == b->varies && a->low == b->low &&
            a->high == b->high && same_law(&a->law, &b->law) && same_law(&a->shape, &b->shape));
}

static bool same_sources(const Maker *m, const Vertex *a, size_t design_a, const Vertex *b,
                         size_t design_b)
{
    const Source *x = a->sources, *y = b->sources;
    for (; x->kind != SOURCE_END && y->kind != SOURCE_END; x++, y++) {
        if (x->kind != y->kind || x->quantity != y->quantity)
            return false;
        if (x->quantity && vertex_at(m, design_a, x->quantity)->twin !=
                               vertex_at(m, design_b, y->quantity)->twin)
            return false;
    }
    return x->kind == y->kind;
}

/* The coarsest partition in which equal vertices have equal sources: start from
 * "same kind and value", and split while sources differ. It is right for cycles
 * through last month's values too, because equal formulas with equal beginnings
 * stay equal. */
static void find_twins(const Maker *m)
{
    size_t designs = m->s->design_count, count = m->s->quantity_count;
    size_t *before = arena_array(&m->w->arena, size_t, designs + 1);
    bool split = true, first_round = true;

    for (; split; first_round = false) {
        split = false;
        for (size_t row = 0; row < count; row++) {
            for (size_t d = 0; d < designs; d++)
                before[d] = m->vertices[d * count + row].twin;
            for (size_t d = 0; d < designs; d++) {
                Vertex *vertex = &m->vertices[d * count + row];
                size_t twin = 0;
                for (; vertex->needed && twin < d; twin++) {
                    const Vertex *other = &m->vertices[twin * count + row];
                    if (other->needed && other->kind == vertex->kind &&
                        same_value(other->binding, vertex->binding) &&
                        (first_round || (before[twin] == before[d] &&
                                         same_sources(m, other, twin, vertex, d))))
                        break;
                }
                if (!vertex->needed)
                    continue;
                split |= first_round || twin != vertex->twin;
                vertex->twin = twin;
            }
        }
    }
}

/* --- which vertices stay the same over the months -------------------------------- */

bool vertex_has_beginning(const Vertex *vertex)
{
    return vertex->kind == OP_FORMULA || vertex->kind == OP_TOTAL;
}

static bool varies_by_month(const Maker *m, size_t design, const Vertex *vertex)
{
    for (const Source *source = vertex->sources; source->kind != SOURCE_END; source++) {
        if (!source->quantity)
            return true;
        const Vertex *from = vertex_at(m, design, source->quantity);
        if (from->timing == PER_MONTH ||
            (source->kind == SOURCE_LAST && vertex_has_beginning(from)))
            return true;
    }
    return vertex->kind == OP_GIVEN;
}

/* Evaluate once what has no source that changes, until nothing more is found. */
static void find_constants(const Maker *m)
{
    size_t total = m->s->design_count * m->s->quantity_count;

    for (bool found = true; found;) {
        found = false;
        for (size_t i = 0; i < total; i++) {
            Vertex *vertex = &m->vertices[i];
            if (!vertex->needed || vertex->timing != PER_MONTH ||
                varies_by_month(m, i / m->s->quantity_count, vertex))
                continue;
            vertex->timing = PER_TRIAL;
            found = true;
        }
    }
}

/* --- all together ----------------------------------------------------------------- */

static void need_roots(Maker *m, size_t design)
{
    const Registry *r = m->s->registry;
    const Quantity *const totals[] = { r->build, r->monthly, r->cash };

    for (size_t i = 0; i < m->s->quantity_count; i++) {
        const Quantity *q = m->s->quantities[i];
        if ((q->report != NOT_REPORTED || q->otherwise) && belongs(m, design, q))
            need(m, design, q);
    }
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++)
        if (totals[i])
            need(m, design, totals[i]);
}

void vertices_make(Maker *m)
{
    for (size_t d = 0; d < m->s->design_count; d++)
        need_roots(m, d);
    find_twins(m);
    find_constants(m);
}
