#include "sim/cli/simulate.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "sim/cli/progress.h"
#include "sim/cli/terminal.h"
#include "sim/engine/ranks.h"
#include "sim/results/precision.h"

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
    Error err = { 0 };

    *scenario = (Scenario){ 0 };
    if (ranks_count() > 1 && strcmp(path, "-") == 0) {
        fail_status(&err, STATUS_USAGE, "several processes cannot share standard input");
        fail_help(&err, "put the scenario into a file");
        return terminal_fail(options, &err);
    }
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
static void run_all(Run *run, Gatherer *gatherer, const Options *options)
{
    const double long_enough = 0.1;
    Progress progress = progress_begin(terminal_watched(options));
    uint64_t blocks = 16;
    double begin = progress_clock();

    while (run_step(run, blocks)) {
        if (run_round(run).complete)
            gatherer_take(gatherer);
        progress_show(&progress, run_done(run), run_trials(run));
        double end = progress_clock();
        if (end - begin < long_enough && blocks < UINT64_MAX / 2)
            blocks *= 2;
        begin = end;
    }
    progress_end(&progress);
}

/* One run, with the trials that the scenario says, and its answer. */
static Status answer_once(Simulation *simulation, const Options *options)
{
    RunOptions how = run_defaults;
    Error err = { 0 };

    how.threads = options->jobs > INT_MAX ? INT_MAX : (int)options->jobs;
    simulation->run = run_make(&simulation->wiring, &how, &err);
    if (!simulation->run) {
        ranks_fail(&err);
        return terminal_fail(options, &err);
    }
    Gatherer *gatherer =
        gatherer_make(&simulation->scenario, &simulation->wiring, simulation->run);
    double begin = progress_clock();
    run_all(simulation->run, gatherer, options);
    gatherer_join(gatherer);
    bool answered = ranks_first() && run_check(simulation->run, &err) &&
                    answer_make(&simulation->answer, gatherer, &err);
    gatherer_free(gatherer);
    simulation->answer.seconds = progress_clock() - begin;
    if (!ranks_first())
        return STATUS_ELSEWHERE;
    return answered ? STATUS_OK : terminal_fail(options, &err);
}

static void drop_answer(Simulation *simulation)
{
    answer_free(&simulation->answer);
    run_free(simulation->run);
    simulation->run = NULL;
}

/* `16,384 futures: sure to 1.9%` */
static void tell_precision(const Answer *answer, const Options *options)
{
    if (options->verbose)
        terminal_note(options, "%llu futures: sure to %.2g%%\n",
                      (unsigned long long)answer->trials, 100 * answer->reached);
}

static void warn_of_precision(const Answer *answer, const Options *options)
{
    Error warning = { 0 };

    fail(&warning,
         "the results are sure to %.2g%% only, not to %.2g%%: there are no runs of "
         "more than %llu futures",
         100 * answer->reached, 100 * answer->target, (unsigned long long)PRECISION_MOST);
    if (!options->quiet)
        error_print(&warning, "warning", terminal_color(options, stderr), stderr);
}

/* The trials of the next attempt, in all processes; 0 if there is none. */
static uint64_t next_trials(const Answer *answer, Status status, const Options *options)
{
    bool more = status == STATUS_OK && answer->reached > options->precision &&
                answer->trials < PRECISION_MOST;
    uint64_t trials =
        more ? precision_trials(answer->trials, answer->reached, options->precision) : 0;

    return (uint64_t)ranks_told((double)trials);
}

/* Each attempt begins from the first trial: the answer is that of --trials. */
static Status answer_precisely(Simulation *simulation, const Options *options)
{
    Answer *answer = &simulation->answer;
    Status status = answer_once(simulation, options);

    for (uint64_t trials; (trials = next_trials(answer, status, options)) > 0;) {
        tell_precision(answer, options);
        simulation->scenario.trials = trials;
        drop_answer(simulation);
        status = answer_once(simulation, options);
    }
    if (status == STATUS_OK)
        tell_precision(answer, options);
    answer->target = options->precision;
    if (status == STATUS_OK && answer->reached > options->precision)
        warn_of_precision(answer, options);
    return status;
}

Status simulate_make(Simulation *simulation, const Options *options, const char *path)
{
    Status status = simulate_wire(simulation, options, path);

    if (status != STATUS_OK)
        return status;
    return options->given[OPTION_PRECISION] ? answer_precisely(simulation, options)
                                            : answer_once(simulation, options);
}

void simulate_free(Simulation *simulation)
{
    drop_answer(simulation);
    wiring_free(&simulation->wiring);
    scenario_free(&simulation->scenario);
}
