#include "sim/decision/variant.h"

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
    if (!wiring_make(&v->wiring, &v->scenario, err))
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

void variant_free(Variant *variant)
{
    run_free(variant->run);
    wiring_free(&variant->wiring);
    scenario_free(&variant->scenario);
    arena_free(&variant->arena);
    *variant = (Variant){ 0 };
}

const double *variant_values(const Variant *variant, size_t design, const char *key)
{
    const Quantity *quantity = registry_find(variant->scenario.registry, key);

    return quantity ? run_values(variant->run, design, quantity) : NULL;
}
