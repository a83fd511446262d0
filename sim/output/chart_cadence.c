/* chart_cadence.c - what a month costs by the time between retrains: retrains, stale
 * answers and both together, and where that is least. One design is shown; the curves are
 * closed forms on trials of the run (cadence.h).
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cadence_view.h"
#include "sim/output/csv_out.h"
#include "sim/output/gnuplot.h"
#include "sim/output/palette.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

enum { LEFT = 96, LABELS = 176, HEIGHT = 462, LABEL_HEIGHT = 20 };
enum { TOTAL, RETRAINING, STALE, CURVES };

/* The total has the colour of its design. */
static const char *const names[CURVES] = { "both together", "retraining", "stale answers" };
static const Color colors[CURVES] = {
    [RETRAINING] = { 0x8C6D3F, 0x6B5230 }, [STALE] = { 0x7A6A93, 0x5C4D77 }
};

static void add_curves(ChartData *chart, const CadenceView *v)
{
    static const char *const columns[] = {
        "design", "months_between", "retraining", "stale_answers", "total", "p10", "p90"
    };

    for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
        csv_text(&chart->csv, columns[k]);
    csv_end_line(&chart->csv);
    text_add(&chart->script, "$Cadence << E\n");
    for (size_t k = v->first; k <= v->last; k++) {
        const CadencePoint *p = &v->cadence.points[k];
        const double values[] = {
            p->months, p->retraining, p->stale, p->total, p->low, p->high
        };
        csv_text(&chart->csv, v->design->design->label);
        for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
            csv_number(&chart->csv, values[i]);
            double drawn =
                i == 0 ? cadence_in_unit(v, values[i]) : fmin(values[i], v->axis.high);
            text_format(&chart->script, "%.7g ", drawn);
        }
        csv_end_line(&chart->csv);
        text_add(&chart->script, "\n");
    }
    text_add(&chart->script, "E\n");
}

/* Names at the right end, moved apart in the order of the curves. */
static void add_names(ChartData *chart, const CadenceView *v)
{
    const CadencePoint *p = &v->cadence.points[v->last];
    const double at[CURVES] = {
        [TOTAL] = p->total, [RETRAINING] = p->retraining, [STALE] = p->stale
    };
    size_t order[CURVES] = { STALE, RETRAINING, TOTAL };
    double y[CURVES], sorted[CURVES], gap = LABEL_HEIGHT * v->axis.high / HEIGHT;

    if (at[STALE] > at[RETRAINING]) {
        order[0] = RETRAINING;
        order[1] = STALE;
    }
    for (size_t k = 0; k < CURVES; k++)
        sorted[k] = fmin(at[order[k]], v->axis.high);
    fit_spread(sorted, CURVES, gap, gap / 2, v->axis.high);
    for (size_t k = 0; k < CURVES; k++)
        y[order[k]] = sorted[k];
    script_texts(&chart->script, "NAME", names, CURVES);
    script_numbers(&chart->script, "NAMEY", y, CURVES);
}

static void add_colors(ChartData *chart, const CadenceView *v)
{
    Color of_designs[DESIGNS_MOST];
    Color drawn[CURVES];

    palette_pick(of_designs, v->answer);
    memcpy(drawn, colors, sizeof drawn);
    drawn[TOTAL] = of_designs[v->design - v->answer->designs];
    text_add(&chart->script, "array FILL[3] = [");
    for (size_t k = 0; k < CURVES; k++)
        text_format(&chart->script, "%s0x%06X", k > 0 ? ", " : "", drawn[k].fill);
    text_add(&chart->script, "]\narray INKS[3] = [");
    for (size_t k = 0; k < CURVES; k++)
        text_format(&chart->script, "%s0x%06X", k > 0 ? ", " : "", drawn[k].text);
    text_add(&chart->script, "]\n");
}

/* "6 to 14 weeks"; who never retrains has the longest interval there is. */
static void add_span(Text *span, const CadenceView *v)
{
    const char *unit = v->weeks ? "week" : "month";
    char from[32], to[32];

    cadence_interval(from, v, v->low);
    cadence_interval(to, v, v->high);
    if (v->high >= v->answer->months)
        text_format(span, "%s %ss or more", from, unit);
    else if (strcmp(from, to) == 0)
        text_format(span, "%s %s%s", from, unit, strcmp(from, "1") == 0 ? "" : "s");
    else
        text_format(span, "%s to %s %ss", from, to, unit);
}

