/* compare_table.c - what a change does to the answer, for a terminal of 80 columns. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/compare_out.h"
#include "sim/output/page.h"

enum { LABEL = 17, MONEY = 13, RANGE = 23, OVER = 14 };
enum { KEY = 34, VALUE = 20, INPUT_LEAST = 22, INPUT_MOST = 34, SHARES_MOST = 5 };

static const char *arrow(const Page *page)
{
    return page->style->ascii ? " -> " : " → ";
}

static void write_title(const Page *page, const Compare *c)
{
    Text about = { 0 }, title = { 0 }, name = { 0 };
    char count[32];

    text_format(&about, "same %s futures", cell_count(count, page->answer->trials));
    text_format(&title, "%s: %s against %s", c->before.scenario->name, c->after.name,
                c->before.name);
    cell_cut(&name, title.data, PAGE_WIDTH - text_width(about.data) - 2, page->style->ascii);
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
    double before = 1 - compare_before(c, k)->within_budget.value;
    double after = 1 - compare_after(c, k)->within_budget.value;
    char was[32], is[32], text[96];

    cell_percent(was, before);
    cell_percent(is, after);
    snprintf(text, sizeof text, "%s%s%s", was, arrow(page), is);
    page_right(page, strcmp(was, is) == 0 ? was : text, OVER);
}

static void write_costs(const Page *page, const Compare *c)
{
    char text[64];

    text_add(page->out, "\n");
    write_heading(page, c);
    for (size_t k = 0; k < c->design_count; k++) {
        const DesignChange *change = &c->designs[k];
        Estimate was = compare_cost(compare_before(c, k)).q[Q_P50];
        Estimate is = compare_cost(compare_after(c, k)).q[Q_P50];
        text_add(page->out, change->moved ? "~ " : "  ");
        page_left(page, compare_before(c, k)->design->label, LABEL - 2);
        page_right(page, cell_money(text, was, page->money), MONEY);
        page_right(page, cell_money(text, is, page->money), MONEY);
        page_right(page, compare_range(text, change, page->money), RANGE);
        if (has_budget(c))
            write_over(page, c, k);
        page_end_line(page);
    }
}

/* "RAG 77 → 32 of 100", and so on, as many a line as fit. */
static void write_cheapest(const Page *page, const Compare *c)
{
    int column = 0, told = 0;

    text_add(page->out, "\n");
    for (size_t k = 0; k < c->design_count; k++) {
        double was = compare_cheapest(c->before.answer, c->designs[k].before).value;
        double is = compare_cheapest(c->after.answer, c->designs[k].after).value;
        Text item = { 0 };
        if (!(was >= 0.005 || is >= 0.005))
            continue;
        cell_cut(&item, compare_before(c, k)->design->label, LABEL, page->style->ascii);
        text_format(&item, " %.0f%s%.0f of 100", 100 * was, arrow(page), 100 * is);
        if (column > 0 && column + 4 + text_width(item.data) > PAGE_WIDTH) {
            text_add(page->out, "\n");
            column = 0;
        }
        if (column == 0)
            page_left(page, told++ ? "" : "Cheapest", LABEL);
        text_add(page->out, column == 0 ? "" : "    ");
        text_add(page->out, item.data);
        column = (column == 0 ? LABEL : column + 4) + text_width(item.data);
        text_free(&item);
    }
    text_add(page->out, column > 0 ? "\n" : "");
}

/* --- why -------------------------------------------------------------------------------- */

/* The columns that are shown: all if there is room, else the leading pair and their
 * difference. */
static size_t shown_columns(size_t shown[SHARES_MOST], const Compare *c)
{
    const Attribution *why = &c->why;
    size_t count = 0;

    if (why->columns <= SHARES_MOST) {
        for (; count < why->columns; count++)
            shown[count] = count;
        return count;
    }
    shown[count++] = why->first;
    shown[count++] = why->second;
    shown[count++] = c->design_count;
    return count;
}

/* The names of inputs, and then the amounts. */
typedef struct {
    const Page *page;
    const Compare *compare;
    size_t shown[SHARES_MOST], count;
    int label, width;
} Shares;

