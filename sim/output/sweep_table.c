/* sweep_table.c - a sweep for a person at a terminal.
 *
 * Two designs or one: their quantiles side by side, and how often the first is the cheaper
 * one, eligible or not. More: the median of each, and how often it is the cheapest of those
 * that are eligible. Two inputs: the winner at each point and how sure that is, as names
 * where there is room and as letters where there is none.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/page.h"
#include "sim/output/sweep_out.h"

enum { MONEY_WIDTH = 8, LABEL_MOST = 18, BAR_MOST = 10, BAR_LEAST = 5 };

typedef struct {
    Page page;
    const Sweep *sweep;
    size_t designs;
    int label; /* columns of the values of the input */
} Sheet;

static const char *name_of(const Sheet *sheet, size_t design)
{
    return sheet->sweep->scenario->designs[design].label;
}

static int label_width(const SweepInput *input)
{
    int width = 6;

    for (size_t i = 0; i < input->count; i++) {
        int needed = text_width(input->texts[i]);
        width = needed > width ? needed : width;
    }
    return width < 2 * LABEL_MOST ? width : 2 * LABEL_MOST;
}

static void add_money(const Sheet *sheet, Estimate amount, int width)
{
    char text[32];

    page_right(&sheet->page, cell_money(text, amount, sheet->page.money), width);
}

/* --- one or two designs -------------------------------------------------------------- */

/* Ten places, one for each 10 of 100, or as many as there is room for. */
static void add_bar(const Sheet *sheet, double chance)
{
    int room = PAGE_WIDTH - sheet->label - 6 * MONEY_WIDTH - 9;

    text_add(sheet->page.out, "  ");
    room = room > BAR_MOST ? BAR_MOST : room < BAR_LEAST ? BAR_LEAST : room;
    for (int k = 0; k < (int)lround(room * chance); k++)
        text_add(sheet->page.out, sheet->page.style->ascii ? "#" : "▇");
}

static void add_quantile_headings(const Sheet *sheet)
{
    static const char *const names[] = { "P10", "P50", "P90" };

    page_left(&sheet->page, "", sheet->label);
    for (size_t d = 0; d < sheet->designs; d++) {
        text_add(sheet->page.out, d > 0 ? "    " : "  ");
        page_left(&sheet->page, name_of(sheet, d), 3 * MONEY_WIDTH - 2);
    }
    if (sheet->designs == 2) {
        text_add(sheet->page.out, "  ");
        page_left(&sheet->page, name_of(sheet, 0), LABEL_MOST - 2);
    }
    page_end_line(&sheet->page);
    page_left(&sheet->page, "", sheet->label);
    for (size_t d = 0; d < sheet->designs; d++) {
        text_add(sheet->page.out, d > 0 ? "  " : "");
        for (int q = 0; q < 3; q++)
            page_right(&sheet->page, names[q], MONEY_WIDTH);
    }
    if (sheet->designs == 2)
        text_add(sheet->page.out, "  cheaper in 100");
    page_end_line(&sheet->page);
}

static void add_quantiles(const Sheet *sheet, size_t point)
{
    static const int shown[] = { Q_P10, Q_P50, Q_P90 };
    const SweepCell *cells = sweep_cells(sheet->sweep, point, 0);
    char text[32];

    page_left(&sheet->page, sheet->sweep->x->texts[point], sheet->label);
    for (size_t d = 0; d < sheet->designs; d++) {
        text_add(sheet->page.out, d > 0 ? "  " : "");
        for (int q = 0; q < 3; q++)
            add_money(sheet, cells[d].cost.q[shown[q]], MONEY_WIDTH);
    }
    if (sheet->designs == 2) {
        double cheaper = cells[0].cheapest_of_all.value;
        text_add(sheet->page.out, "  ");
        page_right(&sheet->page, sweep_of_100(text, cheaper), 3);
        add_bar(sheet, cheaper);
    }
    page_end_line(&sheet->page);
}

/* --- more designs --------------------------------------------------------------------- */

static int design_width(const Sheet *sheet, size_t design)
{
    int width = text_width(name_of(sheet, design));

    width = width > LABEL_MOST - 4 ? LABEL_MOST - 4 : width;
    return (width < MONEY_WIDTH + 4 ? MONEY_WIDTH + 4 : width) + 3;
}

static void add_median_headings(const Sheet *sheet)
{
    page_left(&sheet->page, "", sheet->label);
    for (size_t d = 0; d < sheet->designs; d++)
        page_right(&sheet->page, name_of(sheet, d), design_width(sheet, d));
    page_end_line(&sheet->page);
    page_left(&sheet->page, "", sheet->label);
    for (size_t d = 0; d < sheet->designs; d++)
        page_right(&sheet->page, "P50  best", design_width(sheet, d));
    page_end_line(&sheet->page);
}

static void add_medians(const Sheet *sheet, size_t point)
{
    const SweepCell *cells = sweep_cells(sheet->sweep, point, 0);
    char text[32];

    page_left(&sheet->page, sheet->sweep->x->texts[point], sheet->label);
    for (size_t d = 0; d < sheet->designs; d++) {
        add_money(sheet, cells[d].cost.q[Q_P50], design_width(sheet, d) - 6);
        page_right(&sheet->page,
                   cells[d].competes ? sweep_of_100(text, cells[d].cheapest.value) : "-", 6);
    }
    page_end_line(&sheet->page);
}

