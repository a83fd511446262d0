#include "sim/engine/requests.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/requests_plan.h"
#include "sim/sampling/uniforms.h"

enum { ALL_BITS = AT_PEAK_BIT | AT_END_BIT };

/* --- making ------------------------------------------------------------------------- */

TrialRequests *requests_make(Workspace *workspace, const RequestsWanted *wanted)
{
    size_t ops = (size_t)workspace->wiring->op_count + 1;
    TrialRequests *r = memory_grow(NULL, 1, sizeof *r);

    assert(wanted->count > 0 && wanted->count % LANES == 0);
    *r = (TrialRequests){ .ws = workspace, .states = wanted->states, .count = wanted->count };
    if (workspace->wiring->serving_count > 0 && !serving_space_make(&r->space, r->count)) {
        requests_free(r);
        return NULL;
    }
    r->sums = arena_alloc(&r->arena, ops * sizeof *r->sums);
    r->first = arena_array(&r->arena, double, ops);
    r->chosen = arena_array(&r->arena, uint32_t, r->count);
    requests_plan(r, wanted);
    return r;
}

void requests_free(TrialRequests *r)
{
    if (!r)
        return;
    if (r->ws->wiring->serving_count > 0)
        serving_space_free(&r->space);
    arena_free(&r->arena);
    free(r);
}

/* --- states ------------------------------------------------------------------------- */

static bool is_asked(const TrialRequests *r, int state)
{
    return r->states & STATE_ONLY(state);
}

/* Whether what depends on these bits is evaluated for this state, not only for one alike. */
static bool is_own(const TrialRequests *r, unsigned depends, int state)
{
    return state_alike(r->states, depends, state) == state;
}

/* Set what requests read of their trial, as far as it differs from the state before. */
static void enter(TrialRequests *r, int state)
{
    const Wiring *w = r->ws->wiring;
    Lanes *stood = state & AT_END_BIT ? r->ws->at_end : r->ws->at_launch;
    unsigned changed = r->state < 0 ? ALL_BITS : (unsigned)(state ^ r->state);

    for (int i = 0; i < w->level_count; i++)
        if (w->level[i].depends & changed)
            lanes_fill(r->ws->level[i], stood[i][r->lane]);
    if (changed & AT_END_BIT)
        lanes_fill(*r->ws->month, state & AT_END_BIT ? w->scenario->months : 1);
    if (changed & AT_PEAK_BIT)
        lanes_fill(*r->ws->peak, state & AT_PEAK_BIT ? 1 : 0);
    r->state = state;
}

/* Set what they read that is the same in all states. */
static void begin_trial(TrialRequests *r, int lane)
{
    const Wiring *w = r->ws->wiring;

    r->lane = lane;
    r->trial = r->ws->block * LANES + (uint64_t)lane;
    r->state = -1;
    memset(r->sums, 0, (size_t)w->op_count * sizeof *r->sums);
    for (int i = 0; i < w->level_count; i++)
        if (!w->level[i].depends)
            lanes_fill(r->ws->level[i], r->ws->at_launch[i][r->lane]);
}

/* --- one pass ----------------------------------------------------------------------- */

static void draw(const TrialRequests *r, const Pass *pass, uint64_t round)
{
    Workspace *ws = r->ws;
    const Wiring *w = ws->wiring;

    for (int k = 0; k < pass->draw_count; k++)
        uniforms_fill(ws->seed, pass->draws[k]->stream, r->trial, round, pass->draws[k]->out);
    for (int k = 0; k < pass->each_count; k++) {
        int i = pass->each[k];
        const Law *shape = &w->ops[w->each[i]].binding->shape;
        uniforms_fill(ws->seed, ws->each_stream[i], r->trial, round, ws->uniform);
        shape->dist->quantile(shape, ws->uniform, ws->each[i]);
        lanes_vary(ws->each[i], ws->column[w->each[i]][r->lane], ws->each_mean[i]);
    }
}

static void feed_back(double *lanes, const Track *track, int state, uint64_t round)
{
    memcpy(lanes, track->values[state] + round * LANES, sizeof(Lanes));
}

static void evaluate(const TrialRequests *r, const Step *step, int state, uint64_t round)
{
    const Op *op = step->op;

    if (op->kind == OP_SERVING) {
        feed_back(step->out, r->serving[op->serving].out, state, round);
        feed_back(r->ws->also[op->serving], r->serving[op->serving].also, state, round);
    } else if (op->kind == OP_FORMULA) {
        op->quantity->formula(step->from, step->out); /* its draws are there */
    } else {
        step_evaluate(r->ws, step, r->trial, round);
    }
}

