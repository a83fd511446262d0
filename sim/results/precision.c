#include "sim/results/precision.h"

#include <math.h>

enum { STATISTICS = 4 };

static void find_statistics(Estimate out[STATISTICS], const Answer *answer, size_t design,
                            const char *key)
{
    Summary summary = answer_summary(&answer->designs[design], key);

    out[0] = summary.mean;
    out[1] = summary.q[Q_P10];
    out[2] = summary.q[Q_P50];
    out[3] = summary.q[Q_P90];
}

/* What is unknown is no result; a result whose error is unknown is not sure at all. */
static double worse(double worst, Estimate estimate, double size)
{
    if (isnan(estimate.value) || estimate.se == 0)
        return worst;
    double error = isnan(estimate.se) ? INFINITY : estimate.se / size;
    return error > worst ? error : worst;
}

/* Of each total's statistics relative to their values; where that is zero, to the
 * largest value the statistic has in a design. */
static double worst_total(const Answer *answer, const char *key)
{
    double worst = 0;

    for (size_t s = 0; s < STATISTICS; s++) {
        Estimate found[STATISTICS];
        double largest = 0;
        for (size_t d = 0; d < answer->design_count; d++) {
            find_statistics(found, answer, d, key);
            largest = fmax(largest, fabs(found[s].value));
        }
        for (size_t d = 0; d < answer->design_count; d++) {
            find_statistics(found, answer, d, key);
            double size = fabs(found[s].value);
            worst = worse(worst, found[s], size > 0 ? size : largest);
        }
    }
    return worst;
}

double precision_reached(const Answer *answer)
{
    double worst =
        fmax(worst_total(answer, ANSWER_RANK_KEY), worst_total(answer, ANSWER_CASH_KEY));

    for (size_t d = 0; d < answer->design_count; d++) {
        worst = worse(worst, answer->designs[d].cheapest, 1);
        worst = worse(worst, answer->designs[d].within_budget, 1);
    }
    for (size_t p = 0; p < answer->pair_count; p++)
        worst = worse(worst, answer->pairs[p].a_cheaper, 1);
    return worst;
}

uint64_t precision_trials(uint64_t trials, double reached, double target)
{
    double needed = (double)trials * (reached / target) * (reached / target);
    double most = 64 * (double)trials;
    uint64_t power = 1;

    while (power < PRECISION_MOST && (double)power < 2 * (double)trials)
        power *= 2;
    while (power < PRECISION_MOST && (double)power < needed && 2 * (double)power <= most)
        power *= 2;
    return power;
}
