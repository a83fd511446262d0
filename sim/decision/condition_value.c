/* condition_value.c - conditions held against an answer. */
#include <math.h>
#include <string.h>

#include "sim/decision/condition.h"

const char *const condition_statistics[CONDITION_STATISTICS] = {
    "mean", "sd", "chance", "p5", "p10", "p25", "p50", "p75", "p90", "p95",
};

const char *const condition_chances[] = { "cheapest", "budget", NULL };

static Estimate chance_of(const DesignAnswer *design, const char *what)
{
    return strcmp(what, "budget") == 0 ? design->within_budget : design->cheapest;
}

Estimate condition_value(const ConditionTerm *term, const Answer *answer)
{
    const DesignAnswer *design = &answer->designs[term->design];

    if (term->statistic == STATISTIC_CHANCE)
        return chance_of(design, term->result);
    Summary summary = answer_summary(design, term->result);
    if (term->statistic == STATISTIC_SD)
        return (Estimate){ summary.sd, NAN };
    return term->statistic == STATISTIC_MEAN ? summary.mean
                                             : summary.q[term->statistic - STATISTIC_QUANTILE];
}

bool condition_term_holds(const ConditionTerm *term, double value)
{
    switch (term->compare) {
    case COMPARE_LESS:
        return value < term->value;
    case COMPARE_AT_MOST:
        return value <= term->value;
    case COMPARE_MORE:
        return value > term->value;
    default:
        return value >= term->value;
    }
}

bool condition_holds(const Condition *condition, const Answer *answer)
{
    for (size_t i = 0; i < condition->count; i++)
        if (!condition_term_holds(&condition->terms[i],
                                  condition_value(&condition->terms[i], answer).value))
            return false;
    return true;
}
