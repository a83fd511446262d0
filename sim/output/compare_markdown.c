/* compare_markdown.c - a comparison for a pull request: the finding and the costs, and what
 * is behind them in sections that unfold. */
#include <math.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/compare_out.h"

static void add_cell(Text *out, const char *text)
{
    text_add(out, " ");
    cell_markdown(out, text);
    text_add(out, " |");
}

static void begin_details(Text *out, const char *summary)
{
    text_format(out, "\n<details>\n<summary>%s</summary>\n\n", summary);
}

static void end_details(Text *out)
{
    text_add(out, "\n</details>\n");
}

static void add_changes(Text *out, const Compare *c)
{
    if (c->changes.count == 0) {
        text_add(out, "\nNo assumption differs.\n");
        return;
    }
    begin_details(out, "Changed assumptions");
    text_add(out, "| assumption |");
    add_cell(out, c->before.name);
    add_cell(out, c->after.name);
    text_add(out, "\n| :-- | --: | --: |\n");
    for (size_t i = 0; i < c->changes.count; i++) {
        const AssumptionChange *change = &c->changes.items[i];
        text_add(out, "|");
        add_cell(out, change->key);
        add_cell(out, compare_value(change->before));
        add_cell(out, compare_value(change->after));
        text_add(out, "\n");
    }
    end_details(out);
}

typedef void Chances(double *before, double *after, const Compare *c, size_t k);

static void add_chance(Text *out, const Compare *c, size_t k, Chances *chances)
{
    double before, after;
    char text[64];

    chances(&before, &after, c, k);
    text_format(out, " %s |", compare_shares(text, before, after, " → "));
}

static void add_difference(Text *out, const Compare *c, size_t k)
{
    Text words = { 0 };

    compare_difference(&words, c, k);
    add_cell(out, words.data);
    text_free(&words);
}

static void add_musts(Text *out, const Compare *c, size_t k)
{
    Text words = { 0 };

    compare_musts(&words, c, k, " → ");
    add_cell(out, words.data);
    text_free(&words);
}

static void add_costs(Text *out, const Compare *c)
{
    const Currency *money = &c->before.scenario->currency;
    char text[64];

    text_add(out,
             "\n| design | P50 before | P50 after | difference, P10 .. P90 | over budget |");
    bool musts = compare_has_musts(c);
    text_format(out, " %s |%s\n", compare_cheapest_title(c), musts ? " meets the musts |" : "");
    text_format(out, "| :-- | --: | --: | --: | --: | --: |%s\n", musts ? " :-- |" : "");
    for (size_t k = 0; k < c->row_count; k++) {
        const DesignAnswer *before = compare_before(c, k), *after = compare_after(c, k);
        text_add(out, "|");
        add_cell(out, compare_named(c, k)->label);
        text_format(out, " %s |", cell_money(text, compare_cost(c, before).q[Q_P50], money));
        text_format(out, " %s |", cell_money(text, compare_cost(c, after).q[Q_P50], money));
        add_difference(out, c, k);
        add_chance(out, c, k, compare_over);
        add_chance(out, c, k, compare_cheapest);
        if (musts)
            add_musts(out, c, k);
        text_add(out, "\n");
    }
}

static void begin_row(Text *out, const char *name)
{
    text_add(out, "|");
    add_cell(out, name);
}

static void add_amount(Text *out, const Compare *c, size_t column, Estimate amount)
{
    char text[64];

    compare_signed(text, amount, &c->before.scenario->currency);
    text_format(out, " %s |", compare_is_nothing(c, column, amount.value) ? "=" : text);
}

static void add_amounts(Text *out, const Compare *c)
{
    const Attribution *why = &c->why;

    for (size_t i = 0; i < c->changes.input_count; i++) {
        begin_row(out, c->changes.inputs[i]);
        for (size_t k = 0; k < why->columns; k++)
            add_amount(out, c, k, why->share[i * why->columns + k]);
        text_add(out, "\n");
    }
    if (compare_has_rest(c)) {
        begin_row(out, "(the other futures)");
        for (size_t k = 0; k < why->columns; k++)
            add_amount(out, c, k, (Estimate){ why->rest[k], why->total[k].se });
        text_add(out, "\n");
    }
    begin_row(out, "in all");
    for (size_t k = 0; k < why->columns; k++)
        add_amount(out, c, k, compare_whole(why, k));
    text_add(out, "\n");
}

static void add_why(Text *out, const Compare *c)
{
    const Attribution *why = &c->why;

    if (!why->share || c->changes.input_count == 0)
        return;
    begin_details(out, "Why the mean changes");
    text_add(out, "| share of |");
    for (size_t k = 0; k < why->columns; k++) {
        Text title = { 0 };
        compare_column(&title, c, k);
        add_cell(out, title.data);
        text_free(&title);
    }
    text_add(out, "\n| :-- |");
    for (size_t k = 0; k < why->columns; k++)
        text_add(out, " --: |");
    text_add(out, "\n");
    add_amounts(out, c);
    text_add(out, "\n");
    compare_method(out, why);
    text_add(out, ".\n");
    end_details(out);
}

static void add_compare(Text *out, const Compare *c)
{
    const Scenario *s = c->before.scenario;
    char futures[48];

    text_add(out, "### ");
    cell_markdown(out, s->name);
    text_add(out, ": ");
    cell_markdown(out, c->after.name);
    text_add(out, " against ");
    cell_markdown(out, c->before.name);
    text_add(out, "\n\n**");
    cell_markdown(out, c->sentence);
    text_add(out, "**\n");
    add_costs(out, c);
    add_changes(out, c);
    add_why(out, c);
    text_format(out, "\n%d", c->before.answer->months);
    if (c->after.answer->months != c->before.answer->months)
        text_format(out, " → %d", c->after.answer->months);
    text_format(out, " months, %s; seed %llu, the same %s for both\n", s->currency.code,
                (unsigned long long)s->seed, cell_futures(futures, c->before.answer->trials));
}

void compare_markdown(Text *out, const CompareReport *report, const Style *style)
{
    for (size_t i = 0; i < report->count; i++) {
        text_add(out, i > 0 ? "\n" : "");
        add_compare(out, &report->items[i]);
    }
}
