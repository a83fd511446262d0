/* cmd_sensitivity.c - what could change the choice between two designs, and what is worth
 * finding out first. */
#include "sim/cli/chosen_pair.h"
#include "sim/cli/command.h"
#include "sim/cli/simulate.h"
#include "sim/cli/terminal.h"
#include "sim/output/file.h"
#include "sim/output/sensitivity_out.h"

static void (*const reports[])(Text *, const Sensitivity *, bool, const Style *) = {
    [FORMAT_TABLE] = sensitivity_table,
    [FORMAT_JSON] = sensitivity_json,
    [FORMAT_CSV] = sensitivity_csv,
    [FORMAT_MARKDOWN] = sensitivity_markdown,
};

/* A design that may not be chosen leads where too few may. */
static void tell_ruled_out(const size_t pair[2], const Answer *answer, const Options *options)
{
    for (size_t k = 0; k < 2; k++) {
        const DesignAnswer *design = &answer->designs[pair[k]];
        if (design->ruled_out)
            terminal_note(options, "note: %s is ruled out (%s)\n", design->design->label,
                          design->misses);
    }
}

/* Which designs: those that the command line names, or else those that lead an answer. */
static Status choose_pair(size_t pair[2], Simulation *simulation, const Options *options)
{
    Error err = { 0 };

    if (!chosen_pair(pair, &simulation->scenario, options, &err))
        return terminal_fail(options, &err);
    if (pair[0] != pair[1])
        return STATUS_OK;
    if (simulation->scenario.design_count < 2) {
        fail_status(&err, STATUS_USAGE,
                    "there is nothing to choose: the scenario has one design");
        fail_help(&err, "--pair A,B names two of several designs");
        return terminal_fail(options, &err);
    }
    simulation->asked = ASKED_MUSTS;
    Status status = simulate_answer(simulation, options);
    if (status == STATUS_OK) {
        answer_leaders(pair, &simulation->answer);
        tell_ruled_out(pair, &simulation->answer, options);
    }
    return status;
}

static bool tell(const Sensitivity *s, const Options *options, Format format, Error *err)
{
    const Style style = terminal_style(options);
    Text result = { 0 };

    reports[format](&result, s, options->all, &style);
    bool told = file_write(options->output, result.data, result.length, err);
    text_free(&result);
    return told;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    Simulation simulation = { 0 };
    Sensitivity sensitivity = { 0 };
    size_t pair[2];
    Format format;

    if (!options_format(&format, options, err))
        return STATUS_USAGE;
    Status status = simulate_wire(&simulation, options, words[0]);
    if (status == STATUS_OK)
        status = choose_pair(pair, &simulation, options);
    if (status == STATUS_OK && !(sensitivity_make(&sensitivity, &simulation.scenario, pair[0],
                                                  pair[1], options_threads(options), err) &&
                                 tell(&sensitivity, options, format, err)))
        status = err->status;
    sensitivity_free(&sensitivity);
    simulate_free(&simulation);
    return status;
}

const Command cmd_sensitivity = {
    .name = "sensitivity",
    .summary = "what could change the choice, and what to find out first",
    .usage = "FILE [OPTIONS]",
    .details =
        "Looks at the choice between two designs, and tells of each assumption that is not "
        "sure. "
        "Unless --pair names them, the designs are the recommended one and the next cheapest "
        "that "
        "meets every must (or, where none does, the cheapest of the rest).\n\n"
        "now: its middle value.\n"
        "switches at: the value at which both designs cost the same on average, when it has "
        "that value for certain and all else is as unsure as it is; the chance that the other "
        "design is the cheaper one because of where it lies.\n"
        "worth: what it would save on average to know it before choosing. That is an upper "
        "limit for what finding out may cost.\n\n"
        "--all lists every assumption, and beneath what moves the difference: its average when "
        "the assumption is at its 10th and at its 90th percentile, and in which share of its "
        "spread, and of which design is the cheaper, the assumption has a part, alone or with "
        "others (total Sobol indices; JSON and CSV have the first-order ones too). Assumptions "
        "that are correlated are drawn together: knowing one tells of the others, and they "
        "share their indices.",
    .examples = "  forkcast sensitivity shop.yaml\n"
                "  forkcast sensitivity shop.yaml --pair rag,combined --all\n"
                "  forkcast sensitivity shop.yaml -f json -o sensitivity.json\n",
    .options = OPTIONS(OPTION_SET, OPTION_WHAT_IF, OPTION_TRIALS, OPTION_SEED, OPTION_DESIGN,
                       OPTION_PAIR, OPTION_FORMAT, OPTION_OUTPUT, OPTION_ALL, OPTION_JOBS),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run,
};
