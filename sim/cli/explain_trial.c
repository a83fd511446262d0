/* explain_trial.c - every column of one simulated future, from given to total. */
#include <stdio.h>
#include <stdlib.h>

#include "sim/cli/describe.h"
#include "sim/cli/explain.h"

enum { KEY_COLUMNS = 34, VALUE_COLUMNS = 14 };

/* Where a staged design has a column of its own from; false if it is a formula's. */
static bool add_stages(const Page *page, size_t design, const Op *op)
{
    const ScenarioDesign *designs = page->simulation->scenario.designs;
    const Stage *stage = designs[design].stage;

    if (op->kind == OP_SPLICE)
        text_format(page->out, "as %s, then as %s", designs[stage->start].name,
                    designs[stage->then].name);
    else if (op->kind == OP_CONDITION)
        text_format(page->out, "= %s of %s", op->stage->reads->key, designs[stage->start].name);
    else if (op->kind == OP_FURTHER)
        text_format(page->out, "= build of %s beyond %s", designs[stage->then].name,
                    designs[stage->start].name);
    else
        return false;
    return true;
}

static void add_origin(const Page *page, size_t design, const Op *op)
{
    const char *separator = "= ";

    if (add_stages(page, design, op))
        return;
    if (op->kind == OP_GIVEN) {
        text_format(page->out, "%s  %s", op->binding->text,
                    describe_place(op->binding, page->arena));
        return;
    }
    if (op->kind == OP_TOTAL)
        text_add(page->out, "sum of its lines");
    for (const Source *from = op->quantity->from;
         op->kind != OP_TOTAL && from && from->kind != SOURCE_END; from++) {
        text_format(page->out, "%s%s", separator,
                    from->quantity                 ? from->quantity->key
                    : from->kind == SOURCE_DRAW    ? "draw"
                    : from->kind == SOURCE_AT_PEAK ? "peak"
                                                   : "month");
        separator = ", ";
    }
}

static void add_column(const Page *page, size_t design, const Op *op, double value)
{
    char unit[32], number[32];

    unit_symbol(unit, op->quantity->unit, &page->simulation->scenario.currency);
    if (unit_is_share(op->quantity->unit))
        value *= 100;
    if (op->quantity->choices)
        snprintf(number, sizeof number, "%s", op->quantity->choices[(size_t)value]);
    else
        snprintf(number, sizeof number, "%.6g", value);
    text_add(page->out, "  ");
    describe_pad(page->out, op->quantity->key, KEY_COLUMNS);
    describe_pad_left(page->out, number, VALUE_COLUMNS);
    text_add(page->out, " ");
    describe_pad(page->out, unit, 10);
    text_add(page->out, " ");
    add_origin(page, design, op);
    text_add(page->out, "\n");
}

/* When a reader looks for a column: what is given once has no months. */
static Timing shown_at(const Op *op)
{
    return op->kind == OP_GIVEN ? op->timing : op->quantity->timing;
}

static void add_timing(const Page *page, size_t design, Timing timing, const double *values)
{
    static const char *const headings[] = {
        [PER_TRIAL] = "for the whole future",
        [PER_MONTH] = "in month 1",
        [PER_REQUEST] = "for its first request",
        [AFTER] = "when the last month is over",
    };
    const Scenario *scenario = &page->simulation->scenario;
    const Wiring *wiring = &page->simulation->wiring;
    bool any = false;

    for (int column = 0; column < wiring->op_count; column++) {
        const Op *op = &wiring->ops[column];
        if (shown_at(op) != timing || op->kind == OP_ABSENT ||
            wiring_column(wiring, design, op->quantity) != column)
            continue;
        double value = values[scenario_quantity(scenario, op->quantity)];
        if (!any)
            text_format(page->out, "\n%s\n", headings[timing]);
        any = true;
        add_column(page, design, op, value);
    }
}

bool explain_trial(const Page *page, uint64_t trial, Error *err)
{
    const Scenario *s = &page->simulation->scenario;
    size_t rows = s->quantity_count;

    double *values = memory_grow(NULL, rows * s->design_count, sizeof *values);
    bool replayed = run_replay(&page->simulation->wiring, trial, 1, values, err);
    for (size_t d = 0; d < s->design_count && replayed; d++) {
        if (page->design != ALL_DESIGNS && d != page->design)
            continue;
        text_format(page->out, "%s%s, trial %llu of %llu, seed %llu\n",
                    page->out->length ? "\n" : "", s->designs[d].name,
                    (unsigned long long)trial, (unsigned long long)s->trials,
                    (unsigned long long)s->seed);
        for (int timing = PER_TRIAL; timing <= AFTER; timing++)
            add_timing(page, d, (Timing)timing, values + d * rows);
    }
    free(values);
    return replayed;
}
