/* sweep_markdown.c - a sweep as a GitHub table, for a pull request. */
#include "sim/output/cells.h"
#include "sim/output/sweep_out.h"

static void add_label(Text *out, const Sweep *sweep, size_t design)
{
    cell_markdown(out, sweep->scenario->designs[design].label);
}

static void add_rule(Text *out, size_t columns)
{
    text_add(out, "\n| :-- |");
    for (size_t c = 0; c < columns; c++)
        text_add(out, " --: |");
    text_add(out, "\n");
}

/* Of each design the median, the range, and how often it is the cheapest. */
static void add_costs(Text *out, const Sweep *sweep, const SweepCell *cell)
{
    const Currency *money = &sweep->scenario->currency;
    char low[32], middle[32], high[32], chance[32];

    text_format(out, " %s (%s to %s), %s |", cell_money(middle, cell->cost.q[Q_P50], money),
                cell_money(low, cell->cost.q[Q_P10], money),
                cell_money(high, cell->cost.q[Q_P90], money),
                cell->competes ? cell_percent(chance, cell->cheapest.value) : "-");
}

static void add_list(Text *out, const Sweep *sweep)
{
    size_t designs = sweep->scenario->design_count;

    for (size_t d = 0; d < designs; d++) {
        text_add(out, " ");
        add_label(out, sweep, d);
        text_add(out, " |");
    }
    add_rule(out, designs);
    for (size_t i = 0; i < sweep->x->count; i++) {
        text_add(out, "| ");
        cell_markdown(out, sweep->x->texts[i]);
        text_add(out, " |");
        for (size_t d = 0; d < designs; d++)
            add_costs(out, sweep, &sweep_cells(sweep, i, 0)[d]);
        text_add(out, "\n");
    }
    text_add(out, "\nMedian (8 in 10 futures), chance to be the cheapest.\n\n");
}

static void add_grid(Text *out, const Sweep *sweep)
{
    char chance[32];

    for (size_t i = 0; i < sweep->x->count; i++) {
        text_add(out, " ");
        cell_markdown(out, sweep->x->texts[i]);
        text_add(out, " |");
    }
    add_rule(out, sweep->x->count);
    for (size_t k = sweep->y->count; k-- > 0;) {
        text_add(out, "| ");
        cell_markdown(out, sweep->y->texts[k]);
        text_add(out, " |");
        for (size_t i = 0; i < sweep->x->count; i++) {
            const SweepCell *cells = sweep_cells(sweep, i, k);
            size_t winner = sweep_winner(sweep, cells);
            text_add(out, " ");
            if (winner == sweep->scenario->design_count) {
                text_add(out, "none |");
                continue;
            }
            add_label(out, sweep, winner);
            text_format(out, " %s |", cell_percent(chance, cells[winner].cheapest.value));
        }
        text_add(out, "\n");
    }
    text_add(out, "\nThe lowest average cost, and its chance to be the cheapest.\n\n");
}

void sweep_markdown(Text *out, Sweep *sweep, const Style *style)
{
    const Style plain = { .width = style->width };

    text_add(out, "### ");
    cell_markdown(out, sweep->scenario->name);
    text_add(out, "\n\n| ");
    cell_markdown(out, sweep->y ? sweep->y->key : sweep->x->key);
    if (sweep->y) {
        text_add(out, " by ");
        cell_markdown(out, sweep->x->key);
    }
    text_add(out, " |");
    (sweep->y ? add_grid : add_list)(out, sweep);
    Text words = { 0 };
    sweep_sentences(&words, sweep);
    if (words.data) {
        cell_markdown(out, words.data);
        text_add(out, "\n\n");
    }
    text_free(&words);
    sweep_footer(out, sweep->scenario, sweep->trials, &plain);
}
