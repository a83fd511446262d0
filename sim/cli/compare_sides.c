#include "sim/cli/compare_sides.h"

#include <stdlib.h>
#include <string.h>

#include "sim/cli/terminal.h"
#include "sim/engine/ranks.h"

/* --- which there are ------------------------------------------------------------------ */

static Side *add_side(Sides *sides, const Options *options, const char *name, const char *path)
{
    Side *side = &sides->items[sides->count++];

    side->name = name;
    side->path = path;
    side->options = *options;
    return side;
}

static Words one_word(Sides *sides, const char *word)
{
    const char **items = arena_array(&sides->arena, const char *, 1);

    items[0] = word;
    return (Words){ items, 1, 1 };
}

static void of_one_file(Sides *sides, const Options *options, const char *path)
{
    Options plain = *options;

    plain.set = plain.what_ifs = (Words){ 0 };
    add_side(sides, &plain, "file", path);
    for (size_t i = 0; i < options->what_ifs.count; i++) {
        const char *name = options->what_ifs.items[i];
        add_side(sides, &plain, name, path)->options.what_ifs = one_word(sides, name);
    }
    if (options->set.count > 0)
        add_side(sides, &plain, "change", path)->options.set = options->set;
}

static const char *file_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash && slash[1] ? slash + 1 : path;
}

/* Files are called by their names, but those that others have too by their paths. */
static void of_files(Sides *sides, const Options *options, size_t count,
                     const char *const paths[])
{
    for (size_t i = 0; i < count; i++) {
        bool alone = true;
        for (size_t k = 0; k < count; k++)
            alone = alone && (strcmp(paths[k], paths[i]) == 0 ||
                              strcmp(file_of(paths[k]), file_of(paths[i])) != 0);
        add_side(sides, options, alone ? file_of(paths[i]) : paths[i], paths[i]);
    }
}

static bool choose_base(Sides *sides, const Options *options, Error *err)
{
    const char **names = arena_array(&sides->arena, const char *, sides->count + 1);

    for (size_t i = 0; i < sides->count; i++)
        names[i] = sides->items[i].name;
    return options_choose(&sides->base, "base", options->base, names, err);
}

bool sides_make(Sides *sides, const Options *options, size_t count, const char *const paths[],
                Error *err)
{
    *sides = (Sides){ 0 };
    sides->items = memory_zeros(count + options->what_ifs.count + 1, sizeof *sides->items);
    if (ranks_count() > 1)
        return fail_status(err, STATUS_USAGE, "scenarios are compared by one process");
    for (size_t i = 0; i < count; i++)
        if (strcmp(paths[i], "-") == 0) {
            fail_status(err, STATUS_USAGE, "standard input can be read only once");
            return fail_help(err, "put the scenario into a file");
        }
    if (count == 1)
        of_one_file(sides, options, paths[0]);
    else
        of_files(sides, options, count, paths);
    if (sides->count < 2) {
        fail_status(err, STATUS_USAGE, "there is nothing to compare %s with", paths[0]);
        return fail_help(err, "name a second file, a --what-if, or a value to --set");
    }
    return choose_base(sides, options, err);
}

void sides_free(Sides *sides)
{
    for (size_t i = 0; i < sides->count; i++)
        if (sides->items[i].simulated)
            simulate_free(&sides->items[i].simulation);
    free(sides->items);
    arena_free(&sides->arena);
    *sides = (Sides){ 0 };
}

/* --- the same draws for all ------------------------------------------------------------ */

static void warn(const Options *options, const char *what, const char *name, const Side *base)
{
    Error warning = { 0 };

    fail(&warning, "%s has %s; that of %s is used for all", name, what, base->name);
    if (!options->quiet)
        error_print(&warning, "warning", terminal_color(options, stderr), stderr);
}

static void add_set(Sides *sides, Options *options, const char *set)
{
    const char **items = arena_array(&sides->arena, const char *, options->set.count + 1);

    for (size_t i = 0; i < options->set.count; i++)
        items[i] = options->set.items[i];
    items[options->set.count] = set;
    options->set = (Words){ items, options->set.count + 1, options->set.count + 1 };
}

/* Let a scenario, as it reads by itself, have the draws of the base. */
static Status settle(Sides *sides, Side *side, const Scenario *own, const Scenario *base,
                     const Options *options)
{
    const Side *first = &sides->items[sides->base];
    Error err;

    if (strcmp(own->currency.code, base->currency.code) != 0) {
        fail_status(&err, STATUS_SCENARIO, "%s counts in %s, but %s in %s", side->name,
                    own->currency.code, first->name, base->currency.code);
        return terminal_fail(options, &err);
    }
    if (own->seed != base->seed)
        warn(options, "another seed", side->name, first);
    if (own->trials != base->trials)
        warn(options, "another number of futures", side->name, first);
    if (own->sampler != base->sampler) {
        warn(options, "another sampler", side->name, first);
        add_set(sides, &side->options,
                arena_format(&sides->arena, "run.sampler=%s", sampler_names[base->sampler]));
    }
    side->options.seed = base->seed;
    side->options.trials = base->trials < RUN_EXACT ? base->trials : RUN_EXACT;
    side->options.given[OPTION_SEED] = side->options.given[OPTION_TRIALS] = true;
    return STATUS_OK;
}

static void tell_base(const Scenario *base, const Options *options)
{
    if (base->trials > RUN_EXACT)
        terminal_note(options, "note: %d futures are compared, not %llu\n", (int)RUN_EXACT,
                      (unsigned long long)base->trials);
}

static Status settle_all(Sides *sides, const Options *options)
{
    const Side *first = &sides->items[sides->base];
    Scenario base, own;
    Status status = simulate_load(&base, &first->options, first->path);

    if (status == STATUS_OK)
        tell_base(&base, options);
    for (size_t i = 0; i < sides->count && status == STATUS_OK; i++) {
        Side *side = &sides->items[i];
        status = simulate_load(&own, &side->options, side->path);
        if (status == STATUS_OK)
            status = settle(sides, side, &own, &base, options);
        scenario_free(&own);
    }
    scenario_free(&base);
    return status;
}

static void tell_warnings(const Side *side, const Options *options)
{
    size_t count = side->simulation.scenario.warnings.count;

    if (count > 0)
        terminal_note(options, "%zu warning%s: forkcast check %s\n", count,
                      count == 1 ? "" : "s", side->path);
}

Status sides_simulate(Sides *sides, const Options *options)
{
    Status status = settle_all(sides, options);

    for (size_t i = 0; i < sides->count && status == STATUS_OK; i++) {
        Side *side = &sides->items[i];
        side->simulated = true;
        status = simulate_wire(&side->simulation, &side->options, side->path);
        side->simulation.asked = ASKED_REQUIRED;
        if (status == STATUS_OK)
            status = simulate_answer(&side->simulation, &side->options);
        if (status == STATUS_OK && (i == 0 || strcmp(side->path, side[-1].path) != 0))
            tell_warnings(side, options);
    }
    return status;
}
