#include "sim/output/json_decision.h"

#include <string.h>

#include "sim/output/json_values.h"

/* The share of requests in time; null of what is no response time. */
static json_t *within_of(const RequirementAnswer *item)
{
    json_t *within;

    if (item->requirement->kind != REQUIRE_LATENCY)
        return json_null();
    within = json_object();
    set_summary(within, &item->within);
    return within;
}

json_t *json_requirements(const Answer *answer, const DesignAnswer *design)
{
    json_t *all = json_array();

    for (size_t i = 0; design->requirements && i < answer->scenario->requirement_count; i++) {
        const RequirementAnswer *item = &design->requirements[i];
        json_t *requirement = json_object();
        set(requirement, "requirement", text(item->requirement->name));
        set(requirement, "id", text(item->id));
        set(requirement, "what", text(item->what));
        set(requirement, "level", text(item->requirement->level == MUST ? "must" : "want"));
        set_estimate(requirement, "chance", item->chance);
        set(requirement, "needed", number(item->needed));
        set(requirement, "within", within_of(item));
        set(requirement, "verdict", text(item->met ? "met" : "missed"));
        set(requirement, "why", text(item->why));
        json_array_append_new(all, requirement);
    }
    return all;
}

static void add_reason(json_t *reasons, const char *requirement, const char *why)
{
    json_t *reason = json_object();

    set(reason, "requirement", text(requirement));
    set(reason, "why", text(why));
    json_array_append_new(reasons, reason);
}

json_t *json_ruled_out_by(const Answer *answer, const DesignAnswer *design)
{
    json_t *reasons = json_array();

    for (size_t i = 0; design->requirements && i < answer->scenario->requirement_count; i++) {
        const RequirementAnswer *item = &design->requirements[i];
        if (!item->met && item->requirement->level == MUST)
            add_reason(reasons, item->id, item->why);
    }
    if (design->ruled_out && json_array_size(reasons) == 0)
        add_reason(reasons, design->misses,
                   "each must is met, but not all of them at once often enough");
    return reasons;
}

json_t *json_break_even(const Answer *answer, const BreakEven *even, const char *unit)
{
    static const char *const names[] = { "p10", "p50", "p90" };
    json_t *object = json_object();

    if (!even->known) {
        json_decref(object);
        return json_null();
    }
    set(object, "design", text(answer->designs[even->design].design->name));
    set(object, "unit", text(unit));
    for (size_t k = 0; k < 3; k++)
        set_estimate(object, names[k], even->q[k]);
    set_estimate(object, "never", even->never);
    set(object, "now", number(even->now));
    return object;
}

/* "000, 001" as an array. */
static json_t *list_of(const char *words)
{
    json_t *list = json_array();

    while (*words) {
        size_t length = strcspn(words, ", ");
        json_array_append_new(list, json_stringn(words, length));
        words += length;
        words += strspn(words, ", ");
    }
    return list;
}

json_t *json_rules(const Answer *answer)
{
    static const char *const states[] = {
        [RULE_SILENT] = "silent", [RULE_APPLIES] = "applies", [RULE_UNKNOWN] = "unknown"
    };
    json_t *all;
    char symbol[32];

    if (!answer->rules)
        return json_null();
    all = json_array();
    for (size_t i = 0; i < answer->rule_count; i++) {
        const RuleAnswer *rule = &answer->rules[i];
        json_t *object = json_object();
        set(object, "rule", text(rule->id));
        set(object, "says", text(rule->says));
        set(object, "seeds", list_of(rule->articles));
        set(object, "advice", text(advice_name(rule->advice)));
        set(object, "state", text(states[rule->state]));
        set(object, "fact", text(rule->fact));
        set(object, "assumed", list_of(rule->assumed ? rule->assumed : ""));
        set(object, "value", number(rule->value));
        set(object, "threshold", number(rule->threshold));
        set(object, "unit",
            text(unit_of_data(symbol, rule->unit, &answer->scenario->currency)));
        set(object, "seeds_disagree", text(rule->split));
        set(object, "against_verdict", text(rule->against));
        json_array_append_new(all, object);
    }
    return all;
}

json_t *json_diagnosis(const Answer *answer)
{
    const Diagnosis *found = &answer->diagnosis;
    json_t *object = json_object();

    set(object, "missing", text(found->kind));
    set(object, "sentence", text(found->sentence));
    set(object, "knowledge", number(found->knowledge));
    set(object, "behaviour", number(found->behaviour));
    return object;
}
