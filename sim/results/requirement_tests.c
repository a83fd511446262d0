#include "sim/results/requirement_tests.h"

#include <gsl/gsl_cdf.h>
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

RequestState requirement_state(const Requirement *r)
{
    static const RequestState states[] = { [STATE_LAUNCH] = LAUNCH_AT_MEAN,
                                           [STATE_PEAK] = LAUNCH_AT_PEAK,
                                           [STATE_END] = END_AT_MEAN,
                                           [STATE_END_PEAK] = END_AT_PEAK };

    return states[r->state];
}

void requirement_states(RunOptions *options, const Scenario *s)
{
    options->states = NO_STATES;
    for (size_t i = 0; i < s->requirement_count; i++)
        if (s->requirements[i].level == MUST && s->requirements[i].kind == REQUIRE_LATENCY)
            options->states |= STATE_ONLY(requirement_state(&s->requirements[i]));
    if (options->states == NO_STATES)
        options->request_trials = 0;
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

/* The time at a normal score, on the line through two percentiles. */
static double on_line(double score, double a, double at_a, double b, double at_b)
{
    return at_a * pow(at_b / at_a, (score - a) / (b - a));
}

double requirement_time(double percentile, double p50, double p95, double p99)
{
    double score = gsl_cdf_ugaussian_Pinv(percentile);
    double at_95 = gsl_cdf_ugaussian_Pinv(0.95), at_99 = gsl_cdf_ugaussian_Pinv(0.99);

    if (percentile == 0.5)
        return p50;
    if (percentile == 0.95)
        return p95;
    if (percentile == 0.99)
        return p99;
    return percentile < 0.95 ? on_line(score, 0, p50, at_95, p95)
                             : on_line(score, at_95, p95, at_99, p99);
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

const Quantity *requirement_strays(const char **place, const Scenario *s, size_t design,
                                   const Requirement *r)
{
    const char *const own = "own";

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
