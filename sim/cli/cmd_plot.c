/* cmd_plot.c - draw the answer as charts, each with the numbers it shows. */
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/cli/command.h"
#include "sim/cli/plot_more.h"
#include "sim/cli/simulate.h"
#include "sim/cli/terminal.h"
#include "sim/output/chart.h"
#include "sim/output/file.h"

static const char *const type_names[] = {
    [CHART_SVG] = "svg", [CHART_PNG] = "png", [CHART_PDF] = "pdf", NULL
};

enum { MOST_CHARTS = 64 };

/* What to draw and where to. */
typedef struct {
    const Chart *charts[MOST_CHARTS];
    size_t count;
    ChartType type;
    const char *file; /* the only chart goes here; NULL: into the folder */
    const char *folder;
    Arena arena;
} Plan;

static bool add_chart(Plan *plan, const char *name, Error *err)
{
    const char *names[MOST_CHARTS];
    const Chart *chart = chart_find(name);

    if (chart && plan->count < MOST_CHARTS) {
        plan->charts[plan->count++] = chart;
        return true;
    }
    for (size_t i = 0; i < chart_count; i++)
        names[i] = charts[i]->name;
    const char *nearest = text_nearest(name, names, chart_count);
    fail_status(err, STATUS_USAGE, "there is no chart `%s`", name);
    if (nearest)
        return fail_help(err, "did you mean %s?", nearest);
    return fail_help(err, "forkcast help plot lists the charts");
}

/* The type that the name of a file ends in, or -1. */
static int type_of(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (int i = 0; dot && type_names[i]; i++)
        if (strcmp(dot + 1, type_names[i]) == 0)
            return i;
    return -1;
}

/* Without --output: a folder beside the caller that is named after the scenario. */
static const char *default_folder(const char *path, Arena *arena)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);

    if (strcmp(path, "-") == 0)
        return "charts";
    return arena_format(arena, "%.*s.charts", (int)length, name);
}

static bool too_many(size_t count, const char *output, Error *err)
{
    fail_status(err, STATUS_USAGE, "%zu charts do not fit into the one file %s", count, output);
    return fail_help(err, "name one chart, or a folder");
}

static bool plan_output(Plan *plan, const Options *options, const char *path, Error *err)
{
    struct stat status;
    size_t chosen;
    const char *output = options->output;

    if (!options_choose(&chosen, "type", options->type, type_names, err))
        return false;
    plan->type = (ChartType)chosen;
    if (!output) {
        plan->folder = default_folder(path, &plan->arena);
        return true;
    }
    bool is_folder = output[strlen(output) - 1] == '/' ||
                     (stat(output, &status) == 0 && S_ISDIR(status.st_mode));
    if (is_folder || (type_of(output) < 0 && strcmp(output, "-") != 0)) {
        plan->folder = output;
        return true;
    }
    if (plan->count != 1)
        return too_many(plan->count, output, err);
    plan->file = output;
    if (!options->type && type_of(output) >= 0)
        plan->type = (ChartType)type_of(output);
    return true;
}

static bool plan_make(Plan *plan, const Options *options, size_t count,
                      const char *const words[], Error *err)
{
    assert(chart_count <= MOST_CHARTS);
    for (size_t i = 1; i < count; i++)
        if (!add_chart(plan, words[i], err))
            return false;
    for (size_t i = 0; count == 1 && i < chart_count; i++)
        if (charts[i]->fill != chart_fill_map || options->x || options->y)
            add_chart(plan, charts[i]->name, err);
    return plan_output(plan, options, words[0], err);
}

static bool make_folder(const Plan *plan, Error *err)
{
    assert(plan->file || plan->folder);
    if (plan->file || mkdir(plan->folder, 0777) == 0 || errno == EEXIST)
        return true;
    return fail(err, "cannot make the folder %s: %s", plan->folder, strerror(errno));
}

/* The picture's name with another ending. */
static const char *beside(const char *picture, Arena *arena)
{
    const char *dot = strrchr(picture, '.');
    size_t length = dot && type_of(picture) >= 0 ? (size_t)(dot - picture) : strlen(picture);
    return arena_format(arena, "%.*s.csv", (int)length, picture);
}

