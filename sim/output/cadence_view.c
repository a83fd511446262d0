#include "sim/output/cadence_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/script.h"
#include "sim/output/words.h"

double cadence_in_unit(const CadenceView *v, double months)
{
    return v->weeks ? months * DAYS_PER_MONTH / 7 : months;
}

/* Nearly the same cost for a third more or less: halves are told of the shortest only. */
const char *cadence_interval(char buffer[32], const CadenceView *v, double months)
{
    double x = cadence_in_unit(v, months);

    snprintf(buffer, 32, "%g", x < 3 ? round(10 * x) / 10 : round(x));
    return buffer;
}

static bool costs_when_stale(const DesignAnswer *design)
{
    for (size_t i = 0; i < design->cadence.count; i++)
        if (design->cadence.all_stale[i] > 0)
            return true;
    return false;
}

const DesignAnswer *cadence_choose(const Answer *answer)
{
    const DesignAnswer *found = NULL;

    for (size_t k = 0; k < answer->design_count; k++) {
        const DesignAnswer *design = &answer->designs[answer->order[k]];
        if (design->cadence.count == 0)
            continue;
        if (costs_when_stale(design))
            return design;
        found = found ? found : design;
    }
    return found;
}

/* Where the total is not far above its least on the left, and some way beyond the range
 * on the right, but not so far that the range could not be seen. */
static void find_window(CadenceView *v)
{
    const CadencePoint *p = v->cadence.points;
    double most = 4 * p[v->cadence.best].total, from = p[v->cadence.flat_from].months;
    double to = fmax(3 * p[v->cadence.best].months, 1.3 * p[v->cadence.flat_to].months);

    if (v->priced && isfinite(v->low)) {
        from = fmin(from, v->low);
        to = fmin(fmax(to, 1.5 * v->high), 8 * p[v->cadence.flat_to].months);
    }
    v->first = 0;
    while (p[v->first + 1].months < from && p[v->first].total > most)
        v->first++;
    v->last = v->first + 1;
    while (v->last + 1 < CADENCE_POINTS && p[v->last].months < to)
        v->last++;
    v->weeks = p[v->last].months * DAYS_PER_MONTH / 7 < 60;
}

static void find_axis(CadenceView *v)
{
    double top = 0, most = 0;

    for (size_t k = v->first; k <= v->last; k++) {
        top = fmax(top, v->cadence.points[k].high);
        most = fmax(most, v->cadence.points[k].total);
    }
    v->axis = axis_linear(0, fmin(fmax(top, most), 2 * most), 5);
}

void cadence_view_make(CadenceView *v, const Answer *answer, const DesignAnswer *design)
{
    Summary best = answer_summary(design, "training.optimal_interval");

    v->answer = answer;
    v->design = design;
    v->priced = costs_when_stale(design);
    v->low = best.q[Q_P10].value;
    v->high = best.q[Q_P90].value;
    cadence_make(&v->cadence, &design->cadence, answer->months);
    find_window(v);
    find_axis(v);
}

/* --- words -------------------------------------------------------------------------- */

static void add_headline(Text *headline, const CadenceView *v, const char *name)
{
    const Cadence *c = &v->cadence;
    const char *unit = v->weeks ? "week" : "month";
    char best[32], from[32], to[32];

    if (!v->priced) {
        text_format(headline, "Retraining %s does not pay: stale answers cost nothing", name);
        return;
    }
    if (c->best == CADENCE_POINTS - 1) {
        text_format(headline, "Retraining %s does not pay within %s", name,
                    words_months(to, v->answer->months));
        return;
    }
    cadence_interval(best, v, c->points[c->best].months);
    cadence_interval(from, v, c->points[c->flat_from].months);
    cadence_interval(to, v, c->points[c->flat_to].months);
    if (strcmp(best, "1") == 0)
        text_format(headline, "Retrain %s about every %s", name, unit);
    else
        text_format(headline, "Retrain %s about every %s %ss", name, best, unit);
    if (c->flat_to == CADENCE_POINTS - 1)
        text_format(headline, "; anything from %s %ss on costs nearly the same", from, unit);
    else if (strcmp(from, to) != 0)
        text_format(headline, "; anything from %s to %s costs nearly the same", from, to);
}

void cadence_write_words(ChartData *chart, const CadenceView *v)
{
    const CadencePoint *best = &v->cadence.points[v->cadence.best];
    char amount[3][32], interval[32];
    Text name = { 0 };

    label_in_words(&name, v->design);
    add_headline(&chart->headline, v, name.data);
    text_add(&chart->subtitle, "Cost of an average month as retraining gets rarer: retrains, "
                               "stale answers, and both together (band: 8 in 10 futures).");
    cadence_interval(interval, v, best->months);
    text_format(&chart->description,
                "%s, retrained every %s %ss: %s a month on average, %s of it for retrains and "
                "%s for stale answers.",
                name.data, interval, v->weeks ? "week" : "month",
                words_amount(amount[0], best->total, v->answer),
                words_amount(amount[1], best->retraining, v->answer),
                words_amount(amount[2], best->stale, v->answer));
    text_free(&name);
}
