#include "sim/cli/check_anchors.h"

#include <math.h>

static void add_time(Text *out, const char *what, double measured, double ratio)
{
    char is[32], said[32];

    if (!isnan(measured))
        text_format(out, ", %s %s (fitted %s)", what, text_duration(is, measured),
                    text_duration(said, measured * ratio));
}

static void add_anchor(Text *out, const AnchorRow *row)
{
    const Anchor *anchor = row->anchor;
    bool open = isnan(anchor->clients);
    char load[32];

    text_format(out, "    line %d  %s %s", anchor->mark.line,
                text_number(load, open ? anchor->rate : anchor->clients),
                open ? "/s" : "at once");
    add_time(out, "token", anchor->token_time, row->token_time);
    add_time(out, "first", anchor->first_token, row->first_token);
    text_add(out, "\n");
}

static void add_fit(Text *out, const Scenario *s, const AnchorFit *fit)
{
    char error[32];

    text_format(out, "  %s: overheads \u00d7%.2g, requests in progress \u00d7%.2g, ",
                s->designs[fit->design].label, fit->factors.overhead, fit->factors.sequence);
    text_format(out, "arithmetic \u00d7%.2g; off by %s (median)\n", fit->factors.arithmetic,
                text_percent(error, fit->error));
    for (size_t i = 0; i < fit->count; i++)
        add_anchor(out, &fit->rows[i]);
}

void check_anchors_add(Text *out, const Scenario *s)
{
    const Trace *trace = &s->trace;

    if (trace->file)
        text_format(out, "\nRequests arrive as in %s: %zu, %.3g /s, burstiness %.3g\n",
                    trace->file, trace->count, trace->rate, trace->cv);
    if (s->fit_count > 0)
        text_format(out, "\nOwn serving, fitted to latency.anchors\n");
    for (size_t i = 0; i < s->fit_count; i++)
        add_fit(out, s, &s->fits[i]);
}
