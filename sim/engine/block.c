#include "sim/engine/block.h"

#include <stdlib.h>
#include <string.h>

#include "sim/sampling/uniforms.h"

typedef double Lanes[LANES];

/* A column of uniforms of a formula's own. */
typedef struct {
    uint64_t stream;
    double *out;
} Draw;

/* One operation with everything looked up. */
typedef struct {
    const Op *op;
    const double **from;
    double *out;
    Draw *draws; /* of a formula, as many as it has DRAW sources    */
    int draw_count;
    Points points;   /* of a given column that is drawn once a trial */
    uint64_t stream; /* of one that is drawn more often              */
    bool as_drawn;   /* given in its unit, and never out of range    */
    double *total;   /* its sum over the months, or NULL             */
    double *sums;    /* over lanes: [months], or one if not monthly  */
} Step;

typedef struct {
    Step *steps;
    int count;
} Program;

struct Workspace {
    Arena arena;
    const Wiring *wiring;
    const Sampler *sampler;
    uint64_t seed, block;
    int lanes; /* of this block that are trials */
    bool means;
    double **sums; /* [op]: as in Step */
    Program program[AFTER + 1];
    uint64_t *each_stream; /* [each] */
    double *each_mean;     /* [each]: the mean of the shape                           */
    Lanes *column, *last, *sum, *first, *each, *level, *draw, *month;
    Lanes *launch; /* [level]: the columns behind them as they stood in month 1      */
    Lanes *group;  /* scores of the correlated inputs, group after group             */
    int *group_start;
    Points **group_points; /* [group][member] */
    Lanes uniform;
};

/* --- lanes ---------------------------------------------------------------------- */

WIDE static void lanes_fill(double *restrict out, double value)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = value;
}

WIDE static void lanes_add(double *restrict sum, const double *restrict more)
{
    for (size_t i = 0; i < LANES; i++)
        sum[i] += more[i];
}

WIDE static void lanes_multiply(double *restrict out, const double *restrict x, double factor)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = x[i] * factor;
}

WIDE static void lanes_scale_and_clamp(double *restrict x, double scale, double low,
                                       double high)
{
    for (size_t i = 0; i < LANES; i++) {
        double scaled = x[i] * scale;
        scaled = scaled < low ? low : scaled;
        x[i] = scaled > high ? high : scaled;
    }
}

/* Vary a level: level * shape / mean of the shape. */
WIDE static void lanes_vary(double *restrict x, double level, double mean)
{
    double factor = mean != 0 ? level / mean : 0;
    for (size_t i = 0; i < LANES; i++)
        x[i] *= factor;
}

/* Terms are added four in a pass, because each pass goes through the sum in memory. */
WIDE static void lanes_sum4(double *restrict sum, const double *restrict a,
                            const double *restrict b, const double *restrict c,
                            const double *restrict d)
{
    for (size_t i = 0; i < LANES; i++)
        sum[i] = 0 + a[i] + b[i] + c[i] + d[i];
}

WIDE static void lanes_add4(double *restrict sum, const double *restrict a,
                            const double *restrict b, const double *restrict c,
                            const double *restrict d)
{
    for (size_t i = 0; i < LANES; i++)
        sum[i] = sum[i] + a[i] + b[i] + c[i] + d[i];
}

static void lanes_total(double *restrict sum, const double *const from[], int count)
{
    static const double zero[LANES] = { 0 };

    for (int k = 0; k == 0 || k < count; k += 4) {
        const double *term[4];
        for (int j = 0; j < 4; j++)
            term[j] = k + j < count ? from[k + j] : zero;
        (k == 0 ? lanes_sum4 : lanes_add4)(sum, term[0], term[1], term[2], term[3]);
    }
}

/* So many sums side by side, because additions to one sum wait for each other. */
enum { PARTS = 32 };

LANE void fold(double *part, size_t half)
{
    for (size_t k = 0; k < half; k++)
        part[k] += part[half + k];
}

LANE double sum_of_parts(double part[PARTS])
{
    fold(part, 16);
    fold(part, 8);
    fold(part, 4);
    fold(part, 2);
    return part[0] + part[1];
}

WIDE static double sum_all(const double *column)
{
    double part[PARTS] = { 0 };

    for (size_t i = 0; i < LANES; i += PARTS)
        for (size_t k = 0; k < PARTS; k++)
            part[k] += column[i + k];
    return sum_of_parts(part);
}

static double sum_first(const double *column, int lanes)
{
    double part[PARTS] = { 0 };

    if (lanes == LANES)
        return sum_all(column);
    for (int i = 0; i < lanes; i++)
        part[i % PARTS] += column[i];
    return sum_of_parts(part);
}

