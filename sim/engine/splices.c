/* splices.c - the vertices of a staged design.
 *
 * What is refreshed by month or by request is taken from the design before the change and
 * from that after it. What is there once a trial is the first design's: its build, and the
 * values both share; what only the second has is the second's. Sums are sums of what the
 * staged design has, so that lines and totals agree; a sum that is given in one of the two
 * is spliced like anything else, and what only the staged design pays is added to it. What
 * is known when the last month is over is computed from the staged design's own months, and
 * so is what depends on a line of its own, such as its discounted cost.
 */
#include "sim/engine/vertices.h"

/* Sources of which each is of a design of its own. */
typedef struct {
    Source *sources;
    size_t *origin, count;
} Spliced;

static Spliced room_for(const Maker *m, size_t count)
{
    return (Spliced){ .sources = arena_array(&m->w->arena, Source, count + 1),
                      .origin = arena_array(&m->w->arena, size_t, count + 1) };
}

static void add(Spliced *s, size_t design, const Quantity *q)
{
    s->origin[s->count] = design;
    s->sources[s->count++] = (Source){ SOURCE_NOW, q };
}

static void take(Vertex *vertex, const Spliced *s)
{
    vertex->sources = s->sources;
    vertex->origin = s->origin;
}

/* --- what the second build adds ------------------------------------------------------ */

static bool is_line(const Maker *m, const Stage *stage, const Quantity *q)
{
    const Quantity *of_the_bill = m->s->registry->build;

    return quantity_is_derived(q) || scenario_binding(m->s, stage->start, q) ||
           scenario_binding(m->s, stage->then, q) || !of_the_bill;
}

/* The lines of a sum, by pairs: the second design's and the first's. */
static void add_pairs(const Maker *m, Spliced *pairs, const Stage *stage, const Quantity *q)
{
    if (is_line(m, stage, q)) {
        add(pairs, stage->then, q);
        add(pairs, stage->start, q);
        return;
    }
    for (size_t i = 0; i < m->s->quantity_count; i++) {
        const Quantity *line = m->s->quantities[i];
        if (line->adds_to == q && line != m->s->registry->staging->waiting &&
            vertex_belongs(m, stage->then, line))
            add_pairs(m, pairs, stage, line);
    }
}

static void make_further(const Maker *m, Vertex *vertex, const Stage *stage)
{
    Spliced pairs = room_for(m, 2 * m->s->quantity_count);

    if (m->s->registry->build)
        add_pairs(m, &pairs, stage, m->s->registry->build);
    vertex->kind = OP_FURTHER;
    take(vertex, &pairs);
}

static void make_condition(const Maker *m, Vertex *vertex, const Stage *stage)
{
    Spliced compared = room_for(m, 1);

    add(&compared, stage->start, stage->reads);
    vertex->kind = OP_CONDITION;
    vertex->stage = stage;
    take(vertex, &compared);
}

/* --- splices --------------------------------------------------------------------------- */

static bool is_below(const Quantity *q, const Quantity *total)
{
    while (q && q != total)
        q = q->adds_to;
    return q;
}

static void make_splice(const Maker *m, Vertex *vertex, size_t design, const Quantity *q)
{
    const ScenarioDesign *d = &m->s->designs[design];
    Spliced s = room_for(m, 3 + m->s->quantity_count);

    add(&s, design, m->s->registry->staging->after);
    add(&s, d->stage->then, q);
    add(&s, d->stage->start, q);
    for (size_t i = 0; !quantity_is_derived(q) && i < m->s->quantity_count; i++) {
        const Quantity *own = m->s->quantities[i];
        if (design_owns(d, own) && quantity_is_derived(own) && is_below(own, q))
            add(&s, design, own);
    }
    vertex->kind = OP_SPLICE;
    take(vertex, &s);
}

static void make_alias(const Maker *m, Vertex *vertex, size_t home, const Quantity *q)
{
    Spliced s = room_for(m, 1);

    add(&s, home, q);
    vertex->kind = OP_SPLICE;
    take(vertex, &s);
}

