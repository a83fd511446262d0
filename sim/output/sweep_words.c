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
    char count[48], futures[80];

    snprintf(futures, sizeof futures, "the same %s at each value", cell_futures(count, trials));
    page_footer(&page, s, futures);
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

/* Whether a design is ruled out somewhere. */
static bool rules_out(const Sweep *sweep)
{
    for (size_t i = 0; i < sweep->count * sweep->scenario->design_count; i++)
        if (!sweep->cells[i].competes)
            return true;
    return false;
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
        text_format(out, " becomes the %sone that is cheapest most often.\n",
                    rules_out(sweep) ? "eligible " : "");
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

/* The musts that rule a design out somewhere, each once; at how many points. */
static size_t find_misses(Text *misses, const Sweep *sweep, size_t design)
{
    size_t designs = sweep->scenario->design_count, count = 0;

    misses->length = 0;
    text_add(misses, "");
    for (size_t i = 0; i < sweep->count; i++) {
        const char *word = sweep->cells[i * designs + design].misses;
        count += word != NULL;
        for (size_t length; word && *word; word += length + strspn(word + length, ", ")) {
            length = strcspn(word, ",");
            Text one = { 0 };
            text_add_n(&one, word, length);
            if (!strstr(misses->data, one.data))
                text_format(misses, "%s%s", misses->length > 0 ? ", " : "", one.data);
            text_free(&one);
        }
    }
    return count;
}

void sweep_ruled_out(Text *out, const Sweep *sweep)
{
    const char *begin = "Ruled out: ", *unit = sweep->y ? "point" : "value";
    Text misses = { 0 };

    for (size_t d = 0; d < sweep->scenario->design_count; d++) {
        size_t count = find_misses(&misses, sweep, d);
        if (count == 0)
            continue;
        text_add(out, begin);
        add_label(out, sweep, d);
        text_format(out, " (%s) ", misses.data);
        if (count == sweep->count)
            text_format(out, "at every %s", unit);
        else
            text_format(out, "at %zu of %zu %ss", count, sweep->count, unit);
        begin = ", ";
    }
    if (begin[0] == ',')
        text_add(out, ".\n");
    text_free(&misses);
}

static bool same_everywhere(const Sweep *sweep, size_t favourite)
{
    for (size_t i = 0; i < sweep->x->count; i++)
        if (sweep_favourite(sweep, sweep_cells(sweep, i, 0)) != favourite)
            return false;
    return true;
}

/* At how many points a design is the cheapest as often as the favourite of all. */
static size_t ties(const Sweep *sweep, size_t design, size_t favourite)
{
    const double rounding = 1e-9;
    size_t count = 0;

    for (size_t i = 0; i < sweep->x->count; i++) {
        const SweepCell *cells = sweep_cells(sweep, i, 0);
        count += cells[design].competes && fabs(cells[design].cheapest.value -
                                                cells[favourite].cheapest.value) <= rounding;
    }
    return count;
}

/* "a, b and c": the favourite, and those that tie with it at every point; how many. With
 * *apart whether it is alone at every point. */
static size_t add_tied(Text *out, bool *apart, const Sweep *sweep, size_t favourite)
{
    size_t designs = sweep->scenario->design_count, last = favourite, count = 0, told = 0;

    *apart = true;
    for (size_t d = 0; d < designs; d++) {
        size_t times = ties(sweep, d, favourite);
        *apart = *apart && (d == favourite || times == 0);
        count += times == sweep->x->count;
        last = times == sweep->x->count ? d : last;
    }
    for (size_t d = 0; d < designs; d++) {
        if (ties(sweep, d, favourite) != sweep->x->count)
            continue;
        text_add(out, told == 0 ? "" : d == last ? " and " : ", ");
        add_label(out, sweep, d);
        told++;
    }
    return count;
}

/* How many designs are eligible somewhere. */
static size_t rivals(const Sweep *sweep)
{
    size_t designs = sweep->scenario->design_count, count = 0;

    for (size_t d = 0; d < designs; d++) {
        bool competes = false;
        for (size_t i = 0; i < sweep->count; i++)
            competes = competes || sweep->cells[i * designs + d].competes;
        count += competes;
    }
    return count;
}

static void add_favourite(Text *out, const Sweep *sweep)
{
    size_t favourite = sweep_favourite(sweep, sweep_cells(sweep, 0, 0));
    size_t count = rivals(sweep);
    bool two = sweep->scenario->design_count == 2, eligible = rules_out(sweep), apart;
    const char *what = eligible ? "cheapest eligible one" : two ? "cheaper one" : "cheapest";

    if (count == 0)
        text_add(out, "No design meets every must at any value.\n");
    if (favourite == sweep->scenario->design_count || !same_everywhere(sweep, favourite))
        return;
    size_t tied = add_tied(out, &apart, sweep, favourite);
    if (count == 1)
        text_add(out, " is the only design that meets every must at any value.\n");
    else if (tied > 1)
        text_format(out, " are equally often the %s at every value.\n", what);
    else if (!apart)
        text_format(out, " is the %s at least as often as any other at every value.\n", what);
    else
        text_format(out, " is the %s more often than %s at every value.\n", what,
                    two && !eligible ? "not" : "any other");
}

void sweep_sentences(Text *out, Sweep *sweep)
{
    SweepCrossing *crossings;
    size_t count = sweep_crossings(sweep, &crossings);

    sweep_ruled_out(out, sweep);
    if (sweep->scenario->design_count < 2 || sweep->y || !sweep->x->quantity ||
        sweep->x->quantity->choices)
        return;
    for (size_t i = 0; i < count; i++)
        add_crossing(out, sweep, &crossings[i]);
    if (count == 0)
        add_favourite(out, sweep);
}
