/* sensitivity_json.c - a sensitivity analysis for programs: schema forkcast.sensitivity/1.
 * Numbers are in the unit that stands beside them, money in the scenario's currency; what is
 * unknown is null; every estimate has its standard error in a field of the same name with
 * _se. `never` is a switches_at of null. */
#include "sim/output/json_meta.h"
#include "sim/output/sensitivity_out.h"

enum { DIGITS = 15 };

static json_t *indices_of(const Indices *indices)
{
    json_t *object = json_object();

    set_estimate(object, "first", indices->first);
    set_estimate(object, "total", indices->total);
    return object;
}

static json_t *input_of(const Sensitivity *s, const InputEffect *input)
{
    json_t *object = json_object(), *with = json_array();
    char unit[32];

    set(object, "key", text(input->key));
    set(object, "title", text(input->quantity->title));
    set(object, "unit",
        text(unit_of_data(unit, input->quantity->unit, &s->scenario->currency)));
    set(object, "p10", number(input->p10));
    set(object, "p50", number(input->now));
    set(object, "p90", number(input->p90));
    set_estimate(object, "switches_at", input->switches_at);
    set_estimate(object, "chance_switched", input->chance);
    set_estimate(object, "worth", input->worth);
    set_estimate(object, "rank_correlation", input->rank);
    set_estimate(object, "share_of_variance", input->share);
    set_estimate(object, "difference_at_p10", input->at_p10);
    set_estimate(object, "difference_at_p90", input->at_p90);
    set(object, "sobol_difference", indices_of(&input->difference));
    set(object, "sobol_choice", indices_of(&input->choice));
    for (size_t i = 0; i < s->count; i++)
        if (&s->inputs[i] != input && s->inputs[i].group == input->group)
            json_array_append_new(with, text(s->inputs[i].key));
    set(object, "drawn_with", with);
    return object;
}

static json_t *meta_of(const Sensitivity *s)
{
    json_t *meta = meta_begin(s->scenario, s->trials);

    set(meta, "trials_held", json_integer((json_int_t)s->held));
    set(meta, "sobol_points", json_integer((json_int_t)s->points));
    meta_end(meta, s->scenario);
    return meta;
}

/* Chance from month to month, null where there is none. */
static json_t *draws_of(const Sensitivity *s)
{
    json_t *object = json_object();

    if (!s->draws_vary) {
        json_decref(object);
        return json_null();
    }
    set(object, "sobol_difference", indices_of(&s->draws));
    set(object, "sobol_choice", indices_of(&s->draws_choice));
    return object;
}

static void add_sentence(void *context, const char *paragraph)
{
    json_array_append_new(context, text(paragraph));
}

void sensitivity_json(Text *out, const Sensitivity *s, bool all, const Style *style)
{
    const ScenarioDesign *designs = s->scenario->designs;
    json_t *root = json_object(), *inputs = json_array(), *sentences = json_array();
    json_t *pair = json_object();

    set(root, "schema", text("forkcast.sensitivity/1"));
    set(root, "meta", meta_of(s));
    set(pair, "a", text(designs[s->a].name));
    set(pair, "b", text(designs[s->b].name));
    set(pair, "favourite", text(designs[s->favourite].name));
    set_estimate(pair, "difference", s->mean);
    set_estimate(pair, "favourite_cheaper", s->favourite_cheaper);
    set(root, "pair", pair);
    set_estimate(root, "worth_of_knowing_everything", s->perfect);
    for (size_t i = 0; i < s->count; i++)
        json_array_append_new(inputs, input_of(s, &s->inputs[i]));
    set(root, "inputs", inputs);
    set(root, "month_to_month", draws_of(s));
    sensitivity_conclude(s, false, add_sentence, sentences);
    set(root, "conclusions", sentences);
    add_json(out, root, DIGITS);
}
