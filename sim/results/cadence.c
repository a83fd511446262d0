#include "sim/results/cadence.h"

#include <assert.h>
#include <math.h>

#include "sim/base/quantile.h"
#include "sim/base/units.h"
#include "sim/base/vmath.h"

#define LEAST_MONTHS (7 / DAYS_PER_MONTH)
#define TOLERANCE    1.05

/* 1 - (1 - exp(-x))/x, by its series where that cancels. */
LANE double mean_stale(double x)
{
    double series = x * (0.5 - x * (1.0 / 6 - x / 24)), direct = 1 - (1 - lane_exp(-x)) / x;

    return x < 1e-3 ? series : direct;
}

/* What stale answers cost in each trial with an interval; the sum of it. */
WIDE static double add_stale(double *restrict cost, const CadenceTrials *t, double months)
{
    double sum = 0;

    for (size_t i = 0; i < t->count; i++) {
        double since = mean_stale(t->decay[i] * months);
        cost[i] = t->all_stale[i] * (t->fresh[i] + (1 - t->fresh[i]) * since);
    }
    for (size_t i = 0; i < t->count; i++)
        sum += cost[i];
    return sum;
}

static CadencePoint point_at(double months, const CadenceTrials *t)
{
    static const double levels[] = { 0.1, 0.9 };
    double total[CADENCE_TRIALS], ends[2], retraining = 0, n = (double)t->count;
    double stale = add_stale(total, t, months);

    for (size_t i = 0; i < t->count; i++) {
        retraining += t->retrain[i] / months;
        total[i] += t->retrain[i] / months;
    }
    quantile_fill(ends, levels, 2, total, t->count);
    return (CadencePoint){ months,  retraining / n, stale / n, (retraining + stale) / n,
                           ends[0], ends[1] };
}

static void find_range(Cadence *c)
{
    c->best = 0;
    for (size_t k = 1; k < CADENCE_POINTS; k++)
        if (c->points[k].total <= c->points[c->best].total)
            c->best = k;
    double most = TOLERANCE * c->points[c->best].total;
    c->flat_from = c->flat_to = c->best;
    while (c->flat_from > 0 && c->points[c->flat_from - 1].total <= most)
        c->flat_from--;
    while (c->flat_to + 1 < CADENCE_POINTS && c->points[c->flat_to + 1].total <= most)
        c->flat_to++;
}

void cadence_make(Cadence *cadence, const CadenceTrials *trials, double horizon)
{
    assert(trials->count > 0 && trials->count <= CADENCE_TRIALS);
    for (size_t k = 0; k < CADENCE_POINTS; k++) {
        double share = (double)k / (CADENCE_POINTS - 1);
        double months = LEAST_MONTHS * pow(horizon / LEAST_MONTHS, share);
        cadence->points[k] = point_at(months, trials);
    }
    find_range(cadence);
}
