#include "sim/decision/payback.h"

#include <stdlib.h>

static double mean_build(const Answer *answer, size_t design)
{
    return answer->designs[design].by_month[0].cumulative.mean.value;
}

static void take_month(Payback *payback, int month, const double *ahead, const double *against,
                       size_t n)
{
    double *x = memory_grow(NULL, n + 1, sizeof *x);

    for (size_t i = 0; i < n; i++)
        x[i] = against[i] - ahead[i];
    payback->saved[month] = summary_make(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = x[i] > 0 ? 1 : x[i] == 0 ? 0.5 : 0;
    payback->chance[month] = estimate_mean(x, n);
    free(x);
}

bool payback_make(Payback *payback, const Run *run, const Answer *answer, size_t a, size_t b)
{
    size_t n = (size_t)run_round(run).trials;

    *payback = (Payback){ .months = answer->months };
    if (a == b || n == 0 || !run_cumulative(run, 0, 0))
        return false;
    bool a_dearer = mean_build(answer, a) > mean_build(answer, b);
    payback->ahead = a_dearer ? a : b;
    payback->against = a_dearer ? b : a;
    payback->saved = arena_array(&payback->arena, Summary, (size_t)answer->months + 1);
    payback->chance = arena_array(&payback->arena, Estimate, (size_t)answer->months + 1);
    for (int month = 0; month <= answer->months; month++)
        take_month(payback, month, run_cumulative(run, payback->ahead, month),
                   run_cumulative(run, payback->against, month), n);
    return true;
}

void payback_free(Payback *payback)
{
    arena_free(&payback->arena);
    *payback = (Payback){ 0 };
}
