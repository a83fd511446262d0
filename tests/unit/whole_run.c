#include "tests/unit/whole_run.h"

#include "sim/results/answer.h"
#include "tests/unit/support.h"

void whole_run_start(WholeRun *whole, const char *text, const Overrides *overrides,
                     uint64_t requests)
{
    RunOptions options = run_defaults;
    Problems problems = { 0 };
    Error err;

    options.requests = requests;
    if (!scenario_parse(&whole->scenario, &model_registry, "test.yaml", text, strlen(text),
                        overrides, &problems))
        fail_msg("line %d: %s", problems.items[0].where.line, problems.items[0].text);
    problems_free(&problems);
    requirements_ask(&options, &whole->scenario, false, &whole->scenario.arena);
    if (!wiring_make(&whole->wiring, &whole->scenario, &err))
        fail_msg("%s", err.text);
    whole->run = run_make(&whole->wiring, &options, &err);
    if (!whole->run)
        fail_msg("%s", err.text);
    whole->gatherer = gatherer_make(&whole->scenario, &whole->wiring, whole->run);
    while (run_step(whole->run, 1))
        if (run_round(whole->run).complete)
            gatherer_take(whole->gatherer);
}

void whole_run_stop(WholeRun *whole)
{
    gatherer_free(whole->gatherer);
    run_free(whole->run);
    wiring_free(&whole->wiring);
    scenario_free(&whole->scenario);
}

size_t whole_run_design(const WholeRun *whole, const char *name)
{
    size_t d = 0;

    while (d < whole->scenario.design_count && strcmp(whole->scenario.designs[d].name, name))
        d++;
    if (d == whole->scenario.design_count)
        fail_msg("no design %s", name);
    return d;
}

const Quantity *whole_run_quantity(const char *key)
{
    const Quantity *quantity = registry_find(&model_registry, key);

    if (!quantity)
        fail_msg("no quantity %s", key);
    return quantity;
}

const double *whole_run_values(const WholeRun *whole, const char *design, const char *key)
{
    const double *values =
        run_values(whole->run, whole_run_design(whole, design), whole_run_quantity(key));

    if (!values)
        fail_msg("%s has no result %s", design, key);
    return values;
}

double *whole_run_columns(const WholeRun *whole, uint64_t trial, int month)
{
    const Scenario *s = &whole->scenario;
    double *values = memory_zeros(s->design_count * s->quantity_count + 1, sizeof *values);
    Error err;

    if (!run_replay(&whole->wiring, trial, month, values, &err))
        fail_msg("%s", err.text);
    return values;
}

double whole_run_value(const WholeRun *whole, const double *columns, const char *design,
                       const char *key)
{
    const Scenario *s = &whole->scenario;
    long row = scenario_quantity(s, whole_run_quantity(key));

    return columns[whole_run_design(whole, design) * s->quantity_count + (size_t)row];
}
