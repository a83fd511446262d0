#include "sim/engine/block.h"

#include <assert.h>

#include "sim/engine/workspace.h"
#include "sim/sampling/uniforms.h"

/* --- one operation ----------------------------------------------------------------- */

/* A correlated input takes its scores from its group; another has points of its own if
 * it is drawn once a trial, else those at the address of the round. */
static void evaluate_given(Workspace *ws, const Step *step, uint64_t tick, uint64_t block)
{
    const Op *op = step->op;
    const Binding *b = op->binding;

    if (step->held) {
        lanes_fill(step->out, step->held->value);
        return;
    }
    if (op->group >= 0 && op->timing == PER_TRIAL) {
        law_at_scores(&b->law, ws->group[ws->group_start[op->group] + op->member], step->out);
    } else {
        if (op->timing == PER_TRIAL)
            sampler_fill(ws->sampler, step->points, block, ws->uniform);
        else
            uniforms_fill(ws->seed, step->stream, tick, block, ws->uniform);
        b->law.dist->quantile(&b->law, ws->uniform, step->out);
    }
    if (!op->as_drawn)
        lanes_scale_and_clamp(step->out, b->scale, b->low, b->high);
}

void step_evaluate(Workspace *ws, const Step *step, uint64_t tick, uint64_t block)
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
    case OP_SPLICE:
        lanes_choose(step->out, step->from[0], step->from[1], step->from[2]);
        for (int k = 3; k < step->op->port_count; k++)
            lanes_add(step->out, step->from[k]);
        break;
    case OP_CONDITION:
        lanes_compare(step->out, step->from[0], step->op->stage->comparison,
                      step->op->stage->value);
        break;
    case OP_FURTHER:
        lanes_fill(step->out, 0);
        for (int k = 0; k < step->op->port_count; k += 2)
            lanes_add_excess(step->out, step->from[k], step->from[k + 1]);
        break;
    case OP_SERVING:
        assert(step->op->kind != OP_SERVING); /* it has no lanes of its own */
        break;
    }
}

/* --- evaluating ------------------------------------------------------------------ */

/* Sums are taken while the column is at hand: a little later it is out of reach of the
 * fastest cache. */
static void evaluate_all(Workspace *ws, Timing timing, uint64_t tick, uint64_t block, int lanes)
{
    const Program *program = &ws->program[timing];
    uint64_t place = timing == PER_MONTH ? tick - 1 : 0;

    for (int k = 0; k < program->count; k++) {
        const Step *step = &program->steps[k];
        step_evaluate(ws, step, tick, block);
        if (step->total)
            lanes_add(step->total, step->out);
        if (ws->means)
            step->sums[place] += lanes_sum(step->out, lanes);
    }
}

static void begin_months(Workspace *ws)
{
    const Wiring *w = ws->wiring;

    for (int i = 0; i < w->last_count; i++)
        lanes_fill(ws->last[i], w->ops[w->last[i]].quantity->initial);
    for (int i = 0; i < w->sum_count; i++)
        lanes_fill(ws->sum[i], 0);
}

/* Columns that requests read, as they stand in the month. */
static void keep_levels(Workspace *ws, int month)
{
    const Wiring *w = ws->wiring;

    for (int i = 0; i < w->level_count; i++) {
        const double *column = ws->column[w->level[i].column];
        if (month == 1)
            lanes_copy(ws->at_launch[i], column);
        if (month == (w->level[i].first ? 1 : w->scenario->months))
            lanes_copy(ws->at_end[i], column);
    }
}

static void end_month(Workspace *ws, int month)
{
    const Wiring *w = ws->wiring;

    for (int i = 0; month == 1 && i < w->first_count; i++)
        lanes_copy(ws->first[i], ws->column[w->first[i]]);
    for (int i = 0; i < w->last_count; i++)
        lanes_copy(ws->last[i], ws->column[w->last[i]]);
}

void block_foresee(Workspace *ws)
{
    for (int k = 0; k < ws->constant.count; k++) {
        const Step *step = &ws->constant.steps[k];
        step_evaluate(ws, step, 0, 0);
        *step->known = *step->out;
    }
    begin_months(ws);
    for (int month = 1; month <= ws->wiring->scenario->months; month++) {
        lanes_fill(*ws->month, month);
        for (int k = 0; k < ws->calendar.count; k++) {
            const Step *step = &ws->calendar.steps[k];
            step_evaluate(ws, step, 0, 0);
            step->known[month - 1] = *step->out;
        }
        end_month(ws, month);
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
    begin_months(ws);
}

void block_month(Workspace *ws, int month)
{
    lanes_fill(*ws->month, month);
    for (int k = 0; k < ws->calendar.count; k++) {
        const Step *step = &ws->calendar.steps[k];
        lanes_fill(step->out, step->known[month - 1]);
        if (step->total)
            lanes_add(step->total, step->out);
    }
    evaluate_all(ws, PER_MONTH, (uint64_t)month, ws->block, ws->lanes);
    end_month(ws, month);
    keep_levels(ws, month);
}

void block_end(Workspace *ws)
{
    const Wiring *w = ws->wiring;
    for (int i = 0; i < w->sum_count; i++)
        if (w->ops[w->sum[i]].timing == PER_TRIAL)
            lanes_multiply(ws->sum[i], ws->column[w->sum[i]], w->scenario->months);
    evaluate_all(ws, AFTER, 0, ws->block, ws->lanes);
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

const double *block_known(const Workspace *ws, int op)
{
    return ws->known[op];
}

const double *block_column(const Workspace *ws, int op)
{
    return ws->column[op];
}
