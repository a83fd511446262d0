/* chart_win.c - the chance of each eligible design to be the cheapest of them if the project
 * is judged at a month, stacked to the whole.
 */
#include <math.h>
#include <stdio.h>

#include "sim/output/csv_out.h"
#include "sim/output/script.h"
#include "sim/output/words.h"

enum { LEFT = 88, NAME_LEAST = 100, NAME_MOST = 250, SPACE = 12, HEIGHT = 459 };

/* Among the eligible designs or, where none is, among all. */
static double chance(const Answer *answer, size_t design, int month)
{
    const MonthAnswer *at = &answer->designs[design].by_month[month];

    return answer->verdict.eligible ? at->cheapest_eligible.value : at->cheapest.value;
}

static void add_data(ChartData *chart, const Answer *answer)
{
    csv_text(&chart->csv, "month");
    csv_text(&chart->csv, "design");
    csv_text(&chart->csv, "chance_of_cheapest");
    csv_end_line(&chart->csv);
    text_add(&chart->script, "$Win << E\n");
    for (int month = 0; month <= answer->months; month++) {
        double sum = 0;
        text_format(&chart->script, "%d 0", month);
        for (size_t d = 0; d < answer->design_count; d++) {
            csv_number(&chart->csv, month);
            csv_text(&chart->csv, answer->designs[d].design->label);
            csv_number(&chart->csv, chance(answer, d, month));
            csv_end_line(&chart->csv);
            sum += chance(answer, d, month);
            text_format(&chart->script, " %.6g", sum);
        }
        text_add(&chart->script, "\n");
    }
    text_add(&chart->script, "E\n");
}

/* The chances at the end stand at the middle of their areas, moved apart where these are
 * thin; of several that never come to one in a hundred only the first is written. */
static double add_labels(ChartData *chart, const Answer *answer)
{
    double middle[DESIGNS_MOST], height[DESIGNS_MOST], sum = 0, room = 0;
    char label[DESIGNS_MOST][32];
    const char *labels[DESIGNS_MOST];
    size_t count = answer->design_count;

    for (size_t d = 0; d < count; d++) {
        double share = chance(answer, d, answer->months);
        middle[d] = sum + share / 2;
        sum += share;
        labels[d] = answer_competes(answer, d) ? text_chance(label[d], share) : "–";
        room = fmax(room, fit_width(labels[d], 15, true));
    }
    fit_spread(middle, count, script_label_gap(answer) / HEIGHT, 0.02, 0.98);
    for (size_t d = 0; d < count; d++)
        height[d] = middle[d];
    script_numbers(&chart->script, "LABELY", height, count);
    script_texts(&chart->script, "LABEL", labels, count);
    return room + 10;
}

static size_t favourite(const Answer *answer, int month)
{
    size_t best = answer->verdict.design;

    for (size_t d = 0; d < answer->design_count; d++)
        if (chance(answer, d, month) > chance(answer, best, month))
            best = d;
    return best;
}

/* The last month at which another design than at the end is the cheapest most often; -1
 * if none is. */
static int last_change(const Answer *answer)
{
    size_t last = favourite(answer, answer->months);
    int month = answer->months;

    while (month >= 0 && favourite(answer, month) == last)
        month--;
    return month;
}

static void add_headline(Text *headline, const Answer *answer)
{
    const double much = 0.05;
    size_t best = favourite(answer, answer->months);
    int change = last_change(answer);
    double change_of_chance = chance(answer, best, answer->months) - chance(answer, best, 0);
    Text name = { 0 }, other = { 0 };
    char percent[32];

    label_in_words(&name, &answer->designs[best]);
    if (answer->design_count == 1)
        text_format(headline, "%s is the only design", name.data);
    else if (!answer->verdict.eligible)
        text_format(headline, "No design meets every must; %s would be the cheapest most often",
                    name.data);
    else if (answer_competing(answer) == 1)
        text_format(headline, "%s is the only design that meets every must", name.data);
    else if (change >= 0)
        text_format(
            headline, "Judged after %d month%s or less %s is the cheapest more often, later %s",
            change, change == 1 ? "" : "s",
            label_in_words(&other, &answer->designs[favourite(answer, change)]), name.data);
    else if (fabs(change_of_chance) > much)
        text_format(headline, "The longer the horizon, the %s certain %s is to be the cheapest",
                    change_of_chance > 0 ? "more" : "less", name.data);
    else
        text_format(headline,
                    "%s is the cheapest in about %s of futures, whenever it is judged",
                    name.data, text_chance(percent, chance(answer, best, answer->months)));
    text_free(&name);
    text_free(&other);
}

static void write_words(ChartData *chart, const Answer *answer)
{
    Text name = { 0 };
    char percent[32];

    add_headline(&chart->headline, answer);
    text_format(&chart->subtitle,
                "%s of simulated futures in which each%s has the lowest cost so far%s, if "
                "judged at that month",
                answer_competing(answer) < answer->design_count
                    ? "Of the designs that meet every must, share"
                    : "Share",
                answer_competing(answer) < answer->design_count ? "" : " design",
                words_need_cash(answer) ? ", with bad answers" : "");
    for (size_t d = 0; d < answer->design_count; d++)
        text_format(&chart->description, "After %d months %s is the cheapest in %s. ",
                    answer->months, label_in_words(&name, &answer->designs[d]),
                    text_chance(percent, chance(answer, d, answer->months)));
    text_free(&name);
}

bool chart_fill_win(ChartData *chart, const Answer *answer, Error *err)
{
    double names = fmax(script_label_room(answer, 15, NAME_MOST), NAME_LEAST), number;
    char months[32];

    if (!isfinite(chance(answer, 0, 0)))
        return fail_status(err, STATUS_BUG, "the costs by month are unknown");
    words_months(months, answer->months);
    script_designs(&chart->script, answer, names, 15);
    number = add_labels(chart, answer);
    script_number(&chart->script, "LEFT", LEFT);
    script_number(&chart->script, "WIDTH",
                  CANVAS_WIDTH - LEFT - CANVAS_MARGIN - names - number - SPACE);
    script_number(&chart->script, "NUMBER", number);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    script_number(&chart->script, "MONTHS", answer->months);
    script_number(&chart->script, "STEP", words_month_step(answer->months, 6));
    add_data(chart, answer);
    write_words(chart, answer);
    return true;
}