static Shares layout(const Page *page, const Compare *c)
{
    Shares s = { .page = page, .compare = c, .label = INPUT_LEAST };

    s.count = shown_columns(s.shown, c);
    for (size_t i = 0; i < c->changes.input_count; i++) {
        int width = text_width(c->changes.inputs[i]) + 1;
        s.label = width > s.label ? width : s.label;
    }
    s.label = s.label < INPUT_MOST ? s.label : INPUT_MOST;
    s.width = s.count > 0 ? (PAGE_WIDTH - s.label) / (int)s.count : 0;
    s.width = s.width < MONEY ? s.width : MONEY;
    return s;
}

static void write_titles(const Shares *s)
{
    page_left(s->page, "Why the mean changes", s->label);
    for (size_t k = 0; k < s->count; k++) {
        Text title = { 0 }, cut = { 0 };
        if (s->shown[k] < s->compare->design_count)
            compare_column(&title, s->compare, s->shown[k]);
        else
            text_add(&title, "margin*");
        cell_cut(&cut, title.data, s->width - 1, s->page->style->ascii);
        page_right(s->page, cut.data, s->width);
        text_free(&title);
        text_free(&cut);
    }
    page_end_line(s->page);
}

/* amounts are those of all columns. */
static void write_row(const Shares *s, const char *name, const Estimate *amounts)
{
    char text[64];

    page_left(s->page, name, s->label);
    for (size_t k = 0; k < s->count; k++) {
        Estimate amount = amounts[s->shown[k]];
        bool nothing = compare_is_nothing(s->compare, s->shown[k], amount.value);
        compare_signed(text, amount, s->page->money);
        page_right(s->page, nothing ? "=" : text, s->width);
    }
    page_end_line(s->page);
}

/* What further futures add to the shares of fewer, where it shows. */
static void write_rest(const Shares *s)
{
    const Compare *c = s->compare;
    Arena arena = { 0 };
    Estimate *rest = arena_array(&arena, Estimate, c->why.columns + 1);
    bool shows = false;

    for (size_t k = 0; k < c->why.columns; k++)
        rest[k] = (Estimate){ c->why.rest[k], NAN };
    for (size_t k = 0; k < s->count; k++)
        shows = shows || !compare_is_nothing(c, s->shown[k], rest[s->shown[k]].value);
    if (shows)
        write_row(s, "(the other futures)", rest);
    arena_free(&arena);
}

static void write_footnote(const Page *page, const Compare *c)
{
    Text note = { 0 };

    text_add(&note, "(");
    compare_method(&note, &c->why);
    if (c->why.columns > c->design_count) {
        text_add(&note, "; * margin: ");
        compare_column(&note, c, c->design_count);
    }
    text_add(&note, ")");
    page_wrapped(page, "2", note.data);
    text_free(&note);
}

static void write_why(const Page *page, const Compare *c)
{
    const Shares s = layout(page, c);

    if (!c->why.share || c->changes.input_count < 2 || s.count == 0)
        return;
    text_add(page->out, "\n");
    write_titles(&s);
    for (size_t i = 0; i < c->changes.input_count; i++)
        write_row(&s, c->changes.inputs[i], &c->why.share[i * c->why.columns]);
    write_rest(&s);
    write_row(&s, "in all", c->why.total);
    write_footnote(page, c);
}

/* --- all of it ---------------------------------------------------------------------------- */

static void write_compare(Text *out, const Compare *c, const Style *style)
{
    const Page page = { out, c->before.answer, &c->before.scenario->currency, style, LABEL };
    bool marked = false;

    write_title(&page, c);
    write_changes(&page, c);
    write_costs(&page, c);
    write_cheapest(&page, c);
    write_why(&page, c);
    text_add(out, "\n");
    page_wrapped(&page, "1", c->sentence);
    if (c->why.reason)
        text_format(out, "(no attribution: %s)\n", c->why.reason);
    for (size_t i = 0; i < c->changes.count; i++)
        marked = marked || compare_is_large(&c->changes.items[i]);
    for (size_t k = 0; k < c->design_count; k++)
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
