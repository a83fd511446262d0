#include "sim/engine/requests_plan.h"

/* While the plan is made. */
typedef struct {
    TrialRequests *r;
    const Wiring *w;
    const Step **step_of; /* [op], of PER_REQUEST operations        */
    bool *needed;         /* [op], in the pass at hand              */
    int *home;            /* [op]: the first pass that evaluates it */
} Planner;

/* --- passes ------------------------------------------------------------------------- */

static void need_sources(const Planner *p, const Op *op)
{
    for (int k = 0; k < op->port_count; k++) {
        const Port port = op->ports[k];
        if (port.kind == PORT_COLUMN)
            p->needed[port.index] = true;
        else if (port.kind == PORT_ALSO)
            p->needed[p->w->serving[port.index]] = true;
    }
}

/* Uniforms of an operation, and what it reads as it varies from request to request. */
static void add_draws(const Planner *p, Pass *pass, int op)
{
    const Step *step = p->step_of[op];

    for (int k = 0; k < step->draw_count; k++)
        pass->draws[pass->draw_count++] = &step->draws[k];
    for (int k = 0; k < step->op->port_count; k++) {
        const Port port = step->op->ports[k];
        bool known = port.kind != PORT_EACH;
        for (int i = 0; i < pass->each_count && !known; i++)
            known = pass->each[i] == port.index;
        if (!known)
            pass->each[pass->each_count++] = port.index;
    }
}

/* What is needed in the end, or by the serving formulas that follow the pass. */
static void need_targets(const Planner *p, int index, bool last)
{
    for (int k = 0; k < p->w->op_count; k++)
        p->needed[k] = last && p->step_of[k] && p->home[k] < 0;
    for (int i = 0; i < p->w->serving_count && !last; i++)
        if (p->w->ops[p->w->serving[i]].pass == index)
            need_sources(p, &p->w->ops[p->w->serving[i]]);
}

/* Sources come before their readers, so one look from behind finds them all. Results of
 * serving formulas are at hand: what those read is not needed again. */
static void plan_pass(const Planner *p, int index)
{
    Pass *pass = &p->r->passes[index];

    need_targets(p, index, index == p->r->pass_count - 1);
    for (int k = p->w->op_count - 1; k >= 0; k--)
        if (p->needed[k] && p->w->ops[k].kind != OP_SERVING)
            need_sources(p, &p->w->ops[k]);
    for (int k = 0; k < p->w->op_count; k++) {
        const Op *op = &p->w->ops[k];
        if (p->needed[k]) {
            pass->turns[pass->turn_count++] = (Turn){ p->step_of[k], p->home[k] < 0 };
            p->home[k] = p->home[k] < 0 ? index : p->home[k];
        }
        if (op->kind == OP_SERVING ? op->pass == index : p->needed[k])
            add_draws(p, pass, k);
    }
}

static void plan_passes(const Planner *p)
{
    TrialRequests *r = p->r;
    size_t ops = (size_t)p->w->op_count + 1;

    r->pass_count = 1;
    for (int i = 0; i < p->w->serving_count; i++) {
        int after = p->w->ops[p->w->serving[i]].pass + 2;
        r->pass_count = after > r->pass_count ? after : r->pass_count;
    }
    r->passes = arena_array(&r->arena, Pass, (size_t)r->pass_count);
    for (int i = 0; i < r->pass_count; i++) {
        Pass *pass = &r->passes[i];
        pass->turns = arena_array(&r->arena, Turn, ops);
        pass->draws = arena_array(&r->arena, const Draw *, (size_t)p->w->draw_count + 1);
        pass->each = arena_array(&r->arena, int, (size_t)p->w->each_count + 1);
        plan_pass(p, i);
    }
}

/* --- tracks ------------------------------------------------------------------------- */

/* The track of a column, one more if there is none. */
static Track *track_of(const Planner *p, const double *lanes, unsigned depends, int pass)
{
    TrialRequests *r = p->r;

    for (int i = 0; i < r->track_count; i++)
        if (r->tracks[i].lanes == lanes) {
            r->tracks[i].pass = pass < r->tracks[i].pass ? pass : r->tracks[i].pass;
            return &r->tracks[i];
        }
    Track *track = &r->tracks[r->track_count++];
    *track = (Track){ .lanes = lanes, .depends = depends, .pass = pass };
    for (int s = 0; s < STATES; s++) {
        if (!(r->states & STATE_ONLY(s)))
            continue;
        int alike = state_alike(r->states, depends, s);
        track->values[s] =
            alike < s ? track->values[alike] : arena_array(&r->arena, double, r->count);
    }
    return track;
}

