/* explain_latency.c - where a second goes: the stages of a design's response time.
 *
 * Amounts are averages over the futures in which every request is answered, because these
 * add up: over the stages to the average response time, and what the stages take of the
 * requests near the P95 to the average P95.
 */
#include <math.h>
#include <string.h>

#include "sim/cli/describe.h"
#include "sim/cli/explain.h"
#include "sim/output/cells.h"

enum { STAGE_COLUMNS = 34, TIME_COLUMNS = 10, SHARE_COLUMNS = 6, RULE_COLUMNS = 76 };

bool explain_is_latency(size_t *design, const Scenario *s, const char *word)
{
    static const char what[] = "latency";
    const char *dot = word ? strrchr(word, '.') : NULL;

    *design = ALL_DESIGNS;
    for (size_t d = 0; dot && d < s->design_count; d++) {
        size_t length = strlen(s->designs[d].name);
        if (length == (size_t)(dot - word) && strncmp(word, s->designs[d].name, length) == 0)
            *design = d;
    }
    if (dot)
        return *design != ALL_DESIGNS && strcmp(dot + 1, what) == 0;
    return word && strcmp(word, what) == 0;
}

bool explain_needs_requests(const char *word, Arena *arena)
{
    size_t count;
    const Quantity *const *all = registry_quantities(&model_registry, &count, arena);

    if (!word)
        return false;
    if (strcmp(word, "rules") == 0 || strstr(word, "latency"))
        return true;
    for (size_t i = 0; i < count; i++)
        if (all[i]->timing == PER_REQUEST && strstr(word, all[i]->key))
            return true;
    return false;
}

typedef Estimate Choose(const StageAnswer *stage);

static Estimate mean_of(const StageAnswer *stage)
{
    return stage->mean;
}

static Estimate of_p95(const StageAnswer *stage)
{
    return stage->of_p95;
}

/* --- the headline state ------------------------------------------------------------------ */

static void add_time(Text *out, Estimate time)
{
    char cell[32];

    describe_pad_left(out, cell_duration(cell, time), TIME_COLUMNS);
}

static void add_shared(Text *out, Estimate time, Estimate whole)
{
    char share[32];

    add_time(out, time);
    describe_pad_left(out, whole.value > 0 ? text_percent(share, time.value / whole.value) : "",
                      SHARE_COLUMNS);
}

static void add_name(Text *out, const char *name)
{
    text_add(out, "  ");
    describe_pad(out, name, STAGE_COLUMNS - 2);
}

static void add_stages(const Page *page, const StateAnswer *state)
{
    Text *out = page->out;

    add_name(out, "");
    describe_pad_left(out, "average", TIME_COLUMNS);
    describe_pad_left(out, "of the P95", TIME_COLUMNS + SHARE_COLUMNS);
    text_add(out, "\n");
    for (size_t k = 0; k < state->stage_count; k++) {
        const StageAnswer *stage = &state->stages[k];
        if (!page->all && stage->mean.value == 0 && stage->of_p95.value == 0)
            continue;
        add_name(out, stage->title);
        add_shared(out, stage->mean, state->whole.mean);
        add_shared(out, stage->of_p95, state->whole.of_p95);
        text_format(out, "  %s\n", stage->name);
    }
    text_add(out, "  ");
    describe_rule(out, RULE_COLUMNS, page->ascii);
    text_add(out, "\n");
    add_name(out, state->whole.title);
    add_shared(out, state->whole.mean, estimate_unknown);
    add_shared(out, state->whole.of_p95, estimate_unknown);
    text_add(out, "  averages add up\n");
}

static void add_percentiles(const Page *page, const DesignAnswer *design)
{
    static const char *const names[] = { "p50", "p95", "p99" };
    char key[32], middle[32], low[32], high[32];

    for (size_t k = 0; k < 3; k++) {
        snprintf(key, sizeof key, "latency.request.%s", names[k]);
        Summary time = answer_summary(design, key);
        text_format(page->out, "  P%s: median %s; 8 in 10 futures: %s to %s\n", names[k] + 1,
                    cell_duration(middle, time.q[Q_P50]), cell_duration(low, time.q[Q_P10]),
                    cell_duration(high, time.q[Q_P90]));
    }
}

/* --- all states --------------------------------------------------------------------------- */

