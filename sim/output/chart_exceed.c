/* chart_exceed.c - the chance that the cost is higher than an amount, for every
 * amount; read where the curves cross the budget or, without one, where 8 in 10
 * futures are safe.
 */
#include <math.h>
#include <stdio.h>

#include "sim/output/axis.h"
#include "sim/output/csv_out.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

enum { LEFT = 102, HEIGHT = 428, NAME_LEAST = 110, NAME_MOST = 250, SPACE = 20 };
enum { LEVEL_80 = (CURVE - 1) * 4 / 5 };

/* Where a curve is labelled: the crossing and the label's height, as chances. */
typedef struct {
    double amount, chance, height;
} Crossing;

static Axis axis_of(const Answer *answer)
{
    double low = INFINITY, high = -INFINITY, budget = answer->scenario->budget;

    for (size_t d = 0; d < answer->design_count; d++) {
        low = fmin(low, answer->designs[d].curve[1]);
        high = fmax(high, answer->designs[d].curve[CURVE - 1 - (CURVE - 1) / 50]);
    }
    if (budget >= low / 2 && budget <= 2 * high) {
        low = fmin(low, 0.97 * budget);
        high = fmax(high, 1.03 * budget);
    }
    Axis axis = axis_for(low, high, 6);
    if (axis.log)
        return axis;
    double margin = 0.02 * (axis.high - axis.low);
    bool from_zero = axis.low >= 0 && axis.low < 0.15 * axis.high;
    return axis_linear(from_zero ? 0 : axis.low - margin, axis.high + margin, 6);
}

static void add_curves(ChartData *chart, const Axis *axis, const Answer *answer)
{
    csv_text(&chart->csv, "design");
    csv_text(&chart->csv, "cost");
    csv_text(&chart->csv, "chance_of_more");
    csv_end_line(&chart->csv);
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        text_format(&chart->script, "$Curve%zu << E\n", d + 1);
        if (design->curve[0] > axis->low)
            text_add(&chart->script, "0 1\n");
        for (int k = 0; k < CURVE; k++) {
            double chance = 1 - (double)k / (CURVE - 1);
            text_format(&chart->script, "%.6g %.6g\n", axis_place(axis, design->curve[k]),
                        chance);
            csv_text(&chart->csv, design->design->label);
            csv_number(&chart->csv, design->curve[k]);
            csv_number(&chart->csv, chance);
            csv_end_line(&chart->csv);
        }
        text_format(&chart->script, "%s0\nE\n",
                    design->curve[CURVE - 1] < axis->high ? "1 " : "2 ");
    }
}

/* The designs by the height at which their labels stand: from the lowest up. */
static void spread_labels(Crossing *at, size_t count, bool by_amount, double gap)
{
    size_t order[DESIGNS_MOST];
    double heights[DESIGNS_MOST];

    for (size_t d = 0; d < count; d++) {
        size_t k = d;
        for (; k > 0; k--) {
            const Crossing *before = &at[order[k - 1]];
            if (by_amount ? before->amount <= at[d].amount : before->chance <= at[d].chance)
                break;
            order[k] = order[k - 1];
        }
        order[k] = d;
    }
    for (size_t k = 0; k < count; k++)
        heights[k] = at[order[k]].chance;
    fit_spread(heights, count, gap / HEIGHT, 0.02, 0.98);
    for (size_t k = 0; k < count; k++)
        at[order[k]].height = heights[k];
}

/* The room for what stands before the names. */
static double number_room(const Answer *answer)
{
    double room = 0;
    char text[32];

    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        bool known = isfinite(answer->scenario->budget);
        if (known)
            text_chance(text, 1 - design->within_budget.value);
        else
            words_amount(text, design->curve[LEVEL_80], answer);
        room = fmax(room, fit_width(text, 15, true));
    }
    return room + 8;
}

static void add_crossings(ChartData *chart, const Axis *axis, const Answer *answer)
{
    double x[DESIGNS_MOST], y[DESIGNS_MOST], height[DESIGNS_MOST];
    char text[DESIGNS_MOST][32];
    const char *texts[DESIGNS_MOST];
    Crossing at[DESIGNS_MOST];
    bool known = isfinite(answer->scenario->budget);
    size_t count = answer->design_count;

    for (size_t d = 0; d < count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        at[d].amount = known ? answer->scenario->budget : design->curve[LEVEL_80];
        at[d].chance = known ? 1 - design->within_budget.value : 0.2;
        texts[d] = known ? text_chance(text[d], at[d].chance)
                         : words_amount(text[d], at[d].amount, answer);
    }
    spread_labels(at, count, !known, script_label_gap(answer));
    for (size_t d = 0; d < count; d++) {
        x[d] = fmin(fmax(axis_place(axis, at[d].amount), 0), 1);
        y[d] = at[d].chance;
        height[d] = at[d].height;
    }
    script_numbers(&chart->script, "ATX", x, count);
    script_numbers(&chart->script, "ATY", y, count);
    script_numbers(&chart->script, "LABELY", height, count);
    script_texts(&chart->script, "LABEL", texts, count);
}

