#include "sim/decision/variant.h"

#include <string.h>

#include "sim/decision/anchoring.h"
#include "sim/decision/cheapest.h"
#include "sim/scenario/some_designs.h"
#include "sim/scenario/value.h"

const RunOptions variant_costs = { .alone = true };

/* The settings of the command line, and then those of the variant. */
static Overrides with_settings(Variant *v, const VariantBase *base, const char *const set[],
                               size_t set_count)
{
    Overrides all = base->overrides;
    const char **list = arena_array(&v->arena, const char *, all.set_count + set_count + 1);

    for (size_t i = 0; i < all.set_count; i++)
        list[i] = all.set[i];
    for (size_t i = 0; i < set_count; i++)
        list[all.set_count + i] = set[i];
    all.set = list;
    all.set_count += set_count;
    return all;
}

static bool simulate(Variant *v, const RunOptions *options, Error *err)
{
    if (v->scenario.trials > RUN_EXACT)
        v->scenario.trials = RUN_EXACT;
    if (!cheapest_apply(&v->scenario, err) || !anchoring_apply(&v->scenario, err) ||
        !wiring_make(&v->wiring, &v->scenario, err))
        return false;
    v->run = run_make(&v->wiring, options, err);
    if (!v->run)
        return false;
    while (run_step(v->run, RUN_EXACT / LANES))
        continue;
    return run_check(v->run, err);
}

bool variant_make(Variant *variant, const VariantBase *base, const char *const set[],
                  size_t set_count, const RunOptions *options, Problems *problems)
{
    Error err = { 0 };

    *variant = (Variant){ 0 };
    Overrides overrides = with_settings(variant, base, set, set_count);
    if (!scenario_parse(&variant->scenario, base->registry, base->name, base->text,
                        base->length, &overrides, problems))
        return false;
    if (simulate(variant, options, &err))
        return true;
    problems_add(problems, &err);
    return false;
}

/* --- without reading the scenario again --------------------------------------------- */

bool variant_takes(const Scenario *scenario, const Quantity *quantity)
{
    return !quantity->constant && strncmp(quantity->key, "extras.", 7) != 0 &&
           scenario_quantity(scenario, quantity) >= 0;
}

static Binding *bind(Variant *v, const KnownValue *known)
{
    Binding *b = arena_array(&v->arena, Binding, 1);

    *b = (Binding){ .quantity = known->quantity, .scale = 1, .layer = LAYER_SET };
    law_constant(&b->law, known->value);
    value_limits(b->quantity, &v->scenario.currency, &b->low, &b->high);
    return b;
}

/* All designs that have the quantity share one binding, as what is set for all does. */
static void set_known(Variant *v, const KnownValue *known)
{
    const Binding *binding = bind(v, known);
    long row = scenario_quantity(&v->scenario, known->quantity);

    for (size_t d = 0; d < scenario_all_designs(&v->scenario); d++)
        if (design_has(&v->scenario, d, known->quantity))
            v->scenario.designs[d].bindings[row] = binding;
}

bool variant_make_known(Variant *variant, const Scenario *scenario, const KnownValue *known,
                        size_t count, const RunOptions *options, Error *err)
{
    *variant = (Variant){ 0 };
    scenario_copy(&variant->scenario, scenario, &variant->arena);
    for (size_t i = 0; i < count; i++)
        set_known(variant, &known[i]);
    stages_inherit(&variant->scenario, &variant->arena);
    return simulate(variant, options, err);
}

void variant_free(Variant *variant)
{
    run_free(variant->run);
    wiring_free(&variant->wiring);
    scenario_free(&variant->scenario);
    arena_free(&variant->arena);
    *variant = (Variant){ 0 };
}

bool variant_answer(Answer *answer, const Variant *v, bool for_verdict, Error *err)
{
    Gatherer *gatherer =
        (for_verdict ? gatherer_for_verdict : gatherer_make)(&v->scenario, &v->wiring, v->run);

    gatherer_take(gatherer);
    bool made = answer_make(answer, gatherer, err);
    gatherer_free(gatherer);
    return made;
}

const double *variant_values(const Variant *variant, size_t design, const char *key)
{
    const Quantity *quantity = registry_find(variant->scenario.registry, key);

    return quantity ? run_values(variant->run, design, quantity) : NULL;
}
