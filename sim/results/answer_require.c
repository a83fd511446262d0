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

/* The share of requests in time, of each simulated trial; NULL where it is not known. */
static const double *in_time(const Gatherer *g, size_t design, const Requirement *r)
{
    const Quantity *quantity = gathered_quantity(g->scenario, requirement_time_key(r));

    return quantity
               ? run_request_within(g->run, design, quantity, requirement_state(r), r->under)
               : NULL;
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

/* A percentile is within the limit where that share of the requests is. at_once[j] falls to
 * 0 in trials in which a must does not hold. */
static void judge_times(RequirementAnswer *item, const Gatherer *g, size_t d, double *at_once)
{
    const Requirement *r = item->requirement;
    const double *share = in_time(g, d, r);
    size_t n = share ? (size_t)run_request_trials(g->run) : 0;
    double *met = memory_grow(NULL, n + 1, sizeof *met);

    for (size_t j = 0; j < n; j++)
        met[j] = share[j] >= r->percentile;
    item->chance = estimate_mean(met, n);
    if (share)
        item->within = summary_make(share, n);
    for (size_t j = 0; r->level == MUST && j < run_request_trials(g->run); j++)
        at_once[j] = share ? at_once[j] * met[j] : 0;
    free(met);
}

static void judge_item(Answer *answer, const Gatherer *g, size_t d, size_t k, double *at_once)
{
    const Scenario *s = g->scenario;
    RequirementAnswer *item = &answer->designs[d].requirements[k];
    const Requirement *r = &s->requirements[k];

    *item = (RequirementAnswer){ .requirement = r,
                                 .id = id_of(answer, k),
                                 .what = requirement_words(&answer->arena, s, r),
                                 .within = summary_unknown,
                                 .needed = requirement_needs(r) };
    if (is_simulated(g, d, k))
        judge_times(item, g, d, at_once);
    else
        item->chance = gathered_summary(g->meets[d * s->requirement_count + k]).mean;
    if (r->kind == REQUIRE_LATENCY && !is_simulated(g, d, k))
        item->within = summary_of_mean(item->chance); /* a time is that of all requests */
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

void answer_standings(Answer *answer, const Standing *standings, size_t month)
{
    for (size_t d = 0; d < answer->design_count; d++) {
        DesignAnswer *design = &answer->designs[d];
        bool at_end = month > (size_t)answer->months;
        *(at_end ? &design->cheapest_eligible : &design->by_month[month].cheapest_eligible) =
            standings[d].cheapest;
        if (at_end)
            design->regret_eligible = standings[d].regret;
    }
}

/* Judged among the eligible designs, of which there is one at least. */
static void tell_standings(Answer *answer, const Gatherer *g, const bool *in)
{
    Standing *standings = arena_array(&answer->arena, Standing, g->designs + 1);

    for (size_t month = 0; month <= g->months + 1; month++) {
        gathered_standings(standings, g, month, in);
        answer_standings(answer, standings, month);
    }
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
        answer->designs[d].regret_eligible = estimate_unknown;
        in[d] = !answer->designs[d].ruled_out;
        eligible += in[d];
    }
    if (eligible > 0)
        tell_standings(answer, g, in);
}
