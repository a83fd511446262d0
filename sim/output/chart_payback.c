/* chart_payback.c - what the design with the dearer build has saved so far against the
 * other of two, and the chance that it is ahead.
 */
#include <math.h>
#include <stdio.h>

#include "sim/output/axis.h"
#include "sim/output/csv_out.h"
#include "sim/output/gnuplot.h"
#include "sim/output/palette.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

enum { BANDS = 5, HEIGHT = 290, MARKS = 3 };

static const int bands[BANDS] = { Q_P10, Q_P25, Q_P50, Q_P75, Q_P90 };

static const DesignAnswer *design_of(const Answer *answer, size_t design)
{
    return &answer->designs[design];
}

/* "+$196k", or a real minus. */
static char *signed_money(char *buffer, size_t size, Estimate amount, const Answer *answer)
{
    char plain[32];
    Estimate positive = { fabs(amount.value), amount.se };

    words_money(plain, positive, answer);
    snprintf(buffer, size, "%s%s", amount.value < 0 ? "−" : amount.value > 0 ? "+" : "", plain);
    return buffer;
}

static void add_data(ChartData *chart, const Payback *p)
{
    csv_text(&chart->csv, "month");
    for (int b = 0; b < BANDS; b++)
        csv_text(&chart->csv, answer_names[bands[b]]);
    csv_text(&chart->csv, "chance_of_being_ahead");
    csv_end_line(&chart->csv);
    text_add(&chart->script, "$Saved << E\n");
    for (int month = 0; month <= p->months; month++) {
        csv_number(&chart->csv, month);
        text_format(&chart->script, "%d", month);
        for (int b = 0; b < BANDS; b++) {
            csv_number(&chart->csv, p->saved[month].q[bands[b]].value);
            text_format(&chart->script, " %.6g", p->saved[month].q[bands[b]].value);
        }
        csv_number(&chart->csv, p->chance[month].value);
        csv_end_line(&chart->csv);
        text_format(&chart->script, " %.6g\n", p->chance[month].value);
    }
    text_add(&chart->script, "E\n");
}

static Axis money_axis(const Payback *p)
{
    double low = 0, high = 0;

    for (int month = 0; month <= p->months; month++) {
        low = fmin(low, p->saved[month].q[Q_P10].value);
        high = fmax(high, p->saved[month].q[Q_P90].value);
    }
    double margin = 0.14 * (high - low); /* for the names above and below zero */
    Axis axis = axis_linear(low - margin, high + margin, 5);
    if (axis.low == 0)
        axis = axis_linear(-axis.high, axis.high, 5);
    return axis;
}

static void quote_tics(Text *script, const char *name, const Text *tics)
{
    text_format(script, "%s = ", name);
    gnuplot_quote(script, tics->data);
    text_add(script, "\n");
}

static void add_money_axis(ChartData *chart, const Axis *axis, const Answer *answer)
{
    Text tics = { 0 };

    axis_tics(&tics, axis, 'y', axis->low, axis->high, &answer->scenario->currency);
    tics.data[tics.length - 1] = '\0';
    quote_tics(&chart->script, "YTICS", &tics);
    text_free(&tics);
    script_number(&chart->script, "YLOW", axis->low);
    script_number(&chart->script, "YHIGH", axis->high);
}

/* The chance goes up to a quarter, a half or one. */
static void add_chance_axis(ChartData *chart, const Payback *p)
{
    double most = 0, top;
    Text tics = { 0 };

    for (int month = 0; month <= p->months; month++)
        most = fmax(most, p->chance[month].value);
    top = most < 0.22 ? 0.25 : most < 0.45 ? 0.5 : 1;
    text_add(&tics, "set ytics ('0%%' 0");
    for (int k = 1; k <= 2; k++)
        text_format(&tics, ", '%g%%%%' %g", 50 * k * top, 0.5 * k * top);
    text_add(&tics, ")");
    quote_tics(&chart->script, "CHANCETICS", &tics);
    text_free(&tics);
    script_number(&chart->script, "TOP", 1.15 * top);
}

/* P10, median and P90 at the end, moved apart. Returns the room they take. */
static double add_ends(ChartData *chart, const Payback *p, const Axis *axis,
                       const Answer *answer)
{
    static const int ends[3] = { Q_P10, Q_P50, Q_P90 };
    static const char *const names[3] = { "P10 ", "median ", "P90 " };
    const Summary *last = &p->saved[p->months];
    double y[3], room = 0;
    char labels[3][64], amount[48];
    const char *texts[3];

    for (int e = 0; e < 3; e++) {
        y[e] = last->q[ends[e]].value;
        snprintf(labels[e], sizeof labels[e], "%s%s", names[e],
                 signed_money(amount, sizeof amount, last->q[ends[e]], answer));
        texts[e] = labels[e];
        room = fmax(room, fit_width(labels[e], 13, e == 1));
    }
    fit_spread(y, 3, 19.0 / HEIGHT * (axis->high - axis->low), axis->low, axis->high);
    script_numbers(&chart->script, "ENDY", y, 3);
    script_texts(&chart->script, "ENDLABEL", texts, 3);
    return room;
}

