/* cmd_sensitivity.c - what could change the choice between two designs, and what is worth
 * finding out first. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cli/command.h"
#include "sim/cli/simulate.h"
#include "sim/cli/terminal.h"
#include "sim/output/file.h"
#include "sim/output/sensitivity_out.h"

static const struct {
    const char *name;
    void (*write)(Text *, const Sensitivity *, bool, const Style *);
} formats[] = {
    { "table", sensitivity_table },
    { "json", sensitivity_json },
    { "csv", sensitivity_csv },
    { "markdown", sensitivity_markdown },
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static bool choose_format(size_t *chosen, const Options *options, Error *err)
{
    const char *names[FORMATS + 1] = { NULL };

    for (size_t i = 0; i < FORMATS; i++)
        names[i] = formats[i].name;
    return options_choose(chosen, "format", options->format, names, err);
}

static bool find_design(size_t *found, const Scenario *scenario, const char *name, Error *err)
{
    const char **names = memory_grow(NULL, scenario->design_count + 1, sizeof *names);

    for (*found = 0; *found < scenario->design_count; ++*found) {
        names[*found] = scenario->designs[*found].name;
        if (strcmp(names[*found], name) == 0)
            break;
    }
    bool known = *found < scenario->design_count;
    if (!known) {
        const char *nearest = text_nearest(name, names, scenario->design_count);
        fail_status(err, STATUS_USAGE, "the scenario has no design `%s`", name);
        if (nearest)
            fail_help(err, "did you mean %s?", nearest);
    }
    free(names);
    return known;
}

static bool choose_pair(size_t pair[2], const Scenario *scenario, const Options *options,
                        int threads, Error *err)
{
    if (options->pair.count == 0)
        return sensitivity_leaders(pair, scenario, threads, err);
    if (options->pair.count != 2) {
        fail_status(err, STATUS_USAGE, "--pair takes two designs, not %zu",
                    options->pair.count);
        return fail_help(err, "for example --pair rag,combined");
    }
    for (size_t k = 0; k < 2; k++)
        if (!find_design(&pair[k], scenario, options->pair.items[k], err))
            return false;
    if (pair[0] == pair[1])
        return fail_status(err, STATUS_USAGE, "--pair takes two different designs");
    return true;
}

static bool tell(const Sensitivity *s, const Options *options, size_t format, Error *err)
{
    const Style style = terminal_style(options);
    Text result = { 0 };

    formats[format].write(&result, s, options->all, &style);
    bool told = file_write(options->output, result.data, result.length, err);
    text_free(&result);
    return told;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    int threads = options->jobs > INT_MAX ? INT_MAX : (int)options->jobs;
    Scenario scenario;
    Sensitivity sensitivity = { 0 };
    size_t format, pair[2] = { 0 };

    if (!choose_format(&format, options, err))
        return STATUS_USAGE;
    Status status = simulate_load(&scenario, options, words[0]);
    if (status == STATUS_OK &&
        !(choose_pair(pair, &scenario, options, threads, err) &&
          sensitivity_make(&sensitivity, &scenario, pair[0], pair[1], threads, err) &&
          tell(&sensitivity, options, format, err)))
        status = err->status;
    sensitivity_free(&sensitivity);
    scenario_free(&scenario);
    return status;
}

const Command cmd_sensitivity = {
    .name = "sensitivity",
    .summary = "what could change the choice, and what to find out first",
    .usage = "FILE [OPTIONS]",
    .details =
        "Looks at the choice between two designs, the cheapest two unless --pair names others, "
        "and tells of each assumption that is not sure:\n\n"
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
