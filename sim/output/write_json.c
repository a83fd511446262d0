/* write_json.c - the answer for programs: schema forkcast.run/1.
 *
 * Numbers are numbers, in the unit that stands beside them; what is unknown is
 * null, never 0. Every quantile and chance has its Monte Carlo standard error in a
 * field of the same name with _se. Within /1, fields are only ever added. Nothing
 * in it depends on threads, time or the machine: the same scenario, catalogue and
 * seed give the same bytes.
 */
#include "sim/output/json_decision.h"
#include "sim/output/json_design.h"
#include "sim/output/json_meta.h"
#include "sim/output/writer.h"

enum { DIGITS = 15 };

/* The largest error of the headline results, and what was asked for. */
static json_t *precision_of(const Answer *answer)
{
    json_t *precision = json_object();

    set(precision, "target", number(answer->target));
    set(precision, "reached", number(answer->reached));
    return precision;
}

static json_t *meta_of(const Answer *answer)
{
    const Scenario *s = answer->scenario;
    json_t *meta = meta_begin(s, answer->trials);

    set(meta, "precision", precision_of(answer));
    set(meta, "request_trials", count(answer->request_trials));
    meta_end(meta, s);
    set(meta, "budget", number(s->budget));
    set(meta, "rank", text(answer->rank_key));
    return meta;
}

static json_t *verdict_of(const Answer *answer)
{
    const Verdict *verdict = &answer->verdict;
    json_t *object = json_object();

    const char *name = answer->designs[verdict->design].design->name;

    set(object, "design", text(verdict->eligible ? name : NULL));
    if (!verdict->eligible)
        set(object, "nearest", text(name));
    set(object, "sentence", text(verdict->sentence));
    set(object, "strength", text(verdict->strength));
    set_estimate(object, "probability_cheapest", verdict->cheapest);
    set_estimate(object, "expected_regret", verdict->regret);
    return object;
}

static json_t *pairs_of(const Answer *answer)
{
    json_t *pairs = json_array();

    for (size_t i = 0; i < answer->pair_count; i++) {
        const PairAnswer *pair = &answer->pairs[i];
        json_t *object = json_object(), *difference = json_object();
        set(object, "a", text(answer->designs[pair->a].design->name));
        set(object, "b", text(answer->designs[pair->b].design->name));
        set_unit(difference, UNIT_MONEY, &answer->scenario->currency);
        set_summary(difference, &pair->difference);
        set(object, "difference", difference);
        set_estimate(object, "a_cheaper", pair->a_cheaper);
        set_estimate(object, "equal", pair->equal);
        set(object, "break_even_month", json_break_even(answer, &pair->month, "month"));
        set(object, "break_even_volume", json_break_even(answer, &pair->volume, "/month"));
        json_array_append_new(pairs, object);
    }
    return pairs;
}

static json_t *warnings_of(const Scenario *scenario)
{
    json_t *warnings = json_array();

    for (size_t i = 0; i < scenario->warnings.count; i++) {
        const Error *w = &scenario->warnings.items[i];
        json_t *warning = json_object();
        set(warning, "code", text(w->code));
        set(warning, "text", text(w->text));
        set(warning, "file", text(w->where.file));
        set(warning, "line", w->where.line > 0 ? json_integer(w->where.line) : json_null());
        set(warning, "column",
            w->where.column > 0 ? json_integer(w->where.column) : json_null());
        set(warning, "help", text(w->help));
        json_array_append_new(warnings, warning);
    }
    return warnings;
}

static void write(Text *out, const Answer *answer, const Style *style)
{
    json_t *root = json_object(), *designs = json_array();

    set(root, "schema", text("forkcast.run/1"));
    set(root, "meta", meta_of(answer));
    set(root, "verdict", verdict_of(answer));
    for (size_t d = 0; d < answer->design_count; d++)
        json_array_append_new(designs, json_design(answer, &answer->designs[d], style));
    set(root, "designs", designs);
    set(root, "pairs", pairs_of(answer));
    set(root, "rules", json_rules(answer));
    set(root, "diagnosis", json_diagnosis(answer));
    set(root, "warnings", warnings_of(answer->scenario));
    add_json(out, root, DIGITS);
}

const Writer write_json = {
    .name = "json",
    .help = "for programs: everything, with standard errors (schema forkcast.run/1)",
    .write = write,
};
