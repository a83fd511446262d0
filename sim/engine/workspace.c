#include "sim/engine/workspace.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/sampling/uniforms.h"

static Lanes *lanes_make(Arena *arena, int count)
{
    enum { LINE = 64 };
    char *memory = arena_alloc(arena, sizeof(Lanes) * (size_t)(count + 1) + LINE);
    return (Lanes *)(void *)(memory + (LINE - (uintptr_t)memory % LINE) % LINE);
}

const double *port_lanes(const Workspace *ws, Port port)
{
    Lanes *const lists[] = {
        [PORT_COLUMN] = ws->column, [PORT_LAST] = ws->last, [PORT_SUM] = ws->sum,
        [PORT_FIRST] = ws->first,   [PORT_EACH] = ws->each, [PORT_LEVEL] = ws->level,
        [PORT_ALSO] = ws->also,     [PORT_DRAW] = ws->draw, [PORT_MONTH] = ws->month,
        [PORT_PEAK] = ws->peak,
    };
    return lists[port.kind][port.index];
}

/* The stream of the k-th source of a quantity, distinct from that of the quantity. */
static uint64_t source_stream(const Quantity *q, int k)
{
    char name[256];
    snprintf(name, sizeof name, "%s#%d", q->key, k);
    return uniforms_stream(name);
}

static void step_make(Workspace *ws, int index)
{
    const Op *op = &ws->wiring->ops[index];
    size_t ports = (size_t)op->port_count;
    Step step = { .op = op, .out = ws->column[index] };
    Program *program = op->constant   ? &ws->constant
                       : op->calendar ? &ws->calendar
                                      : &ws->program[op->timing];

    step.from = arena_array(&ws->arena, const double *, ports + 1);
    step.draws = arena_array(&ws->arena, Draw, ports + 1);
    for (int k = 0; k < op->port_count; k++) {
        step.from[k] = port_lanes(ws, op->ports[k]);
        if (op->ports[k].kind == PORT_DRAW)
            step.draws[step.draw_count++] =
                (Draw){ source_stream(op->quantity, k), ws->draw[op->ports[k].index] };
    }
    if (op->kind == OP_GIVEN) {
        step.points = sampler_points(ws->sampler, op->quantity->key);
        step.stream = uniforms_stream(op->quantity->key);
    }
    if (op->timing == PER_MONTH && op->sum >= 0)
        step.total = ws->sum[op->sum];
    step.sums = ws->sums[index];
    step.known = ws->known[index];
    program->steps[program->count++] = step;
}

static void groups_place(Workspace *ws)
{
    const Wiring *w = ws->wiring;
    int members = 0;

    ws->group_start = arena_array(&ws->arena, int, (size_t)w->group_count + 1);
    ws->group_points = arena_array(&ws->arena, Points *, (size_t)w->group_count + 1);
    for (int g = 0; g < w->group_count; g++) {
        size_t count = w->groups[g].correlation.count;
        ws->group_start[g] = members;
        ws->group_points[g] = arena_array(&ws->arena, Points, count);
        for (size_t k = 0; k < count; k++)
            ws->group_points[g][k] = sampler_points(ws->sampler, w->groups[g].keys[k]);
        members += (int)count;
    }
    ws->group = lanes_make(&ws->arena, members);
}

static void make_columns(Workspace *ws)
{
    const Wiring *w = ws->wiring;

    ws->column = lanes_make(&ws->arena, w->op_count);
    ws->last = lanes_make(&ws->arena, w->last_count);
    ws->sum = lanes_make(&ws->arena, w->sum_count);
    ws->first = lanes_make(&ws->arena, w->first_count);
    ws->each = lanes_make(&ws->arena, w->each_count);
    ws->level = lanes_make(&ws->arena, w->level_count);
    ws->at_launch = lanes_make(&ws->arena, w->level_count);
    ws->at_end = lanes_make(&ws->arena, w->level_count);
    ws->also = lanes_make(&ws->arena, w->serving_count);
    ws->draw = lanes_make(&ws->arena, w->draw_count);
    ws->month = lanes_make(&ws->arena, 1);
    ws->peak = lanes_make(&ws->arena, 1);
}

static void make_sums(Workspace *ws)
{
    const Wiring *w = ws->wiring;

    ws->sums = arena_array(&ws->arena, double *, (size_t)w->op_count + 1);
    ws->known = arena_array(&ws->arena, double *, (size_t)w->op_count + 1);
    for (int k = 0; k < w->op_count; k++)
        *(w->ops[k].constant || w->ops[k].calendar ? &ws->known[k] : &ws->sums[k]) =
            arena_array(&ws->arena, double, block_sum_count(w, k));
}

static void make_each(Workspace *ws)
{
    const Wiring *w = ws->wiring;

    ws->each_stream = arena_array(&ws->arena, uint64_t, (size_t)w->each_count + 1);
    ws->each_mean = arena_array(&ws->arena, double, (size_t)w->each_count + 1);
    for (int i = 0; i < w->each_count; i++) {
        ws->each_stream[i] = source_stream(w->ops[w->each[i]].quantity, -1);
        ws->each_mean[i] = law_mean(&w->ops[w->each[i]].binding->shape);
    }
}

static void make_programs(Workspace *ws)
{
    size_t ops = (size_t)ws->wiring->op_count + 1;

    for (int t = PER_TRIAL; t <= AFTER; t++)
        ws->program[t].steps = arena_array(&ws->arena, Step, ops);
    ws->constant.steps = arena_array(&ws->arena, Step, ops);
    ws->calendar.steps = arena_array(&ws->arena, Step, ops);
    for (int k = 0; k < ws->wiring->op_count; k++)
        step_make(ws, k);
}

Workspace *workspace_make(const Wiring *w, const Sampler *sampler, uint64_t seed, bool means)
{
    Workspace *ws = aligned_alloc(64, (sizeof *ws + 63) / 64 * 64);
    if (!ws)
        return NULL;
    *ws = (Workspace){ .wiring = w, .sampler = sampler, .seed = seed, .means = means };
    make_sums(ws);
    make_columns(ws);
    make_each(ws);
    groups_place(ws);
    make_programs(ws);
    block_foresee(ws);
    return ws;
}

void workspace_free(Workspace *ws)
{
    if (!ws)
        return;
    arena_free(&ws->arena);
    free(ws);
}

static Step *step_of(Workspace *ws, int column)
{
    Program *program = &ws->program[PER_TRIAL];

    for (int k = 0; k < program->count; k++)
        if (program->steps[k].out == ws->column[column])
            return &program->steps[k];
    return NULL;
}

static void draw_from_second(Workspace *ws, Step *step)
{
    const Op *op = step->op;
    Points points = sampler_second_points(ws->sampler, op->quantity->key);

    step->points = points;
    if (op->group >= 0)
        ws->group_points[op->group][op->member] = points;
}

void workspace_substitute(Workspace *ws, const Substitutes *substitutes)
{
    for (size_t i = 0; i < substitutes->count; i++) {
        const Substitute *substitute = &substitutes->items[i];
        Step *step = step_of(ws, substitute->column);
        assert(step && step->op->kind == OP_GIVEN);
        if (isnan(substitute->value))
            draw_from_second(ws, step);
        else
            step->held = substitute;
    }
    if (substitutes->second_draws)
        ws->seed = uniforms_mix(ws->seed, uniforms_stream("second"));
}
