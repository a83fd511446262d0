/* chart_latency.c - how long answers take: stages as stacked means, because means add up, the
 * P95 with its range on a line of its own, and the share of requests answered within a time.
 *
 * What is saturated is said in words: no bar stands for an answer that does not come. The
 * means are those of the futures in which every request is answered.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/csv_out.h"
#include "sim/output/gnuplot.h"
#include "sim/output/latency_tics.h"
#include "sim/output/latency_view.h"
#include "sim/output/script.h"

enum { MIDDLE = 716, CURVES_LEFT = 786, CURVES_RIGHT = 990, NAMES_LEFT = 1006 };
enum { LABEL_MOST = 190, LABEL_LEAST = 96, LINE = 26, HEIGHT = 420 };
enum { LEVEL_95 = (CURVE - 1) * 95 / 100, NAME_POINTS = 12, NOTE_POINTS = 11 };

/* Where a time is drawn on an axis that is so long: at its end if beyond. */
static double place(const Axis *axis, double time, double length)
{
    return fmin(fmax(axis_place(axis, time), 0), 1) * length;
}

/* --- left: stages and P95 ------------------------------------------------------------------
 */

static void add_boxes(ChartData *chart, const LatencyView *view, double width)
{
    text_add(&chart->script, "$Boxes << E\n");
    for (size_t d = 0; d < view->answer->design_count; d++) {
        const StateAnswer *state = latency_state(view, d);
        double begin = 0;
        for (size_t g = 0; state && g < STAGE_GROUPS; g++) {
            double end = begin + latency_group_mean(state, g);
            if (end > begin)
                text_format(&chart->script, "%zu %.2f %.2f %u\n", d + 1,
                            place(&view->bars, begin, width), place(&view->bars, end, width),
                            latency_group_color(g));
            begin = end;
        }
    }
    text_add(&chart->script, "0 0 0 0\nE\n");
}

static void add_legend(ChartData *chart, const LatencyView *view)
{
    double x[STAGE_GROUPS], colors[STAGE_GROUPS], next = 0;
    const char *names[STAGE_GROUPS];
    size_t count = 0;

    for (size_t g = 0; g < STAGE_GROUPS; g++) {
        if (!view->shown[g])
            continue;
        names[count] = latency_group_name(g);
        colors[count] = latency_group_color(g);
        x[count] = next;
        next += 16 + fit_width(names[count++], 11, false) + 8;
    }
    script_number(&chart->script, "C", (double)count);
    script_numbers(&chart->script, "SWATCH", colors, count);
    script_numbers(&chart->script, "SWATCHX", x, count);
    script_texts(&chart->script, "SWATCHNAME", names, count);
}

static void p95_label(char *label, size_t size, const LatencyView *view, Summary p95)
{
    double time = p95.q[Q_P50].value;
    char text[32];

    snprintf(label, size, "P95 %s%s", text_duration(text, estimate_rounded(p95.q[Q_P50])),
             isfinite(time) && time > view->bars.high ? " \u25b6" : "");
}

/* "saturated in 23%", which stands below the name; or nothing. */
static void note(char *text, size_t size, const LatencyView *view, size_t design)
{
    bool later;
    double chance = latency_saturated(view, design, &later);
    char number[32];

    text[0] = '\0';
    if (!latency_state(view, design))
        snprintf(text, size, "given, not simulated");
    else if (chance > 0)
        snprintf(text, size, "saturated in %s", text_chance(number, chance));
}

/* The room for names and notes. */
static double label_room(const LatencyView *view)
{
    double room = fmax(script_label_room(view->answer, 15, LABEL_MOST), LABEL_LEAST);
    char text[64];

    for (size_t d = 0; d < view->answer->design_count; d++) {
        note(text, sizeof text, view, d);
        room = fmax(room, fit_width(text, NOTE_POINTS, false));
    }
    return room;
}

