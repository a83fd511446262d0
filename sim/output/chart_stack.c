/* chart_stack.c - where the money goes: the means of the components side by side,
 * because means add up and medians do not, and beneath them the range of the total.
 */
#include <math.h>
#include <stdio.h>

#include "sim/output/axis.h"
#include "sim/output/components.h"
#include "sim/output/csv_out.h"
#include "sim/output/palette.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

enum { RIGHT = 42, HEIGHT = 440, LABEL_MOST = 330, LABEL_LEAST = 110 };

typedef struct {
    const ComponentAnswer *components[COMPONENTS_MOST];
    size_t component_count;
    Axis axis;
    double left, width;
} Layout;

/* Long enough for the label behind the longest range or bar. */
static Axis axis_of(const Answer *answer, double width)
{
    double high = 0, label;
    char amount[32];

    for (size_t d = 0; d < answer->design_count; d++) {
        Summary cost = answer_summary(&answer->designs[d], answer->rank_key);
        high = fmax(high, fmax(cost.q[Q_P90].value, cost.mean.value));
    }
    label = fit_width("P90 ", 11, false) + 10;
    label += fit_width(words_amount(amount, high, answer), 12, true);
    return axis_linear(0, high * width / (width - label), 5);
}

static double pixels(const Layout *at, double amount)
{
    return fmax(axis_place(&at->axis, amount), 0) * at->width;
}

/* A box of a bar: where it begins and ends, and what is written on it if it fits. */
static void add_box(ChartData *chart, const Layout *at, size_t design, size_t component,
                    double begin, Estimate mean, const Answer *answer)
{
    char label[32];
    double left = pixels(at, begin), right = pixels(at, begin + mean.value);
    bool fits = fit_width(words_money(label, mean, answer), 12, false) + 6 < right - left;
    Color color = palette_component(at->components[component]->key, component);

    text_format(&chart->script, "%zu %.2f %.2f %u %u \"%s\"\n", design + 1, left, right,
                color.fill, color.text, fits ? label : "");
}

static void add_bars(ChartData *chart, const Layout *at, const Answer *answer)
{
    csv_text(&chart->csv, "design");
    csv_text(&chart->csv, "component");
    csv_text(&chart->csv, "mean");
    csv_end_line(&chart->csv);
    text_add(&chart->script, "$Boxes << E\n");
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        double begin = 0;
        for (size_t c = 0; c < at->component_count; c++) {
            Estimate mean = components_mean(design, at->components[c]->key);
            csv_text(&chart->csv, design->design->label);
            csv_text(&chart->csv, at->components[c]->key);
            csv_number(&chart->csv, mean.value);
            csv_end_line(&chart->csv);
            if (!(mean.value > 0))
                continue;
            add_box(chart, at, d, c, begin, mean, answer);
            begin += mean.value;
        }
    }
    text_add(&chart->script, "E\n");
}

/* P10, median, P90 and mean of each total, in pixels and in words. */
static void add_totals(ChartData *chart, const Layout *at, const Answer *answer)
{
    static const struct {
        const char *name, *label, *words;
        int q; /* -1: the mean */
    } marks[] = { { "P10X", "P10LABEL", "P10 ", Q_P10 },
                  { "P50X", "P50LABEL", "median ", Q_P50 },
                  { "P90X", "P90LABEL", "P90 ", Q_P90 },
                  { "MEANX", "MEANLABEL", "", -1 } };
    double x[DESIGNS_MOST];
    char labels[DESIGNS_MOST][64], amount[32];
    const char *texts[DESIGNS_MOST];

    for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++) {
        for (size_t d = 0; d < answer->design_count; d++) {
            Summary cost = answer_summary(&answer->designs[d], answer->rank_key);
            Estimate at_mark = marks[m].q < 0 ? cost.mean : cost.q[marks[m].q];
            x[d] = pixels(at, at_mark.value);
            snprintf(labels[d], sizeof labels[d], "%s%s", marks[m].words,
                     words_money(amount, at_mark, answer));
            texts[d] = labels[d];
        }
        script_numbers(&chart->script, marks[m].name, x, answer->design_count);
        script_texts(&chart->script, marks[m].label, texts, answer->design_count);
    }
}

