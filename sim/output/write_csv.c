/* write_csv.c - the answer in long form: one number per line. */
#include <math.h>
#include <stdio.h>

#include "sim/output/csv_out.h"
#include "sim/output/writer.h"

typedef struct {
    Text *out;
    const Answer *answer;
    const char *design;
} Sheet;

static void add(const Sheet *sheet, const char *metric, const char *quantile, double value,
                Unit unit)
{
    char symbol[32];

    if (isnan(value))
        return;
    csv_text(sheet->out, sheet->design);
    csv_text(sheet->out, metric);
    csv_text(sheet->out, quantile);
    csv_number(sheet->out, value);
    csv_text(sheet->out, unit_of_data(symbol, unit, &sheet->answer->scenario->currency));
    csv_end_line(sheet->out);
}

static void add_summary(const Sheet *sheet, const char *metric, const Summary *summary,
                        Unit unit)
{
    add(sheet, metric, "mean", summary->mean.value, unit);
    for (size_t q = 0; q < Q_COUNT; q++)
        add(sheet, metric, answer_names[q], summary->q[q].value, unit);
}

/* The items that are not among the results already. */
static void add_items(const Sheet *sheet, const DesignAnswer *design, const Items *items)
{
    for (size_t i = 0; i < items->count; i++)
        if (items == &design->results || !answer_result(design, items->items[i].key))
            add_summary(sheet, items->items[i].key, &items->items[i].summary,
                        items->items[i].unit);
}

static void add_months(const Sheet *sheet, const DesignAnswer *design)
{
    char metric[64];

    for (int month = 0; month <= sheet->answer->months; month++) {
        snprintf(metric, sizeof metric, "cumulative.month_%d", month);
        add_summary(sheet, metric, &design->by_month[month].cumulative, UNIT_MONEY);
        snprintf(metric, sizeof metric, "probability.cheapest.month_%d", month);
        add(sheet, metric, "mean", design->by_month[month].cheapest.value, UNIT_NUMBER);
    }
}

static void add_requirements(const Sheet *sheet, const DesignAnswer *design)
{
    char metric[64];

    for (size_t i = 0; design->requirements && i < sheet->answer->scenario->requirement_count;
         i++) {
        snprintf(metric, sizeof metric, "probability.meets.%s", design->requirements[i].id);
        add(sheet, metric, "mean", design->requirements[i].chance.value, UNIT_NUMBER);
        snprintf(metric, sizeof metric, "requirements.%s.within", design->requirements[i].id);
        add_summary(sheet, metric, &design->requirements[i].within, UNIT_NUMBER);
    }
}

static void add_stages(const Sheet *sheet, const DesignAnswer *design)
{
    char metric[96];

    for (size_t i = 0; i < design->stage_count; i++) {
        const StageAnswer *stage = &design->stages[i];
        snprintf(metric, sizeof metric, "latency.by_stage.%.40s", stage->name);
        add(sheet, metric, "mean", stage->mean.value, UNIT_SECONDS);
        snprintf(metric, sizeof metric, "latency.of_p95.%.40s", stage->name);
        add(sheet, metric, "mean", stage->of_p95.value, UNIT_SECONDS);
    }
}

/* The headline state is among the results. */
static void add_states(const Sheet *sheet, const DesignAnswer *design)
{
    char metric[128];

    for (int s = 0; s < STATES; s++) {
        const StateAnswer *state = &design->states[s];
        for (size_t i = 0; s != LAUNCH_AT_MEAN && i < state->latencies.count; i++) {
            const Item *item = &state->latencies.items[i];
            snprintf(metric, sizeof metric, "latency.by_state.%s.%.60s", state->name,
                     item->key);
            add_summary(sheet, metric, &item->summary, item->unit);
        }
        if (!state->name)
            continue;
        snprintf(metric, sizeof metric, "latency.saturated.%s", state->name);
        add(sheet, metric, "mean", state->saturated.value, UNIT_NUMBER);
        snprintf(metric, sizeof metric, "latency.unanswered.%s", state->name);
        add(sheet, metric, "mean", state->unanswered.value, UNIT_NUMBER);
    }
}

static void add_saturation(const Sheet *sheet, const Saturation *saturation)
{
    static const char *const names[] = { "p10", "p50", "p90" };

    if (!saturation->known)
        return;
    add(sheet, "latency.saturation.chance", "mean", saturation->chance.value, UNIT_NUMBER);
    for (size_t k = 0; k < 3; k++)
        add(sheet, "latency.saturation.from_month", names[k], saturation->month[k].value,
            UNIT_NUMBER);
}

static void write(Text *out, const Answer *answer, const Style *style)
{
    text_add(out, "design,metric,quantile,value,unit\r\n");
    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        const Sheet sheet = { out, answer, design->design->name };
        add_items(&sheet, design, &design->results);
        add(&sheet, "probability.cheapest", "mean", design->cheapest.value, UNIT_NUMBER);
        if (answer->musts)
            add(&sheet, "probability.cheapest_eligible", "mean",
                design->cheapest_eligible.value, UNIT_NUMBER);
        add_requirements(&sheet, design);
        add(&sheet, "probability.within_budget", "mean", design->within_budget.value,
            UNIT_NUMBER);
        add(&sheet, "expected_regret", "mean", design->regret.value, UNIT_MONEY);
        if (answer->musts)
            add(&sheet, "expected_regret_eligible", "mean", design->regret_eligible.value,
                UNIT_MONEY);
        add_items(&sheet, design, &design->lines);
        add_items(&sheet, design, &design->derived);
        add_stages(&sheet, design);
        add_states(&sheet, design);
        add_saturation(&sheet, &design->saturation);
        if (style->by_month)
            add_months(&sheet, design);
    }
}

const Writer write_csv = {
    .name = "csv",
    .help = "for spreadsheets: design,metric,quantile,value,unit",
    .write = write,
};
