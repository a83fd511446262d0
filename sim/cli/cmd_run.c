/* cmd_run.c - simulate a scenario and print the answer. */
#include <assert.h>
#include <stdio.h>

#include "sim/cli/command.h"
#include "sim/cli/simulate.h"
#include "sim/cli/terminal.h"
#include "sim/output/file.h"
#include "sim/output/writer.h"

static const Writer *choose_writer(const Options *options, Error *err)
{
    enum { MOST = 32 };
    const char *names[MOST] = { NULL };
    size_t chosen;

    assert(writer_count < MOST);
    for (size_t i = 0; i < writer_count; i++)
        names[i] = writers[i]->name;
    return options_choose(&chosen, "format", options->format, names, err) ? writers[chosen]
                                                                          : NULL;
}

/* Warnings stay out of the way of the answer: their number, or all with -v. */
static void tell_warnings(const Scenario *scenario, const Options *options)
{
    size_t count = scenario->warnings.count;

    if (options->quiet || count == 0)
        return;
    for (size_t i = 0; options->verbose && i < count; i++)
        error_print(&scenario->warnings.items[i], "warning", terminal_color(options, stderr),
                    stderr);
    if (!options->verbose)
        fprintf(stderr, "%zu warning%s: forkcast check %s\n", count, count == 1 ? "" : "s",
                scenario->path);
}

static void tell_more(const Simulation *simulation, const Options *options, const char *path)
{
    const Answer *answer = &simulation->answer;

    if (options->verbose)
        terminal_note(
            options, "%llu futures (%s) of %d months, %zu designs, %d columns in %.2f s\n",
            (unsigned long long)answer->trials, sampler_names[answer->scenario->sampler],
            answer->months, answer->design_count, simulation->wiring.op_count, answer->seconds);
    if (terminal_watched(options))
        terminal_note(options, "next: forkcast explain %s\n      forkcast plot %s -o charts/\n",
                      path, path);
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    const Writer *writer = choose_writer(options, err);
    Simulation simulation;
    Text result = { 0 };

    if (!writer)
        return STATUS_USAGE;
    Status status = simulate_make(&simulation, options, words[0]);
    if (status == STATUS_OK) {
        const Style style = terminal_style(options);
        writer->write(&result, &simulation.answer, &style);
        tell_warnings(&simulation.scenario, options);
        if (!file_write(options->output, result.data, result.length, err))
            status = err->status;
        else
            tell_more(&simulation, options, words[0]);
    }
    text_free(&result);
    simulate_free(&simulation);
    return status;
}

const Command cmd_run = {
    .name = "run",
    .summary = "simulate and print the answer",
    .usage = "FILE [OPTIONS]",
    .details = "Simulates every design of a scenario in the same futures and says what each "
               "costs, how sure that is, and which is cheapest. FILE may be - for standard "
               "input.",
    .examples =
        "  forkcast run shop.yaml\n"
        "  forkcast run shop.yaml --set traffic.requests_per_day=60k/day -d rag,combined\n"
        "  forkcast run shop.yaml --format json -o answer.json\n",
    .options = OPTIONS(OPTION_SET, OPTION_WHAT_IF, OPTION_TRIALS, OPTION_PRECISION,
                       OPTION_QUICK, OPTION_SEED, OPTION_DESIGN, OPTION_SAMPLES, OPTION_FORMAT,
                       OPTION_OUTPUT, OPTION_BY_MONTH, OPTION_JOBS),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run,
};
