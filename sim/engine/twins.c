/* twins.c - which vertices are the same in several designs, and which in all months. */
#include "sim/engine/vertices.h"

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

static bool same_condition(const Stage *a, const Stage *b)
{
    return a == b || (a && b && a->comparison == b->comparison && a->value == b->value);
}

static bool same_kind(const Vertex *a, const Vertex *b)
{
    return a->needed && a->kind == b->kind && same_value(a->binding, b->binding) &&
           same_condition(a->stage, b->stage);
}

/* The design whose vertex is equal to that of a source. */
static size_t source_twin(const Maker *m, const Vertex *vertex, size_t design,
                          const Source *source)
{
    return vertex_at(m, vertex_origin(vertex, design, source), source->quantity)->twin;
}

static bool same_sources(const Maker *m, const Vertex *a, size_t design_a, const Vertex *b,
                         size_t design_b)
{
    const Source *x = a->sources, *y = b->sources;
    for (; x->kind != SOURCE_END && y->kind != SOURCE_END; x++, y++) {
        if (x->kind != y->kind || x->quantity != y->quantity)
            return false;
        if (x->quantity && source_twin(m, a, design_a, x) != source_twin(m, b, design_b, y))
            return false;
    }
    return x->kind == y->kind;
}

/* --- the partition ----------------------------------------------------------------- */

typedef struct {
    const Maker *m;
    size_t *before; /* [design]: the twins of the row in the last round */
    bool first_round, split;
} Partition;

/* The source that a splice is the same as: its only one, or that before the change if it is
 * equal to that after it and nothing is added; NULL: there is none. */
static const Source *same_throughout(const Maker *m, const Vertex *vertex, size_t design)
{
    const Source *only = vertex->sources, *then = only + 1, *start = only + 2;

    if (then->kind == SOURCE_END)
        return only;
    if (start[1].kind != SOURCE_END ||
        source_twin(m, vertex, design, then) != source_twin(m, vertex, design, start))
        return NULL;
    return start;
}

static size_t find_twin(const Partition *p, const Vertex *row, size_t stride, size_t design)
{
    const Vertex *vertex = &row[design * stride];
    const Source *same =
        vertex->kind == OP_SPLICE ? same_throughout(p->m, vertex, design) : NULL;

    if (same)
        return source_twin(p->m, vertex, design, same);
    for (size_t twin = 0; twin < design; twin++) {
        const Vertex *other = &row[twin * stride];
        if (same_kind(other, vertex) &&
            (p->first_round || (p->before[twin] == p->before[design] &&
                                same_sources(p->m, other, twin, vertex, design))))
            return twin;
    }
    return design;
}

static void split_row(Partition *p, size_t row, bool spliced)
{
    size_t stride = p->m->s->quantity_count;
    Vertex *vertices = &p->m->vertices[row];

    for (size_t d = 0; d < p->m->designs; d++) {
        Vertex *vertex = &vertices[d * stride];
        if (!vertex->needed || (vertex->kind == OP_SPLICE) != spliced)
            continue;
        size_t twin = find_twin(p, vertices, stride, d);
        p->split |= p->first_round || twin != vertex->twin;
        vertex->twin = twin;
    }
}

/* The coarsest partition in which equal vertices have equal sources: start from
 * "same kind and value", and split while sources differ. It is right for cycles
 * through last month's values too, because equal formulas with equal beginnings
 * stay equal. Splices come after the vertices of the row that they may be equal to. */
void twins_find(const Maker *m)
{
    size_t count = m->s->quantity_count;
    Partition p = { m, arena_array(&m->w->arena, size_t, m->designs + 1), true, true };

    for (; p.split; p.first_round = false) {
        p.split = false;
        for (size_t row = 0; row < count; row++) {
            for (size_t d = 0; d < m->designs; d++)
                p.before[d] = m->vertices[d * count + row].twin;
            split_row(&p, row, false);
            split_row(&p, row, true);
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
        const Vertex *from = vertex_source(m, vertex, design, source);
        if (from->timing == PER_MONTH ||
            (source->kind == SOURCE_LAST && vertex_has_beginning(from)))
            return true;
    }
    return vertex->kind == OP_GIVEN;
}

/* Evaluate once what has no source that changes, until nothing more is found. */
void constants_find(const Maker *m)
{
    size_t total = m->designs * m->s->quantity_count;

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
