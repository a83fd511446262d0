/* compare_json.c - a comparison for programs: schema forkcast.compare/1.
 *
 * As in forkcast.run/1, numbers are numbers in the unit beside them, what is unknown or not
 * there (a design that one scenario lacks) is null, and estimates have their Monte Carlo
 * standard error in a field with _se behind its name. Differences are paired: of after less
 * before in the same future.
 */
#include "sim/base/version.h"
#include "sim/output/compare_out.h"
#include "sim/output/json_decision.h"
#include "sim/output/json_values.h"

enum { DIGITS = 15 };

static json_t *summary_of(const Summary *summary)
{
    json_t *object = json_object();

    set_summary(object, summary);
    return object;
}

static json_t *side_of(const CompareSide *side)
{
    const Scenario *s = side->scenario;
    const Verdict *verdict = &side->answer->verdict;
    json_t *object = json_object(), *answer = json_object();

    set(object, "name", text(side->name));
    set(object, "scenario", text(s->name));
    set(object, "file", text(s->path));
    set(object, "sha256", text(s->sha256));
    set(object, "catalog_as_of", text(s->catalog_as_of));
    set(object, "months", json_integer(s->months));
    set(object, "budget", number(s->budget));
    const char *best = side->answer->designs[verdict->design].design->name;
    set(answer, "design", text(verdict->eligible ? best : NULL));
    if (!verdict->eligible)
        set(answer, "nearest", text(best));
    set(answer, "sentence", text(verdict->sentence));
    set(answer, "strength", text(verdict->strength));
    set(object, "verdict", answer);
    return object;
}

static json_t *changes_of(const Compare *c)
{
    json_t *all = json_array();

    for (size_t i = 0; i < c->changes.count; i++) {
        const AssumptionChange *change = &c->changes.items[i];
        json_t *object = json_object();
        set(object, "key", text(change->key));
        set(object, "before", text(change->before));
        set(object, "after", text(change->after));
        set(object, "relative", number(change->relative));
        set(object, "input",
            change->input == NO_INPUT ? json_null() : text(c->changes.inputs[change->input]));
        json_array_append_new(all, object);
    }
    return all;
}

/* --- designs ---------------------------------------------------------------------------- */

static json_t *state_of(const Compare *c, const Answer *answer, const DesignAnswer *design)
{
    if (!design)
        return json_null();
    Summary cost = compare_cost(c, design);
    json_t *object = json_object();

    set(object, "cost", summary_of(&cost));
    set_estimate(object, "within_budget", design->within_budget);
    set_estimate(object, "cheapest", design->cheapest);
    set_estimate(object, "cheapest_eligible", design->cheapest_eligible);
    set(object, "eligible", json_boolean(!design->ruled_out));
    set(object, "requirements", json_requirements(answer, design));
    return object;
}

static json_t *designs_of(const Compare *c)
{
    json_t *all = json_array();

    for (size_t k = 0; k < c->row_count; k++) {
        const DesignChange *change = &c->designs[k];
        json_t *object = json_object();
        set(object, "name", text(compare_named(c, k)->name));
        set(object, "label", text(compare_named(c, k)->label));
        set(object, "before", state_of(c, c->before.answer, compare_before(c, k)));
        set(object, "after", state_of(c, c->after.answer, compare_after(c, k)));
        set(object, "difference",
            k < c->design_count ? summary_of(&change->difference) : json_null());
        set(object, "same", json_boolean(change->same));
        json_array_append_new(all, object);
    }
    return all;
}

/* --- why -------------------------------------------------------------------------------- */

static json_t *column_of(const Compare *c, size_t k)
{
    const Attribution *why = &c->why;
    json_t *object = json_object(), *shares = json_array();

    set(object, "design",
        text(compare_before(c, k < c->design_count ? k : why->first)->design->name));
    set(object, "less",
        k < c->design_count ? json_null() : text(compare_before(c, why->second)->design->name));
    for (size_t i = 0; i < c->changes.input_count; i++) {
        json_t *share = json_object();
        set(share, "input", text(c->changes.inputs[i]));
        set_estimate(share, "share", why->share[i * why->columns + k]);
        json_array_append_new(shares, share);
    }
    set(object, "shares", shares);
    set_estimate(object, "total", why->total[k]);
    set(object, "rest", number(why->rest[k]));
    return object;
}

static json_t *attribution_of(const Compare *c)
{
    const Attribution *why = &c->why;
    json_t *object = json_object(), *columns = json_array();

    set(object, "reason", text(why->reason));
    set(object, "trials", count(why->trials));
    set(object, "orders", count(why->orders));
    for (size_t k = 0; why->share && k < why->columns; k++)
        json_array_append_new(columns, column_of(c, k));
    set(object, "columns", columns);
    return object;
}

static json_t *compare_of(const Compare *c)
{
    json_t *object = json_object();

    set(object, "after", side_of(&c->after));
    set(object, "changes", changes_of(c));
    set(object, "designs", designs_of(c));
    set(object, "attribution", attribution_of(c));
    set(object, "answer_changes", json_boolean(c->flips));
    set(object, "sentence", text(c->sentence));
    return object;
}

void compare_json(Text *out, const CompareReport *report, const Style *style)
{
    const Compare *first = &report->items[0];
    const Scenario *s = first->before.scenario;
    json_t *root = json_object(), *meta = json_object(), *all = json_array();

    set(root, "schema", text("forkcast.compare/1"));
    set(meta, "version", text(FORKCAST_VERSION));
    set(meta, "seed", count(s->seed));
    set(meta, "trials", count(first->before.answer->trials));
    set(meta, "sampler", text(sampler_names[s->sampler]));
    set(meta, "currency", text(s->currency.code));
    set(root, "meta", meta);
    set(root, "before", side_of(&first->before));
    for (size_t i = 0; i < report->count; i++)
        json_array_append_new(all, compare_of(&report->items[i]));
    set(root, "comparisons", all);
    add_json(out, root, DIGITS);
}