static void count(const TrialRequests *r, const Step *step, int state, uint64_t round)
{
    size_t op = (size_t)(step->op - r->ws->wiring->ops);

    r->sums[op][state] += lanes_sum(step->out, LANES);
    if (round == 0 && is_own(r, 0, state))
        r->first[op] = step->out[0];
}

/* A block of requests in a state, after the one before, of which the columns are there. */
static void go_through(TrialRequests *r, const Pass *pass, uint64_t round, int state,
                       int before)
{
    unsigned changed = before < 0 ? ALL_BITS : (unsigned)(state ^ before);

    enter(r, state);
    for (int k = 0; k < pass->turn_count; k++) {
        const Step *step = pass->turns[k].step;
        if (before >= 0 && !(step->op->depends & changed))
            continue;
        evaluate(r, step, state, round);
        if (pass->turns[k].counted && is_own(r, step->op->depends, state))
            count(r, step, state, round);
    }
    for (int k = 0; k < pass->track_count; k++) {
        const Track *track = pass->tracks[k];
        if (is_own(r, track->depends, state))
            memcpy(track->values[state] + round * LANES, track->lanes, sizeof(Lanes));
    }
}

static void go_through_states(TrialRequests *r, const Pass *pass, uint64_t round)
{
    draw(r, pass, round);
    for (int state = 0, before = -1; state < STATES; state++)
        if (is_asked(r, state)) {
            go_through(r, pass, round, state, before);
            before = state;
        }
}

/* --- serving ------------------------------------------------------------------------ */

/* Write out what is the same for all requests. */
static void spread_same(const TrialRequests *r, const Serving *serving)
{
    for (int k = 0; k < serving->step->op->port_count; k++)
        for (uint64_t i = 0; serving->same[k] && i < r->count; i++)
            serving->same[k][i] = *serving->step->from[k];
}

static void serve(TrialRequests *r, const Serving *serving)
{
    const Trace *trace = &r->ws->wiring->scenario->trace;

    for (int state = 0; state < STATES; state++) {
        if (!is_asked(r, state) || !is_own(r, serving->step->op->depends, state))
            continue;
        enter(r, state);
        spread_same(r, serving);
        serving->step->op->quantity->serve(&(ServingCall){
            .count = r->count,
            .from = serving->from[state],
            .out = serving->out->values[state],
            .also = serving->also->values[state],
            .space = &r->space,
            .times = trace->times,
            .time_count = trace->count,
        });
    }
}

void requests_simulate(TrialRequests *r, int lane)
{
    const Wiring *w = r->ws->wiring;

    begin_trial(r, lane);
    for (int i = 0; i < r->pass_count; i++) {
        for (uint64_t round = 0; round * LANES < r->count; round++)
            go_through_states(r, &r->passes[i], round);
        for (int k = 0; k < w->serving_count; k++)
            if (w->ops[w->serving[k]].pass == i)
                serve(r, &r->serving[k]);
    }
}

/* --- what is found ------------------------------------------------------------------ */

const double *requests_values(const TrialRequests *r, int op, int state)
{
    return r->track_of[op]->values[state];
}

double requests_sum(const TrialRequests *r, int op, int state)
{
    return r->sums[op][state_alike(r->states, r->ws->wiring->ops[op].depends, state)];
}

size_t requests_choose(TrialRequests *r, int op, int state, double low, double high)
{
    const double *x = requests_values(r, op, state);

    r->chosen_count = 0;
    for (uint64_t i = 0; i < r->count; i++) {
        r->chosen[r->chosen_count] = (uint32_t)i;
        r->chosen_count += x[i] >= low && x[i] <= high;
    }
    return r->chosen_count;
}

double requests_chosen_mean(const TrialRequests *r, Port source, int state)
{
    double sum = 0;

    if (source.kind == PORT_LEVEL) {
        Lanes *stood = state & AT_END_BIT ? r->ws->at_end : r->ws->at_launch;
        return stood[source.index][r->lane];
    }
    const double *x = requests_values(r, source.index, state);
    for (size_t i = 0; i < r->chosen_count; i++)
        sum += x[r->chosen[i]];
    return sum / (double)r->chosen_count;
}

double requests_first(const TrialRequests *r, int op)
{
    return r->first[op];
}