static void add_bars(ChartData *chart, const LatencyView *view, double width)
{
    double mean[DESIGNS_MOST], p95[3][DESIGNS_MOST];
    char means[DESIGNS_MOST][48], labels[DESIGNS_MOST][64], notes[DESIGNS_MOST][64], text[32];
    const char *mean_texts[DESIGNS_MOST], *label_texts[DESIGNS_MOST], *note_texts[DESIGNS_MOST];
    static const int kept[] = { Q_P10, Q_P50, Q_P90 };
    size_t count = view->answer->design_count;

    for (size_t d = 0; d < count; d++) {
        const StateAnswer *state = latency_state(view, d);
        Summary time = latency_p95(view, d);
        bool known = state && state->whole.mean.value > 0;
        mean[d] = known ? place(&view->bars, state->whole.mean.value, width) : -1;
        snprintf(means[d], sizeof means[d], "average %s",
                 known ? text_duration(text, estimate_rounded(state->whole.mean)) : "");
        for (int k = 0; k < 3; k++)
            p95[k][d] = state ? place(&view->bars, time.q[kept[k]].value, width) : -1;
        p95_label(labels[d], sizeof labels[d], view, time);
        note(notes[d], sizeof notes[d], view, d);
        mean_texts[d] = known ? means[d] : "";
        label_texts[d] = state ? labels[d] : "";
        note_texts[d] = notes[d];
    }
    script_numbers(&chart->script, "MEANX", mean, count);
    script_numbers(&chart->script, "LOWX", p95[0], count);
    script_numbers(&chart->script, "P95X", p95[1], count);
    script_numbers(&chart->script, "HIGHX", p95[2], count);
    script_texts(&chart->script, "MEANLABEL", mean_texts, count);
    script_texts(&chart->script, "P95LABEL", label_texts, count);
    script_texts(&chart->script, "NOTES", note_texts, count);
}

/* --- right: shares in time ------------------------------------------------------------------
 */

static void add_curves(ChartData *chart, const LatencyView *view)
{
    for (size_t d = 0; d < view->answer->design_count; d++) {
        const StateAnswer *state = latency_state(view, d);
        text_format(&chart->script, "$Curve%zu << E\n0 0\n", d + 1);
        for (int k = 0; state && k < CURVE && isfinite(state->curve[k]); k++)
            text_format(&chart->script, "%.6g %.6g\n",
                        axis_place(&view->curves, state->curve[k]),
                        answer_curve_level((size_t)k));
        text_add(&chart->script, "E\n");
    }
}

/* Where a curve is read: at the limit, or without one at 95 in 100; and what it says there. */
static double read_curve(char text[32], const LatencyView *view, size_t d, double *x)
{
    const StateAnswer *state = latency_state(view, d);
    const RequirementAnswer *item = latency_in_time(view, d);

    *x = 0;
    text[0] = '\0';
    if (item) {
        *x = state ? axis_place(&view->curves, view->limit->under) : 0;
        text_percent(text, item->within.mean.value);
        return item->within.mean.value;
    }
    if (!state)
        return 0;
    double time = state->curve[LEVEL_95];
    *x = isfinite(time) ? fmin(axis_place(&view->curves, time), 1) : 0;
    text_duration(text, time);
    return 0.95;
}

/* The order in which labels stand from the lowest up: by the share in time, else by how long
 * 95 in 100 take. */
static void order_labels(size_t *order, const double *x, const double *y, size_t count)
{
    for (size_t d = 0; d < count; d++) {
        size_t k = d;
        for (; k > 0 &&
               (y[order[k - 1]] > y[d] || (y[order[k - 1]] == y[d] && x[order[k - 1]] < x[d]));
             k--)
            order[k] = order[k - 1];
        order[k] = d;
    }
}

