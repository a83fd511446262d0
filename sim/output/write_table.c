/* write_table.c - the answer for a person at a terminal, 80 columns wide. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/components.h"
#include "sim/output/costs.h"
#include "sim/output/page.h"
#include "sim/output/times_table.h"
#include "sim/output/words.h"

enum { MONEY_WIDTH = 9 };

static void write_title(const Page *page)
{
    const Scenario *s = page->answer->scenario;
    Text about = { 0 }, name = { 0 };

    text_format(&about, "%d month%s, %s", s->months, s->months == 1 ? "" : "s",
                s->currency.code);
    if (s->catalog_as_of)
        text_format(&about, ", prices of %s", s->catalog_as_of);
    int room = PAGE_WIDTH - text_width(about.data) - 2;
    cell_cut(&name, s->name, room, page->style->ascii);
    page_styled(page, "1", name.data ? name.data : "");
    page_right(page, about.data, PAGE_WIDTH - (name.data ? text_width(name.data) : 0));
    text_add(page->out, "\n\n");
    text_free(&about);
    text_free(&name);
}

/* One line of 50 dots per design: a picture of the chance to stay inside. */
static void write_dots(const Page *page)
{
    const char *inside = page->style->ascii ? "*" : "●", *over = page->style->ascii ? "o" : "○";
    double budget = page->answer->scenario->budget;
    char text[32];

    if (!isfinite(page->answer->scenario->budget))
        return;
    text_format(
        page->out,
        "\nBudget %s, each dot is 1 of %d equally likely futures  (%s inside  %s over)\n",
        text_money(text, budget, page->money), DOTS, inside, over);
    for (size_t k = 0; k < page->answer->design_count; k++) {
        const DesignAnswer *design = page_ranked(page, k);
        int count = 0;
        if (design->ruled_out && page->answer->verdict.eligible)
            continue;
        page_left(page, design->design->label, page->label);
        text_add(page->out, " ");
        for (size_t i = 0; i < DOTS; i++) {
            bool fits = design->dots[i] <= budget;
            text_add(page->out, fits ? inside : over);
            count += fits;
        }
        text_format(page->out, " %2d inside\n", count);
    }
}

static int component_width(const ComponentAnswer *component)
{
    int width = text_width(component->title) + 2;

    return width < MONEY_WIDTH ? MONEY_WIDTH : width;
}

static void write_components(const Page *page)
{
    const ComponentAnswer *found[COMPONENTS_MOST];
    size_t count = components_find(found, COMPONENTS_MOST, page->answer);
    int width = page->label;
    char text[64];

    for (size_t i = 0; i < count; i++)
        width += component_width(found[i]);
    if (count == 0 || width > PAGE_WIDTH)
        return;
    text_add(page->out, "\n");
    page_left(page, "On average", page->label);
    for (size_t i = 0; i < count; i++) {
        snprintf(text, sizeof text, "%.48s", found[i]->title);
        if (text[0] >= 'A' && text[0] <= 'Z')
            text[0] = (char)(text[0] - 'A' + 'a');
        page_right(page, text, component_width(found[i]));
    }
    page_end_line(page);
    for (size_t k = 0; k < page->answer->design_count; k++) {
        const DesignAnswer *design = page_ranked(page, k);
        page_left(page, design->design->label, page->label);
        for (size_t i = 0; i < count; i++)
            page_right(page,
                       cell_money(text, components_mean(design, found[i]->key), page->money),
                       component_width(found[i]));
        page_end_line(page);
    }
}

/* The runner-up that takes over at more traffic, if there is one and it is likely. */
static void write_overtaking(const Page *page)
{
    const Answer *answer = page->answer;
    char from[32], now[32];

    for (size_t i = 0; answer->verdict.eligible && i < answer->pair_count; i++) {
        const PairAnswer *pair = &answer->pairs[i];
        const BreakEven *even = &pair->volume;
        size_t best = answer->verdict.design;
        if (!even->known || even->design == best || (pair->a != best && pair->b != best) ||
            answer->designs[even->design].ruled_out || !isfinite(even->q[1].value) ||
            even->q[1].value <= even->now)
            continue;
        Text line = { 0 };
        text_format(&line, "%s takes over above %s requests a month (now %s).",
                    answer->designs[even->design].design->label,
                    text_number(from, estimate_rounded(even->q[1])),
                    text_number(now, even->now));
        page_wrapped(page, "", line.data);
        text_free(&line);
    }
}

static void write_equals(const Page *page)
{
    for (size_t i = 0; i < page->answer->pair_count; i++) {
        Text line = { 0 };
        words_equal(&line, page->answer, &page->answer->pairs[i]);
        if (line.length)
            page_wrapped(page, "", line.data);
        text_free(&line);
    }
}

/* " R1 (corpus), R3 (corpus)" behind some words: the rules against the verdict that rest on
 * what somebody stated, or on defaults of the model. */
static void add_objections(Text *line, const Answer *answer, const char *words, bool assumed)
{
    const char *before = words;

    for (size_t i = 0; i < answer->rule_count; i++) {
        const RuleAnswer *rule = &answer->rules[i];
        if (!rule->against || (rule->assumed != NULL) != assumed)
            continue;
        text_format(line, "%s %s (%s)", before, rule->id, advice_name(rule->advice));
        before = ",";
    }
    if (before != words)
        text_add(line, ". ");
}

/* Where rules of thumb advise what the verdict does not follow. */
static void write_objections(const Page *page)
{
    Text line = { 0 };

    add_objections(&line, page->answer, "Rules of thumb disagree:", false);
    add_objections(&line, page->answer,
                   "By defaults of the model that nobody stated, these disagree:", true);
    if (line.length) {
        text_add(&line, "See forkcast explain FILE rules.");
        page_wrapped(page, "", line.data);
    }
    text_free(&line);
}

static void write_footer(const Page *page)
{
    char futures[48];

    text_add(page->out, "\n");
    page_footer(page, page->answer->scenario, cell_futures(futures, page->answer->trials));
}

static void write(Text *out, const Answer *answer, const Style *style)
{
    Page page = { out, answer, &answer->scenario->currency, style, 0 };

    page.label = costs_label_width(&page);
    write_title(&page);
    costs_write(&page);
    write_dots(&page);
    times_write(&page);
    write_components(&page);
    text_add(out, "\n");
    page_wrapped(&page, "1", answer->verdict.sentence);
    write_equals(&page);
    write_overtaking(&page);
    write_objections(&page);
    write_footer(&page);
}

const Writer write_table = {
    .name = "table",
    .help = "for people: quantiles, chances, dots, response times",
    .write = write,
};
