#include "sim/decision/anchoring.h"

#include <math.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/decision/anchor_fit.h"
#include "sim/engine/run.h"
#include "sim/scenario/some_designs.h"

enum { TRIALS = LANES, FACTORS = 3 };

static const char *const factor_keys[FACTORS] = { "serving.overhead_factor",
                                                  "serving.sequence_factor",
                                                  "serving.arithmetic_factor" };

/* --- a replica in the mean of the futures ------------------------------------------------- */

static double mean_of(const Run *run, size_t design, const Quantity *quantity)
{
    MeanSe mean;

    return run_mean(run, design, quantity, 1, &mean) ? mean.mean : NAN;
}

static StepTime mean_step(const Run *run, size_t design)
{
    double roofline = mean_of(run, design, &serving_roofline);
    double exchange = mean_of(run, design, &gpu_exchange_sharpness);

    return (StepTime){
        .fixed = mean_of(run, design, &serving_overhead_time),
        .sequence = mean_of(run, design, &serving_sequence_time),
        .prompt = mean_of(run, design, &serving_prompt_time),
        .request = mean_of(run, design, &serving_front_end),
        .token = mean_of(run, design, &serving_token_time),
        .weights = mean_of(run, design, &serving_weight_time),
        .experts = mean_of(run, design, &serving_expert_time),
        .log_untouched = mean_of(run, design, &serving_untouched),
        .sampled = mean_of(run, design, &serving_sampled_time),
        .head = mean_of(run, design, &serving_head_time),
        .attention = mean_of(run, design, &serving_attention_time),
        .cached = mean_of(run, design, &serving_cached_time),
        .exchanges = mean_of(run, design, &serving_exchanges),
        .latency = mean_of(run, design, &serving_exchange_wait),
        .transfer = mean_of(run, design, &serving_exchange_time),
        .roofline = { roofline, 1 / roofline },
        .exchange = { exchange, 1 / exchange },
    };
}

static ServingLoad mean_load(const Run *run, size_t design)
{
    return (ServingLoad){
        .budget = mean_of(run, design, &serving_token_budget),
        .seats = mean_of(run, design, &serving_max_sequences),
        .cache = mean_of(run, design, &serving_cache_tokens),
        .hit = mean_of(run, design, &serving_prefix_tokens),
    };
}

/* --- what becomes of a fit -----------------------------------------------------------------
 */

static void let_have(Scenario *s, const AnchorFit *fitted, const char *key, double value)
{
    const Quantity *quantity = registry_find(s->registry, key);
    long row = quantity ? scenario_quantity(s, quantity) : -1;
    const Binding **bindings = s->designs[fitted->design].bindings;

    if (row < 0 || !bindings[row] || bindings[row]->layer > LAYER_MEASURED)
        return;
    Binding *binding = arena_array(&s->arena, Binding, 1);
    *binding = *bindings[row];
    law_constant(&binding->law, value);
    binding->layer = LAYER_MEASURED;
    binding->mark = fitted->rows[0].anchor->mark;
    binding->text = "latency.anchors";
    binding->reading = arena_format(&s->arena, "fitted, %.3g", value);
    binding->source = arena_format(&s->arena, "%zu anchors, predicted to %.2g%% (median)",
                                   fitted->count, 100 * fitted->error);
    bindings[row] = binding;
}

/* What is left of the error, eight times in ten, if errors are normal with this median: not
 * less than what public measurements leave. */
static void widen_error(Scenario *s, const AnchorFit *fitted)
{
    const double eight_in_ten = 1.9; /* z(0.9) / z(0.75) */
    long row = scenario_quantity(s, &gpu_model_error);
    const Binding **bindings = s->designs[fitted->design].bindings;
    double wide = 1 + eight_in_ten * fitted->error;
    Error err;
    Law law;

    if (row < 0 || !bindings[row] || bindings[row]->layer != LAYER_MEASURED ||
        wide < law_quantile(&bindings[row]->law, 0.9) ||
        !dist_lognormal.from_range(&law, 1 / wide, wide, 0.1, &s->arena, &err))
        return;
    Binding *binding = arena_array(&s->arena, Binding, 1);
    *binding = *bindings[row];
    binding->law = law;
    binding->reading =
        arena_format(&s->arena, "lognormal, 8 in 10: %.2g..%.2g", 1 / wide, wide);
    bindings[row] = binding;
}

