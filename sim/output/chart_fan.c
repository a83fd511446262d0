/* chart_fan.c - how the cost grows month by month, a panel per design, with bands
 * for the middle half and 8 in 10 of the futures.
 */
#include <math.h>
#include <stdio.h>

#include "sim/output/axis.h"
#include "sim/output/csv_out.h"
#include "sim/output/gnuplot.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

enum { COLUMNS_MOST = 4, TOP = 500, BOTTOM = 108, HEADING = 66 };
enum { BANDS = 5 };

static const int bands[BANDS] = { Q_P10, Q_P25, Q_P50, Q_P75, Q_P90 };

/* The panels stand in one row or two. */
typedef struct {
    size_t columns, rows;
    double left, end;     /* room for the tics, and for the labels at the end   */
    double width, height; /* of a panel's plot; all in pixels                   */
    Axis axis;
} Layout;

static double end_room(const Answer *answer)
{
    double room = 0;
    char amount[32];

    for (size_t d = 0; d < answer->design_count; d++) {
        const Summary *cost = &answer->designs[d].by_month[answer->months].cumulative;
        words_money(amount, cost->q[Q_P50], answer);
        room = fmax(room, fit_width(amount, 13, true));
        words_money(amount, cost->q[Q_P90], answer);
        room = fmax(room, fit_width(amount, 11.5, false));
    }
    return room + 10;
}

static Layout layout_of(const Answer *answer)
{
    size_t count = answer->design_count;
    Layout at = { .columns = count, .rows = 1 };
    double high = 0, budget = answer->scenario->budget;
    char amount[32];

    if (count > COLUMNS_MOST) {
        at.rows = 2;
        at.columns = (count + 1) / 2;
    }
    double columns = (double)at.columns, rows = (double)at.rows;
    at.height = (TOP - BOTTOM - (rows - 1) * (HEADING + 34)) / rows;
    for (size_t d = 0; d < count; d++)
        for (int month = 0; month <= answer->months; month++)
            high = fmax(high, answer->designs[d].by_month[month].cumulative.q[Q_P90].value);
    if (budget > high && budget < 1.5 * high)
        high = 1.03 * budget;
    at.axis = axis_linear(0, high, at.rows == 1 ? 4 : 3);
    at.left =
        fmax(CANVAS_MARGIN + 10 + fit_width(words_amount(amount, high, answer), 12, false), 90);
    at.end = end_room(answer);
    at.width = (CANVAS_WIDTH - at.left - 24 - columns * at.end) / columns;
    return at;
}

static void add_data(ChartData *chart, const Answer *answer)
{
    csv_text(&chart->csv, "design");
    csv_text(&chart->csv, "month");
    for (int b = 0; b < BANDS; b++)
        csv_text(&chart->csv, answer_names[bands[b]]);
    csv_end_line(&chart->csv);
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        text_format(&chart->script, "$Fan%zu << E\n", d + 1);
        for (int month = 0; month <= answer->months; month++) {
            const Summary *cost = &design->by_month[month].cumulative;
            csv_text(&chart->csv, design->design->label);
            csv_number(&chart->csv, month);
            text_format(&chart->script, "%d", month);
            for (int b = 0; b < BANDS; b++) {
                csv_number(&chart->csv, cost->q[bands[b]].value);
                text_format(&chart->script, " %.6g", cost->q[bands[b]].value);
            }
            csv_end_line(&chart->csv);
            text_add(&chart->script, "\n");
        }
        text_add(&chart->script, "E\n");
    }
}

/* The three amounts at the end of a panel, moved apart where they would touch. A
 * cost that is nearly certain has only the middle one. */
static void add_ends(ChartData *chart, const Layout *at, const Answer *answer)
{
    static const int ends[] = { Q_P10, Q_P50, Q_P90 };
    static const char *const names[][2] = { { "P10Y", "P10LABEL" },
                                            { "P50Y", "P50LABEL" },
                                            { "P90Y", "P90LABEL" } };
    double y[3][DESIGNS_MOST];
    char labels[3][DESIGNS_MOST][32];
    const char *texts[3][DESIGNS_MOST];
    double range = at->axis.high - at->axis.low;

    for (size_t d = 0; d < answer->design_count; d++) {
        const Summary *cost = &answer->designs[d].by_month[answer->months].cumulative;
        double place[3];
        bool certain =
            cost->q[Q_P90].value - cost->q[Q_P10].value <= 0.004 * fabs(cost->q[Q_P50].value);
        for (int e = 0; e < 3; e++) {
            place[e] = cost->q[ends[e]].value;
            words_money(labels[e][d], cost->q[ends[e]], answer);
            texts[e][d] = (certain && e != 1) ? "" : labels[e][d];
        }
        texts[1][d] = labels[1][d];
        if (!certain)
            fit_spread(place, 3, 18 / at->height * range, at->axis.low, at->axis.high);
        for (int e = 0; e < 3; e++)
            y[e][d] = place[e];
    }
    for (int e = 0; e < 3; e++) {
        script_numbers(&chart->script, names[e][0], y[e], answer->design_count);
        script_texts(&chart->script, names[e][1], texts[e], answer->design_count);
    }
}

