/* compare_table.c - what a change does to the answer, for a terminal of 80 columns. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/compare_page.h"

enum { LABEL = 17, MONEY = 13, RANGE = 23, OVER = 14 };
enum { KEY = 34, VALUE = 20 };

static const char *arrow(const Page *page)
{
    return page->style->ascii ? " -> " : " → ";
}

static void write_title(const Page *page, const Compare *c)
{
    Text about = { 0 }, title = { 0 }, name = { 0 };
    char futures[48];

    text_format(&about, "same %s", cell_futures(futures, page->answer->trials));
    int room = PAGE_WIDTH - text_width(about.data) - 2;
    text_format(&title, "%s against %s", c->after.name, c->before.name);
    int left = room - text_width(title.data) - 2;
    if (text_width(c->before.scenario->name) <= left) {
        cell_plain(&name, c->before.scenario->name, page->style->ascii);
        text_add(&name, ": ");
    }
    cell_cut(&name, title.data, room - text_width(name.data ? name.data : ""),
             page->style->ascii);
    page_styled(page, "1", name.data);
    page_right(page, about.data, PAGE_WIDTH - text_width(name.data));
    text_add(page->out, "\n\n");
    text_free(&about);
    text_free(&title);
    text_free(&name);
}

/* --- assumptions --------------------------------------------------------------------- */

/* Side by side where there is room, else below the key. */
static void write_change(const Page *page, const AssumptionChange *change)
{
    const char *before = compare_value(change->before), *after = compare_value(change->after);
    bool fits = text_width(change->key) <= KEY && text_width(before) <= VALUE &&
                text_width(after) <= VALUE;

    text_add(page->out, compare_is_large(change) ? "~ " : "  ");
    if (fits) {
        page_left(page, change->key, KEY);
        page_right(page, before, VALUE);
    } else {
        page_left(page, change->key, PAGE_WIDTH - 2);
        page_end_line(page);
        text_add(page->out, "    ");
        cell_cut(page->out, before, PAGE_WIDTH / 2 - 6, page->style->ascii);
    }
    text_add(page->out, arrow(page));
    cell_cut(page->out, after, fits ? VALUE : PAGE_WIDTH / 2 - 4, page->style->ascii);
    page_end_line(page);
}

static void write_changes(const Page *page, const Compare *c)
{
    if (c->changes.count == 0) {
        text_add(page->out, "No assumption differs\n");
        return;
    }
    page_left(page, "Changed assumptions", 2 + KEY);
    page_right(page, c->before.name, VALUE);
    text_add(page->out, arrow(page));
    cell_cut(page->out, c->after.name, VALUE, page->style->ascii);
    page_end_line(page);
    for (size_t i = 0; i < c->changes.count; i++)
        write_change(page, &c->changes.items[i]);
}

/* --- costs ------------------------------------------------------------------------------ */

static bool has_budget(const Compare *c)
{
    return isfinite(c->before.scenario->budget) || isfinite(c->after.scenario->budget);
}

static void write_heading(const Page *page, const Compare *c)
{
    double budget = c->before.scenario->budget, then = c->after.scenario->budget;
    char text[64], amount[32];

    if (c->before.answer->months == c->after.answer->months)
        snprintf(text, sizeof text, "%d-month cost", c->before.answer->months);
    else
        snprintf(text, sizeof text, "Cost");
    page_left(page, text, LABEL);
    page_right(page, "P50 before", MONEY);
    page_right(page, "after", MONEY);
    page_right(page, "difference, P10..P90", RANGE);
    if (budget == then)
        snprintf(text, sizeof text, "over %s", text_money(amount, budget, page->money));
    else
        snprintf(text, sizeof text, "over budget");
    page_right(page, has_budget(c) ? text : "", has_budget(c) ? OVER : 0);
    page_end_line(page);
}

static void write_over(const Page *page, const Compare *c, size_t k)
{
    double before, after;
    char text[64];

    compare_over(&before, &after, c, k);
    page_right(page, compare_shares(text, before, after, arrow(page)), OVER);
}

