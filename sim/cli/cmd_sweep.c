/* cmd_sweep.c - one assumption or two over a range, or the value that a goal needs. */
#include <stdio.h>

#include "sim/cli/command.h"
#include "sim/cli/progress.h"
#include "sim/cli/terminal.h"
#include "sim/cli/varied.h"
#include "sim/decision/find.h"
#include "sim/output/file.h"
#include "sim/output/sweep_out.h"

enum { POINTS = 8, PROBES = 9 };

static const struct {
    void (*write)(Text *, Sweep *, const Style *);
    void (*write_find)(Text *, const Find *, const Style *);
} reports[] = {
    [FORMAT_TABLE] = { sweep_table, find_table },
    [FORMAT_JSON] = { sweep_json, find_json },
    [FORMAT_CSV] = { sweep_csv, find_csv },
    [FORMAT_MARKDOWN] = { sweep_markdown, find_markdown },
};

typedef struct {
    const Options *options;
    Varied varied;
    SweepInput x, y;
    Condition condition;
    Format format;
    Text out;
} Job;

static bool right_options(const Options *options, Error *err)
{
    if (!options->x) {
        fail_status(err, STATUS_USAGE, "forkcast sweep needs -x");
        return fail_help(err, "for example -x traffic.requests_per_day=1k..30k /day");
    }
    if (options->find && options->y)
        return fail_status(err, STATUS_USAGE, "--find seeks along -x only, not along -y");
    return true;
}

static Status read_inputs(Job *job)
{
    const Scenario *scenario = &job->varied.scenario;
    const Options *options = job->options;
    Arena *arena = &job->varied.arena;
    Error err = { 0 };

    if ((options->find &&
         !condition_parse(&job->condition, "--find", options->find, scenario, arena, &err)) ||
        !sweep_input_parse(&job->x, "-x", options->x, options->find ? PROBES : POINTS, scenario,
                           arena, &err) ||
        (options->y &&
         (!sweep_input_parse(&job->y, "-y", options->y, POINTS, scenario, arena, &err) ||
          !sweep_inputs_differ(&job->x, &job->y, &err))))
        return terminal_fail(options, &err);
    return STATUS_OK;
}

static Status sweep(Job *job)
{
    const Style style = terminal_style(job->options);
    Progress progress = progress_begin(terminal_watched(job->options));
    bool well = true;
    Sweep sweep;

    sweep_make(&sweep, &job->varied.base, &job->varied.scenario, &job->x,
               job->options->y ? &job->y : NULL);
    while (well && sweep.done < sweep.count) {
        well = sweep_step(&sweep, varied_tell, &job->varied);
        progress_show(&progress, sweep.done * sweep.trials, sweep.count * sweep.trials);
    }
    progress_end(&progress);
    if (well)
        reports[job->format].write(&job->out, &sweep, &style);
    sweep_free(&sweep);
    return well ? STATUS_OK : job->varied.status;
}

/* Nothing that holds is an answer of no. */
static Status find_status(const Find *find)
{
    for (size_t i = 0; i < find->done; i++)
        if (find->probes[i].holds)
            return STATUS_OK;
    return STATUS_NO;
}

static Status find(Job *job)
{
    const Style style = terminal_style(job->options);
    Progress progress = progress_begin(terminal_watched(job->options));
    Status status;
    Error err = { 0 };
    bool well = true;
    Find find;

    if (!find_make(&find, &job->varied.base, &job->varied.scenario, &job->x, &job->condition,
                   &err))
        return terminal_fail(job->options, &err);
    while (well && find.done < job->x.count) {
        well = find_step(&find, varied_tell, &job->varied);
        progress_show(&progress, find.done * find.trials, job->x.count * find.trials);
    }
    progress_end(&progress);
    if (well) {
        reports[job->format].write_find(&job->out, &find, &style);
        status = find_status(&find);
    } else {
        status = job->varied.status;
    }
    find_free(&find);
    return status;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    Job job = { .options = options };

    if (!right_options(options, err) || !options_format(&job.format, options, err))
        return STATUS_USAGE;
    Status status = varied_load(&job.varied, options, words[0], options->y != NULL);
    if (status == STATUS_OK)
        status = read_inputs(&job);
    if (status == STATUS_OK) {
        if (options->y)
            sweep_lower_trials(&job.varied.base, &job.varied.scenario);
        status = options->find ? find(&job) : sweep(&job);
    }
    if (job.out.length > 0 && !file_write(options->output, job.out.data, job.out.length, err))
        status = err->status;
    text_free(&job.out);
    varied_free(&job.varied);
    return status;
}

const Command cmd_sweep = {
    .name = "sweep",
    .summary = "vary one or two assumptions over a range",
    .usage = "FILE -x KEY=LO..HI[:N[:log]] [-y ...] [OPTIONS]",
    .details =
        "Simulates the scenario with other values of an input, in the same futures each "
        "time, and says what the designs cost there, which is the cheapest, and where that "
        "changes. With -y as well: which is the cheapest on a grid, with 4,096 futures a "
        "point unless --trials says.\n\n"
        "A design that misses a must at a point does not win there. Where a must is on "
        "response "
        "times, requests are simulated at each point; on a grid few of them, and own servers "
        "by formulas, as with --quick.\n\n"
        "KEY=LO..HI        8 values from LO to HI\n"
        "KEY=LO..HI:N      N values, in equal factors where HI is ten times LO\n"
        "KEY=LO..HI:N:log  in equal factors; linear: in equal steps\n"
        "KEY=A,B,C         these values; of a catalogue reference, these entries\n"
        "KEY               around the scenario's own value\n\n"
        "KEY may begin with a design, and values have units, as in --set.\n\n"
        "--find EXPR seeks the value of -x at which a condition begins or ceases to hold, "
        "with its standard error; exit status 1 where it holds nowhere.",
    .examples = "  forkcast sweep shop.yaml -x 'traffic.requests_per_day=1k..30k /day'\n"
                "  forkcast sweep shop.yaml -x corpus.top_k=3,5,8,12\n"
                "  forkcast sweep shop.yaml -x traffic.requests_per_day -y gaps.knowledge\n"
                "  forkcast sweep shop.yaml --find 'p90(rag cost.total) < $450k' \\\n"
                "      -x traffic.requests_per_day\n",
    .options = OPTIONS(OPTION_X, OPTION_Y, OPTION_FIND, OPTION_SET, OPTION_WHAT_IF,
                       OPTION_TRIALS, OPTION_SEED, OPTION_DESIGN, OPTION_FORMAT, OPTION_OUTPUT),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run,
};
