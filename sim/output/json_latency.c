#include "sim/output/json_latency.h"

#include "sim/output/json_values.h"

static json_t *stages_of(const StageAnswer *list, size_t n)
{
    json_t *stages = json_array();

    for (size_t i = 0; i < n; i++) {
        const StageAnswer *stage = &list[i];
        json_t *row = json_object();
        set(row, "stage", text(stage->name));
        set(row, "title", text(stage->title));
        set_estimate(row, "mean", stage->mean);
        set_estimate(row, "p95", stage->p95);
        set_estimate(row, "of_p95", stage->of_p95);
        json_array_append_new(stages, row);
    }
    return stages;
}

/* Means over the futures in which every request is answered: the stages add up to them. */
static json_t *answered_of(const StageAnswer *whole)
{
    json_t *answered = json_object();

    set_estimate(answered, "mean", whole->mean);
    set_estimate(answered, "p95", whole->of_p95);
    return answered;
}

static json_t *state_of(const Answer *answer, const StateAnswer *state)
{
    json_t *row = json_object(), *latencies = json_object();

    set(row, "state", text(state->name));
    set(row, "title", text(state->title));
    for (size_t i = 0; i < state->latencies.count; i++) {
        const Item *item = &state->latencies.items[i];
        json_t *result = json_object();
        set_unit(result, item->unit, &answer->scenario->currency);
        set_summary(result, &item->summary);
        set(latencies, item->key, result);
    }
    set(row, "results", latencies);
    set(row, "by_stage", stages_of(state->stages, state->stage_count));
    set(row, "answered", answered_of(&state->whole));
    set_estimate(row, "saturated", state->saturated);
    set_estimate(row, "unanswered", state->unanswered);
    return row;
}

/* Null where serving has no limit that is stated. */
static json_t *saturation_of(const Saturation *saturation)
{
    static const char *const names[] = { "p10", "p50", "p90" };
    json_t *object, *month = json_object();

    if (!saturation->known) {
        json_decref(month);
        return json_null();
    }
    object = json_object();
    set_estimate(object, "chance", saturation->chance);
    for (size_t k = 0; k < 3; k++)
        set_estimate(month, names[k], saturation->month[k]);
    set(object, "from_month", month);
    return object;
}

/* States that are not simulated are not listed. */
json_t *json_latency(const Answer *answer, const DesignAnswer *design)
{
    json_t *latency = json_object(), *states = json_array();
    json_t *saturated = json_object(), *unanswered = json_object();

    for (size_t s = 0; s < STATES; s++) {
        const StateAnswer *state = &design->states[s];
        if (state->latencies.count > 0)
            json_array_append_new(states, state_of(answer, state));
        if (!state->name)
            continue;
        set_estimate(saturated, state->name, state->saturated);
        set_estimate(unanswered, state->name, state->unanswered);
    }
    set(latency, "by_stage", stages_of(design->stages, design->stage_count));
    set(latency, "by_state", states);
    set(latency, "saturated", saturated);
    set(latency, "unanswered", unanswered);
    set(latency, "saturation", saturation_of(&design->saturation));
    set(latency, "sentence", text(design->saturation.sentence));
    return latency;
}