static void add_list(const Sheet *sheet)
{
    bool few = sheet->designs <= 2;

    (few ? add_quantile_headings : add_median_headings)(sheet);
    for (size_t i = 0; i < sheet->sweep->x->count; i++)
        (few ? add_quantiles : add_medians)(sheet, i);
    if (!few)
        text_add(sheet->page.out, "(best: in how many of 100 futures it is the cheapest)\n");
    text_add(sheet->page.out, "\n");
}

/* --- two inputs ------------------------------------------------------------------------ */

/* How a cell of the grid is written: the name and the chance, or two letters. */
typedef struct {
    bool names;
    int width, name;
} Grid;

static Grid grid_of(const Sheet *sheet)
{
    int name = 4, column = 0;

    for (size_t d = 0; d < sheet->designs; d++) {
        int width = text_width(name_of(sheet, d));
        name = width > name ? width : name;
    }
    for (size_t i = 0; i < sheet->sweep->x->count; i++) {
        int width = text_width(sheet->sweep->x->texts[i]);
        column = width > column ? width : column;
    }
    Grid grid = { true, (name + 4 > column ? name + 4 : column) + 2, name };
    int most = sheet->page.style->width > PAGE_WIDTH ? sheet->page.style->width : PAGE_WIDTH;
    if (sheet->label + (int)sheet->sweep->x->count * grid.width > most)
        grid = (Grid){ false, 3, 1 };
    return grid;
}

static void add_cell(const Sheet *sheet, const Grid *grid, size_t i, size_t k)
{
    const SweepCell *cells = sweep_cells(sheet->sweep, i, k);
    size_t winner = sweep_winner(sheet->sweep, cells);
    bool none = winner == sheet->designs;
    double chance = none ? 0 : cells[winner].cheapest.value;
    char text[32];

    if (grid->names) {
        text_add(sheet->page.out, "  ");
        page_left(&sheet->page, none ? "none" : name_of(sheet, winner), grid->name);
        page_right(&sheet->page, none ? "-" : sweep_of_100(text, chance),
                   grid->width - grid->name - 2);
        return;
    }
    if (none) {
        text_add(sheet->page.out, "-  ");
        return;
    }
    char letter = (char)((chance >= 0.6 ? 'A' : 'a') + (int)winner);
    text_format(sheet->page.out, "%c%c ", letter, chance >= 0.8 ? letter : ' ');
}

/* The values along x: above the columns, or the first and the last. */
static void add_x_axis(const Sheet *sheet, const Grid *grid)
{
    const SweepInput *x = sheet->sweep->x;

    page_left(&sheet->page, "", sheet->label);
    if (grid->names) {
        for (size_t i = 0; i < x->count; i++)
            page_right(&sheet->page, x->texts[i], grid->width);
    } else {
        const char *last = x->texts[x->count - 1];
        int first = text_width(x->texts[0]), width = (int)x->count * grid->width - first;
        text_add(sheet->page.out, "  ");
        page_left(&sheet->page, x->texts[0], first);
        page_right(&sheet->page, last,
                   width > text_width(last) + 2 ? width : text_width(last) + 2);
    }
    page_end_line(&sheet->page);
}

static void add_key(const Sheet *sheet, const Grid *grid)
{
    Text *out = sheet->page.out;

    text_add(out, "\n");
    if (grid->names) {
        text_add(out, "The lowest average cost, and in how many of 100 futures it is the "
                      "cheapest.\n");
        text_add(out,
                 sweep_has_none(sheet->sweep) ? "none: no design meets every must.\n" : "");
        return;
    }
    text_add(out, "The lowest average cost:");
    for (size_t d = 0; d < sheet->designs; d++) {
        text_format(out, "%s %c ", d > 0 ? "," : "", (char)('A' + (int)d));
        cell_cut(out, name_of(sheet, d), LABEL_MOST, sheet->page.style->ascii);
    }
    text_add(out, sweep_has_none(sheet->sweep) ? "; -: none meets every must" : "");
    text_add(out, ".\nAA: the cheapest in 80 or more of 100 futures, A: in 60 or more, a: in "
                  "fewer.\n");
}

/* Large values of y stand above small ones, as on the chart. */
static void add_grid(const Sheet *sheet)
{
    const SweepInput *y = sheet->sweep->y;
    const Grid grid = grid_of(sheet);

    for (size_t k = y->count; k-- > 0;) {
        page_left(&sheet->page, y->texts[k], sheet->label);
        text_add(sheet->page.out, grid.names ? "" : "  ");
        for (size_t i = 0; i < sheet->sweep->x->count; i++)
            add_cell(sheet, &grid, i, k);
        page_end_line(&sheet->page);
    }
    add_x_axis(sheet, &grid);
    add_key(sheet, &grid);
}

void sweep_table(Text *out, Sweep *sweep, const Style *style)
{
    const Scenario *s = sweep->scenario;
    const Sheet sheet = { { out, NULL, &s->currency, style, 0 },
                          sweep,
                          s->design_count,
                          label_width(sweep->y ? sweep->y : sweep->x) };
    Text words = { 0 };

    sweep_title(out, s, style);
    text_add(&words, sweep->y ? "Across: " : "By ");
    sweep_input_words(&words, sweep->x);
    if (sweep->y) {
        text_add(&words, "; down: ");
        sweep_input_words(&words, sweep->y);
    }
    page_wrapped(&sheet.page, "1", words.data);
    text_add(out, "\n");
    (sweep->y ? add_grid : add_list)(&sheet);
    words.length = 0;
    text_add(&words, "");
    sweep_sentences(&words, sweep);
    for (char *rest, *line = strtok_r(words.data, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest))
        page_wrapped(&sheet.page, "1", line);
    sweep_footer(out, s, sweep->trials, style);
    text_free(&words);
}
