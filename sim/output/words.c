#include "sim/output/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/base/text.h"

char *words_times(char *buffer, double chance)
{
    static const int simple[][2] = { { 1, 2 }, { 1, 3 },  { 2, 3 }, { 1, 4 },
                                     { 3, 4 }, { 1, 5 },  { 2, 5 }, { 3, 5 },
                                     { 4, 5 }, { 1, 10 }, { 9, 10 } };
    const double close = 0.012;

    for (size_t i = 0; i < sizeof simple / sizeof simple[0]; i++)
        if (fabs(chance - (double)simple[i][0] / simple[i][1]) < close) {
            snprintf(buffer, 48, "%d time%s in %d", simple[i][0], simple[i][0] == 1 ? "" : "s",
                     simple[i][1]);
            return buffer;
        }
    if (chance < 0.01)
        return strcpy(buffer, "less than 1 time in 100");
    if (chance > 0.99)
        return strcpy(buffer, "more than 99 times in 100");
    snprintf(buffer, 48, "%.0f time%s in 100", 100 * chance, chance < 0.015 ? "" : "s");
    return buffer;
}

char *words_months(char *buffer, int months)
{
    snprintf(buffer, 32, "%d month%s", months, months == 1 ? "" : "s");
    return buffer;
}

char *words_money(char *buffer, Estimate estimate, const Answer *answer)
{
    return text_money(buffer, estimate_rounded(estimate), &answer->scenario->currency);
}

char *words_amount(char *buffer, double amount, const Answer *answer)
{
    return text_money(buffer, amount, &answer->scenario->currency);
}

bool words_need_cash(const Answer *answer)
{
    for (size_t d = 0; d < answer->design_count; d++)
        if (answer_summary(&answer->designs[d], "cost.failures").mean.value > 0)
            return true;
    return false;
}

int words_month_step(int months, int most)
{
    static const int steps[] = { 1, 2, 3, 6, 12, 24, 36, 60, 120 };
    size_t k = 0;

    while (k + 1 < sizeof steps / sizeof steps[0] && months / steps[k] > most)
        k++;
    return steps[k];
}

void words_equal(Text *out, const Answer *answer, const PairAnswer *pair)
{
    const double often = 0.05;
    char times[48];

    if (!(pair->equal.value >= often) || !answer_competes(answer, pair->a) ||
        !answer_competes(answer, pair->b))
        return;
    text_format(out,
                "%s and %s cost the same %s, and share the chance of being the cheapest there.",
                answer->designs[pair->a].design->label, answer->designs[pair->b].design->label,
                pair->equal.value == 1 ? "always" : words_times(times, pair->equal.value));
}