/* The name, the tints and where the name stands, for one side of zero. */
static void add_side(ChartData *chart, const char *prefix, const Answer *answer, size_t design,
                     double y)
{
    Color colors[DESIGNS_MOST];
    Text name = { 0 }, words = { 0 }, label = { 0 };

    palette_pick(colors, answer);
    text_format(&name, "%sNAME", prefix);
    text_format(&words, "%s ahead", label_in_words(&label, design_of(answer, design)));
    script_text(&chart->script, name.data, words.data);
    text_format(&chart->script, "%sINK = %u\n%sFILL = %u\n", prefix, colors[design].text,
                prefix, colors[design].fill);
    text_format(&chart->script, "array %sTINT[2] = [%u, %u]\n%sY = %.12g\n", prefix,
                palette_tint(colors[design].fill, 0.8), palette_tint(colors[design].fill, 0.55),
                prefix, y);
    text_free(&name);
    text_free(&words);
    text_free(&label);
}

/* The chance is written at a third, two thirds and the end of the months. */
static void add_marks(ChartData *chart, const Payback *p)
{
    double x[MARKS] = { 0 }, y[MARKS] = { 0 };
    char text[MARKS][32];
    const char *texts[MARKS];
    size_t count = 0;

    for (int k = 1; k <= MARKS; k++) {
        int month = p->months * k / MARKS;
        if (month == 0 || (count > 0 && x[count - 1] == month))
            continue;
        x[count] = month;
        y[count] = p->chance[month].value;
        texts[count] = text_chance(text[count], p->chance[month].value);
        count++;
    }
    script_number(&chart->script, "MARKS", (double)count);
    script_numbers(&chart->script, "MARKX", x, count);
    script_numbers(&chart->script, "MARKY", y, count);
    script_texts(&chart->script, "MARK", texts, count);
}

/* The first month from which on the chance is over a half; beyond the last: never. */
static int overtakes(const Payback *p)
{
    int month = p->months + 1;

    while (month > 0 && p->chance[month - 1].value > 0.5)
        month--;
    return month;
}

static void write_words(ChartData *chart, const Payback *p, const Answer *answer)
{
    double last = p->chance[p->months].value;
    Text ahead = { 0 }, against = { 0 };
    char percent[32], amount[48];

    label_in_words(&ahead, design_of(answer, p->ahead));
    label_in_words(&against, design_of(answer, p->against));
    if (p->saved[p->months].sd == 0 && p->saved[p->months].mean.value == 0)
        text_format(&chart->headline, "%s and %s cost the same by month %d", ahead.data,
                    against.data, p->months);
    else if (overtakes(p) > p->months)
        text_format(&chart->headline, "%s is ahead of %s by month %d in %s of futures",
                    ahead.data, against.data, p->months, text_chance(percent, last));
    else
        text_format(&chart->headline,
                    "From month %d on %s is ahead of %s in most futures, in the end in %s",
                    overtakes(p), ahead.data, against.data, text_chance(percent, last));
    text_format(&chart->subtitle,
                "Top: saved so far by %s against %s%s (light: 8 in 10 futures; dark: middle "
                "half). Bottom: chance it is ahead.",
                ahead.data, against.data, words_need_cash(answer) ? ", with bad answers" : "");
    text_format(&chart->description, "After %d months the median saving is %s. ", p->months,
                signed_money(amount, sizeof amount, p->saved[p->months].q[Q_P50], answer));
    text_free(&ahead);
    text_free(&against);
}

/* Of a single design there is nothing to compare. */
static bool fill_nothing(ChartData *chart)
{
    script_number(&chart->script, "DRAWN", 0);
    script_text(&chart->script, "NOTE", "There are no two designs to compare month by month.");
    text_add(&chart->headline, "Nothing to pay back");
    text_add(&chart->subtitle, "What one design has saved against another, by month");
    csv_text(&chart->csv, "month");
    csv_end_line(&chart->csv);
    return true;
}

bool chart_fill_payback(ChartData *chart, const Answer *answer, Error *err)
{
    const Payback *p = chart->more.payback;
    char amount[32];

    if (!p)
        return fill_nothing(chart);
    Axis axis = money_axis(p);
    double left = fmax(fit_width(words_amount(amount, axis.low, answer), 12, false),
                       fit_width("100%", 12, false)) +
                  CANVAS_MARGIN + 14;
    script_number(&chart->script, "DRAWN", 1);
    add_money_axis(chart, &axis, answer);
    add_chance_axis(chart, p);
    double room = add_ends(chart, p, &axis, answer);
    script_number(&chart->script, "LEFT", left);
    script_number(&chart->script, "WIDTH", CANVAS_WIDTH - left - CANVAS_MARGIN - room - 10);
    script_number(&chart->script, "MONTHS", p->months);
    script_number(&chart->script, "STEP", words_month_step(p->months, 6));
    add_side(chart, "AHEAD", answer, p->ahead, axis.high - 0.06 * (axis.high - axis.low));
    add_side(chart, "AGAINST", answer, p->against, axis.low + 0.06 * (axis.high - axis.low));
    add_marks(chart, p);
    add_data(chart, p);
    write_words(chart, p, answer);
    return true;
}
