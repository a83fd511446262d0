#include "sim/scenario/scenario.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "sim/base/sha256.h"
#include "sim/scenario/bytes.h"
#include "sim/scenario/loader.h"

enum { MAX_BYTES = 10000000 };

const char *layer_name(Layer layer)
{
    static const char *const names[] = {
        [LAYER_PRIOR] = "model default", [LAYER_CATALOG] = "catalog",
        [LAYER_MEASURED] = "measured",   [LAYER_COMMON] = "common",
        [LAYER_EXTENDS] = "extends",     [LAYER_DESIGN] = "design",
        [LAYER_WHAT_IF] = "what-if",     [LAYER_SET] = "--set",
    };
    return names[layer];
}

/* --- before anything is read ------------------------------------------------------------- */

/* The quantities that some formula reads as they vary from request to request, and
 * those that others add to. */
static void study_quantities(Loader *l)
{
    Scenario *s = l->s;

    l->told = arena_array(l->arena, bool, s->quantity_count + 1);
    l->varies = arena_array(l->arena, bool, s->quantity_count + 1);
    l->total = arena_array(l->arena, bool, s->quantity_count + 1);
    for (size_t i = 0; i < s->quantity_count; i++) {
        const Quantity *q = s->quantities[i];
        if (q->adds_to)
            l->total[scenario_quantity(s, q->adds_to)] = true;
        for (const Source *from = q->from; from && from->kind != SOURCE_END; from++)
            if (from->kind == SOURCE_EACH)
                l->varies[scenario_quantity(s, from->quantity)] = true;
    }
}

/* The folder that a path is in. */
static const char *folder_of(const char *path, Arena *arena)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return ".";
    return slash == path ? "/" : arena_text_n(arena, path, (size_t)(slash - path));
}

/* The version of the format comes first: another one may mean anything. */
static bool check_version(Loader *l)
{
    const Node *version = tree_find(l->root, "scenario");
    Error err;

    if (l->root->kind != NODE_MAPPING) {
        fail_at(&err, l->root->mark, "E004", "this is not a scenario");
        fail_label(&err, "expected `scenario: 1` and then `key: value` lines");
        return loader_tell(l, &err);
    }
    if (!version) {
        fail_at(&err, (Mark){ l->s->path, 1, 1, 1, l->root->mark.source }, "E020",
                "the version of the format is missing");
        fail_label(&err, "a scenario begins with `scenario: 1`");
        loader_tell(l, &err);
        return true;
    }
    if (version->kind == NODE_SCALAR && strcmp(version->text, "1") == 0)
        return true;
    fail_at(&err, version->mark, "E020", "this version of the format is unknown");
    fail_label(&err, "expected `scenario: 1`");
    return loader_tell(l, &err);
}

/* --- after all is read ----------------------------------------------------------------------
 */

/* What holds for all designs is the same in each; NULL if it is not given. */
static const Binding *whole_value(const Scenario *s, const char *key)
{
    for (size_t i = 0; s->design_count > 0 && i < s->quantity_count; i++)
        if (strcmp(s->quantities[i]->key, key) == 0)
            return s->designs[0].bindings[i];
    return NULL;
}

static void read_whole_values(Loader *l)
{
    const Binding *horizon = whole_value(l->s, "money.horizon");
    const Binding *budget = whole_value(l->s, "money.budget");
    Error err;

    if (budget && budget->layer != LAYER_PRIOR)
        l->s->budget = law_mean(&budget->law) * budget->scale;
    if (!horizon)
        return;
    double months = law_mean(&horizon->law) * horizon->scale;
    l->s->months = (int)round(months);
    if (fabs(months - round(months)) < 1e-9 && months >= 1)
        return;
    fail_at(&err, horizon->mark, "E033", "the horizon is %g months", months);
    fail_label(&err, "expected whole months");
    loader_tell(l, &err);
}

/* --- all passes ------------------------------------------------------------------------------
 */

static void read_all(Loader *l)
{
    Scenario *s = l->s;

    extras_read(l);
    l->measured = arena_array(l->arena, const Given *, s->quantity_count + 1);
    l->quantity_entries = arena_array(l->arena, Entry *, s->quantity_count + 1);
    l->reference_entries = arena_array(l->arena, Entry *, s->registry->reference_count + 1);
    study_quantities(l);
    designs_read(l);
    extras_assign(l);
    what_ifs_read(l);
    entries_read(l);
    settings_read(l);
    givens_read(l);
    conditions_read(l);
    catalog_read(l);
    trace_read(l);
    anchors_read(l);
    bindings_make(l);
    read_whole_values(l);
    requirements_read(l);
    stakes_read(l);
    correlations_read(l);
    sources_read(l);
    effects_check(l);
    stages_check(l);
    warnings_make(l);
}

bool scenario_parse(Scenario *scenario, const Registry *registry, const char *name,
                    const char *text, size_t length, const Overrides *overrides,
                    Problems *problems)
{
    size_t before = problems->count, count;
    Node *root;

    gsl_set_error_handler_off(); /* it would abort; results are checked instead */
    *scenario = (Scenario){ .registry = registry };
    Loader l = {
        .s = scenario, .arena = &scenario->arena, .overrides = overrides, .problems = problems
    };
    scenario->path = arena_text(l.arena, name);
    const Quantity *const *all = registry_quantities(registry, &count, l.arena);
    scenario_hold(scenario, all, count, l.arena);
    sha256_hex(scenario->sha256, text, length);
    l.directory = folder_of(name, l.arena);
    tree_parse(&root, name, text, length, l.arena, problems);
    l.root = root;
    if (root && check_version(&l))
        read_all(&l);
    problems_sort(problems);
    return problems->count == before;
}

bool scenario_load(Scenario *scenario, const Registry *registry, const char *path,
                   const Overrides *overrides, Problems *problems)
{
    Arena arena = { 0 };
    size_t length;
    Error err;
    char *text;

    *scenario = (Scenario){ .registry = registry };
    if (!bytes_read(&text, &length, path, MAX_BYTES, &arena, &err)) {
        /* the mark would point into what is freed here */
        err.where.file = err.where.file ? path : NULL;
        problems_add(problems, &err);
        arena_free(&arena);
        return false;
    }
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    bool ok = scenario_parse(scenario, registry, name, text, length, overrides, problems);
    arena_free(&arena);
    return ok;
}

void scenario_free(Scenario *scenario)
{
    problems_free(&scenario->warnings);
    arena_free(&scenario->arena);
    *scenario = (Scenario){ 0 };
}