/* --- one operation ----------------------------------------------------------------- */

/* A correlated input takes its scores from its group; another has points of its own if
 * it is drawn once a trial, else those at the address of the round. */
static void evaluate_given(Workspace *ws, const Step *step, uint64_t tick, uint64_t block)
{
    const Op *op = step->op;
    const Binding *b = op->binding;

    if (op->group >= 0 && op->timing == PER_TRIAL) {
        law_at_scores(&b->law, ws->group[ws->group_start[op->group] + op->member], step->out);
    } else {
        if (op->timing == PER_TRIAL)
            sampler_fill(ws->sampler, step->points, block, ws->uniform);
        else
            uniforms_fill(ws->seed, step->stream, tick, block, ws->uniform);
        b->law.dist->quantile(&b->law, ws->uniform, step->out);
    }
    if (!step->as_drawn)
        lanes_scale_and_clamp(step->out, b->scale, b->low, b->high);
}

static void evaluate(Workspace *ws, const Step *step, uint64_t tick, uint64_t block)
{
    switch (step->op->kind) {
    case OP_GIVEN:
        evaluate_given(ws, step, tick, block);
        break;
    case OP_FORMULA:
        for (int k = 0; k < step->draw_count; k++)
            uniforms_fill(ws->seed, step->draws[k].stream, tick, block, step->draws[k].out);
        step->op->quantity->formula(step->from, step->out);
        break;
    case OP_TOTAL:
        lanes_total(step->out, step->from, step->op->port_count);
        break;
    case OP_ABSENT:
        lanes_fill(step->out, step->op->value);
        break;
    }
}

/* --- making ------------------------------------------------------------------- */

static Lanes *lanes_make(Arena *arena, int count)
{
    enum { LINE = 64 };
    char *memory = arena_alloc(arena, sizeof(Lanes) * (size_t)(count + 1) + LINE);
    return (Lanes *)(void *)(memory + (LINE - (uintptr_t)memory % LINE) % LINE);
}

