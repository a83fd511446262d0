#include "sim/engine/wiring.h"

#include <string.h>

#include "sim/engine/groups.h"
#include "sim/engine/traits.h"
#include "sim/engine/vertices.h"
#include "sim/scenario/some_designs.h"

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

/* The same of a column of a trial that requests read. */
static Port level_port(Wiring *w, int column, bool first)
{
    bool monthly = w->ops[column].timing == PER_MONTH;

    first = first && monthly;
    for (int i = 0; i < w->level_count; i++)
        if (w->level[i].column == column && w->level[i].first == first)
            return (Port){ PORT_LEVEL, i };
    w->level[w->level_count] = (Level){ column, first, monthly && !first ? AT_END_BIT : 0 };
    return (Port){ PORT_LEVEL, w->level_count++ };
}

/* A source that is no quantity. */
static Port own_port(Wiring *w, SourceKind kind)
{
    return kind == SOURCE_DRAW      ? (Port){ PORT_DRAW, w->draw_count++ }
           : kind == SOURCE_AT_PEAK ? (Port){ PORT_PEAK, 0 }
                                    : (Port){ PORT_MONTH, 0 };
}

/* A source in a formula over trials. */
static Port trial_port(Wiring *w, SourceKind kind, const Vertex *vertex)
{
    bool monthly = vertex->timing == PER_MONTH;

    switch (kind) {
    case SOURCE_LAST:
        if (monthly || vertex_has_beginning(vertex))
            return (Port){ PORT_LAST, kept(w->last, &w->last_count, vertex->op) };
        break;
    case SOURCE_FIRST:
        if (monthly)
            return (Port){ PORT_FIRST, kept(w->first, &w->first_count, vertex->op) };
        break;
    case SOURCE_SUM:
        w->ops[vertex->op].sum = kept(w->sum, &w->sum_count, vertex->op);
        return (Port){ PORT_SUM, w->ops[vertex->op].sum };
    default:
        break;
    }
    return (Port){ PORT_COLUMN, vertex->op };
}

/* A source in a formula over requests. What is given instead of being served has no
 * second result: its value is read for both. */
static Port request_port(Wiring *w, SourceKind kind, const Vertex *vertex)
{
    const Op *from = &w->ops[vertex->op];

    if (kind == SOURCE_EACH && from->binding && from->binding->varies)
        return (Port){ PORT_EACH, kept(w->each, &w->each_count, vertex->op) };
    if (kind == SOURCE_ALSO && vertex->kind == OP_SERVING)
        return (Port){ PORT_ALSO, from->serving };
    if (vertex->timing == PER_REQUEST)
        return (Port){ PORT_COLUMN, vertex->op };
    return level_port(w, vertex->op, kind == SOURCE_FIRST);
}

/* Whether a source can be read at all when its reader is evaluated. */
static bool can_read(const Op *op, SourceKind kind, const Vertex *vertex)
{
    bool of_trials = kind == SOURCE_LAST || kind == SOURCE_SUM;

    if (kind == SOURCE_AT_PEAK || kind == SOURCE_ALSO || kind == SOURCE_EACH)
        return op->timing == PER_REQUEST;
    if (!vertex || vertex->timing == PER_TRIAL || vertex->timing == op->timing)
        return !(op->timing == PER_REQUEST && of_trials);
    if (op->timing == PER_REQUEST)
        return vertex->timing == PER_MONTH && !of_trials;
    return vertex->timing == PER_MONTH && kind != SOURCE_NOW;
}

static bool port_make(Maker *m, Port *port, const Op *op, const Source *source,
                      const Vertex *vertex)
{
    const Quantity *q = source->quantity;

    if (!can_read(op, source->kind, vertex))
        return fail_status(m->err, STATUS_BUG,
                           "`%s` is refreshed less often than `%s`, which it reads",
                           op->quantity->key, q ? q->key : "the peak");
    *port = !vertex                     ? own_port(m->w, source->kind)
            : op->timing == PER_REQUEST ? request_port(m->w, source->kind, vertex)
                                        : trial_port(m->w, source->kind, vertex);
    return true;
}

