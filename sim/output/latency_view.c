#include "sim/output/latency_view.h"

#include <math.h>
#include <string.h>

/* How many times the shortest time, or the limit, an axis goes at most: beyond, the short
 * times could not be told apart. */
#define FARTHEST 6

/* Room for a label behind the highest value. */
#define LABEL_ROOM 1.15

enum { LEVEL_95 = (CURVE - 1) * 95 / 100, LEVEL_99 = (CURVE - 1) * 99 / 100 };

enum { NETWORK, RETRIEVAL, CHECKS, FAILED, BEGINNING, WRITING, OTHER };

static const struct {
    const char *name, *words;
    unsigned color;
} groups[STAGE_GROUPS] = {
    [NETWORK] = { "Network", "the network", 0xC9D1D9 },
    [RETRIEVAL] = { "Retrieval", "retrieval", 0x7F8FA3 },
    [CHECKS] = { "Checks", "checks", 0xA3835A },
    [FAILED] = { "Failed calls", "failed calls", 0xCFC6DA },
    [BEGINNING] = { "First token", "the first token", 0xE8C872 },
    [WRITING] = { "Rest of the answer", "writing", 0x56B4E9 },
    [OTHER] = { "Other", "other stages", 0xE4E7EB },
};

static size_t group_of(const char *stage)
{
    static const struct {
        const char *stage;
        size_t group;
    } known[] = {
        { "latency.network", NETWORK },   { "latency.cache", NETWORK },
        { "latency.embed", RETRIEVAL },   { "latency.search", RETRIEVAL },
        { "latency.rerank", RETRIEVAL },  { "latency.guard_in", CHECKS },
        { "latency.guard_out", CHECKS },  { "latency.regeneration", CHECKS },
        { "latency.retry", FAILED },      { "latency.beginning", BEGINNING },
        { "latency.writing", WRITING },   { "latency.decode", WRITING },
        { "latency.prefill", BEGINNING }, { "latency.first_token", BEGINNING },
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].stage, stage) == 0)
            return known[i].group;
    return OTHER;
}

const char *latency_group_name(size_t group)
{
    return groups[group].name;
}

const char *latency_group_words(size_t group)
{
    return groups[group].words;
}

unsigned latency_group_color(size_t group)
{
    return groups[group].color;
}

const StateAnswer *latency_state(const LatencyView *view, size_t design)
{
    const StateAnswer *state = &view->answer->designs[design].states[view->state];

    return state->curve ? state : NULL;
}

double latency_group_mean(const StateAnswer *state, size_t group)
{
    double sum = 0;

    for (size_t k = 0; k < state->stage_count; k++)
        if (group_of(state->stages[k].name) == group && state->stages[k].mean.value > 0)
            sum += state->stages[k].mean.value;
    return sum;
}

Summary latency_p95(const LatencyView *view, size_t design)
{
    return answer_latency(&view->answer->designs[design], view->state, "latency.request.p95");
}

double latency_saturated(const LatencyView *view, size_t design, bool *later)
{
    const StateAnswer *state = latency_state(view, design);
    double in_state = state ? fmax(state->saturated.value, 0) : 0;
    double ever = fmax(view->answer->designs[design].saturation.chance.value, 0);

    *later = ever > in_state;
    return fmax(ever, in_state);
}

const RequirementAnswer *latency_in_time(const LatencyView *view, size_t design)
{
    return view->limit ? &view->answer->designs[design].requirements[view->limit_place] : NULL;
}

/* --- making ----------------------------------------------------------------------------- */

static bool has_state(const Answer *answer, RequestState state)
{
    for (size_t d = 0; d < answer->design_count; d++)
        if (answer->designs[d].states[state].curve)
            return true;
    return false;
}

static void choose_limit(LatencyView *view, const Answer *answer)
{
    for (int level = MUST; level <= WANT && !view->limit; level++)
        for (size_t i = 0; i < answer->scenario->requirement_count && !view->limit; i++) {
            const Requirement *r = &answer->scenario->requirements[i];
            if (r->kind != REQUIRE_LATENCY || r->first_token || (int)r->level != level ||
                !answer->designs[0].requirements || !has_state(answer, requirement_state(r)))
                continue;
            view->limit = r;
            view->limit_place = i;
            view->state = requirement_state(r);
        }
}

/* An axis that holds the highest value, but not so much more than the least one. */
static Axis axis_up_to(double least, double highest, double limit)
{
    double farthest = FARTHEST * fmax(least, limit);

    return axis_linear(0, fmax(fmin(highest, farthest), 1.25 * limit) * LABEL_ROOM, 5);
}

static void choose_axes(LatencyView *view)
{
    double limit = view->limit ? view->limit->under : 0, p95[2] = { INFINITY, 0 };
    double late[2] = { INFINITY, 0 };

    for (size_t d = 0; d < view->answer->design_count; d++) {
        const StateAnswer *state = latency_state(view, d);
        Summary time = latency_p95(view, d);
        if (!state)
            continue;
        for (int k = Q_P50; k <= Q_P90; k++)
            if (isfinite(time.q[k].value))
                p95[1] = fmax(p95[1], time.q[k].value);
        p95[0] = fmin(p95[0], time.q[Q_P50].value);
        late[0] = fmin(late[0], state->curve[LEVEL_95]);
        for (int k = 0; k <= LEVEL_99; k++)
            if (isfinite(state->curve[k]))
                late[1] = fmax(late[1], state->curve[k]);
        if (state->whole.mean.value > 0)
            p95[1] = fmax(p95[1], state->whole.mean.value);
    }
    p95[0] = isfinite(p95[0]) ? p95[0] : p95[1];
    late[0] = isfinite(late[0]) ? late[0] : late[1];
    view->bars = axis_up_to(p95[0], p95[1], limit);
    view->curves = axis_up_to(late[0] / 2, late[1], limit);
}

bool latency_view_make(LatencyView *view, const Answer *answer)
{
    *view = (LatencyView){ .answer = answer, .state = LAUNCH_AT_MEAN };
    choose_limit(view, answer);
    if (!has_state(answer, view->state))
        return false;
    choose_axes(view);
    for (size_t d = 0; d < answer->design_count; d++)
        for (size_t g = 0; g < STAGE_GROUPS; g++)
            view->shown[g] =
                view->shown[g] ||
                (latency_state(view, d) && latency_group_mean(latency_state(view, d), g) > 0);
    return true;
}
