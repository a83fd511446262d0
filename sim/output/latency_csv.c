/* latency_csv.c - the numbers of the latency chart in long form. */
#include "sim/output/csv_out.h"
#include "sim/output/latency_view.h"

static void add(Text *csv, const DesignAnswer *design, const char *what, const char *of,
                double value)
{
    csv_text(csv, design->design->label);
    csv_text(csv, what);
    csv_text(csv, of);
    csv_number(csv, value);
    csv_end_line(csv);
}

static void add_design(Text *csv, const LatencyView *view, size_t d)
{
    static const int kept[] = { Q_P10, Q_P50, Q_P90 };
    const DesignAnswer *design = &view->answer->designs[d];
    const StateAnswer *state = latency_state(view, d);
    const RequirementAnswer *item = latency_in_time(view, d);
    Summary p95 = latency_p95(view, d);

    if (!state)
        return;
    for (size_t k = 0; k < state->stage_count; k++)
        add(csv, design, "mean", state->stages[k].name, state->stages[k].mean.value);
    add(csv, design, "mean", state->whole.name, state->whole.mean.value);
    for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
        add(csv, design, "p95", answer_names[kept[k]], p95.q[kept[k]].value);
    if (item)
        add(csv, design, "in_time", item->id, item->within.mean.value);
    add(csv, design, "saturated", state->name, state->saturated.value);
    for (size_t k = 0; k < CURVE; k++) {
        char level[32];
        add(csv, design, "answered", text_number(level, answer_curve_level(k)),
            state->curve[k]);
    }
}

void latency_write_csv(Text *csv, const LatencyView *view)
{
    csv_text(csv, "design");
    csv_text(csv, "what");
    csv_text(csv, "of");
    csv_text(csv, "value");
    csv_end_line(csv);
    for (size_t d = 0; d < view->answer->design_count; d++)
        add_design(csv, view, d);
}