static void add_readings(ChartData *chart, const LatencyView *view)
{
    double x[DESIGNS_MOST], y[DESIGNS_MOST], height[DESIGNS_MOST], sorted[DESIGNS_MOST];
    char text[DESIGNS_MOST][32];
    const char *texts[DESIGNS_MOST], *names[DESIGNS_MOST];
    Text name[DESIGNS_MOST] = { 0 };
    size_t order[DESIGNS_MOST], count = view->answer->design_count;
    double room = 0;

    for (size_t d = 0; d < count; d++) {
        y[d] = read_curve(text[d], view, d, &x[d]);
        room = fmax(room, fit_width(text[d], NAME_POINTS, true) + 8);
        texts[d] = text[d];
    }
    order_labels(order, x, y, count);
    for (size_t k = 0; k < count; k++)
        sorted[k] = y[order[k]];
    fit_spread(sorted, count, (double)LINE / HEIGHT, 0.02, 0.92);
    for (size_t k = 0; k < count; k++)
        height[order[k]] = sorted[k];
    for (size_t d = 0; d < count; d++) {
        fit_text(&name[d], text[d][0] ? view->answer->designs[d].design->label : "",
                 NAME_POINTS, true, CANVAS_WIDTH - 20 - NAMES_LEFT - room);
        names[d] = name[d].data;
    }
    script_numbers(&chart->script, "READX", x, count);
    script_numbers(&chart->script, "READY", y, count);
    script_numbers(&chart->script, "LABELY", height, count);
    script_texts(&chart->script, "LABEL", texts, count);
    script_texts(&chart->script, "SHORT", names, count);
    script_number(&chart->script, "NUMBER", room);
    for (size_t d = 0; d < count; d++)
        text_free(&name[d]);
}

static void add_guide(ChartData *chart, const LatencyView *view, double width)
{
    char time[32], text[64], caption[64] = "95 in 100 within";

    text[0] = '\0';
    if (view->limit) {
        text_duration(time, view->limit->under);
        snprintf(text, sizeof text, "limit %s", time);
        snprintf(caption, sizeof caption, "within %s", time);
    }
    script_text(&chart->script, "LIMIT", text);
    script_text(&chart->script, "CAPTION", caption);
    script_number(&chart->script, "LIMITX",
                  view->limit ? place(&view->bars, view->limit->under, width) : -1);
    script_number(&chart->script, "LIMITR",
                  view->limit ? place(&view->curves, view->limit->under, 1) : -1);
}

/* --- all together ----------------------------------------------------------------------------
 */

static void say_nothing(ChartData *chart)
{
    text_add(&chart->headline, "Response times are not simulated here");
    text_add(&chart->subtitle, "They are given, or requests are not looked at one by one.");
    text_add(&chart->description, "There are no numbers.");
    script_number(&chart->script, "DRAWN", 0);
    script_text(&chart->script, "NOTE", "There is nothing to show.");
    csv_text(&chart->csv, "design");
    csv_end_line(&chart->csv);
}

bool chart_fill_latency(ChartData *chart, const Answer *answer, Error *err)
{
    LatencyView view;

    (void)err;
    if (!latency_view_make(&view, answer)) {
        say_nothing(chart);
        return true;
    }
    double label = label_room(&view), left = CANVAS_MARGIN + label + 18, width = MIDDLE - left;
    script_number(&chart->script, "DRAWN", 1);
    script_designs(&chart->script, answer, label, 15);
    script_number(&chart->script, "LEFT", left);
    script_number(&chart->script, "WIDTH", width);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    script_number(&chart->script, "CURVES", CURVES_LEFT);
    script_number(&chart->script, "CURVESEND", CURVES_RIGHT);
    script_number(&chart->script, "NAMES", NAMES_LEFT);
    latency_tics(&chart->script, "BARTICS", &view.bars, width, width);
    latency_tics(&chart->script, "CURVETICS", &view.curves, 1, CURVES_RIGHT - CURVES_LEFT);
    add_guide(chart, &view, width);
    add_legend(chart, &view);
    add_boxes(chart, &view, width);
    add_bars(chart, &view, width);
    add_curves(chart, &view);
    add_readings(chart, &view);
    latency_write_csv(&chart->csv, &view);
    latency_write_words(chart, &view);
    return true;
}