/* Measurements of another deployment than the scenario's. */
static void doubt(Scenario *s, const AnchorFit *fitted)
{
    const double too_far = 0.25;
    char by[32];
    Error err;

    if (fitted->error <= too_far)
        return;
    fail_at(&err, fitted->rows[0].anchor->mark, "W015",
            "the fit to the anchors of `%s` is off by %s (median)",
            s->designs[fitted->design].name, text_percent(by, fitted->error));
    problems_add(&s->warnings, &err);
}

/* Whether all were measured at nearly one load: clients and rates are different loads. */
static bool is_one_load(const AnchorFit *fitted)
{
    const double apart = 2;
    const Anchor *first = fitted->rows[0].anchor;
    bool closed = !isnan(first->clients);
    double low = closed ? first->clients : first->rate, high = low;

    for (size_t i = 1; i < fitted->count; i++) {
        const Anchor *anchor = fitted->rows[i].anchor;
        double load = closed ? anchor->clients : anchor->rate;
        if (isnan(load))
            return false;
        low = fmin(low, load);
        high = fmax(high, load);
    }
    return high < apart * low;
}

static void doubt_load(Scenario *s, const AnchorFit *fitted)
{
    Error err;

    if (!is_one_load(fitted))
        return;
    fail_at(&err, fitted->rows[0].anchor->mark, "W017",
            "the anchors of `%s` are all of nearly one load", s->designs[fitted->design].name);
    fail_help(&err, "measure it with a request at a time, and with many");
    problems_add(&s->warnings, &err);
}

static bool fail_fit(Error *err, const Scenario *s, size_t design, const Anchor *anchor)
{
    fail_at(err, anchor->mark, "E062", "the anchors of `%s` cannot be met",
            s->designs[design].name);
    fail_label(err, "its replicas cannot do this, however fast they are");
    return fail_help(err, "its GPUs, model, sequence limit and token budget must be those that "
                          "the anchors were measured with");
}

/* Whether a replica answers such requests at all. */
static bool is_done(const AnchorRow *row)
{
    return !isnan(isnan(row->anchor->token_time) ? row->first_token : row->token_time);
}

static bool fit_design(Scenario *s, const Run *run, size_t design, Error *err)
{
    const Anchor **rows = arena_array(&s->arena, const Anchor *, s->anchor_count + 1);
    AnchorFit *fitted = &s->fits[s->fit_count];
    StepTime step = mean_step(run, design);
    ServingLoad load = mean_load(run, design);
    size_t count = 0;

    for (size_t i = 0; i < s->anchor_count; i++)
        if (!s->anchors[i].design || strcmp(s->anchors[i].design, s->designs[design].name) == 0)
            rows[count++] = &s->anchors[i];
    if (count == 0 || isnan(step.token))
        return true;
    if (!anchor_fit(fitted, rows, count, &step, &load, &s->arena))
        return fail_fit(err, s, design, rows[0]);
    for (size_t i = 0; i < count; i++)
        if (!is_done(&fitted->rows[i]))
            return fail_fit(err, s, design, rows[i]);
    fitted->design = design;
    const double factors[FACTORS] = { fitted->factors.overhead, fitted->factors.sequence,
                                      fitted->factors.arithmetic };
    for (size_t k = 0; k < FACTORS; k++)
        let_have(s, fitted, factor_keys[k], factors[k]);
    widen_error(s, fitted);
    doubt(s, fitted);
    doubt_load(s, fitted);
    s->fit_count++;
    return true;
}

/* A short run of all designs, whose means stand for the replicas that were measured; staged
 * ones have those of the two that they are made of. */
bool anchoring_apply(Scenario *s, Error *err)
{
    const RunOptions means = { .means = true, .alone = true };
    Scenario all = *s;
    Wiring wiring = { 0 };
    Run *run = NULL;

    if (s->anchor_count == 0 || s->fits)
        return true;
    scenario_show_all(&all);
    all.trials = TRIALS;
    s->fits = arena_array(&s->arena, AnchorFit, all.design_count + 1);
    bool ok = wiring_make(&wiring, &all, err) && (run = run_make(&wiring, &means, err));
    while (ok && run_step(run, 1))
        continue;
    for (size_t d = 0; ok && d < all.design_count; d++)
        ok = s->designs[d].stage || fit_design(s, run, d, err);
    stages_inherit(s, &s->arena);
    run_free(run);
    wiring_free(&wiring);
    return ok;
}
