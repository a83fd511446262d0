/* cmd_check.c - validate scenarios and show how every value was understood. */
#include <string.h>

#include "sim/cli/check_anchors.h"
#include "sim/cli/check_totals.h"
#include "sim/cli/choice_words.h"
#include "sim/cli/command.h"
#include "sim/cli/describe.h"
#include "sim/cli/simulate.h"
#include "sim/output/file.h"

/* Visits the distinct values of a scenario one after the other. */
typedef struct {
    const Scenario *scenario;
    size_t row, design;
} Cursor;

static const Binding *next_value(Cursor *at)
{
    const Scenario *s = at->scenario;

    for (; at->row < s->quantity_count; at->row++, at->design = 0)
        while (at->design < s->design_count) {
            size_t d = at->design++;
            if (s->designs[d].bindings[at->row] && describe_is_first(s, d, at->row))
                return s->designs[d].bindings[at->row];
        }
    return NULL;
}

/* The key of the value that was visited last. */
static const char *key_at(const Cursor *at, Arena *arena)
{
    return describe_key(at->scenario, at->design - 1, at->row, arena);
}

static bool is_written(const Binding *binding)
{
    return binding->layer != LAYER_PRIOR && binding->layer != LAYER_CATALOG;
}

static bool is_range(const Binding *binding)
{
    return binding->varies || !law_is_constant(&binding->law);
}

static bool is_assumption(const Binding *binding)
{
    return !binding->source || strncmp(binding->source, "assumption", 10) == 0;
}

static bool written_range(const Binding *binding)
{
    return is_written(binding) && is_range(binding);
}

static bool from_prior(const Binding *binding)
{
    return binding->layer == LAYER_PRIOR;
}

static bool assumed_prior(const Binding *binding)
{
    return from_prior(binding) && is_assumption(binding);
}

static bool assumed_range(const Binding *binding)
{
    return assumed_prior(binding) && is_range(binding);
}

static size_t count_values(const Scenario *scenario, bool (*wanted)(const Binding *))
{
    Cursor at = { .scenario = scenario };
    const Binding *binding;
    size_t count = 0;

    while ((binding = next_value(&at)))
        count += wanted(binding);
    return count;
}

static void add_summary(Text *out, const Scenario *s)
{
    size_t values = count_values(s, is_written), ranges = count_values(s, written_range);

    text_format(out, "%s: ok, %zu design%s, %zu value%s (%zu range%s), %zu source%s\n", s->path,
                s->design_count, s->design_count == 1 ? "" : "s", values,
                values == 1 ? "" : "s", ranges, ranges == 1 ? "" : "s", s->source_count,
                s->source_count == 1 ? "" : "s");
}

enum { KEY_COLUMNS = 32, TEXT_COLUMNS = 24, FIRST_FEW = 3 };

static void add_row(Text *out, const char *key, const char *text, const char *more)
{
    text_add(out, "  ");
    describe_pad(out, key, KEY_COLUMNS);
    text_add(out, " ");
    describe_pad(out, text ? text : "", TEXT_COLUMNS);
    if (text && text_width(text) > TEXT_COLUMNS)
        text_format(out, "\n%*s", 3 + KEY_COLUMNS + TEXT_COLUMNS, "");
    text_format(out, " %s\n", more ? more : "");
}

static void add_readings(Text *out, const Scenario *scenario, bool all, Arena *arena)
{
    size_t count = count_values(scenario, written_range), shown = 0;
    Cursor at = { .scenario = scenario };
    const Binding *binding;

    if (count == 0)
        return;
    if (all || count <= FIRST_FEW)
        text_add(out, "\nHow ranges were read\n");
    else
        text_format(out, "\nHow ranges were read (first %d of %zu; --all)\n", FIRST_FEW, count);
    while ((binding = next_value(&at)) && (all || shown < FIRST_FEW))
        if (written_range(binding)) {
            add_row(out, key_at(&at, arena), binding->text, binding->reading);
            shown++;
        }
}

