#include "sim/output/json_design.h"

#include "sim/output/json_decision.h"
#include "sim/output/json_latency.h"
#include "sim/output/json_values.h"

static json_t *parts_of(const Answer *answer, const ScenarioDesign *design)
{
    const Registry *registry = answer->scenario->registry;
    json_t *parts = json_array();

    for (size_t k = 0; k < registry->part_count; k++)
        if (design->parts & 1u << k)
            json_array_append_new(parts, text(registry->parts[k].name));
    return parts;
}

/* What the design does not have is null, so that every design has the same keys. */
static json_t *results_of(const Answer *answer, const DesignAnswer *design)
{
    json_t *all = json_object();

    for (size_t i = 0; i < answer->scenario->quantity_count; i++) {
        const Quantity *q = answer->scenario->quantities[i];
        if (q->report != NOT_REPORTED && q->timing != PER_REQUEST)
            set(all, q->key, json_null());
    }
    for (size_t i = 0; i < design->results.count; i++) {
        const Item *item = &design->results.items[i];
        json_t *result = json_object();
        set_unit(result, item->unit, &answer->scenario->currency);
        set_summary(result, &item->summary);
        set(all, item->key, result);
    }
    return all;
}

static json_t *probability_of(const Answer *answer, const DesignAnswer *design)
{
    json_t *probability = json_object(), *meets = json_object();

    set_estimate(probability, "cheapest", design->cheapest);
    set_estimate(probability, "cheapest_eligible", design->cheapest_eligible);
    set_estimate(probability, "within_budget", design->within_budget);
    for (size_t i = 0; design->requirements && i < answer->scenario->requirement_count; i++)
        set_estimate(meets, design->requirements[i].id, design->requirements[i].chance);
    set(probability, "meets", meets);
    set_estimate(probability, "meets_musts", design->meets_musts);
    return probability;
}

static json_t *by_month_of(const Answer *answer, const DesignAnswer *design)
{
    static const int kept[] = { Q_P10, Q_P50, Q_P90 };
    json_t *months = json_array();

    for (int month = 0; month <= answer->months; month++) {
        const MonthAnswer *at = &design->by_month[month];
        json_t *row = json_object(), *cumulative = json_object();
        set(row, "month", json_integer(month));
        set_estimate(cumulative, "mean", at->cumulative.mean);
        for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
            set_estimate(cumulative, answer_names[kept[k]], at->cumulative.q[kept[k]]);
        set(row, "cumulative", cumulative);
        set_estimate(row, "cheapest", at->cheapest);
        set_estimate(row, "cheapest_eligible", at->cheapest_eligible);
        json_array_append_new(months, row);
    }
    return months;
}

static json_t *lines_of(const Answer *answer, const DesignAnswer *design, bool by_month)
{
    json_t *lines = json_array();

    for (size_t i = 0; i < design->lines.count; i++) {
        const Item *item = &design->lines.items[i];
        json_t *line = json_object();
        set(line, "key", text(item->key));
        set(line, "title", text(item->title));
        set(line, "total", text(item->total));
        set_unit(line, item->unit, &answer->scenario->currency);
        set_estimate(line, "mean", item->summary.mean);
        set(line, "once", json_boolean(!item->monthly));
        if (by_month && item->by_month) {
            json_t *months = json_array();
            for (int month = 0; month <= answer->months; month++)
                json_array_append_new(months, number(item->by_month[month].value));
            set(line, "by_month", months);
        }
        json_array_append_new(lines, line);
    }
    return lines;
}

static json_t *derived_of(const Answer *answer, const DesignAnswer *design)
{
    json_t *all = json_object();

    for (size_t i = 0; i < design->derived.count; i++) {
        const Item *item = &design->derived.items[i];
        json_t *derived = json_object();
        set(derived, "title", text(item->title));
        set_unit(derived, item->unit, &answer->scenario->currency);
        set_estimate(derived, "mean", item->summary.mean);
        set(all, item->key, derived);
    }
    return all;
}

static json_t *given_of(const Answer *answer, const DesignAnswer *design)
{
    const Scenario *s = answer->scenario;
    json_t *all = json_object();

    for (size_t i = 0; i < design->given.count; i++) {
        const Item *item = &design->given.items[i];
        const Binding *binding =
            scenario_binding(s, (size_t)(design->design - s->designs), item->quantity);
        json_t *given = json_object();
        set_unit(given, item->unit, &s->currency);
        set_estimate(given, "mean", item->summary.mean);
        set(given, "value", text(binding ? binding->text : NULL));
        set(given, "layer", text(binding ? layer_name(binding->layer) : NULL));
        set(given, "entry", text(binding ? binding->entry : NULL));
        set(given, "source", text(binding ? binding->source : NULL));
        set(all, item->key, given);
    }
    return all;
}

json_t *json_design(const Answer *answer, const DesignAnswer *design, const Style *style)
{
    json_t *object = json_object();

    set(object, "name", text(design->design->name));
    set(object, "label", text(design->design->label));
    set(object, "parts", parts_of(answer, design->design));
    set(object, "eligible", json_boolean(!design->ruled_out));
    set(object, "ruled_out_by", json_ruled_out_by(answer, design));
    set(object, "results", results_of(answer, design));
    set(object, "probability", probability_of(answer, design));
    set_estimate(object, "expected_regret", design->regret);
    set_estimate(object, "expected_regret_eligible", design->regret_eligible);
    set(object, "by_month", by_month_of(answer, design));
    set(object, "lines", lines_of(answer, design, style->by_month));
    set(object, "derived", derived_of(answer, design));
    set(object, "given", given_of(answer, design));
    set(object, "requirements", json_requirements(answer, design));
    set(object, "latency", json_latency(answer, design));
    return object;
}
