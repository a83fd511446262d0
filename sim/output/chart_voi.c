/* chart_voi.c - what to find out first: what it would be worth, on average and at most, to
 * know each assumption before choosing between two designs (EVPPI), and to know everything
 * (EVPI). All in pixels.
 */
#include <math.h>
#include <stdio.h>

#include "sim/output/axis.h"
#include "sim/output/csv_out.h"
#include "sim/output/script.h"
#include "sim/output/sensitivity_out.h"
#include "sim/output/words.h"

enum { BARS_MOST = 9, RIGHT = 56, HEIGHT = 440, TITLE_MOST = 340 };

typedef struct {
    const Sensitivity *s;
    size_t count; /* bars: of what is worth the most, and of everything */
    double left, width;
    Axis axis;
} Layout;

/* The last bar is that of everything at once. */
static void add_name(Text *name, const Layout *at, size_t bar)
{
    if (bar + 1 == at->count)
        text_add(name, "Everything at once");
    else
        sensitivity_title(name, &at->s->inputs[bar], at->s);
}

static Estimate worth_of(const Layout *at, size_t bar)
{
    return bar + 1 == at->count ? at->s->perfect : at->s->inputs[bar].worth;
}

static void lay_out(Layout *at, const Answer *answer)
{
    double title = 0, most = 0, room = 0;
    char label[32];

    for (size_t k = 0; k < at->count; k++) {
        Text name = { 0 };
        add_name(&name, at, k);
        title = fmax(title, fit_width(name.data, 12, false));
        most = fmax(most, worth_of(at, k).value);
        words_money(label, worth_of(at, k), answer);
        room = fmax(room, fit_width(label, 12, true) + 24);
        text_free(&name);
    }
    at->left = CANVAS_MARGIN + fmin(title, TITLE_MOST) + 16;
    at->width = CANVAS_WIDTH - RIGHT - at->left;
    at->axis = axis_linear(0, most * at->width / (at->width - room), 5);
}

static void add_csv(ChartData *chart, const Sensitivity *s)
{
    csv_text(&chart->csv, "input");
    csv_text(&chart->csv, "worth");
    csv_text(&chart->csv, "worth_se");
    csv_end_line(&chart->csv);
    for (size_t i = 0; i < s->count; i++) {
        csv_text(&chart->csv, s->inputs[i].key);
        csv_number(&chart->csv, s->inputs[i].worth.value);
        csv_number(&chart->csv, s->inputs[i].worth.se);
        csv_end_line(&chart->csv);
    }
    csv_text(&chart->csv, "everything");
    csv_number(&chart->csv, s->perfect.value);
    csv_number(&chart->csv, s->perfect.se);
    csv_end_line(&chart->csv);
}

static void add_bars(ChartData *chart, const Layout *at, const Answer *answer)
{
    double end[BARS_MOST];
    Text names[BARS_MOST] = { 0 };
    char amounts[BARS_MOST][32];
    const char *texts[2][BARS_MOST];

    for (size_t k = 0; k < at->count; k++) {
        Text title = { 0 };
        end[k] = axis_place(&at->axis, worth_of(at, k).value) * at->width;
        texts[0][k] = words_money(amounts[k], worth_of(at, k), answer);
        add_name(&title, at, k);
        fit_text(&names[k], title.data, 12, false, TITLE_MOST);
        texts[1][k] = names[k].data;
        text_free(&title);
    }
    script_numbers(&chart->script, "END", end, at->count);
    script_texts(&chart->script, "AMOUNT", texts[0], at->count);
    script_texts(&chart->script, "TITLE", texts[1], at->count);
    for (size_t k = 0; k < at->count; k++)
        text_free(&names[k]);
}

static void add_note(ChartData *chart, const Layout *at)
{
    size_t left = at->s->count - (at->count - 1);
    char note[96];

    snprintf(note, sizeof note, "Each of the other assumptions (%zu): next to nothing", left);
    script_text(&chart->script, "RESTTEXT", left > 0 ? note : "");
}

static void add_title(Text *words, const InputEffect *input, const Sensitivity *s)
{
    Text title = { 0 };

    sensitivity_title(&title, input, s);
    text_format(words, "“%s”", title.data);
    text_free(&title);
}

static void write_words(ChartData *chart, const Layout *at, const Answer *answer)
{
    const Sensitivity *s = at->s;
    char one[32], all[32];
    Text *headline = &chart->headline;

    text_add(headline, "Find out ");
    add_title(headline, &s->inputs[0], s);
    text_format(headline, " first: worth up to %s of the %s for knowing everything",
                words_money(one, s->inputs[0].worth, answer),
                words_money(all, s->perfect, answer));
    text_add(&chart->subtitle,
             "The most it could be worth, on average, to know each assumption "
             "exactly before choosing between ");
    sensitivity_label(&chart->subtitle, s, s->a, false);
    text_add(&chart->subtitle, " and ");
    sensitivity_label(&chart->subtitle, s, s->b, false);
    for (size_t k = 0; k < at->count; k++) {
        add_name(&chart->description, at, k);
        text_format(&chart->description, ": %s. ", words_money(one, worth_of(at, k), answer));
    }
}

static void say_nothing(ChartData *chart, const char *why)
{
    script_number(&chart->script, "DRAWN", 0);
    script_text(&chart->script, "NOTE", why);
    text_format(&chart->headline, "Nothing to find out first: %s", why);
    text_add(&chart->subtitle,
             "The most it could be worth, on average, to know each assumption "
             "exactly before choosing");
    text_add(&chart->description, "");
    text_add(&chart->csv, "");
}

bool chart_fill_voi(ChartData *chart, const Answer *answer, Error *err)
{
    Layout at = { .s = chart->more.sensitivity };

    if (!at.s) {
        say_nothing(chart, "there are no two designs to choose between");
        return true;
    }
    add_csv(chart, at.s);
    while (at.count < at.s->count && at.count + 1 < BARS_MOST &&
           sensitivity_is_worth(&at.s->inputs[at.count]))
        at.count++;
    if (at.count == 0) {
        say_nothing(chart, "no single assumption would change the choice");
        return true;
    }
    at.count++;
    lay_out(&at, answer);
    script_number(&chart->script, "DRAWN", 1);
    script_number(&chart->script, "B", (double)at.count);
    script_number(&chart->script, "LEFT", at.left);
    script_number(&chart->script, "WIDTH", at.width);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    script_number(&chart->script, "ROW", HEIGHT / fmax((double)at.count, 4));
    axis_tics(&chart->script, &at.axis, 'x', 0, at.width, &answer->scenario->currency);
    add_bars(chart, &at, answer);
    add_note(chart, &at);
    write_words(chart, &at, answer);
    return true;
}
