/* chart_waterfall.c - why one design is dearer than another, component by component; of a
 * single design, what its cost is made of. */
#include <math.h>
#include <stdio.h>

#include "sim/output/axis.h"
#include "sim/output/cells.h"
#include "sim/output/csv_out.h"
#include "sim/output/script.h"
#include "sim/output/waterfall_view.h"
#include "sim/output/words.h"

enum { LEFT = 116, RIGHT = 36, HEIGHT = 459, ROOM_ABOVE = 44, ROOM_BELOW = 34 };

/* Zero, and room for the label above the highest bar. */
static Axis axis_of(const WaterfallBar *bars, size_t count)
{
    double low = 0, high = 0;

    for (size_t i = 0; i < count; i++) {
        low = fmin(low, fmin(bars[i].begin, bars[i].end));
        high = fmax(high, fmax(bars[i].begin, bars[i].end));
    }
    return axis_linear(low, low + (high - low) * HEIGHT / (HEIGHT - ROOM_ABOVE), 5);
}

static const char *amount_of(char *buffer, const Waterfall *w, const WaterfallBar *bar)
{
    Estimate size = { fabs(bar->amount.value), bar->amount.se };
    char amount[32];

    words_money(amount, size, w->answer);
    snprintf(buffer, 48, "%s%s", bar->total ? "" : bar->amount.value >= 0 ? "+" : "−", amount);
    return buffer;
}

/* A decrease is labelled below its bar, if there is room. */
static double label_height(const WaterfallBar *bar, double low, double high)
{
    bool below = !bar->total && bar->amount.value < 0 && low >= ROOM_BELOW;

    return below ? low - 17 : high + 17;
}

static void add_names(Text *script, const WaterfallBar *bars, size_t count, double room)
{
    Text names[BARS_MOST] = { 0 };
    const char *texts[BARS_MOST];
    double sizes[BARS_MOST];

    for (size_t i = 0; i < count; i++) {
        Text plain = { 0 };
        cell_plain(&plain, bars[i].name, false);
        text_add(&plain, "");
        sizes[i] = fit_points(plain.data, false, room, 9, 13);
        fit_text(&names[i], plain.data, sizes[i], false, room);
        texts[i] = names[i].data;
        text_free(&plain);
    }
    script_texts(script, "NAME", texts, count);
    script_numbers(script, "NAMEPT", sizes, count);
    for (size_t i = 0; i < count; i++)
        text_free(&names[i]);
}

static void add_colors(Text *script, const WaterfallBar *bars, size_t count)
{
    text_format(script, "array FILL[%zu]\narray INKS[%zu]\n", count, count);
    for (size_t i = 0; i < count; i++)
        text_format(script, "FILL[%zu] = %u\nINKS[%zu] = %u\n", i + 1, bars[i].color.fill,
                    i + 1, bars[i].total ? 0x1F2328 : bars[i].color.text);
}

static void add_bars(ChartData *chart, const Waterfall *w, const WaterfallBar *bars,
                     size_t count)
{
    const double width = CANVAS_WIDTH - LEFT - RIGHT, pitch = width / (double)count;
    const Axis axis = axis_of(bars, count);
    double x0[BARS_MOST], x1[BARS_MOST], low[BARS_MOST], high[BARS_MOST], end[BARS_MOST];
    double y[BARS_MOST], points[BARS_MOST];
    char labels[BARS_MOST][48];
    const char *texts[BARS_MOST];

    for (size_t i = 0; i < count; i++) {
        double from = axis_place(&axis, bars[i].begin) * HEIGHT;
        end[i] = axis_place(&axis, bars[i].end) * HEIGHT;
        low[i] = fmin(from, end[i]);
        high[i] = fmax(fmax(from, end[i]), low[i] + 1);
        x0[i] = pitch * ((double)i + 0.17);
        x1[i] = pitch * ((double)i + 0.83);
        y[i] = label_height(&bars[i], low[i], high[i]);
        texts[i] = amount_of(labels[i], w, &bars[i]);
        points[i] = fit_points(texts[i], true, pitch - 4, 8, bars[i].total ? 15 : 13);
    }
    script_number(&chart->script, "N", (double)count);
    script_number(&chart->script, "LEFT", LEFT);
    script_number(&chart->script, "WIDTH", width);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    script_numbers(&chart->script, "X0", x0, count);
    script_numbers(&chart->script, "X1", x1, count);
    script_numbers(&chart->script, "LOW", low, count);
    script_numbers(&chart->script, "HIGH", high, count);
    script_numbers(&chart->script, "END", end, count);
    script_numbers(&chart->script, "LABELY", y, count);
    script_numbers(&chart->script, "LABELPT", points, count);
    script_texts(&chart->script, "LABEL", texts, count);
    add_names(&chart->script, bars, count, pitch - 10);
    add_colors(&chart->script, bars, count);
    axis_tics(&chart->script, &axis, 'y', 0, HEIGHT, &w->answer->scenario->currency);
}