/* The best intervals of 8 in 10 trials, as far as they are in view, with words at their
 * middle that stay inside the plot. */
static void add_range(ChartData *chart, const CadenceView *v)
{
    const CadencePoint *p = v->cadence.points;
    double left = cadence_in_unit(v, p[v->first].months),
           right = cadence_in_unit(v, p[v->last].months);
    double low = fmin(fmax(cadence_in_unit(v, v->low), left), right);
    double high = fmax(fmin(cadence_in_unit(v, v->high), right), left),
           room = 0.12 * (right - left);
    double middle = fmin(fmax((low + high) / 2, left + room), right - room);
    bool shown = v->priced && v->low < v->answer->months;
    Text span = { 0 };

    add_span(&span, v);
    script_number(&chart->script, "RANGELOW", shown ? low : left);
    script_number(&chart->script, "RANGEHIGH", shown ? high : left);
    script_number(&chart->script, "RANGEX", shown ? middle : left);
    script_text(&chart->script, "RANGETEXT", shown ? "best in 8 of 10 futures" : "");
    script_text(&chart->script, "RANGESPAN", shown ? span.data : "");
    text_free(&span);
}

static void add_axes(ChartData *chart, const CadenceView *v)
{
    const CadencePoint *p = v->cadence.points;
    double left = cadence_in_unit(v, p[v->first].months),
           right = cadence_in_unit(v, p[v->last].months);
    Axis across = axis_linear(left, right, 8);
    Text tics = { 0 };

    script_number(&chart->script, "LEFT", LEFT);
    script_number(&chart->script, "WIDTH", CANVAS_WIDTH - LEFT - LABELS);
    script_number(&chart->script, "XLOW", left);
    script_number(&chart->script, "XHIGH", right);
    script_number(&chart->script, "XSTEP", across.step);
    script_number(&chart->script, "YMAX", v->axis.high);
    script_text(&chart->script, "XLABEL",
                v->weeks ? "Weeks between retrains" : "Months between retrains");
    axis_tics(&tics, &v->axis, 'y', v->axis.low, v->axis.high, &v->answer->scenario->currency);
    tics.data[tics.length - 1] = '\0';
    script_text(&chart->script, "YTICS", tics.data);
    text_free(&tics);
}

static void add_best(ChartData *chart, const CadenceView *v)
{
    const CadencePoint *best = &v->cadence.points[v->cadence.best];
    char amount[32], text[64];
    bool inside = v->cadence.best < v->last;

    snprintf(text, sizeof text, "%s a month", words_amount(amount, best->total, v->answer));
    script_number(&chart->script, "BESTX", cadence_in_unit(v, best->months));
    script_number(&chart->script, "BESTY", best->total);
    script_text(&chart->script, "BESTTEXT", inside ? text : "");
}

static void say_nothing(ChartData *chart)
{
    text_add(&chart->headline, "Nothing here is retrained: no design has a tuned model");
    text_add(&chart->subtitle, "Retraining would be weighed against answers gone stale.");
    text_add(&chart->description, "There are no numbers.");
    script_number(&chart->script, "DRAWN", 0);
    script_text(&chart->script, "NOTE", "Designs with the part `tuned` are shown here.");
    csv_text(&chart->csv, "design");
    csv_end_line(&chart->csv);
}

bool chart_fill_cadence(ChartData *chart, const Answer *answer, Error *err)
{
    const DesignAnswer *design = cadence_choose(answer);
    CadenceView view;

    (void)err;
    if (!design) {
        say_nothing(chart);
        return true;
    }
    cadence_view_make(&view, answer, design);
    script_number(&chart->script, "DRAWN", 1);
    add_axes(chart, &view);
    add_range(chart, &view);
    add_best(chart, &view);
    add_names(chart, &view);
    add_colors(chart, &view);
    add_curves(chart, &view);
    cadence_write_words(chart, &view);
    return true;
}