/* --- what is computed in the staged design ------------------------------------------- */

static bool reads_marked(const Maker *m, const Quantity *q, const bool *marked)
{
    for (const Source *from = q->from; from && from->kind != SOURCE_END; from++)
        if (from->quantity && marked[scenario_quantity(m->s, from->quantity)])
            return true;
    return false;
}

/* [quantity]: whether something that is a staged design's own is in it. */
static const bool *find_touched(const Maker *m, const ScenarioDesign *d)
{
    size_t count = m->s->quantity_count;
    bool *touched = arena_array(&m->w->arena, bool, count + 1);

    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < count; i++) {
            const Quantity *q = m->s->quantities[i];
            if (!touched[i] && (design_owns(d, q) || reads_marked(m, q, touched)))
                more = touched[i] = true;
            if (!touched[i] || !q->adds_to)
                continue;
            bool *total = &touched[scenario_quantity(m->s, q->adds_to)];
            more |= !*total;
            *total = true;
        }
    }
    return touched;
}

/* Sums of lines in both designs, and formulas that read what is the staged design's own. */
static bool is_computed(Maker *m, size_t design, const Quantity *q)
{
    const Stage *stage = m->s->designs[design].stage;

    if (scenario_binding(m->s, stage->start, q) || scenario_binding(m->s, stage->then, q))
        return false;
    if (!quantity_is_derived(q))
        return true;
    if (!m->touched[design])
        m->touched[design] = find_touched(m, &m->s->designs[design]);
    return m->touched[design][scenario_quantity(m->s, q)];
}

bool splice_make(Maker *m, Vertex *vertex, size_t design, const Quantity *q)
{
    const ScenarioDesign *d = &m->s->designs[design];
    const Staging *staging = m->s->registry->staging;

    if (!d->stage)
        return false;
    if (q == staging->condition && d->stage->reads)
        make_condition(m, vertex, d->stage);
    else if (q == staging->build)
        make_further(m, vertex, d->stage);
    else if (design_owns(d, q) || q->timing == AFTER || is_computed(m, design, q))
        return false;
    else if (q->timing == PER_TRIAL)
        make_alias(m, vertex,
                   vertex_belongs(m, d->stage->start, q) ? d->stage->start : d->stage->then, q);
    else
        make_splice(m, vertex, design, q);
    return true;
}

/* --- what needs no splice ------------------------------------------------------------- */

static bool is_used(const Vertex *vertex)
{
    return vertex->needed && vertex->kind != OP_ABSENT;
}

/* The design from which a staged one has a quantity without a splice: once a trial the
 * first that uses it, but sums and their terms from one; else either if both have the same. */
static const size_t *home_of(const Maker *m, const Stage *stage, const Quantity *q)
{
    const Vertex *start = vertex_at(m, stage->start, q);
    const Vertex *then = vertex_at(m, stage->then, q);

    bool summed = quantity_is_term_once(q) || then->kind == OP_TOTAL;

    if (q->timing == PER_TRIAL && is_used(start))
        return &stage->start;
    if (q->timing == PER_TRIAL)
        return is_used(then) && !(summed && vertex_belongs(m, stage->start, q)) ? &stage->then
                                                                                : NULL;
    return is_used(start) && is_used(then) && start->twin == then->twin ? &stage->start : NULL;
}

void splices_share(const Maker *m)
{
    size_t count = m->s->quantity_count;

    for (size_t i = 0; i < m->s->design_count * count; i++) {
        const ScenarioDesign *d = &m->s->designs[i / count];
        const Quantity *q = m->s->quantities[i % count];
        Vertex *vertex = &m->vertices[i];
        if (!d->stage || vertex->needed || q->timing == AFTER || design_owns(d, q) ||
            !vertex_belongs(m, i / count, q))
            continue;
        const size_t *home = home_of(m, d->stage, q);
        if (!home)
            continue;
        *vertex = (Vertex){ .needed = true, .timing = q->timing, .op = -1 };
        vertex->twin = vertex_at(m, *home, q)->twin;
        make_alias(m, vertex, *home, q);
    }
}