/* The track of a source that differs from request to request; NULL for another. */
static Track *track_source(const Planner *p, const Op *op, Port port)
{
    const double *lanes = port_lanes(p->r->ws, port);

    switch (port.kind) {
    case PORT_COLUMN:
        return track_of(p, lanes, p->w->ops[port.index].depends, p->home[port.index]);
    case PORT_ALSO:
        return p->r->serving[port.index].also;
    case PORT_EACH:
    case PORT_DRAW:
        return track_of(p, lanes, 0, op->pass);
    default:
        return NULL;
    }
}

/* Whether a serving formula expects a value of each request. */
static bool is_by_request(const Source *source)
{
    return source->kind == SOURCE_EACH ||
           (source->quantity && source->quantity->timing == PER_REQUEST);
}

enum { NO_PASS = -1 };

/* Serving formulas are listed as they are ordered: what one reads of another is there. */
static void plan_serving(const Planner *p, int index)
{
    TrialRequests *r = p->r;
    int op = p->w->serving[index];
    const Step *step = p->step_of[op];
    Serving *serving = &r->serving[index];

    *serving = (Serving){ .step = step };
    for (int s = 0; s < STATES; s++)
        serving->from[s] =
            arena_array(&r->arena, const double *, (size_t)step->op->port_count + 1);
    serving->same = arena_array(&r->arena, double *, (size_t)step->op->port_count + 1);
    for (int k = 0; k < step->op->port_count; k++) {
        const Track *track = track_source(p, step->op, step->op->ports[k]);
        if (!track && is_by_request(&step->op->quantity->from[k]))
            serving->same[k] = arena_array(&r->arena, double, r->count);
        for (int s = 0; s < STATES; s++)
            serving->from[s][k] = track              ? track->values[s]
                                  : serving->same[k] ? serving->same[k]
                                                     : step->from[k];
    }
    serving->out = track_of(p, step->out, step->op->depends, NO_PASS);
    serving->also = track_of(p, r->ws->also[index], step->op->depends, NO_PASS);
}

static void plan_tracks(const Planner *p, const RequestsWanted *wanted)
{
    TrialRequests *r = p->r;
    int most = p->w->op_count + p->w->each_count + p->w->draw_count + p->w->serving_count;

    r->tracks = arena_array(&r->arena, Track, (size_t)most + 1);
    r->track_of = arena_array(&r->arena, Track *, (size_t)p->w->op_count + 1);
    r->serving = arena_array(&r->arena, Serving, (size_t)p->w->serving_count + 1);
    for (int i = 0; i < p->w->serving_count; i++)
        plan_serving(p, i);
    for (int k = 0; k < p->w->op_count; k++)
        if (p->step_of[k] && wanted->is_kept[k])
            r->track_of[k] = track_of(p, p->step_of[k]->out, p->w->ops[k].depends, p->home[k]);
    for (int i = 0; i < r->pass_count; i++) {
        Pass *pass = &r->passes[i];
        pass->tracks = arena_array(&r->arena, Track *, (size_t)r->track_count + 1);
        for (int t = 0; t < r->track_count; t++)
            if (r->tracks[t].pass == i)
                pass->tracks[pass->track_count++] = &r->tracks[t];
    }
}

void requests_plan(TrialRequests *r, const RequestsWanted *wanted)
{
    const Wiring *w = r->ws->wiring;
    const Program *program = &r->ws->program[PER_REQUEST];
    size_t ops = (size_t)w->op_count + 1;
    Planner p = {
        .r = r,
        .w = w,
        .step_of = arena_array(&r->arena, const Step *, ops),
        .needed = arena_array(&r->arena, bool, ops),
        .home = arena_array(&r->arena, int, ops),
    };

    for (int k = 0; k < w->op_count; k++)
        p.home[k] = -1;
    for (int k = 0; k < program->count; k++)
        p.step_of[program->steps[k].op - w->ops] = &program->steps[k];
    plan_passes(&p);
    plan_tracks(&p, wanted);
}
