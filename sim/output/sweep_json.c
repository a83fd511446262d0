/* sweep_json.c - sweeps and sought values for programs: schemas forkcast.sweep/1 and
 * forkcast.find/1. Numbers are in the unit that stands beside them, with their standard
 * errors in _se; what is unknown is null. Within /1, fields are only ever added. */
#include "sim/output/json_meta.h"
#include "sim/output/sweep_out.h"

enum { DIGITS = 15 };

static json_t *meta_of(const Scenario *s, uint64_t trials)
{
    json_t *meta = meta_begin(s, trials);

    meta_end(meta, s);
    return meta;
}

/* The scenario's own value of an input; null where it is not known as one range. */
static json_t *own_of(const SweepInput *input)
{
    json_t *own = json_object();

    if (isnan(sweep_input_own(input, 0.5))) {
        json_decref(own);
        return json_null();
    }
    set(own, "p10", number(sweep_input_own(input, 0.1)));
    set(own, "p50", number(sweep_input_own(input, 0.5)));
    set(own, "p90", number(sweep_input_own(input, 0.9)));
    return own;
}

static json_t *input_of(const SweepInput *input)
{
    static const char *const spacings[] = { "list", "linear", "log" };
    json_t *object = json_object(), *values = json_array(), *texts = json_array();
    bool named = !input->quantity || input->quantity->choices;
    char symbol[32];

    set(object, "key", text(input->key));
    set(object, "unit",
        named ? json_null()
              : text(unit_of_data(symbol, input->quantity->unit, &input->currency)));
    set(object, "spacing", text(spacings[input->spacing]));
    for (size_t i = 0; i < input->count; i++) {
        json_array_append_new(values, named ? json_null() : number(input->values[i]));
        json_array_append_new(texts, text(input->texts[i]));
    }
    set(object, "values", values);
    set(object, "texts", texts);
    set(object, "own", named ? json_null() : own_of(input));
    return object;
}

static json_t *cost_of(const Sweep *sweep, const Summary *cost)
{
    json_t *object = json_object();
    char symbol[32];

    set(object, "unit", text(unit_of_data(symbol, UNIT_MONEY, &sweep->scenario->currency)));
    set_estimate(object, "mean", cost->mean);
    set(object, "sd", number(cost->sd));
    for (size_t q = 0; q < Q_COUNT; q++)
        set_estimate(object, answer_names[q], cost->q[q]);
    return object;
}

static json_t *point_of(const Sweep *sweep, size_t i, size_t k)
{
    const SweepCell *cells = sweep_cells(sweep, i, k);
    const ScenarioDesign *designs = sweep->scenario->designs;
    json_t *point = json_object(), *all = json_array();
    size_t winner = sweep_winner(sweep, cells);

    set(point, "x", json_integer((json_int_t)i));
    if (sweep->y)
        set(point, "y", json_integer((json_int_t)k));
    bool none = winner == sweep->scenario->design_count;
    set(point, "winner", text(none ? NULL : designs[winner].name));
    set_estimate(point, "probability_cheapest",
                 none ? estimate_unknown : cells[winner].cheapest);
    for (size_t d = 0; d < sweep->scenario->design_count; d++) {
        json_t *design = json_object();
        set(design, "name", text(designs[d].name));
        set(design, "competes", json_boolean(cells[d].competes));
        set(design, "misses", text(cells[d].misses));
        set(design, ANSWER_RANK_KEY, cost_of(sweep, &cells[d].cost));
        set_estimate(design, "probability_cheapest", cells[d].cheapest);
        json_array_append_new(all, design);
    }
    set(point, "designs", all);
    return point;
}

static json_t *crossings_of(Sweep *sweep)
{
    SweepCrossing *crossings;
    size_t count = sweep_crossings(sweep, &crossings);
    json_t *all = json_array();

    for (size_t i = 0; i < count; i++) {
        const SweepCrossing *crossing = &crossings[i];
        json_t *object = json_object();
        set(object, "below", text(sweep->scenario->designs[crossing->below].name));
        set(object, "above", text(sweep->scenario->designs[crossing->above].name));
        set(object, "after_point", json_integer((json_int_t)crossing->point));
        set_estimate(object, "x", crossing->x);
        set(object, "own_below", number(sweep_input_below(sweep->x, crossing->x.value)));
        json_array_append_new(all, object);
    }
    return all;
}

void sweep_json(Text *out, Sweep *sweep, const Style *style)
{
    json_t *root = json_object(), *points = json_array();

    set(root, "schema", text("forkcast.sweep/1"));
    set(root, "meta", meta_of(sweep->scenario, sweep->trials));
    set(root, "x", input_of(sweep->x));
    set(root, "y", sweep->y ? input_of(sweep->y) : json_null());
    for (size_t k = 0; k < (sweep->y ? sweep->y->count : 1); k++)
        for (size_t i = 0; i < sweep->x->count; i++)
            json_array_append_new(points, point_of(sweep, i, k));
    set(root, "points", points);
    set(root, "crossings", crossings_of(sweep));
    add_json(out, root, DIGITS);
}

/* --- what a goal needs ------------------------------------------------------------------ */

static json_t *probe_of(const Find *find, const FindProbe *probe)
{
    json_t *object = json_object(), *terms = json_array();

    set(object, "x", number(probe->x));
    set(object, "text", text(probe->text));
    set(object, "holds", json_boolean(probe->holds));
    for (size_t t = 0; t < find->condition->count; t++) {
        json_t *term = json_object();
        set_estimate(term, "value", probe->terms[t]);
        json_array_append_new(terms, term);
    }
    set(object, "terms", terms);
    return object;
}

static json_t *term_of(const ConditionTerm *term, const Currency *money)
{
    json_t *object = json_object();
    char symbol[32];

    set(object, "text", text(term->text));
    set(object, "limit", number(term->value));
    set(object, "unit", text(unit_of_data(symbol, term->unit, money)));
    return object;
}

void find_json(Text *out, const Find *find, const Style *style)
{
    json_t *root = json_object(), *terms = json_array(), *points = json_array();
    json_t *boundaries = json_array();

    set(root, "schema", text("forkcast.find/1"));
    set(root, "meta", meta_of(find->scenario, find->trials));
    set(root, "condition", text(find->condition->text));
    for (size_t t = 0; t < find->condition->count; t++)
        json_array_append_new(terms,
                              term_of(&find->condition->terms[t], &find->scenario->currency));
    set(root, "terms", terms);
    set(root, "x", input_of(find->input));
    for (size_t i = 0; i < find->done; i++)
        json_array_append_new(points, probe_of(find, &find->probes[i]));
    set(root, "points", points);
    for (size_t i = 0; i < find->boundary_count; i++) {
        const FindBoundary *b = &find->boundaries[i];
        json_t *boundary = json_object();
        set_estimate(boundary, "x", (Estimate){ b->x, b->se });
        set(boundary, "term", json_integer((json_int_t)b->term));
        set(boundary, "own_below", number(sweep_input_below(find->input, b->x)));
        set(boundary, "holds", probe_of(find, &b->holds));
        set(boundary, "fails", probe_of(find, &b->fails));
        json_array_append_new(boundaries, boundary);
    }
    set(root, "boundaries", boundaries);
    add_json(out, root, DIGITS);
}
