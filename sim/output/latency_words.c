/* latency_words.c - what the latency chart finds: does it meet the limit, which stage costs. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/latency_view.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

/* "Fine-tuned is saturated in 23% of futures", of the design of which that is likeliest. */
static bool add_saturated(Text *out, const LatencyView *view)
{
    double most = 0;
    size_t design = 0;
    bool later;
    char chance[32];
    Text name = { 0 };

    for (size_t d = 0; d < view->answer->design_count; d++)
        if (latency_saturated(view, d, &later) > most) {
            most = latency_saturated(view, d, &later);
            design = d;
        }
    if (most > 0)
        text_format(out, "%s is saturated in %s of futures",
                    label_in_words(&name, &view->answer->designs[design]),
                    text_chance(chance, most));
    text_free(&name);
    return most > 0;
}

/* "95% within 12 s" */
static void add_limit(Text *out, const Requirement *limit)
{
    char share[32], time[32];

    text_format(out, "%s%% within %s", text_number(share, 100 * limit->percentile),
                text_duration(time, limit->under));
}

/* Who answers in time: every design, none, one alone, or all but one. */
static void add_verdict(Text *out, const LatencyView *view, bool begins)
{
    const DesignAnswer *met = NULL, *missed = NULL;
    size_t meets = 0, misses = 0;
    Text name = { 0 };

    for (size_t d = 0; d < view->answer->design_count; d++) {
        bool well = latency_in_time(view, d)->met;
        met = well && !met ? &view->answer->designs[d] : met;
        missed = !well && !missed ? &view->answer->designs[d] : missed;
        meets += well;
        misses += !well;
    }
    if (view->answer->design_count == 1)
        text_format(out, "%s %s ", label_in_words(&name, met ? met : missed),
                    met ? "answers" : "does not reliably answer");
    else if (misses == 0 || meets == 0)
        text_format(out, "%s design reliably answers ",
                    misses == 0 ? (begins ? "Every" : "every") : (begins ? "No" : "no"));
    else if (meets == 1)
        text_format(out, "%s alone reliably answers ", label_in_words(&name, met));
    else if (misses == 1)
        text_format(out, "%s but %s reliably answer ", begins ? "All" : "all",
                    label_in_words(&name, missed));
    else
        text_format(out, "%zu of %zu designs reliably answer ", meets, meets + misses);
    add_limit(out, view->limit);
    text_free(&name);
}

/* Without a limit: who is fastest near the P95, and who slowest of those that always answer.
 */
static void add_race(Text *out, const LatencyView *view, bool begins)
{
    size_t best = 0, worst = 0;
    double low = INFINITY, high = -1;
    char fast[32], slow[32];
    Text name = { 0 };
    bool later;

    for (size_t d = 0; d < view->answer->design_count; d++) {
        double time = latency_state(view, d) ? latency_p95(view, d).q[Q_P50].value : NAN;
        if (!isfinite(time) || latency_saturated(view, d, &later) > 0)
            continue;
        best = time < low ? d : best;
        worst = time > high ? d : worst;
        low = fmin(low, time);
        high = fmax(high, time);
    }
    if (isfinite(low))
        text_format(out, "%s%s answers 95 in 100 requests within %s", begins ? "" : "; ",
                    label_in_words(&name, &view->answer->designs[best]),
                    text_duration(fast, low));
    else if (begins)
        text_add(out, "No design answers 95 in 100 requests");
    if (best != worst)
        text_format(out, ", %s within %s", label_in_words(&name, &view->answer->designs[worst]),
                    text_duration(slow, high));
    text_free(&name);
}

/* The group that takes most of a design's average time. */
static size_t longest_group(const StateAnswer *state)
{
    size_t longest = 0;

    for (size_t g = 1; g < STAGE_GROUPS; g++)
        if (latency_group_mean(state, g) > latency_group_mean(state, longest))
            longest = g;
    return longest;
}

/* "; RAG spends most on writing (61%)", of the design that leads. */
static void add_longest(Text *out, const LatencyView *view)
{
    const Answer *answer = view->answer;

    for (size_t k = 0; k < answer->design_count; k++) {
        const StateAnswer *state = latency_state(view, answer->order[k]);
        Text name = { 0 };
        char share[32];
        if (!state || !(state->whole.mean.value > 0))
            continue;
        size_t group = longest_group(state);
        double part = latency_group_mean(state, group) / state->whole.mean.value;
        label_in_words(&name, &answer->designs[answer->order[k]]);
        text_format(out, "; %s spends most on %s (%s)",
                    answer->design_count > 1 ? name.data : "it", latency_group_words(group),
                    text_percent(share, part));
        text_free(&name);
        return;
    }
}

static void add_headline(Text *out, const LatencyView *view)
{
    bool saturated = add_saturated(out, view);

    if (saturated && view->limit)
        text_add(out, "; ");
    if (view->limit)
        add_verdict(out, view, !saturated);
    else
        add_race(out, view, !saturated);
    if (!saturated)
        add_longest(out, view);
}

static void describe(Text *out, const LatencyView *view, size_t design)
{
    const StateAnswer *state = latency_state(view, design);
    Summary p95 = latency_p95(view, design);
    const RequirementAnswer *item = latency_in_time(view, design);
    char text[32], low[32], high[32];
    Text name = { 0 };
    bool later;

    text_format(out, "%s: ", label_in_words(&name, &view->answer->designs[design]));
    text_free(&name);
    if (!state) {
        text_add(out, "not simulated. ");
        return;
    }
    text_format(out, "average %s", cell_duration(text, state->whole.mean));
    for (size_t g = 0; g < STAGE_GROUPS; g++)
        if (latency_group_mean(state, g) > 0)
            text_format(out, ", %s %s", latency_group_name(g),
                        text_duration(text, latency_group_mean(state, g)));
    text_format(out, "; P95 %s, in 8 of 10 futures %s to %s", cell_duration(text, p95.q[Q_P50]),
                cell_duration(low, p95.q[Q_P10]), cell_duration(high, p95.q[Q_P90]));
    double saturated = latency_saturated(view, design, &later);
    if (saturated > 0)
        text_format(out, "; saturated in %s of futures%s", text_chance(text, saturated),
                    later ? " at some time" : "");
    if (item)
        text_format(out, "; %s of requests in time",
                    cell_percent(text, item->within.mean.value));
    text_add(out, ". ");
}

void latency_write_words(ChartData *chart, const LatencyView *view)
{
    const StateAnswer *state = NULL;

    for (size_t d = 0; !state && d < view->answer->design_count; d++)
        state = latency_state(view, d);
    add_headline(&chart->headline, view);
    assert(state); /* a view without a state is not drawn */
    text_format(
        &chart->subtitle,
        "%c%s. Left: average time by stage; below, the P95 (diamond) and where it is in "
        "8 of 10 futures. Right: share answered within a time.",
        state->title[0] - 32, state->title + 1);
    for (size_t d = 0; d < view->answer->design_count; d++)
        describe(&chart->description, view, d);
}
