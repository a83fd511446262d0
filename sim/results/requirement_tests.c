#include "sim/results/requirement_tests.h"

#include <math.h>
#include <string.h>

/* What is asked for where a scenario does not say. */
#define USUAL_CHANCE    0.9
#define USUAL_MALFORMED 0.02

#define SECONDS_PER_HOUR 3600.0

const char *requirement_time_key(const Requirement *r)
{
    return r->first_token ? "latency.first_token" : "latency.request";
}

RequirementTest requirement_test(const Scenario *s, const Requirement *r)
{
    const double a_token = 1;

    switch (r->kind) {
    case REQUIRE_CITATIONS:
        return (RequirementTest){ "tokens.sources", true, a_token };
    case REQUIRE_FRESHNESS:
        return (RequirementTest){ "knowledge.update_lead", false,
                                  r->within / SECONDS_PER_HOUR };
    case REQUIRE_OUTPUT_FORMAT:
        return (RequirementTest){ "quality.bad_behaviour", false,
                                  isnan(r->limit) ? USUAL_MALFORMED : r->limit };
    case REQUIRE_LATENCY:
        return (RequirementTest){ requirement_time_key(r), false, r->under };
    case REQUIRE_QUALITY:
        return (RequirementTest){ "quality.good_share", true, r->limit };
    case REQUIRE_BUDGET:
        return (RequirementTest){ ANSWER_CASH_KEY, false, s->budget };
    default:
        return (RequirementTest){ 0 };
    }
}

double requirement_needs(const Requirement *r)
{
    if (r->kind == REQUIRE_BUDGET)
        return 1 - r->chance;
    return isnan(r->chance) ? USUAL_CHANCE : r->chance;
}

RequestState requirement_state(const Requirement *r)
{
    static const RequestState states[] = { [STATE_LAUNCH] = LAUNCH_AT_MEAN,
                                           [STATE_PEAK] = LAUNCH_AT_PEAK,
                                           [STATE_END] = END_AT_MEAN,
                                           [STATE_END_PEAK] = END_AT_PEAK };

    return states[r->state];
}

void requirements_ask(RunOptions *options, const Scenario *s, bool musts_only, Arena *arena)
{
    RequestLimit *limits = arena_array(arena, RequestLimit, s->requirement_count + 1);

    options->limits = limits;
    options->limit_count = 0;
    options->states = musts_only ? NO_STATES : options->states;
    for (size_t i = 0; i < s->requirement_count; i++) {
        const Requirement *r = &s->requirements[i];
        const Quantity *time =
            r->kind == REQUIRE_LATENCY ? gathered_quantity(s, requirement_time_key(r)) : NULL;
        if (!time || (musts_only && r->level != MUST))
            continue;
        limits[options->limit_count++] = (RequestLimit){ time, r->under };
        options->states |= STATE_ONLY(requirement_state(r));
    }
    if (options->states == NO_STATES)
        options->request_trials = 0;
}

bool scenario_has_musts(const Scenario *s)
{
    for (size_t i = 0; i < s->requirement_count; i++)
        if (s->requirements[i].level == MUST)
            return true;
    return false;
}

static bool ends_with(const char *key, const char *end)
{
    size_t n = strlen(key), m = strlen(end);

    return n >= m && strcmp(key + n - m, end) == 0;
}

/* A staged design is where either of its designs is. */
const Quantity *requirement_strays(const char **place, const Scenario *s, size_t design,
                                   const Requirement *r)
{
    const Stage *stage = s->designs[design].stage;
    const char *const own = "own";

    if (stage) {
        const Quantity *first = requirement_strays(place, s, stage->start, r);
        return first ? first : requirement_strays(place, s, stage->then, r);
    }
    for (size_t i = 0; i < s->quantity_count; i++) {
        const Quantity *q = s->quantities[i];
        const Binding *b = s->designs[design].bindings[i];
        if (!b || !q->choices || !ends_with(q->key, "residency"))
            continue;
        *place = law_is_constant(&b->law) ? q->choices[(size_t)law_mean(&b->law)] : "open";
        if (strcmp(*place, r->place) != 0 && strcmp(*place, own) != 0)
            return q;
    }
    return NULL;
}
