#include "sim/cli/simulate.h"

#include <limits.h>
#include <stdio.h>

#include "sim/cli/progress.h"
#include "sim/cli/terminal.h"

static Status tell_problems(const Options *options, const Problems *problems, const char *path)
{
    enum { MOST = 20 };
    Status status = STATUS_SCENARIO;

    for (size_t i = 0; i < problems->count && i < MOST; i++) {
        if (i > 0)
            fputc('\n', stderr);
        status = terminal_fail(options, &problems->items[i]);
    }
    if (problems->count > MOST)
        fprintf(stderr, "\n%zu more are not shown\n", problems->count - MOST);
    if (problems->count > 1 || status == STATUS_SCENARIO)
        fprintf(stderr, "\n%zu error%s in %s; nothing was simulated\n", problems->count,
                problems->count == 1 ? "" : "s", path);
    return problems->count > 1 ? STATUS_SCENARIO : status;
}

Status simulate_load(Scenario *scenario, const Options *options, const char *path)
{
    const Overrides overrides = {
        .set = options->set.items,
        .set_count = options->set.count,
        .what_ifs = options->what_ifs.items,
        .what_if_count = options->what_ifs.count,
        .designs = options->designs.items,
        .design_count = options->designs.count,
        .trials = options->trials,
        .has_seed = options->given[OPTION_SEED],
        .seed = options->seed,
    };
    Problems problems = { 0 };
    Status status = STATUS_OK;

    *scenario = (Scenario){ 0 };
    if (!scenario_load(scenario, &model_registry, path, &overrides, &problems))
        status = tell_problems(options, &problems, path);
    problems_free(&problems);
    return status;
}

Status simulate_wire(Simulation *simulation, const Options *options, const char *path)
{
    Error err = { 0 };

    *simulation = (Simulation){ 0 };
    Status status = simulate_load(&simulation->scenario, options, path);
    if (status != STATUS_OK)
        return status;
    if (!wiring_make(&simulation->wiring, &simulation->scenario, &err))
        return terminal_fail(options, &err);
    return STATUS_OK;
}

/* Steps grow until one takes long enough to be worth a look at the clock. */
static void run_all(Run *run, uint64_t trials, const Options *options)
{
    const double long_enough = 0.1;
    Progress progress = progress_begin(terminal_watched(options));
    uint64_t blocks = 16;

    for (bool more = true; more;) {
        double begin = progress_clock();
        more = run_step(run, blocks);
        progress_show(&progress, run_done(run), trials);
        if (progress_clock() - begin < long_enough)
            blocks *= 2;
    }
    progress_end(&progress);
}

Status simulate_make(Simulation *simulation, const Options *options, const char *path)
{
    Status status = simulate_wire(simulation, options, path);
    RunOptions how = run_defaults;
    Error err = { 0 };

    if (status != STATUS_OK)
        return status;
    how.threads = options->jobs > INT_MAX ? INT_MAX : (int)options->jobs;
    how.by_month = true;
    simulation->run = run_make(&simulation->wiring, &how, &err);
    if (!simulation->run)
        return terminal_fail(options, &err);
    double begin = progress_clock();
    run_all(simulation->run, simulation->scenario.trials, options);
    double seconds = progress_clock() - begin;
    if (!run_check(simulation->run, &err) ||
        !answer_make(&simulation->answer, &simulation->scenario, &simulation->wiring,
                     simulation->run, &err))
        return terminal_fail(options, &err);
    simulation->answer.seconds = seconds;
    return STATUS_OK;
}

void simulate_free(Simulation *simulation)
{
    answer_free(&simulation->answer);
    if (simulation->run)
        run_free(simulation->run);
    wiring_free(&simulation->wiring);
    scenario_free(&simulation->scenario);
}