static void write_costs(const Page *page, const Compare *c)
{
    char text[64];

    text_add(page->out, "\n");
    write_heading(page, c);
    for (size_t k = 0; k < c->row_count; k++) {
        Estimate was = compare_cost(c, compare_before(c, k)).q[Q_P50];
        Estimate is = compare_cost(c, compare_after(c, k)).q[Q_P50];
        Text difference = { 0 }, cut = { 0 };
        text_add(page->out, c->designs[k].moved ? "~ " : "  ");
        page_left(page, compare_named(c, k)->label, LABEL - 2);
        page_right(page, cell_money(text, was, page->money), MONEY);
        page_right(page, cell_money(text, is, page->money), MONEY);
        compare_difference(&difference, c, k);
        cell_cut(&cut, difference.data, RANGE - 1, page->style->ascii);
        page_right(page, cut.data, RANGE);
        if (has_budget(c))
            write_over(page, c, k);
        page_end_line(page);
        text_free(&difference);
        text_free(&cut);
    }
}

/* --- who may be chosen ------------------------------------------------------------------ */

typedef void AddItem(Text *item, const Page *page, const Compare *c, size_t k);

/* "RAG 77% → 32%"; nothing where it is hardly ever the cheapest in either. */
static void add_chance(Text *item, const Page *page, const Compare *c, size_t k)
{
    const double hardly = 0.005;
    double before, after;
    char text[64];

    compare_cheapest(&before, &after, c, k);
    if (!(before >= hardly) && !(after >= hardly))
        return;
    cell_cut(item, compare_named(c, k)->label, LABEL, page->style->ascii);
    text_format(item, " %s", compare_shares(text, before, after, arrow(page)));
}

/* "RAG yes → no (latency)" */
static void add_musts(Text *item, const Page *page, const Compare *c, size_t k)
{
    cell_cut(item, compare_named(c, k)->label, LABEL, page->style->ascii);
    text_add(item, " ");
    compare_musts(item, c, k, arrow(page));
}

/* An item of each design, as many a line as fit. */
static void write_items(const Page *page, const Compare *c, const char *title, AddItem *add)
{
    int label = compare_has_musts(c) ? LABEL + 2 : LABEL;
    int column = 0, told = 0;

    for (size_t k = 0; k < c->row_count; k++) {
        Text item = { 0 };
        add(&item, page, c, k);
        if (!item.data)
            continue;
        if (column > 0 && column + 4 + text_width(item.data) > PAGE_WIDTH) {
            text_add(page->out, "\n");
            column = 0;
        }
        if (column == 0)
            page_left(page, told++ ? "" : title, label);
        text_add(page->out, column == 0 ? "" : "    ");
        cell_cut(page->out, item.data, PAGE_WIDTH - label, page->style->ascii);
        column = (column == 0 ? label : column + 4) + text_width(item.data);
        text_free(&item);
    }
    text_add(page->out, column > 0 ? "\n" : "");
}

static void write_choice(const Page *page, const Compare *c)
{
    text_add(page->out, "\n");
    if (compare_has_musts(c))
        write_items(page, c, "Meets the musts", add_musts);
    write_items(page, c, compare_cheapest_title(c), add_chance);
}

/* --- all of it ---------------------------------------------------------------------------- */

static void write_compare(Text *out, const Compare *c, const Style *style)
{
    const Page page = { out, c->before.answer, &c->before.scenario->currency, style, LABEL };
    bool marked = false;

    write_title(&page, c);
    write_changes(&page, c);
    write_costs(&page, c);
    write_choice(&page, c);
    compare_table_why(&page, c);
    text_add(out, "\n");
    page_wrapped(&page, "1", c->sentence);
    if (c->why.reason)
        text_format(out, "(no attribution: %s)\n", c->why.reason);
    for (size_t i = 0; i < c->changes.count; i++)
        marked = marked || compare_is_large(&c->changes.items[i]);
    for (size_t k = 0; k < c->row_count; k++)
        marked = marked || c->designs[k].moved;
    if (marked)
        text_add(out, "Key: ~ changed by more than 10%\n");
}

void compare_table(Text *out, const CompareReport *report, const Style *style)
{
    for (size_t i = 0; i < report->count; i++) {
        text_add(out, i > 0 ? "\n" : "");
        write_compare(out, &report->items[i], style);
    }
}
