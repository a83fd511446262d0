/* chart_tornado.c - what drives the choice between two designs: how far one assumption,
 * at its P10 and at its P90, moves the average difference of their costs, all others staying
 * as unsure as they are. The bars are split where both cost the same; all in pixels.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/output/axis.h"
#include "sim/output/csv_out.h"
#include "sim/output/palette.h"
#include "sim/output/script.h"
#include "sim/output/sensitivity_out.h"
#include "sim/output/words.h"

enum { BARS_MOST = 10, RIGHT = 42, HEIGHT = 450, TITLE_MOST = 340, GAP = 7, VALUE_POINTS = 11 };
#define NAME_POINTS 12.5
enum { NAME_MOST = 300 };

/* Narrower bars than this share of the widest are left out. */
#define LEAST_BAR 0.02

/* Right of zero the favourite is cheaper, left of it the other. */
typedef struct {
    const Sensitivity *s;
    const InputEffect *bars[BARS_MOST]; /* the widest first */
    size_t count, other;
    double sign; /* of the difference as it is drawn */
    double left, width, margin;
    Axis axis;
} Layout;

static int widest_first(const void *a, const void *b)
{
    double x = sensitivity_swing(*(const InputEffect *const *)a);
    double y = sensitivity_swing(*(const InputEffect *const *)b);

    return (x < y) - (x > y);
}

static void choose_bars(Layout *at)
{
    size_t count = at->s->count;
    const InputEffect **all = memory_grow(NULL, count + 1, sizeof(const InputEffect *));

    for (size_t i = 0; i < count; i++)
        all[i] = &at->s->inputs[i];
    if (count > 0)
        qsort(all, count, sizeof(const InputEffect *), widest_first);
    while (at->count < BARS_MOST && at->count < count &&
           sensitivity_swing(all[at->count]) > 0 &&
           sensitivity_swing(all[at->count]) >= LEAST_BAR * sensitivity_swing(all[0])) {
        at->bars[at->count] = all[at->count];
        at->count++;
    }
    free(all);
}

static char *value_at(char *buffer, const Layout *at, const InputEffect *input, bool high)
{
    InputEffect copy = *input;

    copy.now = high ? input->p90 : input->p10;
    return sensitivity_now(buffer, &copy, at->s);
}

/* The axis holds all bars and zero; beside it is room for the values at their ends. */
static void lay_out(Layout *at)
{
    double title = 0, value = 0, low = 0, high = 0;
    char text[64];

    for (size_t k = 0; k < at->count; k++) {
        Text name = { 0 };
        const double ends[] = { at->sign * at->bars[k]->at_p10.value,
                                at->sign * at->bars[k]->at_p90.value };
        sensitivity_title(&name, at->bars[k], at->s);
        title = fmax(title, fit_width(name.data, 12, false));
        for (int e = 0; e < 2; e++) {
            low = fmin(low, ends[e]);
            high = fmax(high, ends[e]);
            value_at(text, at, at->bars[k], e == 1);
            value = fmax(value, fit_width(text, VALUE_POINTS, false));
        }
        text_free(&name);
    }
    at->left = CANVAS_MARGIN + fmin(title, TITLE_MOST) + 16;
    at->margin = value + GAP + 4;
    at->width = CANVAS_WIDTH - RIGHT - at->left - 2 * at->margin;
    at->axis = axis_linear(low, high, 5);
}

static double pixels(const Layout *at, double difference)
{
    return at->margin + axis_place(&at->axis, difference) * at->width;
}

static void add_csv(ChartData *chart, const Layout *at)
{
    static const char *const columns[] = { "input", "p10", "p90", "difference_at_p10",
                                           "difference_at_p90" };

    for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
        csv_text(&chart->csv, columns[k]);
    csv_end_line(&chart->csv);
    for (size_t k = 0; k < at->count; k++) {
        csv_text(&chart->csv, at->bars[k]->key);
        csv_number(&chart->csv, at->bars[k]->p10);
        csv_number(&chart->csv, at->bars[k]->p90);
        csv_number(&chart->csv, at->sign * at->bars[k]->at_p10.value);
        csv_number(&chart->csv, at->sign * at->bars[k]->at_p90.value);
        csv_end_line(&chart->csv);
    }
}

static void add_bars(ChartData *chart, const Layout *at)
{
    double low[BARS_MOST], high[BARS_MOST];
    Text names[BARS_MOST] = { 0 };
    char values[2][BARS_MOST][64];
    const char *texts[3][BARS_MOST];

    for (size_t k = 0; k < at->count; k++) {
        const InputEffect *input = at->bars[k];
        double p10 = at->sign * input->at_p10.value, p90 = at->sign * input->at_p90.value;
        Text title = { 0 };
        low[k] = pixels(at, fmin(p10, p90));
        high[k] = pixels(at, fmax(p10, p90));
        texts[0][k] = value_at(values[0][k], at, input, p90 < p10);
        texts[1][k] = value_at(values[1][k], at, input, !(p90 < p10));
        sensitivity_title(&title, input, at->s);
        fit_text(&names[k], title.data, 12, false, TITLE_MOST);
        texts[2][k] = names[k].data;
        text_free(&title);
    }
    script_numbers(&chart->script, "LOW", low, at->count);
    script_numbers(&chart->script, "HIGH", high, at->count);
    script_texts(&chart->script, "LOWTEXT", texts[0], at->count);
    script_texts(&chart->script, "HIGHTEXT", texts[1], at->count);
    script_texts(&chart->script, "TITLE", texts[2], at->count);
    for (size_t k = 0; k < at->count; k++)
        text_free(&names[k]);
}