static void add_csv(ChartData *chart, const WaterfallBar *bars, size_t count)
{
    csv_text(&chart->csv, "bar");
    csv_text(&chart->csv, "begin");
    csv_text(&chart->csv, "end");
    csv_end_line(&chart->csv);
    for (size_t i = 0; i < count; i++) {
        csv_text(&chart->csv, bars[i].name);
        csv_number(&chart->csv, bars[i].begin);
        csv_number(&chart->csv, bars[i].end);
        csv_end_line(&chart->csv);
    }
}

/* --- words ------------------------------------------------------------------------------ */

static const char *in_lower_case(Text *buffer, const char *title)
{
    buffer->length = 0;
    text_format(buffer, "%c%s", title[0] >= 'A' && title[0] <= 'Z' ? title[0] + 32 : title[0],
                title[0] ? title + 1 : "");
    return buffer->data;
}

/* An amount without its sign. */
static char *size_in_words(char *buffer, const Waterfall *w, Estimate amount)
{
    amount.value = fabs(amount.value);
    return words_money(buffer, amount, w->answer);
}

/* The step that goes against the whole, if there is one, else the largest that goes with it. */
static void add_contrast(Text *headline, const Waterfall *w, const char *to, const char *from)
{
    const WaterfallStep *first = &w->steps[0], *last = &w->steps[w->count - 1];
    double change = w->end - w->begin;
    bool dearer = change >= 0;
    const WaterfallStep *with = dearer ? first : last, *against = dearer ? last : first;
    bool mixed = (against->change.value < 0) == dearer;
    Estimate rest = { change - (mixed ? against->change.value : 0), with->change.se };
    char amount[32], other[32];
    Text title = { 0 };

    size_in_words(other, w, rest);
    if (mixed)
        text_format(headline, "%s %s %s on %s but %s %s elsewhere", to,
                    dearer ? "saves" : "adds", size_in_words(amount, w, against->change),
                    in_lower_case(&title, against->component->title), dearer ? "adds" : "saves",
                    other);
    else
        text_format(headline, "%s costs %s %s than %s, most of it for %s", to, other,
                    dearer ? "more" : "less", from,
                    in_lower_case(&title, with->component->title));
    text_free(&title);
}

static void add_headline(Text *headline, const Waterfall *w, const char *to, const char *from)
{
    char percent[32];
    Text title = { 0 };

    if (w->from && w->count > 0)
        add_contrast(headline, w, to, from);
    else if (w->from)
        text_format(headline, "%s and %s cost the same", to, from);
    else if (w->count > 0)
        text_format(headline, "%s pays most for %s (%s)", to,
                    in_lower_case(&title, w->steps[0].component->title),
                    text_percent(percent, w->steps[0].change.value / w->end));
    else
        text_format(headline, "%s costs nothing", to);
    text_free(&title);
}

static void write_words(ChartData *chart, const Waterfall *w, const WaterfallBar *bars,
                        size_t count)
{
    Text to = { 0 }, from = { 0 };
    char months[32], amount[48];

    label_in_words(&to, w->to);
    label_in_words(&from, w->from ? w->from : w->to);
    add_headline(&chart->headline, w, to.data, from.data);
    snprintf(months, sizeof months, "%d-month", w->answer->months);
    if (w->from)
        text_format(&chart->subtitle,
                    "From %s to %s: change in average %s cost, component by component",
                    from.data, to.data, months);
    else
        text_format(&chart->subtitle, "Average %s cost of %s, component by component", months,
                    to.data);
    for (size_t i = 0; i < count; i++)
        text_format(&chart->description, "%s %s. ", bars[i].name,
                    amount_of(amount, w, &bars[i]));
    text_free(&to);
    text_free(&from);
}

bool chart_fill_waterfall(ChartData *chart, const Answer *answer, Error *err)
{
    WaterfallBar bars[BARS_MOST];
    size_t pair[2] = { chart->more.pair[0], chart->more.pair[1] };
    Waterfall w;

    if (pair[0] == pair[1])
        answer_leaders(pair, answer);
    waterfall_make(&w, answer, pair[0], pair[1]);
    if (!isfinite(w.begin) || !isfinite(w.end))
        return fail(err, "a mean cost is not finite");
    size_t count = waterfall_bars(bars, &w);
    add_bars(chart, &w, bars, count);
    add_csv(chart, bars, count);
    write_words(chart, &w, bars, count);
    return true;
}
