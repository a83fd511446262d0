/* chart_dots.c - 50 equally likely futures per design, each a dot at its cost.
 *
 * Dots are stacked in bins as a histogram is. One bin edge lies on the budget, so
 * that no dot straddles it, and the bins are as wide as gives the largest dots.
 */
#include <math.h>
#include <stdio.h>

#include "sim/output/axis.h"
#include "sim/output/csv_out.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

/* The plot's place on the canvas, in pixels. */
enum { RIGHT = 30, HEIGHT = 436, GAP = 18, LABEL_MOST = 330, SMALLEST_DOT = 5 };
enum { BIN_LEAST = 6, BIN_MOST = 44 };

typedef struct {
    Axis axis;
    double left, width, row; /* row: its height                            */
    double bin, dot, pitch;  /* pixels: bin width, diameter, stacking distance */
    double budget;           /* NAN where it is not on the axis             */
} Layout;

static int bin_of(const Layout *at, double amount)
{
    double edge = isfinite(at->budget) ? axis_place(&at->axis, at->budget) * at->width : 0;
    double x = axis_place(&at->axis, amount) * at->width;
    int bin = (int)floor((x - edge) / at->bin);

    if (!isfinite(at->budget))
        return bin;
    return amount <= at->budget ? (bin < 0 ? bin : -1) : (bin > 0 ? bin : 0);
}

/* The tallest stack of a design; amounts ascend, so a bin's dots follow each other. */
static int tallest(const Layout *at, const DesignAnswer *design)
{
    int most = 0, height = 0;

    for (int i = 0; i < DOTS; i++) {
        bool same = i > 0 && bin_of(at, design->dots[i]) == bin_of(at, design->dots[i - 1]);
        height = same ? height + 1 : 1;
        most = height > most ? height : most;
    }
    return most;
}

static void choose_bins(Layout *at, const Answer *answer)
{
    Layout best = { 0 };

    for (int bin = BIN_LEAST; bin <= BIN_MOST; bin++) {
        int most = 1;
        at->bin = bin;
        for (size_t d = 0; d < answer->design_count; d++) {
            int height = tallest(at, &answer->designs[d]);
            most = height > most ? height : most;
        }
        double room = at->row - GAP;
        at->dot = fmin(0.9 * bin, room / (1.07 * most));
        at->pitch = 1.07 * at->dot;
        if (at->dot < SMALLEST_DOT) { /* equal outcomes overlap rather than vanish */
            at->dot = fmin(SMALLEST_DOT, 0.9 * bin);
            at->pitch = fmin(at->pitch, (room - at->dot) / most);
        }
        if (at->dot > best.dot)
            best = *at;
    }
    *at = best;
    double largest = at->row > 300 ? 28 : at->row > 180 ? 23 : 19;
    if (at->dot > largest) {
        at->dot = largest;
        at->pitch = 1.07 * largest;
    }
}

static Axis axis_of(const Answer *answer)
{
    double low = INFINITY, high = -INFINITY, budget = answer->scenario->budget;

    for (size_t d = 0; d < answer->design_count; d++) {
        low = fmin(low, answer->designs[d].dots[0]);
        high = fmax(high, answer->designs[d].dots[DOTS - 1]);
    }
    if (budget >= low / 2 && budget <= 2 * high) { /* near enough to be shown */
        low = fmin(low, 0.97 * budget);
        high = fmax(high, 1.03 * budget);
    }
    Axis axis = axis_for(low, high, 6);
    if (axis.log) {
        double factor = pow(axis.high / axis.low, 0.03);
        axis.low /= factor;
        axis.high *= factor;
    } else {
        double margin = 0.03 * (axis.high - axis.low);
        axis = axis_linear(axis.low - margin, axis.high + margin, 6);
    }
    return axis;
}

static int inside(const DesignAnswer *design, double budget)
{
    int count = 0;

    for (int i = 0; i < DOTS; i++)
        count += design->dots[i] <= budget;
    return count;
}

static void add_counts(Text *script, const Answer *answer)
{
    double budget = answer->scenario->budget;
    Text counts[DESIGNS_MOST] = { 0 };
    const char *texts[DESIGNS_MOST];
    char amount[32];

    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        if (isfinite(budget))
            text_format(&counts[d], "%d of %d inside", inside(design, budget), DOTS);
        else
            text_format(&counts[d], "median %s",
                        words_money(amount, answer_summary(design, "cost.cash_total").q[Q_P50],
                                    answer));
        texts[d] = counts[d].data;
    }
    script_texts(script, "COUNT", texts, answer->design_count);
    for (size_t d = 0; d < answer->design_count; d++)
        text_free(&counts[d]);
}

/* Pixels from the plot's lower left corner, and whether the dot is over budget. */
static void add_dots(ChartData *chart, const Layout *at, const Answer *answer)
{
    double edge = isfinite(at->budget) ? axis_place(&at->axis, at->budget) * at->width : 0;

    text_add(&chart->script, "$Dots << E\n");
    csv_text(&chart->csv, "design");
    csv_text(&chart->csv, "level");
    csv_text(&chart->csv, "cost");
    csv_end_line(&chart->csv);
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        double base = HEIGHT - at->row * (double)(d + 1) + 4;
        int height = 0;
        for (int i = 0; i < DOTS; i++) {
            int bin = bin_of(at, design->dots[i]);
            height = i > 0 && bin == bin_of(at, design->dots[i - 1]) ? height + 1 : 0;
            text_format(&chart->script, "%zu %.2f %.2f %d\n", d + 1,
                        edge + (bin + 0.5) * at->bin, base + at->dot / 2 + height * at->pitch,
                        design->dots[i] > answer->scenario->budget);
            csv_text(&chart->csv, design->design->label);
            csv_number(&chart->csv, (i + 0.5) / DOTS);
            csv_number(&chart->csv, design->dots[i]);
            csv_end_line(&chart->csv);
        }
    }
    text_add(&chart->script, "E\n");
}

