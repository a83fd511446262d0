/* cmd_compare.c - what differs between scenarios, and what that does to the answer. */
#include <stdlib.h>

#include "sim/cli/command.h"
#include "sim/cli/compare_sides.h"
#include "sim/cli/terminal.h"
#include "sim/output/compare_out.h"
#include "sim/output/file.h"

static void (*const reports[])(Text *, const CompareReport *, const Style *) = {
    [FORMAT_TABLE] = compare_table,
    [FORMAT_JSON] = compare_json,
    [FORMAT_CSV] = compare_csv,
    [FORMAT_MARKDOWN] = compare_markdown,
};

static CompareSide side_of(const Side *side)
{
    const Simulation *s = &side->simulation;

    return (CompareSide){ side->name, &s->scenario, &s->wiring, s->run, &s->answer };
}

static void write_report(Text *out, const Sides *sides, Format format, const Options *options)
{
    const CompareSide base = side_of(&sides->items[sides->base]);
    const Style style = terminal_style(options);
    Compare *items = memory_zeros(sides->count, sizeof *items);
    size_t count = 0;

    for (size_t i = 0; i < sides->count; i++) {
        const CompareSide other = side_of(&sides->items[i]);
        if (i != sides->base)
            compare_make(&items[count++], &base, &other, options_threads(options));
    }
    const CompareReport report = { items, count };
    reports[format](out, &report, &style);
    for (size_t i = 0; i < count; i++)
        compare_free(&items[i]);
    free(items);
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    Format format;
    Sides sides = { 0 };
    Text out = { 0 };
    Status status = STATUS_USAGE;

    if (options_format(&format, options, err) && sides_make(&sides, options, count, words, err))
        status = sides_simulate(&sides, options);
    if (status == STATUS_OK) {
        write_report(&out, &sides, format, options);
        if (!file_write(options->output, out.data, out.length, err))
            status = err->status;
    }
    text_free(&out);
    sides_free(&sides);
    return status;
}

const Command cmd_compare = {
    .name = "compare",
    .summary = "what changed, and what it does to the answer",
    .usage = "FILE [FILE...] [OPTIONS]",
    .details =
        "Simulates scenarios on the same draws and says which assumptions differ, how much "
        "more each design costs, how much of that is due to each changed assumption, and "
        "whether the answer changes.\n"
        "\n"
        "Of one FILE: the file against itself with each --what-if alone (called by its name), "
        "and with all --set together (called change). Of several: the first against each "
        "other, all with the same --what-if and --set. --base names another one to compare "
        "with: file, change, a what-if, or one of the files. Seed and number of futures are "
        "those of the base, 131,072 futures at most.\n"
        "\n"
        "A share of a changed assumption is its effect on the mean cost, averaged over all "
        "orders in which the assumptions can be changed (Shapley); beyond 8 of them over a "
        "sample of orders. Shares add up to the change.",
    .examples = "  forkcast compare shop.yaml --set traffic.requests_per_day=20k/day\n"
                "  forkcast compare shop.yaml -w launch-hype -w price-drop\n"
                "  forkcast compare old.yaml new.yaml --format markdown\n",
    .options = OPTIONS(OPTION_SET, OPTION_WHAT_IF, OPTION_BASE, OPTION_TRIALS, OPTION_SEED,
                       OPTION_DESIGN, OPTION_FORMAT, OPTION_OUTPUT, OPTION_JOBS),
    .min_arguments = 1,
    .max_arguments = -1,
    .run = run,
};
