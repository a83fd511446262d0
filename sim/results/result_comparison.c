/* result_comparison.c - what each design costs and how often it is the cheapest. */
#include "sim/results/results.h"

enum { DESIGN, P10, P50, P90, MEAN, OVER_BUDGET, CHEAPEST, COLUMNS };

static const TableColumn columns[COLUMNS] = {
    [DESIGN] = { "design", "Design", UNIT_NUMBER, true },
    [P10] = { "p10", "P10", UNIT_MONEY, false },
    [P50] = { "p50", "P50", UNIT_MONEY, false },
    [P90] = { "p90", "P90", UNIT_MONEY, false },
    [MEAN] = { "mean", "Average", UNIT_MONEY, false },
    [OVER_BUDGET] = { "over_budget", "Over budget", UNIT_SHARE, false },
    [CHEAPEST] = { "cheapest", "Cheapest", UNIT_SHARE, false },
};

static void fill(Table *table, const Answer *answer)
{
    table->column = columns;
    table->columns = COLUMNS;
    for (size_t k = 0; k < answer->design_count; k++) {
        const DesignAnswer *design = &answer->designs[answer->order[k]];
        Summary cost = answer_summary(design, answer->rank_key);
        Cell *row = table_row(table);
        row[DESIGN].text = design->design->label;
        row[P10].number = estimate_rounded(cost.q[Q_P10]);
        row[P50].number = estimate_rounded(cost.q[Q_P50]);
        row[P90].number = estimate_rounded(cost.q[Q_P90]);
        row[MEAN].number = estimate_rounded(cost.mean);
        row[OVER_BUDGET].number = 1 - design->within_budget.value;
        row[CHEAPEST].number = design->cheapest.value;
    }
}

const Result result_comparison = {
    .name = "comparison",
    .title = "Cost of the designs",
    .help =
        "quantiles of the total cost, chances of exceeding the budget and of being cheapest",
    .fill = fill,
};