/* The budget is a line only if what is drawn is what it is for: cash. */
static void add_budget(ChartData *chart, const Layout *at, const Answer *answer)
{
    double budget = answer->scenario->budget;
    bool drawn = isfinite(budget) && budget >= 0.05 * at->axis.high &&
                 budget <= at->axis.high && !words_need_cash(answer);
    char amount[32], percent[32], notes[DESIGNS_MOST][96];
    const char *texts[DESIGNS_MOST];
    Text label = { 0 };

    if (drawn)
        text_format(&label, "Budget %s", words_amount(amount, budget, answer));
    script_number(&chart->script, "BUDGETY", drawn ? budget : -1);
    script_text(&chart->script, "BUDGET", label.data ? label.data : "");
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        if (isfinite(budget))
            snprintf(notes[d], sizeof notes[d], "%s%s over %s",
                     text_chance(percent, 1 - design->within_budget.value),
                     words_need_cash(answer) ? " in cash" : "",
                     words_amount(amount, budget, answer));
        else
            snprintf(notes[d], sizeof notes[d], "cheapest in %s",
                     text_chance(percent, design->cheapest.value));
        texts[d] = notes[d];
    }
    script_texts(&chart->script, "NOTE", texts, answer->design_count);
    text_free(&label);
}

/* How wide 8 in 10 futures of a design are. */
static double width_of(const Answer *answer, size_t design)
{
    Summary cost = answer_summary(&answer->designs[design], answer->rank_key);

    return cost.q[Q_P90].value - cost.q[Q_P10].value;
}

static void add_headline(Text *headline, const Answer *answer)
{
    size_t best = answer->verdict.design, count = answer->design_count;
    double own = width_of(answer, best), widest = 0, narrowest = INFINITY;
    Summary cost = answer_summary(&answer->designs[best], answer->rank_key);
    char low[32], high[32];
    Text name = { 0 };

    label_in_words(&name, &answer->designs[best]);
    for (size_t d = 0; d < count; d++)
        if (d != best) {
            widest = fmax(widest, width_of(answer, d));
            narrowest = fmin(narrowest, width_of(answer, d));
        }
    if (count > 1 && own > 1.1 * widest)
        text_format(headline, "%s is the cheapest bet, but its cost is the %s certain",
                    name.data, count > 2 ? "least" : "less");
    else if (count > 1 && own < narrowest / 1.1)
        text_format(headline, "%s is the cheapest bet, and its cost is the %s certain",
                    name.data, count > 2 ? "most" : "more");
    else
        text_format(headline, own > 0 ? "%s%s costs %s to %s, 8 times in 10" : "%s%s costs %s",
                    name.data, count > 1 ? ", the cheapest bet," : "",
                    words_money(low, cost.q[Q_P10], answer),
                    words_money(high, cost.q[Q_P90], answer));
    text_free(&name);
}

static void write_words(ChartData *chart, const Answer *answer)
{
    Text name = { 0 };
    char amount[32], high[32];

    add_headline(&chart->headline, answer);
    text_format(
        &chart->subtitle,
        "Cumulative cost%s. Dark band: middle half of simulated futures; light band: 8 in "
        "10; line: median%s.",
        words_need_cash(answer) ? ", with bad answers" : "",
        answer->design_count > 1 ? "; grey: the other medians" : "");
    for (size_t d = 0; d < answer->design_count; d++) {
        const Summary *cost = &answer->designs[d].by_month[answer->months].cumulative;
        text_format(&chart->description, "%s after %d months: P10 %s, ",
                    label_in_words(&name, &answer->designs[d]), answer->months,
                    words_money(amount, cost->q[Q_P10], answer));
        text_format(&chart->description, "median %s, P90 %s. ",
                    words_money(amount, cost->q[Q_P50], answer),
                    words_money(high, cost->q[Q_P90], answer));
    }
    text_free(&name);
}

bool chart_fill_fan(ChartData *chart, const Answer *answer, Error *err)
{
    if (!isfinite(answer->designs[0].by_month[0].cumulative.q[Q_P50].value))
        return fail_status(err, STATUS_BUG, "the costs by month are unknown");
    Layout at = layout_of(answer);
    script_designs(&chart->script, answer, at.width + at.end - 16, 16);
    script_number(&chart->script, "LEFT", at.left);
    script_number(&chart->script, "PITCH", at.width + at.end);
    script_number(&chart->script, "PW", at.width);
    script_number(&chart->script, "PH", at.height);
    script_number(&chart->script, "DOWN", at.height + HEADING + 34);
    script_number(&chart->script, "TOP", TOP);
    script_number(&chart->script, "COLUMNS", (double)at.columns);
    script_number(&chart->script, "MONTHS", answer->months);
    script_number(&chart->script, "STEP",
                  words_month_step(answer->months, at.columns > 3 ? 4 : 6));
    script_number(&chart->script, "YMAX", at.axis.high);
    script_number(&chart->script, "YSTEP", at.axis.step);
    text_add(&chart->script, "YTICS = ");
    Text tics = { 0 };
    axis_tics(&tics, &at.axis, 'y', at.axis.low, at.axis.high, &answer->scenario->currency);
    tics.data[tics.length - 1] = '\0';
    gnuplot_quote(&chart->script, tics.data);
    text_add(&chart->script, "\n");
    text_free(&tics);
    add_budget(chart, &at, answer);
    add_ends(chart, &at, answer);
    add_data(chart, answer);
    write_words(chart, answer);
    return true;
}
