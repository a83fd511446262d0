/* explain_bill.c - the bill of a design as a tree of lines.
 *
 * A total's lines are the quantities that add to it. The totals over the whole
 * horizon are formulas of other totals (build plus the sum of the months), which
 * then are its lines. Amounts are means over trials, because means add up and
 * medians do not.
 */
#include <math.h>
#include <string.h>

#include "sim/cli/describe.h"
#include "sim/cli/explain.h"

enum { DEEPEST = 8, TITLE_COLUMNS = 42, MONEY_COLUMNS = 9, RULE_COLUMNS = 60 };

typedef struct {
    const Page *page;
    size_t design;
    double months; /* what a mean month is multiplied by */
    double whole;  /* the root, for shares               */
    size_t free;   /* lines that cost nothing            */
} Bill;

static const Op *op_of(const Simulation *simulation, size_t design, const Quantity *quantity)
{
    int column = wiring_column(&simulation->wiring, design, quantity);
    return column < 0 ? NULL : &simulation->wiring.ops[column];
}

/* The k-th line of a quantity, or NULL after the last: the sources of a formula
 * over the horizon, else what adds to it. */
static const Quantity *line_of(const Simulation *simulation, size_t design,
                               const Quantity *quantity, size_t k)
{
    const Scenario *s = &simulation->scenario;
    const Op *op = op_of(simulation, design, quantity);

    if (!op || op->kind == OP_GIVEN || op->kind == OP_ABSENT || op->kind == OP_SPLICE)
        return NULL;
    if (op->kind == OP_FORMULA || op->kind == OP_SERVING) {
        bool over_horizon = quantity->timing == AFTER && k < (size_t)op->port_count;
        return over_horizon ? quantity->from[k].quantity : NULL;
    }
    for (size_t i = 0; i < s->quantity_count; i++) {
        const Quantity *line = s->quantities[i];
        if (line->adds_to == quantity && op_of(simulation, design, line) && k-- == 0)
            return line;
    }
    return NULL;
}

static double mean_of(const Simulation *simulation, size_t design, const Quantity *quantity)
{
    MeanSe mean;
    return run_mean(simulation->run, design, quantity, 0, &mean) ? mean.mean : NAN;
}

/* What a line contributes to a root that covers so many months. */
static double amount(const Simulation *simulation, size_t design, const Quantity *quantity,
                     double months)
{
    double mean = mean_of(simulation, design, quantity);
    return quantity->timing == PER_MONTH ? mean * months : mean;
}

static double months_of(const Simulation *simulation, const Quantity *root)
{
    return root->timing == PER_MONTH ? 1 : simulation->scenario.months;
}

bool explain_is_bill(const Simulation *simulation, size_t design, const Quantity *quantity)
{
    const double rounding = 1e-6;
    double months = months_of(simulation, quantity), sum = 0;
    double whole = amount(simulation, design, quantity, months);
    const Quantity *line;
    size_t lines = 0;

    if (!unit_is_money(quantity->unit))
        return false;
    for (; (line = line_of(simulation, design, quantity, lines)); lines++) {
        if (!unit_is_money(line->unit))
            return false;
        sum += amount(simulation, design, line, months);
    }
    return lines > 0 && fabs(sum - whole) <= rounding * fabs(whole);
}

/* `$33k   8%  build.ingestion`, and where a line is given, how. */
static void add_line(const Bill *bill, const Quantity *quantity, double value, int depth)
{
    Text *out = bill->page->out;
    const Scenario *scenario = &bill->page->simulation->scenario;
    const Op *op = op_of(bill->page->simulation, bill->design, quantity);
    char number[32], share[32];
    Text title = { 0 };

    text_format(&title, "%*s%s", 2 * depth, "", quantity->title);
    describe_pad(out, title.data, TITLE_COLUMNS);
    describe_pad_left(out, text_money(number, value, &scenario->currency), MONEY_COLUMNS);
    describe_pad_left(out, bill->whole > 0 ? text_percent(share, value / bill->whole) : "", 6);
    text_format(out, "  %s", quantity->key);
    if (op->kind == OP_GIVEN)
        text_format(out, "  %s  %s", op->binding->text,
                    describe_place(op->binding, bill->page->arena));
    text_add(out, "\n");
    text_free(&title);
}

static void add_lines(Bill *bill, const Quantity *quantity, int depth)
{
    const Simulation *simulation = bill->page->simulation;
    const Quantity *line;

    for (size_t k = 0; (line = line_of(simulation, bill->design, quantity, k)); k++) {
        double value = amount(simulation, bill->design, line, bill->months);
        if (value == 0 && !bill->page->all) {
            bill->free++;
            continue;
        }
        add_line(bill, line, value, depth);
        if (depth < DEEPEST)
            add_lines(bill, line, depth + 1);
    }
}

/* `$381k   median, Total cost of RAG; 8 in 10: $234k..$665k` */
static void add_headline(const Bill *bill, const Quantity *quantity)
{
    const Answer *answer = &bill->page->simulation->answer;
    const DesignAnswer *design = &answer->designs[bill->design];
    const Currency *money = &answer->scenario->currency;
    const Item *item = answer_result(design, quantity->key);
    char low[32], middle[32], high[32];
    Text *out = bill->page->out;

    text_format(out, "%s: %s (%s)%s\n", design->design->label, quantity->title, quantity->key,
                quantity->timing == PER_MONTH ? ", in a mean month" : "");
    if (item)
        text_format(out, "median %s; 8 in 10 futures: %s..%s\n",
                    text_money(middle, item->summary.q[Q_P50].value, money),
                    text_money(low, item->summary.q[Q_P10].value, money),
                    text_money(high, item->summary.q[Q_P90].value, money));
    text_add(out, "\n");
}

void explain_bill(const Page *page, size_t design, const Quantity *quantity)
{
    const Simulation *simulation = page->simulation;
    Bill bill = { .page = page, .design = design, .months = months_of(simulation, quantity) };
    char number[32];

    bill.whole = amount(simulation, design, quantity, bill.months);
    add_headline(&bill, quantity);
    add_lines(&bill, quantity, 1);
    text_add(page->out, "  ");
    describe_rule(page->out, RULE_COLUMNS - 2, page->ascii);
    text_add(page->out, "\n  ");
    describe_pad(page->out, "average", TITLE_COLUMNS - 2);
    describe_pad_left(page->out, text_money(number, bill.whole, &simulation->scenario.currency),
                      MONEY_COLUMNS);
    text_add(page->out, "   (averages add up; medians do not)\n");
    if (bill.free > 0)
        text_format(page->out, "  %zu line%s that cost%s nothing left out (--all)\n", bill.free,
                    bill.free == 1 ? "" : "s", bill.free == 1 ? "s" : "");
}
