/* answer_require.c - which designs are eligible, with reasons.
 *
 * A design is eligible when each must holds with the chance that it takes, and all of them
 * hold at once with the lowest of these chances: a design that meets its musts in different
 * futures meets them together in few. With a must on a response time, that is counted in
 * the futures whose requests are simulated.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/results/requirement_tests.h"

/* --- response times ------------------------------------------------------------------- */

/* A statistic of the times that a requirement is of, in the state that it is of; NULL where
 * they are not simulated. */
static const double *times_of(const Gatherer *g, size_t design, const Requirement *r, int stat)
{
    const Quantity *quantity = gathered_quantity(g->scenario, requirement_time_key(r));

    return quantity ? run_request_values(g->run, design, quantity, requirement_state(r), stat)
                    : NULL;
}

/* met[j] of the simulated trials. */
static bool meet_in_time(double *met, const Gatherer *g, size_t design, const Requirement *r)
{
    const double *p50 = times_of(g, design, r, REQUEST_P50);
    const double *p95 = times_of(g, design, r, REQUEST_P95);
    const double *p99 = times_of(g, design, r, REQUEST_P99);
    uint64_t count = run_request_trials(g->run);

    if (!p50 || count == 0)
        return false;
    for (uint64_t j = 0; j < count; j++)
        met[j] = requirement_time(r->percentile, p50[j], p95[j], p99[j]) <= r->under;
    return true;
}

/* --- one design ----------------------------------------------------------------------- */

static const char *id_of(Answer *answer, size_t k)
{
    const Requirement *all = answer->scenario->requirements;
    int before = 0;

    for (size_t i = 0; i < k; i++)
        before += strcmp(all[i].name, all[k].name) == 0;
    return before == 0 ? all[k].name
                       : arena_format(&answer->arena, "%s_%d", all[k].name, before + 1);
}

/* Whether a requirement is judged in the simulated trials alone. */
static bool is_simulated(const Gatherer *g, size_t d, size_t k)
{
    const Scenario *s = g->scenario;

    return s->requirements[k].kind == REQUIRE_LATENCY &&
           !g->meets[d * s->requirement_count + k];
}

/* The chance that requests are in time; and at_once[j] falls to 0 where they are not. */
static Estimate judge_times(const Gatherer *g, size_t d, const Requirement *r, double *at_once)
{
    size_t n = (size_t)run_request_trials(g->run);
    double *met = memory_grow(NULL, n + 1, sizeof *met);
    bool known = meet_in_time(met, g, d, r);
    Estimate chance = known ? estimate_mean(met, n) : estimate_unknown;

    for (size_t j = 0; r->level == MUST && j < n; j++)
        at_once[j] = known ? at_once[j] * met[j] : 0;
    free(met);
    return chance;
}

static void judge_item(Answer *answer, const Gatherer *g, size_t d, size_t k, double *at_once)
{
    const Scenario *s = g->scenario;
    RequirementAnswer *item = &answer->designs[d].requirements[k];
    const Requirement *r = &s->requirements[k];

    *item = (RequirementAnswer){ .requirement = r,
                                 .id = id_of(answer, k),
                                 .what = requirement_words(&answer->arena, s, r),
                                 .needed = requirement_needs(r) };
    item->chance = is_simulated(g, d, k)
                       ? judge_times(g, d, r, at_once)
                       : gathered_summary(g->meets[d * s->requirement_count + k]).mean;
    item->met = item->chance.value >= item->needed;
    if (!item->met)
        item->why = requirement_missed(&answer->arena, s, &answer->designs[d], item);
}

static bool times_are_musts(const Gatherer *g, size_t d)
{
    for (size_t k = 0; k < g->scenario->requirement_count; k++)
        if (g->scenario->requirements[k].level == MUST && is_simulated(g, d, k))
            return true;
    return false;
}

/* The musts that a design misses, by name, each once. */
static const char *missed_musts(Answer *answer, const DesignAnswer *design)
{
    const char *list = "";

    for (size_t k = 0; k < answer->scenario->requirement_count; k++) {
        const RequirementAnswer *item = &design->requirements[k];
        if (item->met || item->requirement->level == WANT ||
            strstr(list, item->requirement->name))
            continue;
        list = arena_format(&answer->arena, "%s%s%s", list, list[0] ? ", " : "",
                            item->requirement->name);
    }
    return list[0] ? list : "all at once";
}

static void judge_design(Answer *answer, const Gatherer *g, size_t d)
{
    const Scenario *s = g->scenario;
    DesignAnswer *design = &answer->designs[d];
    size_t n = (size_t)run_request_trials(g->run);
    double *at_once = memory_grow(NULL, n + 1, sizeof *at_once), least = 1;

    design->requirements =
        arena_array(&answer->arena, RequirementAnswer, s->requirement_count + 1);
    for (size_t j = 0; j < n; j++)
        at_once[j] = g->others[d * n + j];
    for (size_t k = 0; k < s->requirement_count; k++) {
        judge_item(answer, g, d, k, at_once);
        if (s->requirements[k].level == WANT)
            continue;
        least = fmin(least, design->requirements[k].needed);
        design->ruled_out = design->ruled_out || !design->requirements[k].met;
    }
    if (!times_are_musts(g, d))
        design->meets_musts = gathered_summary(g->meets_all[d]).mean;
    else
        design->meets_musts = n > 0 ? estimate_mean(at_once, n) : estimate_unknown;
    if (answer->musts)
        design->ruled_out = design->ruled_out || !(design->meets_musts.value >= least);
    design->misses = design->ruled_out ? missed_musts(answer, design) : NULL;
    free(at_once);
}

/* Judged among the eligible designs, of which there is one at least. */
static void tell_cheapest(Answer *answer, const Gatherer *g, const bool *in)
{
    Estimate *cheapest = arena_array(&answer->arena, Estimate, g->designs + 1);

    for (size_t month = 0; month <= g->months; month++) {
        gathered_cheapest(cheapest, g, month, in);
        for (size_t d = 0; d < g->designs; d++)
            answer->designs[d].by_month[month].cheapest_eligible = cheapest[d];
    }
    gathered_cheapest(cheapest, g, g->months + 1, in);
    for (size_t d = 0; d < g->designs; d++)
        answer->designs[d].cheapest_eligible = cheapest[d];
}

void answer_require(Answer *answer, const Gatherer *g)
{
    bool *in = arena_array(&answer->arena, bool, g->designs + 1);
    size_t eligible = 0;

    answer->musts = scenario_has_musts(g->scenario);
    for (size_t d = 0; d < g->designs; d++) {
        if (g->scenario->requirement_count > 0)
            judge_design(answer, g, d);
        else
            answer->designs[d].meets_musts = (Estimate){ 1, 0 };
        in[d] = !answer->designs[d].ruled_out;
        eligible += in[d];
    }
    if (eligible > 0)
        tell_cheapest(answer, g, in);
}