static const char *chart_path(Plan *plan, const Chart *chart)
{
    const char *folder = plan->folder;

    assert(plan->file || folder);
    if (plan->file)
        return plan->file;
    return arena_format(&plan->arena, "%s%s%s.%s", folder,
                        folder[strlen(folder) - 1] == '/' ? "" : "/", chart->name,
                        type_names[plan->type]);
}

static bool draw(Plan *plan, const Chart *chart, const Answer *answer, const ChartMore *more,
                 const Options *options, Error *err)
{
    Text picture = { 0 }, csv = { 0 };
    const char *path = chart_path(plan, chart);
    bool to_stdout = strcmp(path, "-") == 0;

    bool drawn =
        chart_draw_more(&picture, &csv, chart, answer, more, plan->type, err) &&
        file_write(path, picture.data, picture.length, err) &&
        (to_stdout || file_write(beside(path, &plan->arena), csv.data, csv.length, err));
    if (drawn && !to_stdout)
        terminal_note(options, "wrote %s\n", path);
    text_free(&picture);
    text_free(&csv);
    return drawn;
}

static bool draws(const Plan *plan, const Chart *chart)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->charts[i] == chart)
            return true;
    return false;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    Plan plan = { 0 };
    Simulation simulation = { 0 };
    PlotMore more = { 0 };

    if (!plan_make(&plan, options, count, words, err)) {
        arena_free(&plan.arena);
        return STATUS_USAGE;
    }
    const PlotNeeds needs = { .map = draws(&plan, chart_find("map")),
                              .sensitivity = draws(&plan, chart_find("tornado")) ||
                                             draws(&plan, chart_find("voi")) };
    Status status = plot_more_map(&more, &needs, options, words[0]);
    if (status == STATUS_OK)
        status = simulate_wire(&simulation, options, words[0]);
    simulation.asked = draws(&plan, chart_find("latency")) ? ASKED_ALL : ASKED_REQUIRED;
    if (status == STATUS_OK)
        status = simulate_answer(&simulation, options);
    if (status == STATUS_OK &&
        (!plot_more_pair(&more, &simulation, &needs, options, err) || !make_folder(&plan, err)))
        status = err->status;
    for (size_t i = 0; i < plan.count && status == STATUS_OK; i++)
        if (!draw(&plan, plan.charts[i], &simulation.answer, &more.more, options, err))
            status = err->status;
    simulate_free(&simulation);
    plot_more_free(&more);
    arena_free(&plan.arena);
    return status;
}

const Command cmd_plot = {
    .name = "plot",
    .summary = "draw the answer as charts",
    .usage = "FILE [CHART...] [OPTIONS]",
    .details =
        "Draws the named charts, or all of them, with gnuplot, and puts beside each "
        "picture the numbers it shows as .csv. --output names a folder, or for one "
        "chart a file; without it the folder is called after the scenario. The map needs "
        "-x and -y (forkcast help sweep), with 24 values each unless they say; without "
        "them it is left out.\n"
#define CHART(name, question) "\n" #name ": " question
#include "plots/charts.def"
#undef CHART
    ,
    .examples = "  forkcast plot shop.yaml -o charts/\n"
                "  forkcast plot shop.yaml fan -o fan.png\n"
                "  forkcast plot shop.yaml dots stack --type pdf -o charts/\n"
                "  forkcast plot shop.yaml waterfall --pair rag,combined\n"
                "  forkcast plot shop.yaml map -x traffic.requests_per_day -y gaps.knowledge\n",
    .options = OPTIONS(OPTION_X, OPTION_Y, OPTION_SET, OPTION_WHAT_IF, OPTION_TRIALS,
                       OPTION_PRECISION, OPTION_QUICK, OPTION_SEED, OPTION_DESIGN, OPTION_PAIR,
                       OPTION_OUTPUT, OPTION_TYPE, OPTION_RANK, OPTION_JOBS),
    .min_arguments = 1,
    .max_arguments = -1,
    .run = run,
};
