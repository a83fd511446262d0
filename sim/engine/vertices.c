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

static bool is_there(const Maker *m, size_t design, const Quantity *q)
{
    return design_has(m->s, design, q) && !(q->only_if && is_zero(m, design, q->only_if));
}

bool vertex_belongs(const Maker *m, size_t design, const Quantity *q)
{
    const ScenarioDesign *d = &m->s->designs[design];

    if (!d->stage || design_owns(d, q))
        return is_there(m, design, q);
    return design_has(m->s, design, q) &&
           (is_there(m, d->stage->start, q) || is_there(m, d->stage->then, q));
}

const Vertex *vertex_source(const Maker *m, const Vertex *vertex, size_t design,
                            const Source *source)
{
    if (!source->quantity)
        return NULL;
    const Vertex *from = vertex_at(m, vertex_origin(vertex, design, source), source->quantity);
    return vertex_at(m, from->twin, source->quantity);
}

size_t vertex_origin(const Vertex *vertex, size_t design, const Source *source)
{
    return vertex->origin ? vertex->origin[source - vertex->sources] : design;
}

/* --- which vertices there are --------------------------------------------------- */

/* The terms of a total: everything of the design that adds to it. */
static const Source *terms_of(const Maker *m, size_t design, const Quantity *total)
{
    size_t n = 0, count = m->s->quantity_count;
    for (size_t i = 0; i < count; i++)
        n += m->s->quantities[i]->adds_to == total &&
             vertex_belongs(m, design, m->s->quantities[i]);

    Source *terms = arena_array(&m->w->arena, Source, n + 1);
    for (size_t i = 0, k = 0; i < count; i++)
        if (m->s->quantities[i]->adds_to == total &&
            vertex_belongs(m, design, m->s->quantities[i]))
            terms[k++] = (Source){ SOURCE_NOW, m->s->quantities[i] };
    return terms;
}

/* What a vertex of the design is that is there, and not spliced. */
static void describe(const Maker *m, Vertex *vertex, size_t design, const Quantity *q)
{
    vertex->binding = scenario_binding(m->s, design, q);
    if (vertex->binding) {
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
}

static void need(Maker *m, size_t design, const Quantity *q)
{
    static const Source none[] = { { SOURCE_END, NULL } };
    Vertex *vertex = vertex_at(m, design, q);

    if (vertex->needed)
        return;
    *vertex = (Vertex){ .needed = true,
                        .borrowed = m->splicing && !m->s->designs[design].stage,
                        .timing = q->timing,
                        .sources = none,
                        .twin = design,
                        .op = -1 };
    if (!vertex_belongs(m, design, q)) {
        vertex->kind = OP_ABSENT;
        vertex->timing = PER_TRIAL;
    } else if (!splice_make(m, vertex, design, q)) {
        describe(m, vertex, design, q);
    }
    if (q->only_if && design_has(m->s, design, q))
        need(m, design, q->only_if); /* to be told with the answer, even where it is 0 */
    for (const Source *source = vertex->sources; source->kind != SOURCE_END; source++)
        if (source->quantity)
            need(m, vertex_origin(vertex, design, source), source->quantity);
}

/* --- all together ----------------------------------------------------------------- */

static bool is_root(const Maker *m, size_t design, const Quantity *q)
{
    const ScenarioDesign *d = &m->s->designs[design];
    bool shown = design < m->s->design_count;

    /* a staged design is checked by its two designs, which are there in any case */
    return (q->report != NOT_REPORTED && shown) || (q->otherwise && !d->stage);
}

static void need_roots(Maker *m, size_t design)
{
    const Registry *r = m->s->registry;
    const Quantity *const totals[] = { r->build, r->monthly, r->cash };

    for (size_t i = 0; i < m->s->quantity_count; i++)
        if (is_root(m, design, m->s->quantities[i]) &&
            vertex_belongs(m, design, m->s->quantities[i]))
            need(m, design, m->s->quantities[i]);
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++)
        if (totals[i] && design < m->s->design_count)
            need(m, design, totals[i]);
}

void vertices_make(Maker *m)
{
    for (int pass = 0; pass < 2; pass++) {
        m->splicing = pass == 1;
        for (size_t d = 0; d < m->designs; d++)
            if (m->splicing == (m->s->designs[d].stage != NULL))
                need_roots(m, d);
    }
    twins_find(m);
    splices_share(m);
    constants_find(m);
}