static void add_row(const Page *page, const DesignAnswer *design, size_t stage, Choose *choose)
{
    const StateAnswer *first = &design->states[LAUNCH_AT_MEAN];
    bool whole = stage == first->stage_count;

    add_name(page->out, whole ? first->whole.title : first->stages[stage].title);
    for (size_t s = 0; s < STATES; s++) {
        const StateAnswer *state = &design->states[s];
        if (state->latencies.count > 0)
            add_time(page->out, choose(whole ? &state->whole : &state->stages[stage]));
    }
    text_add(page->out, "\n");
}

static void add_rows(const Page *page, const DesignAnswer *design, const char *title,
                     Choose *choose)
{
    const StateAnswer *first = &design->states[LAUNCH_AT_MEAN];

    text_format(page->out, "%s\n", title);
    for (size_t k = 0; k <= first->stage_count; k++)
        if (page->all || k == first->stage_count || first->stages[k].mean.value != 0)
            add_row(page, design, k, choose);
}

static void add_quantile(const Page *page, const DesignAnswer *design, const char *title, int q)
{
    add_name(page->out, title);
    for (size_t s = 0; s < STATES; s++)
        if (design->states[s].latencies.count > 0)
            add_time(page->out,
                     answer_latency(design, (RequestState)s, "latency.request.p95").q[q]);
    text_add(page->out, "\n");
}

static void add_states(const Page *page, const DesignAnswer *design)
{
    static const char *const names[STATES] = { [LAUNCH_AT_MEAN] = "launch",
                                               [LAUNCH_AT_PEAK] = "peak",
                                               [END_AT_MEAN] = "end",
                                               [END_AT_PEAK] = "end, peak" };
    char chance[32];

    text_add(page->out, "\n");
    describe_pad(page->out, "", STAGE_COLUMNS);
    for (size_t s = 0; s < STATES; s++)
        if (design->states[s].latencies.count > 0)
            describe_pad_left(page->out, names[s], TIME_COLUMNS);
    text_add(page->out, "\n");
    add_rows(page, design, "Average", mean_of);
    add_rows(page, design, "Of the P95", of_p95);
    text_add(page->out, "P95\n");
    add_quantile(page, design, "median", Q_P50);
    add_quantile(page, design, "1 future in 10 is below", Q_P10);
    add_quantile(page, design, "1 future in 10 is above", Q_P90);
    add_name(page->out, "futures that are saturated");
    for (size_t s = 0; s < STATES; s++)
        if (design->states[s].latencies.count > 0)
            describe_pad_left(page->out,
                              text_percent(chance, design->states[s].saturated.value),
                              TIME_COLUMNS);
    text_add(page->out, "\n");
}

/* Whether what a design takes depends on the load or the month. */
static bool differs(const DesignAnswer *design)
{
    const StateAnswer *first = &design->states[LAUNCH_AT_MEAN];

    for (size_t s = 0; s < STATES; s++) {
        const StateAnswer *state = &design->states[s];
        if (state->latencies.count > 0 &&
            (state->saturated.value != first->saturated.value ||
             state->whole.mean.value != first->whole.mean.value ||
             state->whole.of_p95.value != first->whole.of_p95.value))
            return true;
    }
    return false;
}

static bool leaves_some_unanswered(const DesignAnswer *design)
{
    for (size_t s = 0; s < STATES; s++)
        if (design->states[s].latencies.count > 0 && design->states[s].unanswered.value > 0)
            return true;
    return false;
}

/* --- a design ----------------------------------------------------------------------------- */

static void explain_design(const Page *page, const DesignAnswer *design)
{
    const StateAnswer *state = &design->states[LAUNCH_AT_MEAN];

    if (state->latencies.count == 0 || !state->curve) {
        text_format(page->out, "%s: its response time is given, not made of stages\n",
                    design->design->label);
        return;
    }
    text_format(page->out, "%s: where the response time goes, %s\n\n", design->design->label,
                state->title);
    add_stages(page, state);
    text_add(page->out, "\n");
    add_percentiles(page, design);
    if (differs(design))
        add_states(page, design);
    else
        text_add(page->out, "  The same in the busiest hour, and at the end.\n");
    if (leaves_some_unanswered(design))
        text_add(page->out, "Averages are over the futures in which every request is "
                            "answered.\n");
    if (design->saturation.sentence)
        text_format(page->out, "%s\n", design->saturation.sentence);
}

void explain_latency(const Page *page)
{
    const Answer *answer = &page->simulation->answer;
    bool first = true;

    for (size_t d = 0; d < answer->design_count; d++) {
        if (page->design != ALL_DESIGNS && d != page->design)
            continue;
        text_add(page->out, first ? "" : "\n");
        explain_design(page, &answer->designs[d]);
        first = false;
    }
}
