/* explain_quantity.c - a quantity: what it is, its values, what it reads. */
#include "sim/cli/describe.h"
#include "sim/cli/explain.h"

enum { NAME_COLUMNS = 34 };

static const Scenario *scenario_of(const Page *page)
{
    return &page->simulation->scenario;
}

static const char *timing_words(Timing timing)
{
    static const char *const words[] = {
        [PER_TRIAL] = "one value per simulated future",
        [PER_MONTH] = "a value for each month",
        [PER_REQUEST] = "a value for each simulated request",
        [AFTER] = "one value for the whole horizon",
    };
    return words[timing];
}

static const char *unit_words(const Page *page, Unit unit)
{
    char symbol[32];
    unit_symbol(symbol, unit, &scenario_of(page)->currency);
    return symbol[0] ? arena_text(page->arena, symbol) : "a number";
}

/* Whether two designs have the same column of a quantity. */
static bool same_column(const Page *page, size_t a, size_t b, const Quantity *quantity)
{
    const Wiring *wiring = &page->simulation->wiring;
    return wiring_column(wiring, a, quantity) == wiring_column(wiring, b, quantity);
}

/* Whether a design is the one or the first of those whose column is to be told. */
static bool is_told(const Page *page, size_t design, const Quantity *quantity)
{
    if (page->design != ALL_DESIGNS)
        return design == page->design;
    for (size_t d = 0; d < design; d++)
        if (same_column(page, d, design, quantity))
            return false;
    return true;
}

/* `rag, combined`: the designs that share a design's column. */
static void add_designs(const Page *page, size_t design, const Quantity *quantity)
{
    const Scenario *s = scenario_of(page);
    const char *separator = "";

    text_add(page->out, "\n");
    for (size_t d = 0; d < s->design_count; d++)
        if (d == design ||
            (page->design == ALL_DESIGNS && same_column(page, d, design, quantity))) {
            text_format(page->out, "%s%s", separator, s->designs[d].name);
            separator = ", ";
        }
    text_add(page->out, "\n");
}

static void add_fact(const Page *page, const char *name, const char *text)
{
    if (text && text[0])
        text_format(page->out, "  %-12s %s\n", name, text);
}

/* The mean over trials of the means over requests. */
static bool request_mean(const Page *page, size_t design, const Quantity *quantity,
                         double *mean)
{
    const Run *run = page->simulation->run;
    const double *values =
        run_request_values(run, design, quantity, LAUNCH_AT_MEAN, REQUEST_MEAN);
    uint64_t count = run_request_trials(run);
    double sum = 0;

    if (!values || count == 0)
        return false;
    for (uint64_t i = 0; i < count; i++)
        sum += values[i];
    *mean = sum / (double)count;
    return true;
}

/* A column's mean as text: of months over the months of service, and the first
 * and the last of them. */
static const char *mean_text(const Page *page, size_t design, const Quantity *quantity)
{
    const Simulation *simulation = page->simulation;
    const Currency *money = &scenario_of(page)->currency;
    MeanSe mean, first, last;
    char a[32], b[32], c[32];

    bool known = quantity->timing == PER_REQUEST
                     ? request_mean(page, design, quantity, &mean.mean)
                     : run_mean(simulation->run, design, quantity, 0, &mean);
    if (!known)
        return "unused: no result of the design reads it";
    if (quantity->choices)
        return "a choice";
    text_value(a, mean.mean, quantity->unit, money);
    if (quantity->timing != PER_MONTH ||
        !run_mean(simulation->run, design, quantity, 1, &first) ||
        !run_mean(simulation->run, design, quantity, scenario_of(page)->months, &last) ||
        first.mean == last.mean)
        return arena_text(page->arena, a);
    return arena_format(page->arena, "%s in a mean month, %s in the first, %s in the last", a,
                        text_value(b, first.mean, quantity->unit, money),
                        text_value(c, last.mean, quantity->unit, money));
}

/* --- given ---------------------------------------------------------------------- */

static void add_binding(const Page *page, size_t design, const Binding *binding)
{
    add_fact(page, "written", binding->text);
    add_fact(page, "read as", binding->reading);
    add_fact(page, "layer", layer_name(binding->layer));
    add_fact(page, "place", describe_place(binding, page->arena));
    add_fact(page, "source", describe_source(scenario_of(page), binding, page->arena));
    add_fact(page, "note", binding->note);
    add_fact(page, "owner", binding->owner);
    if (!binding->quantity->choices)
        add_fact(page, "average", mean_text(page, design, binding->quantity));
}

/* --- derived -------------------------------------------------------------------- */

static const char *source_words(SourceKind kind)
{
    switch (kind) {
    case SOURCE_LAST:
        return "  a month ago";
    case SOURCE_EACH:
        return "  of each request";
    case SOURCE_SUM:
        return "  summed over the months";
    case SOURCE_FIRST:
        return "  in month 1";
    case SOURCE_ALSO:
        return "  its second result";
    default:
        return "";
    }
}

