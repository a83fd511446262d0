/* write_table.c - the answer for a person at a terminal, 80 columns wide. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/components.h"
#include "sim/output/page.h"

enum { LABEL_MOST = 18, LABEL_LEAST = 14, MONEY_WIDTH = 9, CHEAPEST_WIDTH = 10 };

static const DesignAnswer *ranked(const Page *page, size_t place)
{
    return &page->answer->designs[page->answer->order[place]];
}

static bool has_budget(const Page *page)
{
    return isfinite(page->answer->scenario->budget);
}

static bool has_failures(const Page *page)
{
    for (size_t d = 0; d < page->answer->design_count; d++)
        if (answer_summary(&page->answer->designs[d], "cost.failures").mean.value > 0)
            return true;
    return false;
}

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

/* "over $450k", or nothing without a budget. */
static void over_heading(char *text, size_t size, const Page *page)
{
    char amount[32];

    text[0] = '\0';
    if (has_budget(page))
        snprintf(text, size, "%s %s", has_failures(page) ? "cash over" : "over",
                 text_money(amount, page->answer->scenario->budget, page->money));
}

static int money_width(const Page *page)
{
    static const int shown[] = { Q_P10, Q_P50, Q_P90 };
    int width = MONEY_WIDTH;
    char text[32];

    for (size_t k = 0; k < page->answer->design_count; k++) {
        Summary cost = answer_summary(ranked(page, k), page->answer->rank_key);
        for (size_t q = 0; q < sizeof shown / sizeof shown[0]; q++) {
            int needed = text_width(cell_money(text, cost.q[shown[q]], page->money)) + 2;
            width = needed > width ? needed : width;
        }
    }
    return width;
}

/* As wide as the names, as far as the other columns of the costs leave room. */
static int label_width(const Page *page)
{
    char over[64];
    int width = LABEL_LEAST;

    for (size_t d = 0; d < page->answer->design_count; d++) {
        int needed = text_width(page->answer->designs[d].design->label);
        width = needed > width ? needed : width;
    }
    over_heading(over, sizeof over, page);
    int room = PAGE_WIDTH - 3 * money_width(page) - text_width(over) - 3 - CHEAPEST_WIDTH;
    room = room > LABEL_MOST ? LABEL_MOST : room < LABEL_LEAST ? LABEL_LEAST : room;
    return width < room ? width : room;
}

static void write_costs(const Page *page)
{
    int money = money_width(page), over_width;
    char text[64], over[64];

    over_heading(over, sizeof over, page);
    over_width = over[0] ? text_width(over) + 3 : 0;
    snprintf(text, sizeof text, "%d-month cost", page->answer->months);
    page_left(page, text, page->label);
    page_right(page, "P10", money);
    page_right(page, "P50", money);
    page_right(page, "P90", money);
    page_right(page, over, over_width);
    page_right(page, "cheapest", CHEAPEST_WIDTH);
    page_end_line(page);
    for (size_t k = 0; k < page->answer->design_count; k++) {
        const DesignAnswer *design = ranked(page, k);
        Summary cost = answer_summary(design, page->answer->rank_key);
        page_left(page, design->design->label, page->label);
        page_right(page, cell_money(text, cost.q[Q_P10], page->money), money);
        page_right(page, cell_money(text, cost.q[Q_P50], page->money), money);
        page_right(page, cell_money(text, cost.q[Q_P90], page->money), money);
        if (over[0])
            page_right(page, cell_percent(text, 1 - design->within_budget.value), over_width);
        page_right(page, cell_percent(text, design->cheapest.value), CHEAPEST_WIDTH);
        page_end_line(page);
    }
    if (has_failures(page))
        text_add(page->out,
                 "(with what bad answers cost the business; the budget is for cash alone)\n");
}

/* One line of 50 dots per design: a picture of the chance to stay inside. */
static void write_dots(const Page *page)
{
    const char *inside = page->style->ascii ? "*" : "●", *over = page->style->ascii ? "o" : "○";
    double budget = page->answer->scenario->budget;
    char text[32];

    if (!has_budget(page))
        return;
    text_format(
        page->out,
        "\nBudget %s, each dot is 1 of %d equally likely futures  (%s inside  %s over)\n",
        text_money(text, budget, page->money), DOTS, inside, over);
    for (size_t k = 0; k < page->answer->design_count; k++) {
        const DesignAnswer *design = ranked(page, k);
        int count = 0;
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

static void write_percentile(const Page *page, const DesignAnswer *design, const char *key)
{
    Summary time = answer_summary(design, key);
    char middle[32], low[32], high[32], range[96];

    page_right(page, cell_duration(middle, time.q[Q_P50]), 9);
    snprintf(range, sizeof range, "%s to %s", cell_duration(low, time.q[Q_P10]),
             cell_duration(high, time.q[Q_P90]));
    text_add(page->out, "  ");
    page_left(page, isinf(time.q[Q_P10].value) ? low : range, 19);
}

static void write_latency(const Page *page)
{
    bool known = false;

    for (size_t d = 0; d < page->answer->design_count; d++)
        known = known || answer_result(&page->answer->designs[d], "latency.request.p50");
    if (!known)
        return;
    text_add(page->out, "\n");
    page_left(page, "Response time", page->label);
    page_right(page, "P50", 9);
    text_add(page->out, "  ");
    page_left(page, "8 in 10 futures", 19);
    page_right(page, "P95", 9);
    text_add(page->out, "  8 in 10 futures\n");
    for (size_t k = 0; k < page->answer->design_count; k++) {
        const DesignAnswer *design = ranked(page, k);
        if (!answer_result(design, "latency.request.p50"))
            continue;
        page_left(page, design->design->label, page->label);
        write_percentile(page, design, "latency.request.p50");
        write_percentile(page, design, "latency.request.p95");
        page_end_line(page);
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
        const DesignAnswer *design = ranked(page, k);
        page_left(page, design->design->label, page->label);
        for (size_t i = 0; i < count; i++)
            page_right(page,
                       cell_money(text, components_mean(design, found[i]->key), page->money),
                       component_width(found[i]));
        page_end_line(page);
    }
}

static void write_footer(const Page *page)
{
    const Scenario *s = page->answer->scenario;
    Text line = { 0 };
    char count[32];

    text_format(&line, "seed %llu, %s futures", (unsigned long long)s->seed,
                cell_count(count, page->answer->trials));
    if (s->catalog_as_of)
        text_format(&line, ", catalog %s", s->catalog_as_of);
    text_format(&line, ", scenario %.7s", s->sha256);
    text_add(page->out, "\n");
    page_styled(page, "2", line.data);
    text_add(page->out, "\n");
    text_free(&line);
}

static void write(Text *out, const Answer *answer, const Style *style)
{
    Page page = { out, answer, &answer->scenario->currency, style, 0 };

    page.label = label_width(&page);
    write_title(&page);
    write_costs(&page);
    write_dots(&page);
    write_latency(&page);
    write_components(&page);
    text_add(out, "\n");
    page_wrapped(&page, "1", answer->verdict.sentence);
    write_footer(&page);
}

const Writer write_table = {
    .name = "table",
    .help = "for people: quantiles, chances, dots, response times",
    .write = write,
};