static void add_guide(ChartData *chart, const Axis *axis, const Answer *answer)
{
    double budget = answer->scenario->budget;
    char amount[32], title[64], months[32];
    Text guide = { 0 };

    if (isfinite(budget))
        text_format(&guide, "%sBudget %s%s", budget < axis->low ? "◀ " : "",
                    words_amount(amount, budget, answer), budget > axis->high ? " ▶" : "");
    script_text(&chart->script, "BUDGET", guide.data ? guide.data : "");
    script_number(&chart->script, "BUDGETX",
                  isfinite(budget) ? fmin(fmax(axis_place(axis, budget), 0), 1) : -1);
    script_number(&chart->script, "ONAXIS", !isfinite(budget) || axis_holds(axis, budget));
    script_text(&chart->script, "CAPTION",
                isfinite(budget) ? "chance of exceeding it" : "enough 8 times in 10");
    snprintf(title, sizeof title, "Total cost over %s", words_months(months, answer->months));
    script_text(&chart->script, "XLABEL", title);
    text_free(&guide);
}

static void add_headline(Text *headline, const Answer *answer)
{
    const DesignAnswer *best = &answer->designs[answer->verdict.design], *worst = best;
    bool known = isfinite(answer->scenario->budget);
    Text good = { 0 }, bad = { 0 };
    char amount[32], more[32], often[48], seldom[48];

    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        if (!answer_competes(answer, d))
            continue;
        double gain = known ? design->within_budget.value - best->within_budget.value
                            : best->curve[LEVEL_80] - design->curve[LEVEL_80];
        double loss = known ? worst->within_budget.value - design->within_budget.value
                            : design->curve[LEVEL_80] - worst->curve[LEVEL_80];
        best = gain > 0 ? design : best;
        worst = loss > 0 ? design : worst;
    }
    label_in_words(&good, best);
    label_in_words(&bad, worst);
    if (known) {
        text_format(headline, "For a %s budget: %s stays inside %s",
                    words_amount(amount, answer->scenario->budget, answer), good.data,
                    words_times(often, best->within_budget.value));
        if (best != worst)
            text_format(headline, ", %s %s", bad.data,
                        words_times(seldom, worst->within_budget.value));
        else if (answer_competing(answer) > 1)
            text_format(headline, ", as every %sdesign does",
                        answer_competing(answer) < answer->design_count ? "eligible " : "");
    } else {
        text_format(headline, "To be safe 8 times in 10, plan %s for %s",
                    words_amount(amount, best->curve[LEVEL_80], answer), good.data);
        if (best != worst)
            text_format(headline, " and %s for %s",
                        words_amount(more, worst->curve[LEVEL_80], answer), bad.data);
    }
    text_free(&good);
    text_free(&bad);
}

static void write_words(ChartData *chart, const Axis *axis, const Answer *answer)
{
    const DesignAnswer *best = &answer->designs[answer->verdict.design];
    Summary cash = answer_summary(best, "cost.cash_total");
    Text name = { 0 };
    char amount[32], chance[32];

    add_headline(&chart->headline, answer);
    text_format(&chart->subtitle, "Chance that the %d-month cost%s is higher than an amount. ",
                answer->months, words_need_cash(answer) ? " in cash" : "");
    if (cash.q[Q_P95].value > cash.q[Q_P50].value)
        text_format(&chart->subtitle, "1 future in 20 puts %s above %s.",
                    label_in_words(&name, best), words_money(amount, cash.q[Q_P95], answer));
    text_add(&chart->subtitle, axis->log ? " Equal steps multiply the cost." : "");
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        text_format(&chart->description, "%s: 8 times in 10 at most %s",
                    label_in_words(&name, design),
                    words_amount(amount, design->curve[LEVEL_80], answer));
        if (isfinite(answer->scenario->budget))
            text_format(&chart->description, ", over budget in %s of futures",
                        text_chance(chance, 1 - design->within_budget.value));
        text_add(&chart->description, ". ");
    }
    text_free(&name);
}

bool chart_fill_exceed(ChartData *chart, const Answer *answer, Error *err)
{
    double names = fmax(script_label_room(answer, 15, NAME_MOST), NAME_LEAST);
    double number = number_room(answer);
    double width = CANVAS_WIDTH - LEFT - CANVAS_MARGIN - names - number - SPACE;
    Axis axis = axis_of(answer);

    if (!isfinite(answer->designs[0].curve[0]))
        return fail_status(err, STATUS_BUG, "the cash total is unknown");
    script_designs(&chart->script, answer, names, 15);
    script_number(&chart->script, "LEFT", LEFT);
    script_number(&chart->script, "WIDTH", width);
    script_number(&chart->script, "NUMBER", number);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    add_guide(chart, &axis, answer);
    add_crossings(chart, &axis, answer);
    axis_tics(&chart->script, &axis, 'x', 0, 1, &answer->scenario->currency);
    add_curves(chart, &axis, answer);
    write_words(chart, &axis, answer);
    return true;
}