/* Whether a source must be evaluated before its reader in the same round. What is given
 * once is read as a column even by LAST. */
static bool orders(const Source *source, const Vertex *from)
{
    return from && (source->kind == SOURCE_NOW || source->kind == SOURCE_EACH ||
                    source->kind == SOURCE_ALSO || from->kind == OP_GIVEN);
}

static bool make_sources(Maker *m, size_t design, const Quantity *q)
{
    const Vertex *vertex = vertex_at(m, design, q);
    for (const Source *source = vertex->sources; source->kind != SOURCE_END; source++)
        if (orders(source, vertex_source(m, vertex, design, source)) &&
            !make_op(m, vertex_origin(vertex, design, source), source->quantity))
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
        .stage = vertex->stage,
        .group = -1,
        .sum = -1,
        .serving = -1,
    };
    if (vertex->kind == OP_SERVING)
        m->w->ops[vertex->op].serving = kept(m->w->serving, &m->w->serving_count, vertex->op);
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
        if (!port_make(m, &op->ports[k], op, &vertex->sources[k],
                       vertex_source(m, vertex, design, &vertex->sources[k])))
            return false;
    return true;
}

/* --- all together ----------------------------------------------------------------- */

static void make_lists(Wiring *w, size_t ops)
{
    w->ops = arena_array(&w->arena, Op, ops);
    w->last = arena_array(&w->arena, int, ops);
    w->sum = arena_array(&w->arena, int, ops);
    w->first = arena_array(&w->arena, int, ops);
    w->each = arena_array(&w->arena, int, ops);
    w->serving = arena_array(&w->arena, int, ops);
    w->level = arena_array(&w->arena, Level, 2 * ops);
}

bool wiring_make(Wiring *w, const Scenario *s, Error *err)
{
    *w = (Wiring){ .scenario = s };
    size_t designs = scenario_all_designs(s);
    size_t count = s->quantity_count, total = designs * count;
    Maker m = { .w = w,
                .s = s,
                .designs = designs,
                .vertices = arena_array(&w->arena, Vertex, total + 1),
                .touched = arena_array(&w->arena, const bool *, designs + 1),
                .err = err };

    vertices_make(&m);
    make_lists(w, total + 1);
    for (size_t i = 0; i < total; i++)
        if (m.vertices[i].needed && !make_op(&m, i / count, s->quantities[i % count]))
            return false;
    for (size_t i = 0; i < total; i++)
        if (m.vertices[i].needed && m.vertices[i].twin == i / count &&
            !make_ports(&m, i / count, s->quantities[i % count]))
            return false;
    traits_find(w);
    w->column = arena_array(&w->arena, int, total + 1);
    for (size_t i = 0; i < total; i++) {
        const Vertex *twin = &m.vertices[m.vertices[i].twin * count + i % count];
        bool there = m.vertices[i].needed && !m.vertices[i].borrowed;
        w->column[i] = there && twin->kind != OP_ABSENT ? twin->op : -1;
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

/* The column behind a port, or -1. */
static int column_behind(const Wiring *w, Port port)
{
    switch (port.kind) {
    case PORT_COLUMN:
        return port.index;
    case PORT_LAST:
        return w->last[port.index];
    case PORT_SUM:
        return w->sum[port.index];
    case PORT_FIRST:
        return w->first[port.index];
    case PORT_EACH:
        return w->each[port.index];
    case PORT_LEVEL:
        return w->level[port.index].column;
    case PORT_ALSO:
        return w->serving[port.index];
    default:
        return -1;
    }
}

void wiring_mark(const Wiring *w, bool *marked, int column)
{
    if (column < 0 || marked[column])
        return;
    marked[column] = true;
    for (int k = 0; k < w->ops[column].port_count; k++)
        wiring_mark(w, marked, column_behind(w, w->ops[column].ports[k]));
}
