#include "sim/output/axis.h"

#include <math.h>
#include <stdio.h>

#include "sim/output/gnuplot.h"

/* A step of 1, 2, 5, 10, ... times a power of ten near x > 0. */
static double round_step(double x)
{
    double power = pow(10, floor(log10(x)));
    double share = x / power;

    return power * (share <= 1.4 ? 1 : share <= 3 ? 2 : share <= 7 ? 5 : 10);
}

Axis axis_linear(double low, double high, int tics)
{
    if (!(high - low > 1e-9 * fabs(high))) {
        double around = high == 0 ? 1 : 0.25 * fabs(high);
        low = low == 0 ? 0 : low - around;
        high += around;
    }
    return (Axis){ low, high, round_step((high - low) / tics), false };
}

Axis axis_for(double low, double high, int tics)
{
    const double crowded = 40;
    Axis axis = axis_linear(low, high, tics);

    axis.log = low > 0 && high / low > crowded;
    return axis;
}

double axis_place(const Axis *axis, double amount)
{
    if (axis->log)
        return amount > 0 ? log(amount / axis->low) / log(axis->high / axis->low) : -1;
    return (amount - axis->low) / (axis->high - axis->low);
}

bool axis_holds(const Axis *axis, double amount)
{
    return amount >= axis->low && amount <= axis->high;
}

/* Where the tics are put, and how they are written. */
typedef struct {
    Text *script;
    const Axis *axis;
    double begin, end;
    const Currency *money;
} Tics;

static void add_tic(const Tics *tics, double amount)
{
    char label[40], size[32];

    snprintf(label, sizeof label, "%s%s", amount < 0 ? "−" : "",
             text_money(size, fabs(amount), tics->money));
    gnuplot_quote(tics->script, label);
    text_format(tics->script, " %.10g,",
                tics->begin + axis_place(tics->axis, amount) * (tics->end - tics->begin));
}

/* Steps of a decade, fewer where there are many decades. */
static void add_decades(const Tics *tics)
{
    static const double steps[] = { 1, 2, 5 };
    const Axis *axis = tics->axis;
    size_t stride = log10(axis->high / axis->low) > 2.4 ? 3 : 1;

    for (double power = pow(10, floor(log10(axis->low))); power <= axis->high; power *= 10)
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i += stride)
            if (axis_holds(axis, steps[i] * power))
                add_tic(tics, steps[i] * power);
}

void axis_tics(Text *script, const Axis *axis, char which, double begin, double end,
               const Currency *money)
{
    const Tics tics = { script, axis, begin, end, money };

    text_format(script, "set %ctics (", which);
    if (axis->log)
        add_decades(&tics);
    else
        for (double k = ceil(axis->low / axis->step); k * axis->step <= axis->high; k++)
            add_tic(&tics, k * axis->step + 0);
    if (script->data[script->length - 1] == ',')
        script->data[--script->length] = '\0';
    text_add(script, ")\n");
}
