#include "sim/cli/simulate.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "sim/cli/progress.h"
#include "sim/cli/terminal.h"
#include "sim/decision/anchoring.h"
#include "sim/decision/cheapest.h"
#include "sim/engine/ranks.h"
#include "sim/output/samples.h"
#include "sim/results/precision.h"
#include "sim/results/requirement_tests.h"
#include "sim/results/second_look.h"

Status simulate_tell(const Options *options, const Problems *problems, const char *path)
{
    enum { MOST = 20 };
    Status status = STATUS_SCENARIO;

    for (size_t i = 0; i < problems->count && i < MOST; i++) {
        fputs(i > 0 ? "\n" : "", stderr);
        Status one = terminal_fail(options, &problems->items[i]);
        status = i == 0 || one == status ? one : STATUS_SCENARIO;
    }
    if (problems->count > MOST)
        fprintf(stderr, "\n%zu more are not shown\n", problems->count - MOST);
    if (status == STATUS_SCENARIO)
        fprintf(stderr, "\n%zu error%s in %s; nothing was simulated\n", problems->count,
                problems->count == 1 ? "" : "s", path);
    return status;
}

/* With --quick first what it turns off, as far as there is that, so that --set is stronger. */
static const char *const *settings(size_t *count, const Options *options, Arena *arena)
{
    const char **all = arena_array(arena, const char *, options->set.count + 1);

    *count = 0;
    if (options->quick && registry_find(&model_registry, "serving.simulation"))
        all[(*count)++] = "serving.simulation=off";
    for (size_t i = 0; i < options->set.count; i++)
        all[(*count)++] = options->set.items[i];
    return all;
}

Overrides simulate_overrides(const Options *options, Arena *arena)
{
    Overrides overrides = {
        .what_ifs = options->what_ifs.items,
        .what_if_count = options->what_ifs.count,
        .designs = options->designs.items,
        .design_count = options->designs.count,
        .trials = options->trials,
        .has_seed = options->given[OPTION_SEED],
        .seed = options->seed,
    };

    overrides.set = settings(&overrides.set_count, options, arena);
    return overrides;
}

RunOptions simulate_how(const Options *options)
{
    RunOptions how = run_defaults;

    how.threads = options_threads(options);
    if (options->quick) {
        how.request_trials = 64;
        how.requests = 1024;
        how.states = STATE_ONLY(LAUNCH_AT_MEAN);
    }
    return how;
}