static void add_budget(ChartData *chart, const Layout *at, const Answer *answer)
{
    double budget = answer->scenario->budget;
    char amount[32];
    Text label = { 0 };

    bool beyond = isfinite(budget) && !isfinite(at->budget);
    if (isfinite(budget))
        text_format(&label, "%sBudget %s%s", beyond && budget < at->axis.low ? "◀ " : "",
                    words_amount(amount, budget, answer),
                    beyond && budget > at->axis.high ? " ▶" : "");
    script_text(&chart->script, "BUDGET", label.data ? label.data : "");
    script_number(&chart->script, "BUDGETX",
                  beyond             ? (budget < at->axis.low ? 0 : at->width)
                  : isfinite(budget) ? axis_place(&at->axis, budget) * at->width
                                     : -1);
    script_number(&chart->script, "ONAXIS", isfinite(at->budget));
    text_free(&label);
}

/* What the design to choose with the most dots inside the budget has, or the range of the
 * cheapest one. */
static void add_headline(Text *headline, const Answer *answer)
{
    const DesignAnswer *best = &answer->designs[answer->verdict.design];
    double budget = answer->scenario->budget;
    int most = inside(best, budget), least = most;
    Summary cash = answer_summary(best, "cost.cash_total");
    char low[32], high[32];
    Text name = { 0 };

    for (size_t d = 0; d < answer->design_count; d++) {
        int count = inside(&answer->designs[d], budget);
        if (!answer_competes(answer, d))
            continue;
        best = count > most ? &answer->designs[d] : best;
        most = count > most ? count : most;
        least = count < least ? count : least;
    }
    label_in_words(&name, best);
    if (!isfinite(budget))
        text_format(headline, "8 times in 10, %s costs between %s and %s", name.data,
                    words_money(low, cash.q[Q_P10], answer),
                    words_money(high, cash.q[Q_P90], answer));
    else if (most == 0)
        text_format(headline, "None of %d equally likely futures stays inside the budget",
                    DOTS);
    else if (least == DOTS)
        text_format(headline, "%s stays inside the budget in all of %d equally likely futures",
                    answer_competing(answer) == 1 ? name.data
                    : answer_competing(answer) == answer->design_count
                        ? "Every design"
                        : "Every eligible design",
                    DOTS);
    else
        text_format(headline,
                    "Out of %d equally likely futures, %s stays inside the budget in %d", DOTS,
                    name.data, most);
    text_free(&name);
}

static void write_words(ChartData *chart, const Layout *at, const Answer *answer)
{
    double budget = answer->scenario->budget;
    char amount[32], middle[32], high[32];
    Text name = { 0 };

    add_headline(&chart->headline, answer);
    text_format(&chart->subtitle,
                "%d-month cost%s. Each dot is 1 of %d equally likely outcomes", answer->months,
                words_need_cash(answer) ? " in cash" : "", DOTS);
    if (isfinite(budget))
        text_format(&chart->subtitle, "; hollow dots exceed the %s budget",
                    words_amount(amount, budget, answer));
    text_add(&chart->subtitle, at->axis.log ? ". Equal steps multiply the cost." : ".");
    for (size_t d = 0; d < answer->design_count; d++) {
        Summary cash = answer_summary(&answer->designs[d], "cost.cash_total");
        text_format(&chart->description, "%s: P10 %s, median %s, P90 %s. ",
                    label_in_words(&name, &answer->designs[d]),
                    words_money(amount, cash.q[Q_P10], answer),
                    words_money(middle, cash.q[Q_P50], answer),
                    words_money(high, cash.q[Q_P90], answer));
    }
    text_free(&name);
}

bool chart_fill_dots(ChartData *chart, const Answer *answer, Error *err)
{
    double label = fmax(script_label_room(answer, 16, LABEL_MOST), 118);
    double budget = answer->scenario->budget;
    char months[32], title[64];
    Layout at = { .axis = axis_of(answer), .budget = NAN };

    if (!isfinite(answer->designs[0].dots[0]))
        return fail_status(err, STATUS_BUG, "the cash total is unknown");
    at.left = CANVAS_MARGIN + label + 24;
    at.width = CANVAS_WIDTH - at.left - RIGHT;
    at.row = (double)HEIGHT / (double)answer->design_count;
    if (axis_holds(&at.axis, budget))
        at.budget = budget;
    choose_bins(&at, answer);
    script_designs(&chart->script, answer, label, 16);
    add_counts(&chart->script, answer);
    script_number(&chart->script, "LEFT", at.left);
    script_number(&chart->script, "WIDTH", at.width);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    script_number(&chart->script, "ROW", at.row);
    script_number(&chart->script, "DOT", at.dot);
    snprintf(title, sizeof title, "Total cost over %s", words_months(months, answer->months));
    script_text(&chart->script, "XLABEL", title);
    add_budget(chart, &at, answer);
    axis_tics(&chart->script, &at.axis, 'x', 0, at.width, &answer->scenario->currency);
    add_dots(chart, &at, answer);
    write_words(chart, &at, answer);
    return true;
}