/* The room that the words on one side of zero take. */
static double side_room(const Layout *at)
{
    const size_t sides[] = { at->s->favourite, at->other };
    double room = 0;

    for (size_t k = 0; k < 2; k++) {
        const char *label = at->s->scenario->designs[sides[k]].label;
        room = fmax(room, fmin(fit_width(label, NAME_POINTS, true), NAME_MOST));
    }
    return room + fit_width("◀  is cheaper", NAME_POINTS, true) + 12;
}

static void add_words(Text *script, const Layout *at, const Answer *answer)
{
    const Estimate mean = { at->sign * at->s->mean.value, at->s->mean.se };
    char amount[32], label[96];

    snprintf(label, sizeof label, "white line: the average, %s",
             words_money(amount, mean, answer));
    script_text(script, "BASETEXT", label);
    script_number(script, "BASEROOM", fit_width(label, VALUE_POINTS, false) + 20);
    script_number(script, "SIDE", side_room(at));
    script_number(script, "FAVOURITE", (double)at->s->favourite + 1);
    script_number(script, "OTHER", (double)at->other + 1);
}

static void add_frame(Text *script, const Layout *at, const Answer *answer)
{
    script_designs(script, answer, NAME_MOST, NAME_POINTS);
    add_words(script, at, answer);
    script_number(script, "B", (double)at->count);
    script_number(script, "LEFT", at->left);
    script_number(script, "WIDTH", at->width + 2 * at->margin);
    script_number(script, "HEIGHT", HEIGHT);
    script_number(script, "ROW", HEIGHT / fmax((double)at->count, 4));
    script_number(script, "ZERO", pixels(at, 0));
    script_number(script, "BASE", pixels(at, at->sign * at->s->mean.value));
    axis_tics(script, &at->axis, 'x', at->margin, at->margin + at->width,
              &answer->scenario->currency);
}

static size_t count_flips(const Layout *at)
{
    size_t flips = 0;

    for (size_t k = 0; k < at->count; k++)
        flips += (at->bars[k]->at_p10.value > 0) != (at->bars[k]->at_p90.value > 0);
    return flips;
}

static void write_words(ChartData *chart, const Layout *at, const Answer *answer)
{
    static const char *const numbers[] = {
        "No single assumption flips", "One assumption flips",  "Two assumptions flip",
        "Three assumptions flip",     "Four assumptions flip", "Five assumptions flip"
    };
    size_t flips = count_flips(at);
    Text pair = { 0 }, title = { 0 };

    sensitivity_label(&pair, at->s, at->s->favourite, false);
    text_add(&pair, " and ");
    sensitivity_label(&pair, at->s, at->other, false);
    if (flips < sizeof numbers / sizeof numbers[0])
        text_add(&chart->headline, numbers[flips]);
    else
        text_format(&chart->headline, "%zu assumptions flip", flips);
    text_format(&chart->headline, " the choice between %s", pair.data);
    text_format(&chart->subtitle, "Average %d-month cost of ", answer->months);
    sensitivity_label(&chart->subtitle, at->s, at->other, false);
    text_add(&chart->subtitle, " less that of ");
    sensitivity_label(&chart->subtitle, at->s, at->s->favourite, false);
    text_add(&chart->subtitle,
             ": one assumption held at its P10 or P90, all others as unsure as they are");
    for (size_t k = 0; k < at->count; k++) {
        char low[32], high[32];
        title.length = 0;
        sensitivity_title(&title, at->bars[k], at->s);
        text_format(&chart->description, "%s: %s to %s. ", title.data,
                    words_amount(low, at->sign * at->bars[k]->at_p10.value, answer),
                    words_amount(high, at->sign * at->bars[k]->at_p90.value, answer));
    }
    text_add(&chart->description, "");
    text_free(&pair);
    text_free(&title);
}

static void say_nothing(ChartData *chart, const char *why)
{
    script_number(&chart->script, "DRAWN", 0);
    script_text(&chart->script, "NOTE", why);
    text_format(&chart->headline, "Nothing drives a choice: %s", why);
    text_add(&chart->subtitle, "What one assumption changes in the difference of two costs");
    text_add(&chart->description, "");
    text_add(&chart->csv, "");
}

bool chart_fill_tornado(ChartData *chart, const Answer *answer, Error *err)
{
    const Sensitivity *s = chart->more.sensitivity;

    if (!s) {
        say_nothing(chart, "there are no two designs to compare");
        return true;
    }
    Layout at = { .s = s,
                  .other = s->favourite == s->a ? s->b : s->a,
                  .sign = s->favourite == s->a ? -1 : 1 };
    choose_bars(&at);
    add_csv(chart, &at);
    if (at.count == 0) {
        say_nothing(chart, "no assumption moves the difference");
        return true;
    }
    lay_out(&at);
    script_number(&chart->script, "DRAWN", 1);
    add_frame(&chart->script, &at, answer);
    add_bars(chart, &at);
    write_words(chart, &at, answer);
    return true;
}
