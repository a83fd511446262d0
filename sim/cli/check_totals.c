#include "sim/cli/check_totals.h"

#include "sim/cli/describe.h"

enum { TOTALS_MOST = 16, GAP = 2 };

static const char given[] = "given", computed[] = "computed", unused[] = "-";

typedef struct {
    const Scenario *scenario;
    const Quantity *totals[TOTALS_MOST];
    size_t count;
    int name_columns;
} Totals;

/* --- which totals there are ----------------------------------------------------------- */

static bool is_given(const Scenario *s, const Quantity *total)
{
    for (size_t d = 0; d < s->design_count; d++)
        if (scenario_binding(s, d, total))
            return true;
    return false;
}

/* Totals that hold lines; those that only hold totals where they are given. */
static void find_totals(Totals *t)
{
    const Scenario *s = t->scenario;

    for (size_t i = 0; i < s->quantity_count && t->count < TOTALS_MOST; i++) {
        const Quantity *q = s->quantities[i];
        if (quantity_holds_lines(s, q) || (quantity_is_total(s, q) && is_given(s, q)))
            t->totals[t->count++] = q;
    }
}

/* --- the table -------------------------------------------------------------------------- */

/* How a design comes by a total; one below a total that is given counts for nothing. */
static const char *way(const Scenario *s, size_t design, const Quantity *total)
{
    for (const Quantity *above = total->adds_to; above; above = above->adds_to)
        if (scenario_binding(s, design, above))
            return unused;
    return scenario_binding(s, design, total) ? given : computed;
}

static void add_cell(Text *out, const Quantity *total, const char *text)
{
    int title = text_width(total->title), least = (int)sizeof computed - 1;

    describe_pad_left(out, text, GAP + (title > least ? title : least));
}

static void add_table(Text *out, const Totals *t)
{
    const Scenario *s = t->scenario;

    text_add(out, "\nTotals that are given, and those that are computed from their lines\n  ");
    describe_pad(out, "", t->name_columns);
    for (size_t i = 0; i < t->count; i++)
        add_cell(out, t->totals[i], t->totals[i]->title);
    text_add(out, "\n");
    for (size_t d = 0; d < s->design_count; d++) {
        text_add(out, "  ");
        describe_pad(out, s->designs[d].name, t->name_columns);
        for (size_t i = 0; i < t->count; i++)
            add_cell(out, t->totals[i], way(s, d, t->totals[i]));
        text_add(out, "\n");
    }
}

void check_totals_add(Text *out, const Scenario *scenario)
{
    Totals t = { .scenario = scenario };
    bool any = false;

    find_totals(&t);
    for (size_t i = 0; i < t.count; i++)
        any = any || is_given(scenario, t.totals[i]);
    for (size_t d = 0; d < scenario->design_count; d++) {
        int width = text_width(scenario->designs[d].name);
        t.name_columns = width > t.name_columns ? width : t.name_columns;
    }
    if (any)
        add_table(out, &t);
    else if (t.count > 0)
        text_add(out, "\nEvery total of the bill is computed from its lines\n");
}