static void add_sources(const Page *page, size_t design, const Quantity *quantity)
{
    const Scenario *s = scenario_of(page);

    for (const Source *from = quantity->from; from && from->kind != SOURCE_END; from++) {
        const Quantity *read = from->quantity;
        text_add(page->out, "    ");
        if (!read) {
            text_add(page->out, from->kind == SOURCE_DRAW ? "random numbers of its own\n"
                                : from->kind == SOURCE_AT_PEAK
                                    ? "whether it is the busiest hour\n"
                                    : "the number of the month\n");
            continue;
        }
        describe_pad(page->out, read->key, NAME_COLUMNS);
        if (design_has(s, design, read))
            text_format(page->out, " %s%s\n", mean_text(page, design, read),
                        source_words(from->kind));
        else
            text_format(page->out, " %g: not part of this design\n", read->absent);
    }
}

static void add_addends(const Page *page, size_t design, const Quantity *total)
{
    const Scenario *s = scenario_of(page);

    for (size_t i = 0; i < s->quantity_count; i++) {
        const Quantity *line = s->quantities[i];
        if (line->adds_to != total ||
            wiring_column(&page->simulation->wiring, design, line) < 0)
            continue;
        text_add(page->out, "    ");
        describe_pad(page->out, line->key, NAME_COLUMNS);
        text_format(page->out, " %s\n", mean_text(page, design, line));
    }
}

/* What a staged design has of its two designs; false if it is computed like that of any
 * other design. */
static bool add_stages(const Page *page, size_t design, const Quantity *quantity)
{
    const ScenarioDesign *designs = scenario_of(page)->designs;
    const Stage *stage = designs[design].stage;
    int column = wiring_column(&page->simulation->wiring, design, quantity);
    OpKind kind = stage && column >= 0 ? page->simulation->wiring.ops[column].kind : OP_FORMULA;

    if (kind == OP_SPLICE)
        text_format(page->out, "  as in %s, from the change on as in %s\n",
                    designs[stage->start].name, designs[stage->then].name);
    else if (kind == OP_CONDITION)
        text_format(page->out, "  compares %s of %s\n", stage->reads->key,
                    designs[stage->start].name);
    else if (kind == OP_FURTHER)
        text_format(page->out, "  line by line, the build of %s beyond that of %s\n",
                    designs[stage->then].name, designs[stage->start].name);
    return kind == OP_SPLICE || kind == OP_CONDITION || kind == OP_FURTHER;
}

static void add_derivation(const Page *page, size_t design, const Quantity *quantity)
{
    add_fact(page, "average", mean_text(page, design, quantity));
    if (add_stages(page, design, quantity))
        return;
    text_add(page->out, quantity_is_derived(quantity) ? "  computed from\n" : "  the sum of\n");
    if (quantity_is_derived(quantity))
        add_sources(page, design, quantity);
    else
        add_addends(page, design, quantity);
}

/* --- both ----------------------------------------------------------------------- */

static void add_heading(const Page *page, const Quantity *quantity)
{
    text_format(page->out, "%s - %s\n%s\n%s; %s\n", quantity->key, quantity->title,
                quantity->help ? quantity->help : "", unit_words(page, quantity->unit),
                timing_words(quantity->timing));
}

static void add_readers(const Page *page, const Quantity *quantity)
{
    const Scenario *s = scenario_of(page);
    const char *separator = "\nread by ";

    for (size_t i = 0; i < s->quantity_count; i++)
        for (const Source *from = s->quantities[i]->from; from && from->kind != SOURCE_END;
             from++)
            if (from->quantity == quantity) {
                text_format(page->out, "%s%s", separator, s->quantities[i]->key);
                separator = ", ";
                break;
            }
    if (quantity->adds_to) {
        text_format(page->out, "%sthe total %s", separator, quantity->adds_to->key);
        separator = ", ";
    }
    text_add(page->out, separator[0] == '\n' ? "" : "\n");
}

void explain_quantity(const Page *page, size_t row)
{
    const Scenario *s = scenario_of(page);
    const Quantity *quantity = s->quantities[row];
    size_t told = 0;

    add_heading(page, quantity);
    for (size_t d = 0; d < s->design_count; d++) {
        const Binding *binding = s->designs[d].bindings[row];
        if (!is_told(page, d, quantity) || !design_has(s, d, quantity))
            continue;
        add_designs(page, d, quantity);
        if (binding)
            add_binding(page, d, binding);
        else
            add_derivation(page, d, quantity);
        told++;
    }
    if (told == 0)
        text_add(page->out, page->design == ALL_DESIGNS ? "\nno design has it\n"
                                                        : "\nthe design does not have it\n");
    add_readers(page, quantity);
}
