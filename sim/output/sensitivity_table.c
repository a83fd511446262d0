/* sensitivity_table.c - a sensitivity analysis for a person at a terminal. */
#include <math.h>
#include <stdio.h>

#include "sim/output/cells.h"
#include "sim/output/page.h"
#include "sim/output/sensitivity_out.h"

enum { COLUMNS = 5, GAP = 1, MOST_SHOWN = 12 };
enum { KEY = 30, END = 11, PART = 14 };

/* What moves the difference less than this share of what moves it most is left out. */
#define LITTLE 0.01

typedef struct {
    Page page;
    const Sensitivity *s;
    bool all;
    int width[COLUMNS];
} Sheet;

/* The cells of a line: of an input, or the headings. */
typedef struct {
    char text[COLUMNS][64];
} Line;

static Line line_of(const Sheet *sheet, const InputEffect *input)
{
    Line line = { { "", "now", "switches at", "chance", "worth" } };

    if (!input)
        return line;
    snprintf(line.text[0], sizeof line.text[0], "%s", input->key);
    sensitivity_now(line.text[1], input, sheet->s);
    sensitivity_switch(line.text[2], input, sheet->s, sheet->page.style->ascii);
    sensitivity_chance(line.text[3], input);
    sensitivity_worth(line.text[4], input, sheet->s);
    return line;
}

/* Columns are as wide as what stands in them; names are cut where there is no room. */
static void widen(Sheet *sheet, const Line *line)
{
    int others = 0;

    for (int k = 0; k < COLUMNS; k++) {
        int needed = text_width(line->text[k]) + (k > 0 ? GAP : 0);
        sheet->width[k] = needed > sheet->width[k] ? needed : sheet->width[k];
        others += k > 0 ? sheet->width[k] : 0;
    }
    if (sheet->width[0] > PAGE_WIDTH - others)
        sheet->width[0] = PAGE_WIDTH - others;
}

static void write_line(Sheet *sheet, const Line *line)
{
    page_left(&sheet->page, line->text[0], sheet->width[0]);
    for (int k = 1; k < COLUMNS; k++)
        page_right(&sheet->page, line->text[k], sheet->width[k]);
    page_end_line(&sheet->page);
}

typedef void LineTask(Sheet *sheet, const Line *line);

/* Do a task with the headings and each input that is shown, and count these. */
static size_t for_each_line(Sheet *sheet, LineTask *task)
{
    const Sensitivity *s = sheet->s;
    Line line = line_of(sheet, NULL);
    size_t shown = 0;

    task(sheet, &line);
    for (size_t i = 0; i < s->count; i++) {
        if (!sheet->all && (!sensitivity_matters(&s->inputs[i]) || shown >= MOST_SHOWN))
            continue;
        line = line_of(sheet, &s->inputs[i]);
        task(sheet, &line);
        shown++;
    }
    return shown;
}

/* A blank more between columns, if there is room for that. */
static void loosen(Sheet *sheet)
{
    int all = 0;

    for (int k = 0; k < COLUMNS; k++)
        all += sheet->width[k];
    for (int k = 1; k < COLUMNS && all + COLUMNS - 1 <= PAGE_WIDTH; k++)
        sheet->width[k]++;
}

static void write_inputs(Sheet *sheet)
{
    Text *out = sheet->page.out;
    size_t count = sheet->s->count, shown = for_each_line(sheet, widen);

    if (count == 0) {
        text_add(out, "No assumption of theirs is uncertain.\n");
        return;
    }
    if (shown == 0) {
        text_format(
            out, "%zu assumptions, none of which is likely to switch it on its own (--all)\n",
            count);
        return;
    }
    loosen(sheet);
    for_each_line(sheet, write_line);
    if (shown < count)
        text_format(out, "%zu more that hardly ever switch it or never (--all)\n",
                    count - shown);
}

/* --- what moves the difference ------------------------------------------------------- */

/* "17% ±4", nothing where the interval holds 0. */
static char *part(char *buffer, Estimate index, bool ascii)
{
    double margin = indices_margin(index);
    char share[32];

    if (!(index.value > margin))
        snprintf(buffer, 64, "-");
    else
        snprintf(buffer, 64, "%s %s%.0f", text_percent(share, fmin(index.value, 1)),
                 ascii ? "+-" : "±", 100 * margin);
    return buffer;
}

static void write_mover(const Sheet *sheet, const char *key, Estimate low, Estimate high,
                        Estimate spread, Estimate choice)
{
    const Page *page = &sheet->page;
    char text[64];

    page_left(page, key, KEY);
    page_right(page, cell_money(text, low, page->money), END);
    page_right(page, cell_money(text, high, page->money), END);
    page_right(page, part(text, spread, page->style->ascii), PART);
    page_right(page, part(text, choice, page->style->ascii), PART);
    page_end_line(page);
}

static void write_movers_heading(const Page *page)
{
    text_add(page->out, "\n");
    page_left(page, "Average difference at its", KEY);
    page_right(page, "P10", END);
    page_right(page, "P90", END);
    page_right(page, "in the spread", PART);
    page_right(page, "in the choice", PART);
    page_end_line(page);
}

/* The largest swing below `last`. */
static double next_swing(const Sensitivity *s, double last)
{
    double next = 0;

    for (size_t i = 0; i < s->count; i++) {
        double swing = sensitivity_swing(&s->inputs[i]);
        next = swing < last && swing > next ? swing : next;
    }
    return next;
}

/* Inputs by how far they move the difference. */
static void write_movers(const Sheet *sheet)
{
    const Sensitivity *s = sheet->s;
    double most = next_swing(s, INFINITY);

    if (most == 0 && !s->draws_vary)
        return;
    write_movers_heading(&sheet->page);
    for (double swing = most; swing > LITTLE * most; swing = next_swing(s, swing))
        for (size_t i = 0; i < s->count; i++) {
            const InputEffect *input = &s->inputs[i];
            if (sensitivity_swing(input) == swing)
                write_mover(sheet, input->key, input->at_p10, input->at_p90,
                            input->difference.total, input->choice.total);
        }
    if (s->draws_vary)
        write_mover(sheet, "chance from month to month", estimate_unknown, estimate_unknown,
                    s->draws.total, s->draws_choice.total);
    page_wrapped(
        &sheet->page, "",
        "(in the spread, in the choice: total Sobol indices with 95% intervals, the "
        "share of the variance of the difference, and of which design is cheaper, that "
        "each has a part in; inputs that are drawn together share theirs)");
}

/* --- all together -------------------------------------------------------------------- */

static void say(void *context, const char *paragraph)
{
    const Sheet *sheet = context;

    text_add(sheet->page.out, "\n");
    page_wrapped(&sheet->page, "", paragraph);
}

static void write_footer(const Sheet *sheet)
{
    char futures[48];

    text_add(sheet->page.out, "\n");
    page_footer(&sheet->page, sheet->s->scenario, cell_futures(futures, sheet->s->trials));
}

void sensitivity_table(Text *out, const Sensitivity *s, bool all, const Style *style)
{
    Sheet sheet = { .page = { .out = out, .money = &s->scenario->currency, .style = style },
                    .s = s,
                    .all = all };
    Text headline = { 0 };

    sensitivity_headline(&headline, s, style->ascii);
    page_wrapped(&sheet.page, "1", headline.data);
    text_add(out, "\n");
    write_inputs(&sheet);
    if (all)
        write_movers(&sheet);
    sensitivity_conclude(s, style->ascii, say, &sheet);
    write_footer(&sheet);
    text_free(&headline);
}