Status simulate_load(Scenario *scenario, const Options *options, const char *path)
{
    Arena arena = { 0 };
    Overrides overrides = simulate_overrides(options, &arena);
    Problems problems = { 0 };
    Status status = STATUS_OK;
    Error err = { 0 };

    *scenario = (Scenario){ 0 };
    if (ranks_count() > 1 && strcmp(path, "-") == 0) {
        fail_status(&err, STATUS_USAGE, "several processes cannot share standard input");
        fail_help(&err, "put the scenario into a file");
        arena_free(&arena);
        return terminal_fail(options, &err);
    }
    if (!scenario_load(scenario, &model_registry, path, &overrides, &problems))
        status = simulate_tell(options, &problems, path);
    else if (!cheapest_apply(scenario, &err) || !anchoring_apply(scenario, &err))
        status = terminal_fail(options, &err);
    problems_free(&problems);
    arena_free(&arena);
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

/* A run and what becomes of its rounds. */
typedef struct {
    Run *run;
    Gatherer *gatherer;
    Samples *samples; /* NULL: not wanted */
} Going;

/* Steps grow until one takes long enough to be worth a look at the clock. */
static bool run_all(const Going *going, const Options *options, Error *err)
{
    const double long_enough = 0.1;
    Progress progress = progress_begin(terminal_watched(options));
    uint64_t blocks = 16;
    double begin = progress_clock();
    bool well = true;

    while (well && run_step(going->run, blocks)) {
        if (run_round(going->run).complete) {
            gatherer_take(going->gatherer);
            well = !going->samples || samples_round(going->samples, going->run, err);
        }
        progress_show(&progress, run_done(going->run), run_trials(going->run));
        double end = progress_clock();
        if (end - begin < long_enough && blocks < UINT64_MAX / 2)
            blocks *= 2;
        begin = end;
    }
    progress_end(&progress);
    return well && (!going->samples || samples_join(going->samples, err));
}

/* Whether more trials have to follow an answer. */
static bool is_too_unsure(const Answer *answer, const Options *options)
{
    return options->given[OPTION_PRECISION] && answer->reached > options->precision &&
           answer->trials < PRECISION_MOST;
}

static Status cannot_go_on(Going *going, const Options *options, const Error *err)
{
    samples_abandon(going->samples);
    going->samples = NULL;
    ranks_fail(err);
    return terminal_fail(options, err);
}

/* Only the first process answers. The samples of an answer that is too unsure go. */
static Status answer_run(Simulation *simulation, Going *going, const Options *options)
{
    Samples *samples = going->samples;
    Error err = { 0 };

    going->samples = NULL;
    if (!ranks_first()) {
        samples_abandon(samples);
        return STATUS_ELSEWHERE;
    }
    if (!run_check(going->run, &err) ||
        !answer_make(&simulation->answer, going->gatherer, &err)) {
        samples_abandon(samples);
        return terminal_fail(options, &err);
    }
    if (is_too_unsure(&simulation->answer, options))
        samples_abandon(samples);
    else if (!samples_end(samples, &err))
        return terminal_fail(options, &err);
    return STATUS_OK;
}

/* One run, with the trials that the scenario says, and its answer. */
static Status answer_once(Simulation *simulation, const Options *options)
{
    static const char *const ranks[] = { ANSWER_RANK_KEY, ANSWER_CASH_KEY, NULL };
    RunOptions how = simulate_how(options);
    Going going = { 0 };
    Error err = { 0 };
    Status status;
    size_t rank;

    if (!options_choose(&rank, "rank", options->rank, ranks, &err))
        return terminal_fail(options, &err);
    how.rank_cash = rank == 1;
    how.inputs = options->samples != NULL;
    if (simulation->asked != ASKED_ALL)
        how.states = NO_STATES;
    requirements_ask(&how, &simulation->scenario, simulation->asked == ASKED_MUSTS,
                     &simulation->scenario.arena);
    double begin = progress_clock();
    going.run = simulation->run = run_make(&simulation->wiring, &how, &err);
    if (!going.run)
        return cannot_go_on(&going, options, &err);
    if (options->samples &&
        !(going.samples = samples_begin(options->samples, &simulation->wiring, &err)))
        return cannot_go_on(&going, options, &err);
    going.gatherer = gatherer_make(&simulation->scenario, &simulation->wiring, going.run);
    if (run_all(&going, options, &err)) {
        gatherer_join(going.gatherer);
        status = answer_run(simulation, &going, options);
    } else {
        status = cannot_go_on(&going, options, &err);
    }
    gatherer_free(going.gatherer);
    simulation->answer.seconds = progress_clock() - begin;
    return status;
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
    bool more = status == STATUS_OK && is_too_unsure(answer, options);
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

/* The second look is one of all processes, after a failure too. */
Status simulate_answer(Simulation *simulation, const Options *options)
{
    bool precisely = options->given[OPTION_PRECISION];
    Status status = (precisely ? answer_precisely : answer_once)(simulation, options);
    Error err = { 0 };

    return second_look(&simulation->answer, &simulation->wiring, simulation->run,
                       options_threads(options), &err)
               ? status
               : cannot_go_on(&(Going){ 0 }, options, &err);
}

void simulate_free(Simulation *simulation)
{
    drop_answer(simulation);
    wiring_free(&simulation->wiring);
    scenario_free(&simulation->scenario);
}