/* With --all also the values that are known exactly, so that nothing stays unseen. */
static void add_points(Text *out, const Scenario *scenario, Arena *arena)
{
    Cursor at = { .scenario = scenario };
    const Binding *binding;

    text_add(out, "\nValues taken as known\n");
    while ((binding = next_value(&at)))
        if (binding->layer != LAYER_PRIOR && !is_range(binding))
            add_row(out, key_at(&at, arena), binding->text, describe_place(binding, arena));
}

/* Defaults that are mere assumptions and uncertain come first: they deserve a look. */
static void add_defaults(Text *out, const Scenario *scenario, bool all, Arena *arena)
{
    size_t count = count_values(scenario, from_prior), shown = 0;
    size_t assumed = count_values(scenario, assumed_prior);
    Cursor at = { .scenario = scenario };
    const Binding *binding;

    if (count == 0)
        return;
    text_format(
        out,
        "\n%zu values are defaults of the models: %zu have a source, %zu are assumptions%s\n",
        count, count - assumed, assumed, all || assumed == 0 ? "" : "; some of them (--all)");
    while ((binding = next_value(&at)) && (all || shown < FIRST_FEW))
        if (all ? from_prior(binding) : assumed_range(binding)) {
            add_row(out, key_at(&at, arena), binding->text, binding->source);
            shown++;
        }
}

static void add_warnings(Text *out, const Problems *warnings)
{
    if (warnings->count == 0)
        return;
    text_format(out, "\n%zu warning%s\n", warnings->count, warnings->count == 1 ? "" : "s");
    for (size_t i = 0; i < warnings->count; i++) {
        const Error *warning = &warnings->items[i];
        if (warning->where.line > 0)
            text_format(out, "  line %-4d %s\n", warning->where.line, warning->text);
        else
            text_format(out, "  %s\n", warning->text);
    }
}

static void describe(Text *out, const Scenario *scenario, const Options *options)
{
    Arena arena = { 0 };

    add_summary(out, scenario);
    if (!options->quiet) {
        check_totals_add(out, scenario);
        choices_add(out, scenario);
        check_anchors_add(out, scenario);
        add_readings(out, scenario, options->all, &arena);
        if (options->all)
            add_points(out, scenario, &arena);
        add_defaults(out, scenario, options->all, &arena);
    }
    add_warnings(out, &scenario->warnings);
    arena_free(&arena);
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    Status worst = STATUS_OK;
    Text out = { 0 };

    for (size_t i = 0; i < count; i++) {
        Scenario scenario;
        Status status = simulate_load(&scenario, options, words[i]);
        if (status == STATUS_OK) {
            text_add(&out, out.length ? "\n" : "");
            describe(&out, &scenario, options);
            if (options->strict && scenario.warnings.count > 0)
                status = STATUS_NO;
        }
        scenario_free(&scenario);
        if (status > worst)
            worst = status;
    }
    if (out.length && !file_write(options->output, out.data, out.length, err))
        worst = err->status;
    text_free(&out);
    return worst;
}

const Command cmd_check = {
    .name = "check",
    .summary = "validate scenarios; show how every value was understood",
    .usage = "FILE... [OPTIONS]",
    .details = "Reports every mistake of a file at once, with its place. Of a file without "
               "mistakes it tells which totals are given and which are computed, how ranges "
               "were read, which values are defaults of the models and how well those are "
               "known, and what to be wary of.",
    .examples = "  forkcast check shop.yaml\n"
                "  forkcast check --strict scenarios/*.yaml\n"
                "  forkcast check shop.yaml --all\n",
    .options = OPTIONS(OPTION_SET, OPTION_WHAT_IF, OPTION_DESIGN, OPTION_OUTPUT, OPTION_ALL,
                       OPTION_STRICT),
    .min_arguments = 1,
    .max_arguments = -1,
    .run = run,
};
