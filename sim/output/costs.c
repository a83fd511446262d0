#include "sim/output/costs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"

enum {
    LABEL_MOST = 18,
    LABEL_LEAST = 14,
    MONEY_WIDTH = 9,
    CHEAPEST_WIDTH = 10,
    STARRED_WIDTH = 11,
    MUSTS_WIDTH = 8,
};

const DesignAnswer *page_ranked(const Page *page, size_t place)
{
    return &page->answer->designs[page->answer->order[place]];
}

static bool has_budget(const Page *page)
{
    return isfinite(page->answer->scenario->budget);
}

static bool ranks_cash(const Page *page)
{
    return strcmp(page->answer->rank_key, ANSWER_CASH_KEY) == 0;
}

static bool has_failures(const Page *page)
{
    if (ranks_cash(page))
        return false;
    for (size_t d = 0; d < page->answer->design_count; d++)
        if (answer_summary(&page->answer->designs[d], "cost.failures").mean.value > 0)
            return true;
    return false;
}

/* "over $450k", or nothing without a budget; with a column of musts there is no room to say
 * that it is cash, which the note does. */
static void over_heading(char *text, size_t size, const Page *page)
{
    char amount[32];

    text[0] = '\0';
    if (has_budget(page))
        snprintf(text, size, "%s %s",
                 has_failures(page) && !page->answer->musts ? "cash over" : "over",
                 text_money(amount, page->answer->scenario->budget, page->money));
}

static int money_width(const Page *page)
{
    static const int shown[] = { Q_P10, Q_P50, Q_P90 };
    int width = MONEY_WIDTH;
    char text[32];

    for (size_t k = 0; k < page->answer->design_count; k++) {
        Summary cost = answer_summary(page_ranked(page, k), page->answer->rank_key);
        for (size_t q = 0; q < sizeof shown / sizeof shown[0]; q++) {
            int needed = text_width(cell_money(text, cost.q[shown[q]], page->money)) + 2;
            width = needed > width ? needed : width;
        }
    }
    return width;
}

int costs_label_width(const Page *page)
{
    char over[64];
    int width = LABEL_LEAST;

    for (size_t d = 0; d < page->answer->design_count; d++) {
        int needed = text_width(page->answer->designs[d].design->label);
        width = needed > width ? needed : width;
    }
    over_heading(over, sizeof over, page);
    int others = page->answer->musts ? STARRED_WIDTH + MUSTS_WIDTH : CHEAPEST_WIDTH;
    int room = PAGE_WIDTH - 3 * money_width(page) - text_width(over) - 3 - others;
    room = room > LABEL_MOST ? LABEL_MOST : room < LABEL_LEAST ? LABEL_LEAST : room;
    return width < room ? width : room;
}

/* The column that musts add: how wide it may be, and whether reasons fit into it. */
typedef struct {
    int room;
    bool reasons;
} Musts;

static const char *musts_cell(char *cell, size_t size, const DesignAnswer *design, bool reasons)
{
    snprintf(cell, size, "%s%s%.60s", design->ruled_out ? "no" : "yes",
             reasons && design->ruled_out ? ": " : "",
             reasons && design->ruled_out ? design->misses : "");
    return cell;
}

static Musts musts_of(const Page *page, int used)
{
    Musts musts = { .room = PAGE_WIDTH - used - STARRED_WIDTH - 3, .reasons = true };
    char cell[80];

    for (size_t d = 0; d < page->answer->design_count; d++) {
        musts_cell(cell, sizeof cell, &page->answer->designs[d], true);
        musts.reasons = musts.reasons && text_width(cell) <= musts.room;
    }
    return musts;
}

static void write_musts_heading(const Page *page, const Musts *musts)
{
    const char *heading = "meets the musts";

    page_right(page, "cheapest*", STARRED_WIDTH);
    text_format(page->out, "   %s", text_width(heading) <= musts->room ? heading : "musts");
}

static void write_musts(const Page *page, const Musts *musts, const DesignAnswer *design)
{
    char text[80];

    page_right(page,
               design->ruled_out ? "-" : cell_percent(text, design->cheapest_eligible.value),
               STARRED_WIDTH);
    text_format(page->out, "   %s", musts_cell(text, sizeof text, design, musts->reasons));
}

static void write_reasons(const Page *page, const DesignAnswer *design)
{
    Text line = { 0 };

    text_format(&line, "%s is ruled out: %s.", design->design->label, design->misses);
    page_wrapped(page, "", line.data);
    text_free(&line);
}

static void write_notes(const Page *page, const Musts *musts)
{
    if (page->answer->musts)
        text_add(page->out, "* among designs that meet every must\n");
    for (size_t k = 0; !musts->reasons && k < page->answer->design_count; k++)
        if (page_ranked(page, k)->ruled_out)
            write_reasons(page, page_ranked(page, k));
    if (has_failures(page))
        text_add(page->out,
                 "(with what bad answers cost the business; the budget is for cash alone)\n");
}

static void write_heading(const Page *page, const Musts *musts, int money, const char *over)
{
    char text[64];

    snprintf(text, sizeof text, "%d-month %s", page->answer->months,
             ranks_cash(page) ? "cash" : "cost");
    page_left(page, text, page->label);
    page_right(page, "P10", money);
    page_right(page, "P50", money);
    page_right(page, "P90", money);
    page_right(page, over, over[0] ? text_width(over) + 3 : 0);
    if (page->answer->musts)
        write_musts_heading(page, musts);
    else
        page_right(page, "cheapest", CHEAPEST_WIDTH);
    page_end_line(page);
}

static void write_design(const Page *page, const Musts *musts, int money, const char *over,
                         const DesignAnswer *design)
{
    Summary cost = answer_summary(design, page->answer->rank_key);
    char text[64];

    page_left(page, design->design->label, page->label);
    page_right(page, cell_money(text, cost.q[Q_P10], page->money), money);
    page_right(page, cell_money(text, cost.q[Q_P50], page->money), money);
    page_right(page, cell_money(text, cost.q[Q_P90], page->money), money);
    if (over[0])
        page_right(page, cell_percent(text, 1 - design->within_budget.value),
                   text_width(over) + 3);
    if (page->answer->musts)
        write_musts(page, musts, design);
    else
        page_right(page, cell_percent(text, design->cheapest.value), CHEAPEST_WIDTH);
    page_end_line(page);
}

void costs_write(const Page *page)
{
    int money = money_width(page);
    char over[64];

    over_heading(over, sizeof over, page);
    int used = page->label + 3 * money + (over[0] ? text_width(over) + 3 : 0);
    const Musts musts = musts_of(page, used);
    write_heading(page, &musts, money, over);
    for (size_t k = 0; k < page->answer->design_count; k++)
        write_design(page, &musts, money, over, page_ranked(page, k));
    write_notes(page, &musts);
}
