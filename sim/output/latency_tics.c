/* latency_tics.c - tics of times, as many as have room for their labels. */
#include "sim/output/latency_tics.h"

#include <math.h>
#include <stdio.h>

#include "sim/output/gnuplot.h"
#include "sim/output/script.h"

enum { TIC_POINTS = 12, TIC_GAP = 8 };

static void tic_label(char *label, size_t size, const Axis *axis, double time)
{
    bool short_times = axis->high < 1.5;

    snprintf(label, size, short_times ? "%.4g ms" : "%.4g s", time * (short_times ? 1000 : 1));
}

/* Every so many steps have a label, so that none stands on the next one. */
static int steps_of_label(const Axis *axis, double pixels)
{
    double step = axis_place(axis, axis->step) * pixels, widest;
    char label[32];
    int steps = 1;

    tic_label(label, sizeof label, axis, axis->high - fmod(axis->high, axis->step));
    widest = fit_width(label, TIC_POINTS, false) + TIC_GAP;
    while (steps * step < widest && steps * axis->step < axis->high)
        steps++;
    return steps;
}

void latency_tics(Text *script, const char *name, const Axis *axis, double length,
                  double pixels)
{
    int steps = steps_of_label(axis, pixels);
    Text tics = { 0 };
    char label[32];

    text_add(&tics, "set xtics (");
    for (int k = 0; k * axis->step <= axis->high * (1 + 1e-9); k += steps) {
        text_format(&tics, "%s", k > 0 ? ", " : "");
        tic_label(label, sizeof label, axis, k * axis->step);
        gnuplot_quote(&tics, k > 0 ? label : "0");
        text_format(&tics, " %.8g", fmin(axis_place(axis, k * axis->step), 1) * length);
    }
    text_add(&tics, ")");
    script_text(script, name, tics.data);
    text_free(&tics);
}
