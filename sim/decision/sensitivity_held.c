/* sensitivity_held.c - the mean difference when an input is held at a value and all else is
 * as drawn: at its P10 and P90, and where it is zero.
 *
 * A run that holds an input tells, trial by trial, what that changes; so a part of the
 * trials will do, added to the mean over all of them (a control variate). Zeros are looked
 * for as far again beyond P1 and P99 as these are from the median (by ratio, if all are
 * positive), within what the quantity may be, and found on all trials.
 */
#include <math.h>
#include <stdlib.h>

#include "sim/decision/sensitivity_steps.h"
#include "sim/decision/switching.h"

/* One input and the runs that hold it. */
typedef struct {
    const Sensitivity *s;
    Pair *pair;
    const double *drawn; /* the differences with nothing held    */
    double *difference;  /* room for those of a run              */
    int column;
} Holding;

static bool hold(const Holding *holding, double x, uint64_t trials)
{
    const Substitute held = { holding->column, x };
    const Substitutes substitutes = { .items = &held, .count = 1 };
    Error ignored;

    return pair_simulate(holding->difference, holding->pair, trials, &substitutes, &ignored);
}

/* Unknown where the models have no answer. */
static Estimate mean_at(const Holding *holding, double x)
{
    const Sensitivity *s = holding->s;

    if (!hold(holding, x, s->held))
        return estimate_unknown;
    for (uint64_t i = 0; i < s->held; i++)
        holding->difference[i] -= holding->drawn[i];
    Estimate change = estimate_mean(holding->difference, s->held);
    return (Estimate){ s->mean.value + change.value, hypot(s->mean.se, change.se) };
}

static double mean_of_all_at(void *context, double x)
{
    const Holding *holding = context;
    uint64_t trials = holding->s->trials;

    return hold(holding, x, trials) ? estimate_mean(holding->difference, trials).value : NAN;
}

static double quantile_of(const Binding *b, double level)
{
    return fmin(fmax(law_quantile(&b->law, level) * b->scale, b->low), b->high);
}

static double beyond(double median, double end, bool by_ratio)
{
    return by_ratio ? end * (end / median) : end + (end - median);
}

/* Ascending: how far to look, P10, median, P90, how far to look. */
static void choose_places(double place[SWITCHING_PLACES], const Binding *b)
{
    double low = quantile_of(b, 0.01), high = quantile_of(b, 0.99);

    place[1] = quantile_of(b, 0.10);
    place[2] = quantile_of(b, 0.50);
    place[3] = quantile_of(b, 0.90);
    place[0] = fmax(beyond(place[2], low, low > 0), b->low);
    place[4] = fmin(beyond(place[2], high, low > 0), b->high);
}

/* How steep the mean difference is around a value, between the places on either side. */
static double slope_at(double x, const double *place, const Estimate *mean)
{
    int k = 1;

    while (k + 1 < SWITCHING_PLACES && place[k] < x)
        k++;
    return (mean[k].value - mean[k - 1].value) / (place[k] - place[k - 1]);
}

static void find_switch(InputEffect *input, Holding *holding, const double *place,
                        const Estimate *mean, const double *x)
{
    const Sensitivity *s = holding->s;
    Switching switching;
    double difference[SWITCHING_PLACES];

    for (int k = 0; k < SWITCHING_PLACES; k++)
        difference[k] = mean[k].value;
    switching_find(&switching, place, difference, 0.02 * s->mean.se, mean_of_all_at, holding);
    if (switching.count == 0)
        return;
    double at = switching_nearest(&switching, input->now);
    double chance = switching_share(&switching, s->mean.value <= 0, x, s->trials);
    input->switches_at = (Estimate){ at, s->mean.se / fabs(slope_at(at, place, mean)) };
    input->chance = (Estimate){ chance, sqrt(chance * (1 - chance) / (double)s->trials) };
}

/* What moves the difference by less than a hundredth of it between its P10 and P90 is not
 * looked at any further, and what can only be chosen from a list is not searched between its
 * items. */
static bool can_switch(const InputEffect *input, double mean)
{
    return sensitivity_swing(input) > 0.01 * fabs(mean) && !input->quantity->choices;
}

static void hold_input(InputEffect *input, Holding *holding, const double *x)
{
    double place[SWITCHING_PLACES];
    Estimate mean[SWITCHING_PLACES];

    holding->column = input->column;
    input->switches_at = estimate_unknown;
    choose_places(place, holding->pair->wiring.ops[input->column].binding);
    input->p10 = place[1];
    input->now = place[2];
    input->p90 = place[3];
    input->at_p10 = mean[1] = mean_at(holding, place[1]);
    input->at_p90 = mean[3] = mean_at(holding, place[3]);
    if (!can_switch(input, holding->s->mean.value))
        return;
    for (int k = 0; k < SWITCHING_PLACES; k += 2)
        mean[k] = mean_at(holding, place[k]);
    find_switch(input, holding, place, mean, x);
}

void sensitivity_held(Sensitivity *s, Pair *pair, const Run *run, const double *difference)
{
    Holding holding = { .s = s, .pair = pair, .drawn = difference };

    holding.difference = memory_grow(NULL, s->trials + 1, sizeof(double));
    for (size_t i = 0; i < s->count; i++) {
        InputEffect *input = &s->inputs[i];
        hold_input(input, &holding, run_values(run, input->member, input->quantity));
    }
    free(holding.difference);
}