static const double *port_lanes(const Workspace *ws, Port port)
{
    Lanes *const lists[] = {
        [PORT_COLUMN] = ws->column, [PORT_LAST] = ws->last,   [PORT_SUM] = ws->sum,
        [PORT_FIRST] = ws->first,   [PORT_EACH] = ws->each,   [PORT_LEVEL] = ws->level,
        [PORT_DRAW] = ws->draw,     [PORT_MONTH] = ws->month,
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

/* Whether values of a law need no change of unit and cannot leave their range. */
static bool as_drawn(const Binding *b)
{
    return b->scale == 1 && law_quantile(&b->law, 0x1p-53) >= b->low &&
           law_quantile(&b->law, 1 - 0x1p-53) <= b->high;
}

static void step_make(Workspace *ws, int index)
{
    const Op *op = &ws->wiring->ops[index];
    size_t ports = (size_t)op->port_count;
    Step step = { .op = op, .out = ws->column[index] };

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
        step.as_drawn = as_drawn(op->binding);
    }
    if (op->constant) {
        evaluate(ws, &step, 0, 0);
        return;
    }
    if (op->timing == PER_MONTH && op->sum >= 0)
        step.total = ws->sum[op->sum];
    step.sums = ws->sums[index];
    Program *program = &ws->program[op->timing];
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

Workspace *workspace_make(const Wiring *w, const Sampler *sampler, uint64_t seed, bool means)
{
    Workspace *ws = aligned_alloc(64, (sizeof *ws + 63) / 64 * 64);
    if (!ws)
        return NULL;
    *ws = (Workspace){ .wiring = w, .sampler = sampler, .seed = seed, .means = means };

    ws->sums = arena_array(&ws->arena, double *, (size_t)w->op_count + 1);
    for (int k = 0; k < w->op_count; k++)
        ws->sums[k] = arena_array(&ws->arena, double, block_sum_count(w, k));
    ws->column = lanes_make(&ws->arena, w->op_count);
    ws->last = lanes_make(&ws->arena, w->last_count);
    ws->sum = lanes_make(&ws->arena, w->sum_count);
    ws->first = lanes_make(&ws->arena, w->first_count);
    ws->each = lanes_make(&ws->arena, w->each_count);
    ws->level = lanes_make(&ws->arena, w->level_count);
    ws->launch = lanes_make(&ws->arena, w->level_count);
    ws->draw = lanes_make(&ws->arena, w->draw_count);
    ws->month = lanes_make(&ws->arena, 1);
    ws->each_stream = arena_array(&ws->arena, uint64_t, (size_t)w->each_count + 1);
    ws->each_mean = arena_array(&ws->arena, double, (size_t)w->each_count + 1);
    for (int i = 0; i < w->each_count; i++) {
        ws->each_stream[i] = source_stream(w->ops[w->each[i]].quantity, -1);
        ws->each_mean[i] = law_mean(&w->ops[w->each[i]].binding->shape);
    }
    for (int t = PER_TRIAL; t <= AFTER; t++)
        ws->program[t].steps = arena_array(&ws->arena, Step, (size_t)w->op_count + 1);
    groups_place(ws);
    for (int k = 0; k < w->op_count; k++)
        step_make(ws, k);
    return ws;
}

void workspace_free(Workspace *ws)
{
    if (!ws)
        return;
    arena_free(&ws->arena);
    free(ws);
}

/* --- evaluating ------------------------------------------------------------------ */

/* Sums are taken while the column is at hand: a little later it is out of reach of the
 * fastest cache. */
static void evaluate_all(Workspace *ws, Timing timing, uint64_t tick, uint64_t block, int lanes)
{
    const Program *program = &ws->program[timing];
    bool means = ws->means || timing == PER_REQUEST;
    uint64_t place = timing == PER_MONTH ? tick - 1 : 0;

    for (int k = 0; k < program->count; k++) {
        const Step *step = &program->steps[k];
        evaluate(ws, step, tick, block);
        if (step->total)
            lanes_add(step->total, step->out);
        if (means)
            step->sums[place] += sum_first(step->out, lanes);
    }
}

void block_begin(Workspace *ws, uint64_t block, int lanes)
{
    const Wiring *w = ws->wiring;
    ws->block = block;
    ws->lanes = lanes;
    for (int g = 0; g < w->group_count; g++) {
        double *u[CORRELATED_MAX];
        size_t count = w->groups[g].correlation.count;
        for (size_t k = 0; k < count; k++) {
            u[k] = ws->group[ws->group_start[g] + (int)k];
            sampler_fill(ws->sampler, ws->group_points[g][k], block, u[k]);
        }
        correlation_scores(&w->groups[g].correlation, u);
    }
    evaluate_all(ws, PER_TRIAL, 0, block, lanes);
    for (int i = 0; i < w->last_count; i++)
        lanes_fill(ws->last[i], w->ops[w->last[i]].quantity->initial);
    for (int i = 0; i < w->sum_count; i++)
        lanes_fill(ws->sum[i], 0);
}

void block_month(Workspace *ws, int month)
{
    const Wiring *w = ws->wiring;
    lanes_fill(*ws->month, month);
    evaluate_all(ws, PER_MONTH, (uint64_t)month, ws->block, ws->lanes);
    for (int i = 0; i < w->last_count; i++)
        memcpy(ws->last[i], ws->column[w->last[i]], sizeof(Lanes));
    if (month != 1)
        return;
    for (int i = 0; i < w->first_count; i++)
        memcpy(ws->first[i], ws->column[w->first[i]], sizeof(Lanes));
    for (int i = 0; i < w->level_count; i++)
        memcpy(ws->launch[i], ws->column[w->level[i]], sizeof(Lanes));
}

void block_end(Workspace *ws)
{
    const Wiring *w = ws->wiring;
    for (int i = 0; i < w->sum_count; i++)
        if (w->ops[w->sum[i]].timing == PER_TRIAL)
            lanes_multiply(ws->sum[i], ws->column[w->sum[i]], w->scenario->months);
    evaluate_all(ws, AFTER, 0, ws->block, ws->lanes);
}

void block_requests(Workspace *ws, int lane, uint64_t round)
{
    const Wiring *w = ws->wiring;
    uint64_t trial = ws->block * LANES + (uint64_t)lane;

    if (round == 0)
        for (int i = 0; i < w->level_count; i++)
            lanes_fill(ws->level[i], ws->launch[i][lane]);
    for (int i = 0; i < w->each_count; i++) {
        const Law *shape = &w->ops[w->each[i]].binding->shape;
        uniforms_fill(ws->seed, ws->each_stream[i], trial, round, ws->uniform);
        shape->dist->quantile(shape, ws->uniform, ws->each[i]);
        lanes_vary(ws->each[i], ws->column[w->each[i]][lane], ws->each_mean[i]);
    }
    evaluate_all(ws, PER_REQUEST, trial, round, LANES);
}

const double *block_total(const Workspace *ws, int sum)
{
    return ws->sum[sum];
}

size_t block_sum_count(const Wiring *wiring, int op)
{
    return wiring->ops[op].timing == PER_MONTH ? (size_t)wiring->scenario->months : 1;
}

double *block_sums(const Workspace *ws, int op)
{
    return ws->sums[op];
}

const double *block_column(const Workspace *ws, int op)
{
    return ws->column[op];
}
