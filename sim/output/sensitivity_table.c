/* sensitivity_table.c - a sensitivity analysis for a person at a terminal. */
#include <math.h>
#include <stdio.h>

#include "sim/output/cells.h"
#include "sim/output/page.h"
#include "sim/output/sensitivity_out.h"

enum { KEY = 30, NOW = 13, SWITCH = 20, CHANCE = 7, WORTH = 10, MOST_SHOWN = 12 };
enum { END = 11, PART = 14 };

/* What moves the difference less than this share of what moves it most is left out. */
#define LITTLE 0.01

typedef struct {
    Page page;
    const Sensitivity *s;
    bool all;
} Sheet;

static void write_row(const Sheet *sheet, const char *const cell[5])
{
    static const int width[] = { KEY, NOW, SWITCH, CHANCE, WORTH };

    page_left(&sheet->page, cell[0], width[0]);
    for (int k = 1; k < 5; k++)
        page_right(&sheet->page, cell[k], width[k]);
    page_end_line(&sheet->page);
}

static void write_input(const Sheet *sheet, const InputEffect *input)
{
    const Sensitivity *s = sheet->s;
    bool ascii = sheet->page.style->ascii;
    char now[64], at[64], chance[64], worth[64];

    write_row(sheet, (const char *const[]){ input->key, sensitivity_now(now, input, s),
                                            sensitivity_switch(at, input, s, ascii),
                                            sensitivity_chance(chance, input),
                                            sensitivity_worth(worth, input, s) });
}

static void write_inputs(const Sheet *sheet)
{
    const Sensitivity *s = sheet->s;
    size_t shown = 0;

    write_row(sheet, (const char *const[]){ "", "now", "switches at", "chance", "worth" });
    for (size_t i = 0; i < s->count; i++)
        if (sheet->all || (sensitivity_matters(&s->inputs[i]) && shown < MOST_SHOWN)) {
            write_input(sheet, &s->inputs[i]);
            shown++;
        }
    if (shown < s->count)
        text_format(sheet->page.out, "%zu more that hardly ever switch it or never (--all)\n",
                    s->count - shown);
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
    const Scenario *s = sheet->s->scenario;
    Text line = { 0 };
    char count[32];

    text_format(&line, "seed %llu, %s futures", (unsigned long long)s->seed,
                cell_count(count, sheet->s->trials));
    if (s->catalog_as_of)
        text_format(&line, ", catalog %s", s->catalog_as_of);
    text_format(&line, ", scenario %.7s", s->sha256);
    text_add(sheet->page.out, "\n");
    page_styled(&sheet->page, "2", line.data);
    text_add(sheet->page.out, "\n");
    text_free(&line);
}

void sensitivity_table(Text *out, const Sensitivity *s, bool all, const Style *style)
{
    Sheet sheet = { { .out = out, .money = &s->scenario->currency, .style = style }, s, all };
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
