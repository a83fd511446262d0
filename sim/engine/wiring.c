#include "sim/engine/wiring.h"

#include <assert.h>
#include <string.h>

#include "sim/engine/groups.h"

/* One quantity of one design while the wiring is made. */
typedef struct {
    bool needed;
    OpKind kind;
    Timing timing;
    const Binding *binding;
    const Source *sources; /* SOURCE_END-terminated                                */
    size_t twin;           /* the first design with an equal vertex                  */
    int op;                /* -1: not made yet                                     */
    bool entered;          /* being made: meeting it again is a cycle              */
} Vertex;

typedef struct {
    Wiring *w;
    const Scenario *s;
    Vertex *vertices; /* [design][quantity] */
    Error *err;
} Maker;

static Vertex *vertex_at(const Maker *m, size_t design, const Quantity *q)
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
        bool instead = q->formula || !(q->min < q->max);
        vertex->kind = OP_GIVEN;
        if (instead || law_is_constant(&vertex->binding->law))
            vertex->timing = PER_TRIAL;
    } else if (q->formula) {
        vertex->kind = OP_FORMULA;
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
static void find_twins(Maker *m)
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

/* Whether it is computed, so that last month's value is `initial` in month 1. */
static bool has_beginning(const Vertex *vertex)
{
    return vertex->kind == OP_FORMULA || vertex->kind == OP_TOTAL;
}

static bool varies_by_month(const Maker *m, size_t design, const Vertex *vertex)
{
    for (const Source *source = vertex->sources; source->kind != SOURCE_END; source++) {
        if (!source->quantity)
            return true;
        const Vertex *from = vertex_at(m, design, source->quantity);
        if (from->timing == PER_MONTH || (source->kind == SOURCE_LAST && has_beginning(from)))
            return true;
    }
    return vertex->kind == OP_GIVEN;
}

/* Evaluate once what has no source that changes, until nothing more is found. */
static void find_constants(Maker *m)
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

/* --- operations in order ------------------------------------------------------ */

/* The place of a column in one of the lists of kept columns, added if it is new. */
static int kept(int *list, int *count, int column)
{
    for (int i = 0; i < *count; i++)
        if (list[i] == column)
            return i;
    list[*count] = column;
    return (*count)++;
}

static bool make_op(Maker *m, size_t design, const Quantity *q);

static bool port_make(Maker *m, Port *port, const Op *op, const Source *source, size_t design)
{
    Wiring *w = m->w;
    if (source->kind == SOURCE_DRAW || source->kind == SOURCE_MONTH) {
        *port = source->kind == SOURCE_DRAW ? (Port){ PORT_DRAW, w->draw_count++ }
                                            : (Port){ PORT_MONTH, 0 };
        return true;
    }
    const Quantity *q = source->quantity;
    const Vertex *vertex = vertex_at(m, design, q);
    vertex = vertex_at(m, vertex->twin, q);
    const Op *from = &w->ops[vertex->op];
    bool monthly = vertex->timing == PER_MONTH;

    switch (source->kind) {
    case SOURCE_LAST:
        *port = monthly || has_beginning(vertex)
                    ? (Port){ PORT_LAST, kept(w->last, &w->last_count, vertex->op) }
                    : (Port){ PORT_COLUMN, vertex->op };
        break;
    case SOURCE_FIRST:
        *port = monthly ? (Port){ PORT_FIRST, kept(w->first, &w->first_count, vertex->op) }
                        : (Port){ PORT_COLUMN, vertex->op };
        break;
    case SOURCE_SUM:
        *port = (Port){ PORT_SUM, kept(w->sum, &w->sum_count, vertex->op) };
        w->ops[vertex->op].sum = port->index;
        break;
    case SOURCE_EACH:
        if (from->binding && from->binding->varies) {
            *port = (Port){ PORT_EACH, kept(w->each, &w->each_count, vertex->op) };
            break;
        }
        /* fall through */
    default:
        *port = (Port){ PORT_COLUMN, vertex->op };
    }
    if (op->timing == PER_REQUEST && port->kind == PORT_COLUMN && vertex->timing != PER_REQUEST)
        *port = (Port){ PORT_LEVEL, kept(w->level, &w->level_count, vertex->op) };
    if (port->kind == PORT_COLUMN && vertex->timing != PER_TRIAL &&
        vertex->timing != op->timing)
        return fail_status(m->err, STATUS_BUG,
                           "`%s` is refreshed less often than `%s`, which it reads",
                           op->quantity->key, q->key);
    return true;
}

/* Whether a source must be evaluated before its reader in the same round. What is given
 * once is read as a column even by LAST. */
static bool orders(const Maker *m, size_t design, const Source *source)
{
    return source->quantity && (source->kind == SOURCE_NOW || source->kind == SOURCE_EACH ||
                                vertex_at(m, design, source->quantity)->kind == OP_GIVEN);
}

static bool make_sources(Maker *m, size_t design, const Quantity *q)
{
    const Vertex *vertex = vertex_at(m, design, q);
    for (const Source *source = vertex->sources; source->kind != SOURCE_END; source++)
        if (orders(m, design, source) && !make_op(m, design, source->quantity))
            return false;
    return true;
}

static bool make_op(Maker *m, size_t design, const Quantity *q)
{
    Vertex *vertex = vertex_at(m, design, q);
    if (vertex->twin != design)
        return make_op(m, vertex->twin, q);
    if (vertex->op >= 0)
        return true;
    if (vertex->entered)
        return fail_status(m->err, STATUS_BUG, "`%s` depends on itself", q->key);
    vertex->entered = true;
    if (!make_sources(m, design, q)) {
        size_t used = strlen(m->err->text);
        snprintf(m->err->text + used, sizeof m->err->text - used, " <- `%s`", q->key);
        return false;
    }

    vertex->op = m->w->op_count++;
    m->w->ops[vertex->op] = (Op){
        .kind = vertex->kind,
        .timing = vertex->timing,
        .quantity = q,
        .binding = vertex->binding,
        .value = q->absent,
        .group = -1,
        .sum = -1,
    };
    return true;
}

/* Ports are made once every column has its number, so that cycles through last
 * month's values need no special care. */
static bool make_ports(Maker *m, size_t design, const Quantity *q)
{
    const Vertex *vertex = vertex_at(m, design, q);
    Op *op = &m->w->ops[vertex->op];

    for (const Source *source = vertex->sources; source->kind != SOURCE_END; source++)
        op->port_count++;
    op->ports = arena_array(&m->w->arena, Port, (size_t)op->port_count + 1);
    for (int k = 0; k < op->port_count; k++)
        if (!port_make(m, &op->ports[k], op, &vertex->sources[k], design))
            return false;
    return true;
}

/* What is given as one number, or computed from nothing else. */
static bool is_constant(const Wiring *w, const Op *op)
{
    if (op->timing != PER_TRIAL)
        return false;
    if (op->kind == OP_GIVEN)
        return law_is_constant(&op->binding->law);
    for (int k = 0; k < op->port_count; k++)
        if (op->ports[k].kind != PORT_COLUMN || !w->ops[op->ports[k].index].constant)
            return false;
    return true;
}

/* Whether an operation depends on the month and on nothing else that varies, if the
 * operations marked so far do. */
static bool is_calendar(const Wiring *w, const Op *op)
{
    for (int k = 0; k < op->port_count; k++) {
        const Port port = op->ports[k];
        const Op *from = port.kind == PORT_COLUMN ? &w->ops[port.index]
                         : port.kind == PORT_LAST ? &w->ops[w->last[port.index]]
                                                  : NULL;
        if (port.kind != PORT_MONTH && !(from && (from->constant || from->calendar)))
            return false;
    }
    return op->timing == PER_MONTH && op->kind != OP_GIVEN;
}

/* Mark all that is computed each month, and take back what cannot be, until nothing
 * more has to be: so a level that reads only its own last value stays marked. */
static void find_calendar(Wiring *w)
{
    for (int k = 0; k < w->op_count; k++)
        w->ops[k].calendar = w->ops[k].timing == PER_MONTH;
    for (bool changed = true; changed;) {
        changed = false;
        for (int k = 0; k < w->op_count; k++)
            if (w->ops[k].calendar && !is_calendar(w, &w->ops[k])) {
                w->ops[k].calendar = false;
                changed = true;
            }
    }
}

/* Whether values of a law need no change of unit and cannot leave their range. */
static bool is_as_drawn(const Binding *b)
{
    double u[LANES] = { 0x1p-53 }, x[LANES];

    for (size_t i = 1; i < LANES; i++)
        u[i] = 1 - 0x1p-53;
    b->law.dist->quantile(&b->law, u, x);
    return b->scale == 1 && x[0] >= b->low && x[1] <= b->high;
}

/* What is known only when every operation has its ports. */
static void finish_ops(Wiring *w)
{
    for (int k = 0; k < w->op_count; k++) {
        Op *op = &w->ops[k];
        op->constant = is_constant(w, op);
        op->as_drawn = op->kind == OP_GIVEN && is_as_drawn(op->binding);
        if (op->timing == PER_MONTH && op->quantity->report == REPORTED)
            op->sum = kept(w->sum, &w->sum_count, k);
    }
    find_calendar(w);
}

/* --- all together ----------------------------------------------------------------- */

static void make_lists(Wiring *w, size_t ops)
{
    w->ops = arena_array(&w->arena, Op, ops);
    w->last = arena_array(&w->arena, int, ops);
    w->sum = arena_array(&w->arena, int, ops);
    w->first = arena_array(&w->arena, int, ops);
    w->each = arena_array(&w->arena, int, ops);
    w->level = arena_array(&w->arena, int, ops);
}

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

bool wiring_make(Wiring *w, const Scenario *s, Error *err)
{
    *w = (Wiring){ .scenario = s };
    size_t count = s->quantity_count, total = s->design_count * count;
    Maker m = { w, s, arena_array(&w->arena, Vertex, total + 1), err };

    for (size_t d = 0; d < s->design_count; d++)
        need_roots(&m, d);
    find_twins(&m);
    find_constants(&m);
    make_lists(w, total + 1);
    for (size_t i = 0; i < total; i++)
        if (m.vertices[i].needed && !make_op(&m, i / count, s->quantities[i % count]))
            return false;
    for (size_t i = 0; i < total; i++)
        if (m.vertices[i].needed && m.vertices[i].twin == i / count &&
            !make_ports(&m, i / count, s->quantities[i % count]))
            return false;
    finish_ops(w);
    w->column = arena_array(&w->arena, int, total + 1);
    for (size_t i = 0; i < total; i++) {
        bool there = m.vertices[i].needed && m.vertices[i].kind != OP_ABSENT;
        w->column[i] = there ? m.vertices[m.vertices[i].twin * count + i % count].op : -1;
    }
    groups_make(w, s);
    return true;
}

void wiring_free(Wiring *w)
{
    arena_free(&w->arena);
    *w = (Wiring){ 0 };
}

int wiring_column(const Wiring *w, size_t design, const Quantity *quantity)
{
    long row = quantity ? scenario_quantity(w->scenario, quantity) : -1;
    return row < 0 ? -1 : w->column[design * w->scenario->quantity_count + (size_t)row];
}
