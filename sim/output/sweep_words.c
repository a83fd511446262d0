/* sweep_words.c - what a sweep says in words. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/page.h"
#include "sim/output/sweep_out.h"

char *sweep_of_100(char *buffer, double chance)
{
    text_chance(buffer, chance);
    buffer[strcspn(buffer, "%")] = '\0';
    return buffer;
}

void sweep_title(Text *out, const Scenario *s, const Style *style)
{
    const Page page = { .out = out, .style = style };
    Text about = { 0 }, name = { 0 };

    text_format(&about, "%d month%s, %s", s->months, s->months == 1 ? "" : "s",
                s->currency.code);
    if (s->catalog_as_of)
        text_format(&about, ", prices of %s", s->catalog_as_of);
    cell_cut(&name, s->name, PAGE_WIDTH - text_width(about.data) - 2, style->ascii);
    page_styled(&page, "1", name.data ? name.data : "");
    page_right(&page, about.data, PAGE_WIDTH - (name.data ? text_width(name.data) : 0));
    text_add(out, "\n\n");
    text_free(&about);
    text_free(&name);
}

void sweep_footer(Text *out, const Scenario *s, uint64_t trials, const Style *style)
{
    const Page page = { .out = out, .style = style };
    Text line = { 0 };
    char count[32];

    text_format(&line, "seed %llu, the same %s futures at each value",
                (unsigned long long)s->seed, cell_count(count, trials));
    if (s->catalog_as_of)
        text_format(&line, ", catalog %s", s->catalog_as_of);
    text_format(&line, ", scenario %.7s", s->sha256);
    page_styled(&page, "2", line.data);
    text_add(out, "\n");
    text_free(&line);
}

void sweep_input_words(Text *out, const SweepInput *input)
{
    double low = sweep_input_own(input, 0.1), high = sweep_input_own(input, 0.9);
    char from[32], to[32];

    cell_plain(out, input->key, false);
    if (isnan(low) || !input->quantity || input->quantity->choices)
        return;
    text_value(from, low, input->quantity->unit, &input->currency);
    text_value(to, high, input->quantity->unit, &input->currency);
    if (low < high)
        text_format(out, " (today %s to %s)", from, to);
    else
        text_format(out, " (today %s)", from);
}

static void add_label(Text *out, const Sweep *sweep, size_t design)
{
    cell_plain(out, sweep->scenario->designs[design].label, false);
}

void sweep_share_words(Text *out, double share)
{
    char count[32];

    if (share >= 0.995 || share < 0.005)
        text_format(out, "%s of today's futures", share >= 0.995 ? "nearly all" : "hardly any");
    else
        text_format(out, "%s of 100 of today's futures", sweep_of_100(count, share));
}

/* ` (93 of 100 of today's futures are below it)`, where that is known. */
static void add_share_below(Text *out, const Sweep *sweep, double x)
{
    double below = sweep_input_below(sweep->x, x);

    if (isnan(below))
        return;
    text_add(out, " (");
    sweep_share_words(out, below);
    text_add(out, " are below it)");
}

static void add_crossing(Text *out, const Sweep *sweep, const SweepCrossing *crossing)
{
    const SweepInput *x = sweep->x;
    bool two = sweep->scenario->design_count == 2;
    char value[32];

    if (isnan(crossing->x.value)) {
        text_format(out, "Between %s and %s ", x->texts[crossing->point],
                    x->texts[crossing->point + 1]);
        add_label(out, sweep, crossing->above);
        text_add(out, " becomes the one that is cheapest most often.\n");
        return;
    }
    text_value(value, estimate_rounded(crossing->x), x->quantity->unit, &x->currency);
    text_format(out, two ? "Even odds near %s" : "Near %s, ", value);
    if (!two) {
        add_label(out, sweep, crossing->below);
        text_add(out, " and ");
        add_label(out, sweep, crossing->above);
        text_add(out, " have even odds");
    }
    add_share_below(out, sweep, crossing->x.value);
    text_add(out, ".\n");
}

void sweep_sentences(Text *out, Sweep *sweep)
{
    SweepCrossing *crossings;
    size_t count = sweep_crossings(sweep, &crossings);

    if (sweep->scenario->design_count < 2 || sweep->y || !sweep->x->quantity ||
        sweep->x->quantity->choices)
        return;
    for (size_t i = 0; i < count; i++)
        add_crossing(out, sweep, &crossings[i]);
    if (count > 0)
        return;
    add_label(out, sweep, sweep_favourite(sweep, sweep_cells(sweep, 0, 0)));
    text_format(out, " is the %s more often than %s at every value.\n",
                sweep->scenario->design_count == 2 ? "cheaper one" : "cheapest",
                sweep->scenario->design_count == 2 ? "not" : "any other");
}