/* The names of the components, in a row above the bars. */
static void add_legend(ChartData *chart, const Layout *at)
{
    double x[COMPONENTS_MOST], next = 0;
    const char *titles[COMPONENTS_MOST];

    text_format(&chart->script, "C = %zu\narray SWATCH[%zu]\n", at->component_count,
                at->component_count + 1);
    for (size_t c = 0; c < at->component_count; c++) {
        x[c] = next;
        titles[c] = at->components[c]->title;
        next += 22 + fit_width(titles[c], 12, false) + 20;
        text_format(&chart->script, "SWATCH[%zu] = %u\n", c + 1,
                    palette_component(at->components[c]->key, c).fill);
    }
    script_numbers(&chart->script, "SWATCHX", x, at->component_count);
    script_texts(&chart->script, "SWATCHNAME", titles, at->component_count);
}

/* The component with the highest mean, or -1 if none costs anything. */
static int largest(const Layout *at, const DesignAnswer *design)
{
    int best = -1;
    double most = 0;

    for (size_t c = 0; c < at->component_count; c++) {
        double mean = components_mean(design, at->components[c]->key).value;
        if (mean > most) {
            most = mean;
            best = (int)c;
        }
    }
    return best;
}

static void add_share(Text *words, const Layout *at, const DesignAnswer *design,
                      const Answer *answer)
{
    int c = largest(at, design);
    double total = answer_summary(design, answer->rank_key).mean.value;
    char percent[32];
    const char *title = at->components[c]->title;
    double mean = components_mean(design, at->components[c]->key).value;

    text_format(words, "%c%s (%s)",
                title[0] >= 'A' && title[0] <= 'Z' ? title[0] + 32 : title[0], title + 1,
                text_percent(percent, mean / total));
}

/* The largest part of the best design and, if another's is a different one, of the
 * dearest such design. */
static void add_headline(Text *headline, const Layout *at, const Answer *answer)
{
    const DesignAnswer *best = &answer->designs[answer->verdict.design], *other = NULL;
    Text name = { 0 };

    if (largest(at, best) < 0) {
        text_format(headline, "%s costs nothing", label_in_words(&name, best));
        text_free(&name);
        return;
    }
    for (size_t k = answer->design_count; k-- > 0 && !other;) {
        const DesignAnswer *design = &answer->designs[answer->order[k]];
        if (largest(at, design) >= 0 && largest(at, design) != largest(at, best))
            other = design;
    }
    text_format(headline, "%s pays most for ", label_in_words(&name, best));
    add_share(headline, at, best, answer);
    if (other) {
        text_format(headline, ", %s for ", label_in_words(&name, other));
        add_share(headline, at, other, answer);
    } else if (answer->design_count > 1) {
        text_add(headline, ", as every design does");
    }
    text_free(&name);
}

static void write_words(ChartData *chart, const Layout *at, const Answer *answer)
{
    Text name = { 0 };
    char amount[32];

    add_headline(&chart->headline, at, answer);
    text_format(&chart->subtitle,
                "Average %d-month cost by component (averages add up; medians do not). "
                "Line below: 8 in 10 futures fall inside.",
                answer->months);
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        text_format(&chart->description, "%s: ", label_in_words(&name, design));
        for (size_t c = 0; c < at->component_count; c++) {
            Estimate mean = components_mean(design, at->components[c]->key);
            if (mean.value > 0)
                text_format(&chart->description, "%s %s, ", at->components[c]->title,
                            words_money(amount, mean, answer));
        }
        text_format(&chart->description, "total %s. ",
                    words_money(amount, answer_summary(design, answer->rank_key).mean, answer));
    }
    text_free(&name);
}

bool chart_fill_stack(ChartData *chart, const Answer *answer, Error *err)
{
    double label = fmax(script_label_room(answer, 16, LABEL_MOST), LABEL_LEAST);
    Layout at = { .left = CANVAS_MARGIN + label + 24 };

    at.width = CANVAS_WIDTH - at.left - RIGHT;
    at.axis = axis_of(answer, at.width);
    at.component_count = components_find(at.components, COMPONENTS_MOST, answer);
    script_designs(&chart->script, answer, label, 16);
    script_number(&chart->script, "LEFT", at.left);
    script_number(&chart->script, "WIDTH", at.width);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    script_number(&chart->script, "ROW", HEIGHT / (double)answer->design_count);
    axis_tics(&chart->script, &at.axis, 'x', 0, at.width, &answer->scenario->currency);
    add_legend(chart, &at);
    add_bars(chart, &at, answer);
    add_totals(chart, &at, answer);
    write_words(chart, &at, answer);
    return true;
}
